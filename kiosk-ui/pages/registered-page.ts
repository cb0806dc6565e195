// A new reader: the card number, large, to be copied or photographed, and what the registration
// allows until staff confirm it.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { icon } from '../parts/icons.ts';
import { KioskPage } from '../parts/kiosk-page.ts';
import { hornBand } from '../parts/ornament.ts';
import { qrCode } from '../parts/qr-code.ts';
import { showCard } from '../strings/format.ts';

@customElement('registered-page')
export class RegisteredPage extends KioskPage<'registered'> {
  static override styles = [
    ...KioskPage.styles,
    css`
      .ticket {
        background: var(--card);
        border-radius: var(--radius);
        box-shadow: var(--shadow);
        padding: 4rem 4rem 0;
        overflow: hidden;
        text-align: center;
        display: grid;
        gap: 1.2rem;
      }
      .ticket span {
        font-size: 3rem;
        color: var(--ink-soft);
      }
      .ticket output {
        font-size: 4.8rem;
        font-weight: 700;
        line-height: 1.15;
        letter-spacing: 0.02em;
        font-variant-numeric: tabular-nums;
        user-select: text;
      }
      .ticket small {
        font-size: 2.8rem;
      }
      .ticket .number {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: calc(4rem / var(--z));
        align-items: center;
        text-align: start;
      }
      .ticket p {
        display: grid;
        gap: 1.2rem;
      }
      .ticket .qr {
        width: calc(30rem / var(--z));
        border-radius: 1.6rem;
      }
      .ticket .band {
        height: 4.4rem;
        width: calc(100% + 8rem);
        margin: 2rem -4rem 0;
        color: var(--fresh);
        opacity: 0.5;
      }
      .max {
        font-size: 4rem;
        font-weight: 650;
        text-align: center;
      }
      .slip {
        justify-content: center;
      }
      main {
        justify-content: center;
        gap: 3.6rem;
      }
      @media (orientation: landscape) {
        .ticket .qr {
          width: calc(24rem / var(--z));
        }
        main {
          gap: 2.4rem;
        }
      }
    `,
  ];

  protected override render() {
    const { s, view } = this;
    return this.frame({
      heading: s.registered.heading,
      sub: `${s.patron.reader(view.initials)} · ${s.registered.lead}`,
      body: html`
        <div class="ticket">
          <div class="number">${qrCode(view.card, s.registered.cardNumber)}<p>
            <span>${s.registered.cardNumber}</span><output>${showCard(view.card)}</output>
            <small>${s.registered.photo}</small></p></div>
          <svg class="band" aria-hidden="true" viewBox="0 0 900 44"
            preserveAspectRatio="xMidYMin slice">${hornBand}</svg>
        </div>
        <p class="max">${s.registered.itemsMax(view.itemsMax)}</p>
        <p class="note">${s.registered.confirm}</p>
        ${
          view.slip === 'none'
            ? nothing
            : html`<p class="hint slip" role="status">${icon('receipt')}<span>${s.slip[view.slip]}</span></p>`
        }
      `,
      foot: html`
        <button class="go wide"
          @click=${() => this.act({ act: 'switch', to: 'borrow' })}>${s.borrow.toBorrow}</button>
        <button class="plain" @click=${() => this.act({ act: 'home' })}>${s.borrow.finish}</button>
        ${this.helpButton()}
      `,
    });
  }
}
