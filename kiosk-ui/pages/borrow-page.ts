// Lending: scan on, see each item with its day, finish with or without a receipt. Newest item on
// top, so that nobody scrolls.
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { cameraButton, cameraPicture } from '../parts/camera-offer.ts';
import { cardList } from '../parts/card-list.ts';
import { childLabel, familyStyle, familySwitch } from '../parts/family-switch.ts';
import { finishButtons } from '../parts/finish-buttons.ts';
import { icon } from '../parts/icons.ts';
import { KioskPage } from '../parts/kiosk-page.ts';
import { offerStyle, reregisterOffer } from '../parts/reregister-offer.ts';
import { waitingSets } from '../parts/waiting-sets.ts';
import { FAMILY } from '../strings/family.ts';
import { showDate } from '../strings/format.ts';
import { whyOf } from '../strings/languages.ts';

@customElement('borrow-page')
export class BorrowPage extends KioskPage<'borrow'> {
  static override styles = [...KioskPage.styles, offerStyle, familyStyle];

  protected override render() {
    const { s, view } = this;
    const { patron, cards } = view;
    const child = view.family?.children[view.family.forChild ?? -1];
    const who = child
      ? FAMILY[view.language].child(childLabel(child))
      : s.patron.reader(patron.initials);
    const sub = `${who} · ${s.patron.itemsLeft(patron.itemsLeft)}`;
    return this.frame({
      heading: s.borrow.heading,
      sub,
      body: html`
        ${cameraPicture(view)}
        ${familySwitch(view.family, view.language, (act) => this.act(act))}
        ${this.standing()}
        ${
          cards.length && !view.notice && !patron.blockedBy
            ? html`<p class="hint">${icon('scan')}<span>${view.pad ? s.pad.hint : s.borrow.hint}
                ${view.lentCount > 0 ? html`<small>${s.borrow.cardEnds}</small>` : nothing}</span></p>`
            : nothing
        }
        ${waitingSets(view.waiting, s)}
        ${cardList(cards, s, s.borrow.empty)}
      `,
      foot: html`${this.sum()}${cameraButton(view, (act) => this.act(act))}${this.actions()}`,
    });
  }

  /** What stands against the patron's next loan, before a scan meets it. */
  private standing() {
    const { s } = this;
    const { patron, language } = this.view;
    // A child is re-registered by its own card.
    const own = (this.view.family?.forChild ?? null) === null;
    const offer = own ? reregisterOffer(patron, language, (act) => this.act(act)) : null;
    if (offer) return offer;
    if (patron.blockedBy) {
      const refusal = s.reasons[patron.blockedBy];
      return html`<div class="warn"><b>${whyOf(refusal)}</b>${refusal.todo}</div>`;
    }
    if (patron.pending) return html`<div class="note">${s.patron.pending}</div>`;
    return nothing;
  }

  private sum() {
    const { s, view } = this;
    if (view.lentCount === 0) return nothing;
    const days = view.cards.flatMap(({ result }) => (result.kind === 'lent' ? [result.dueOn] : []));
    const first = days.sort()[0];
    return html`<p class="sum wide"><span>${s.borrow.lent(view.lentCount)}</span>
      ${first ? html`<b>${s.account.until(showDate(first))}</b>` : nothing}</p>`;
  }

  private actions() {
    const { s, view } = this;
    return html`${finishButtons(view, s, (act) => this.act(act))}
      <button class="plain"
        @click=${() => this.act({ act: 'switch', to: 'return' })}>${s.borrow.toReturn}</button>
      <button class="quiet"
        @click=${() => this.act({ act: 'switch', to: 'account' })}>${s.borrow.toAccount}</button>
      ${this.helpButton()}`;
  }
}
