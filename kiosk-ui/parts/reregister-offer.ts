// What a reader is offered where the yearly re-registration is due or near: one button that opens it.
import { css, html, type TemplateResult } from 'lit';
import type { KioskAct, Language, PatronView } from '../../station-server/api-types.ts';
import { REREGISTER } from '../strings/reregister.ts';
import { icon } from './icons.ts';

/** Null where nothing is due, or where the reader has to see the librarian anyhow. */
export const reregisterOffer = (
  patron: PatronView,
  language: Language,
  act: (act: KioskAct) => void,
): TemplateResult | null => {
  const due = patron.blockedBy === 'reregistration-due';
  const near = patron.blockedBy === null && patron.reregistrationReminder;
  if (patron.pending || !(due || near)) return null;
  const words = REREGISTER[language];
  return html`<div class="offer ${due ? 'warn' : 'note'}">
    <p>${due ? html`<b>${words.due}</b>` : words.remind}</p>
    <button class="plain" @click=${() => act({ act: 'reregister-open' })}
      >${icon('renew')}${words.offer}</button>
  </div>`;
};

export const offerStyle = css`
  .offer {
    display: flex;
    align-items: center;
    justify-content: space-between;
    flex-wrap: wrap;
    gap: 2.4rem;
  }
  .offer button {
    flex: 0 1 auto;
    min-height: var(--touch);
    font-size: 2.8rem;
    max-width: 100%;
  }
  .offer b {
    flex: 1 1 calc(44rem / var(--z));
    font-weight: 650;
    font-size: 2.8rem;
  }
`;
