// A cover drawn from title and author, because branches have no cover pictures: the same book has
// the same cover everywhere. Decoration: the title stands beside it as text.
import { css, html, svg } from 'lit';
import { horn } from './ornament.ts';

const COLOURS = [
  '#7a3b2e',
  '#1d6a73',
  '#5d5c3d',
  '#2d4f7c',
  '#6b3a5e',
  '#2f6b4a',
  '#8a5a1d',
  '#3e4a63',
];

/** FNV-1a, 32 bits: spreads titles evenly over the colours. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (const char of text) h = Math.imul(h ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return h >>> 0;
}

const initial = (text: string): string => /[\p{L}\p{N}]/u.exec(text)?.[0]?.toUpperCase() ?? '';

export function bookCover(title: string, author: string) {
  const number = hash(`${title}\n${author}`);
  const colour = COLOURS[number % COLOURS.length];
  const edge = [
    svg`<g transform="translate(34 100) scale(.9)">${horn}</g>`,
    svg`<g transform="translate(22 106) scale(.62)">${horn}</g><g transform="translate(60 106) scale(.62)">${horn}</g>`,
    svg`<path d="M22 116h68M22 126h68" stroke="currentColor" stroke-width="4"/>`,
    svg`<circle cx="56" cy="118" r="14" fill="none" stroke="currentColor" stroke-width="4"/>`,
  ][(number >>> 8) % 4];
  return html`<svg class="cover" viewBox="0 0 112 154" aria-hidden="true">
    <rect width="112" height="154" rx="10" fill=${colour ?? '#1d6a73'} />
    <path d="M10 0h4v154h-4a10 10 0 0 1-10-10V10A10 10 0 0 1 10 0" fill="rgb(0 0 0 / .2)" />
    <text x="60" y="78" text-anchor="middle" font-size="58" font-weight="700" fill="#fff">${initial(title)}</text>
    <g color="rgb(255 255 255 / .55)">${edge}</g>
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
