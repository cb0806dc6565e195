// How far a child is in the reading campaign: a row that fills, and the badge at its end. Only on the child's own pages.
import { css, html, type TemplateResult } from 'lit';
import type { Language, ReadingView } from '../../../station-server/api-types.ts';
import { horn } from '../../parts/ornament.ts';
import { CHILDREN } from '../../strings/children.ts';

const badge = (
  won: boolean,
): TemplateResult => html`<svg class="badge" viewBox="0 0 96 110" aria-hidden="true">
  <path d="M30 62 18 106l18-8 12 12 12-12 18 8-12-44z" fill=${won ? '#2557cf' : 'var(--line)'} />
  <path d="M48 2l11 9 14-3 5 14 14 5-3 14 9 11-9 11 3 14-14 5-5 14-14-3-11 9-11-9-14 3-5-14-14-5 3-14-9-11 9-11-3-14 14-5 5-14 14 3z"
    transform="translate(6 2) scale(.875)" fill=${won ? '#ffb627' : 'var(--card)'} stroke=${won ? '#c97f00' : 'var(--line-strong)'} stroke-width="4" stroke-linejoin="round" />
  <g transform="translate(24 26) scale(1)" color=${won ? '#7a4b00' : 'var(--line-strong)'}>${horn}</g>
</svg>`;

export const readingCard = (reading: ReadingView, language: Language): TemplateResult => {
  const { stars, badgeAt } = reading;
  const won = stars >= badgeAt;
  const words = CHILDREN[language];
  const part = Math.min(1, stars / badgeAt);
  return html`<div class="reading">
    <div><b>${reading.title[language]}</b>
      <div class="track" aria-hidden="true"><i style="width:${part * 100}%"></i></div>
      <p>${won ? words.badgeWon : words.starsOf(stars, badgeAt)}</p></div>
    ${badge(won)}
  </div>`;
};

export const readingStyle = css`
  .reading {
    flex: none;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: var(--s-4);
    background: var(--card);
    border-radius: var(--radius);
    padding: var(--s-3) var(--s-4);
    font-size: 3rem;
    line-height: 1.25;
    text-align: left;
  }
  .reading b {
    font-size: 3.2rem;
  }
  .reading p {
    font-weight: 650;
  }
  .track {
    height: 2.4rem;
    border-radius: 2rem;
    background: var(--sun-soft);
    border: 0.3rem solid var(--clay-line);
    overflow: hidden;
    margin: 0.8rem 0;
  }
  .track i {
    display: block;
    height: 100%;
    background: var(--sun);
  }
  .badge {
    width: calc(11rem / var(--z));
  }
  @media (orientation: landscape) {
    .reading {
      padding: var(--s-2) var(--s-4);
      font-size: 2.6rem;
    }
    .reading b {
      font-size: 2.8rem;
    }
    .badge {
      width: calc(8.4rem / var(--z));
    }
  }
`;
