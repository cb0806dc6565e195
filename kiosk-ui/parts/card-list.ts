// The items of a session, newest on top, in a list that scrolls by itself; or, while there are
// none, a picture of what to do. The newest one is also spoken: title, result, and for a refusal
// what to do.
import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ItemCard } from '../../station-server/api-types.ts';
import type { Strings } from '../strings/strings.ts';
import { scanPicture } from './icons.ts';
import { resultWords } from './item-card.ts';
import './item-card.ts';

function spoken(card: ItemCard | undefined, s: Strings): string {
  if (!card) return '';
  const todo = card.result.kind === 'refused' ? s.reasons[card.result.reason].todo : '';
  const tag = card.tag ? s.pad[card.tag] : '';
  const whose = card.reader ? `${card.reader}. ` : '';
  const again =
    card.result.kind === 'lent' && card.result.readBefore ? `${s.card.readBefore}.` : '';
  return `${whose}${card.title}. ${resultWords(card, s)} ${again} ${todo} ${tag}`.trimEnd();
}

export function cardList(cards: ItemCard[], s: Strings, empty: string) {
  return html`
    <div class="vh" aria-live="polite">${spoken(cards.at(-1), s)}</div>
    ${
      cards.length === 0
        ? html`<div class="empty">${scanPicture}<b>${empty}</b></div>`
        : html`<div class="list" tabindex="0" role="region" aria-label=${s.account.heading}>
          <ul>${repeat(
            cards.toReversed(),
            (card) => card.key,
            (card) => html`<li><item-card .card=${card} .s=${s}></item-card></li>`,
          )}</ul>
        </div>`
    }
  `;
}
