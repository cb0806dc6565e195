// What a reader waits for, in "my books": the place in the queue, and a way out of it.
import { css, html, nothing } from 'lit';
import type { AccountHold, KioskAct, Language } from '../../station-server/api-types.ts';
import { FIND } from '../strings/find.ts';
import { bookCover } from './book-cover.ts';

export function holdList(holds: AccountHold[], language: Language, act: (act: KioskAct) => void) {
  if (holds.length === 0) return nothing;
  const words = FIND[language];
  return html`<h2 class="waiting">${words.waiting}</h2><ul>${holds.map(
    ({ holdId, title, author, position }) => html`<li class="loan">${bookCover(title, author)}
      <div><b>${title}</b><span class="author">${author}</span><p class="until">${words.place(position)}</p></div>
      <button class="quiet" aria-label=${words.cancelThis(title)}
        @click=${() => act({ act: 'hold-cancel', holdId })}>${words.cancel}</button></li>`,
  )}</ul>`;
}

export const holdStyle = css`
  h2.waiting {
    font-size: 3.2rem;
    margin: 3.2rem 0 1.6rem;
  }
`;
