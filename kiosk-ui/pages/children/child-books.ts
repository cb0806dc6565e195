// The books of a child's visit as covers, newest first; each says in a few words what became of it, and the newest is also spoken.
import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ItemCard } from '../../../station-server/api-types.ts';
import { coverStyle } from '../../parts/book-cover.ts';
import { icon } from '../../parts/icons.ts';
import { resultWords } from '../../parts/item-card.ts';
import { titledCover } from '../../parts/titled-cover.ts';
import type { ChildrenStrings } from '../../strings/children.ts';
import type { Strings } from '../../strings/strings.ts';

type Words = { s: Strings; words: ChildrenStrings };

const whatBecame = ({ card, s, words }: Words & { card: ItemCard }): string => {
  const { result } = card;
  if (result.kind === 'refused') {
    const refusal = words.reasons[result.reason] ?? s.reasons[result.reason];
    return refusal.todo;
  }
  if (result.kind !== 'lent') return resultWords(card, s);
  return result.loanKind === 'hall' ? words.hall : words.until(result.dueOn);
};

/** A book that was lent or came back is a star. */
export const isStar = ({ result }: ItemCard): boolean =>
  result.kind === 'lent' || result.kind === 'returned';

export const star: TemplateResult = html`<svg class="star" viewBox="0 0 48 48" aria-hidden="true">
  <path d="M24 3.500 30.200 16.800 44.800 18.600 34.100 28.600 36.800 43 24 36 11.200 43 13.900 28.600 3.200 18.600 17.800 16.800z"
    fill="var(--sun)" stroke="var(--on-star)" stroke-width="2.500" stroke-linejoin="round"/></svg>`;

/** So many stars side by side; more than a child counts at a glance are a figure. */
const STARS_SHOWN_MAX = 10;
export const starRow = (count: number, words: ChildrenStrings): TemplateResult =>
  html`<p class="stars">${Array.from({ length: Math.min(count, STARS_SHOWN_MAX) }, () => star)}<span
    class=${count > STARS_SHOWN_MAX ? '' : 'vh'}>${words.stars(count)}</span></p>`;

export const childBooks = (cards: readonly ItemCard[], given: Words): TemplateResult => {
  const { s } = given;
  const newest = cards.at(-1);
  const spoken = newest ? `${newest.title}. ${whatBecame({ card: newest, ...given })}` : '';
  return html`<div class="vh" aria-live="polite">${spoken}</div>
    <div class="list" tabindex="0" role="region" aria-label=${s.account.heading}><ul class="books">${repeat(
      cards.toReversed(),
      (card) => card.key,
      (card) => {
        const refused = card.result.kind === 'refused';
        return html`<li class="book rise ${refused ? 'wait' : ''}">
          ${titledCover(card.title || card.barcode, card.author)}
          ${isStar(card) ? star : ''}
          <p>${icon(refused ? 'alert' : card.result.kind === 'returning' ? 'clock' : 'check')}<span>${whatBecame({ card, ...given })}</span></p>
          ${card.reader ? html`<p class="whose">${icon('people')}<span>${card.reader}</span></p>` : nothing}
        </li>`;
      },
    )}</ul></div>`;
};

export const booksStyle = [
  coverStyle,
  css`
    .books {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr));
      gap: var(--s-4) var(--s-3);
    }
    .book {
      position: relative;
      display: grid;
      justify-items: center;
      align-content: start;
      gap: 1.2rem;
    }
    .book .cover {
      width: min(25rem, 100%);
    }
    .book > .star {
      position: absolute;
      top: -1.6rem;
      right: calc(50% - 14rem);
      width: 8rem;
      height: 8rem;
    }
    .book p {
      display: flex;
      align-items: center;
      gap: 0.8rem;
      font-size: 2.8rem;
      line-height: 1.2;
      font-weight: 650;
      color: var(--reed);
    }
    .book .whose {
      color: var(--ink);
      font-weight: 500;
    }
    .wait p {
      color: var(--clay);
    }
    .book svg.i {
      width: 3.2rem;
      height: 3.2rem;
      stroke-width: 3;
    }
    .star {
      --on-star: #c97f00;
    }
    @media (orientation: landscape) {
      .books {
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr));
      }
      .book .cover {
        width: min(16rem, 100%);
      }
      .book > .star {
        right: calc(50% - 10rem);
        width: 6rem;
        height: 6rem;
      }
    }
  `,
];
