// A cover drawn from title and author, because branches have no cover pictures: small, with the first letter. Decoration: the title
// stands beside it as text. Where a cover is big enough to be read, `titled-cover.ts` writes the title on it.
import { css, html, svg } from 'lit';
import { coverChoice } from './cover-choice.ts';
import { horn } from './ornament.ts';

const initial = (text: string): string => /[\p{L}\p{N}]/u.exec(text)?.[0]?.toUpperCase() ?? '';

export function bookCover(title: string, author: string) {
  const { palette, motif } = coverChoice(title, author);
  const edge = [
    svg`<g transform="translate(34 100) scale(.9)">${horn}</g>`,
    svg`<g transform="translate(22 106) scale(.62)">${horn}</g><g transform="translate(60 106) scale(.62)">${horn}</g>`,
    svg`<path d="M22 116h68M22 126h68" stroke="currentColor" stroke-width="4"/>`,
    svg`<circle cx="56" cy="118" r="14" fill="none" stroke="currentColor" stroke-width="4"/>`,
  ][motif % 4];
  return html`<svg class="cover" viewBox="0 0 112 154" aria-hidden="true">
    <rect width="112" height="154" rx="10" fill=${palette.ground} />
    <path d="M10 0h4v154h-4a10 10 0 0 1-10-10V10A10 10 0 0 1 10 0" fill="rgb(0 0 0 / .2)" />
    <text x="60" y="78" text-anchor="middle" font-size="58" font-weight="700" fill=${palette.ink}>${initial(title)}</text>
    <g color=${palette.light}>${edge}</g>
  </svg>`;
}

export const coverStyle = css`
  .cover {
    width: 9.6rem;
    aspect-ratio: 112 / 154;
    flex: none;
    border-radius: 1rem;
    display: block;
  }
`;
