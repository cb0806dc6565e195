// A face for the book that came back last: three buttons, no card, and nobody has to.
import { css, html, nothing } from 'lit';
import type { ItemCard, KioskAct, Language } from '../../station-server/api-types.ts';
import { FIND_OFFER } from '../strings/find-offer.ts';
import { icon } from './icons.ts';

const FACES = [
  ['good', 'smile'],
  ['fair', 'meh'],
  ['poor', 'frown'],
] as const;

export function rateFaces(cards: ItemCard[], language: Language, act: (act: KioskAct) => void) {
  const card = cards.findLast(({ result }) => result.kind === 'returned');
  if (!card) return nothing;
  const words = FIND_OFFER[language];
  if (card.face) return html`<p class="rate" role="status">${words.thanks}</p>`;
  return html`<div class="rate" role="group" aria-label="${card.title}. ${words.rate}"><span>${words.rate}</span>
    ${FACES.map(
      ([
        face,
        name,
      ]) => html`<button class="quiet" @click=${() => act({ act: 'rate', key: card.key, face })}
        >${icon(name)}${words.faces[face]}</button>`,
    )}</div>`;
}

export const rateStyle = css`
  .rate {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 1.6rem;
    font-size: 2.8rem;
  }
  .rate span {
    flex: 1 1 30rem;
  }
`;
