// The end of a visit: what was done, until when, and the receipt: where it is, or its text when
// paper could not be had.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { icon } from '../parts/icons.ts';
import { KioskPage } from '../parts/kiosk-page.ts';
import { horn } from '../parts/ornament.ts';
import { receiptStyle } from '../parts/receipt-style.ts';

@customElement('farewell-page')
export class FarewellPage extends KioskPage<'farewell'> {
  static override styles = [
    ...KioskPage.styles,
    receiptStyle,
    css`
      main {
        gap: 2.8rem;
        padding-bottom: 2.8rem;
      }
      .done {
        display: grid;
        justify-items: center;
        text-align: center;
        gap: 1.6rem;
        flex: none;
        margin: auto 0;
      }
      .done svg.big {
        width: 22rem;
        color: var(--fresh);
      }
      .count {
        font-size: 4.4rem;
        font-weight: 650;
        line-height: 1.2;
      }
      .due {
        font-size: 4rem;
        color: var(--deep-text);
        font-weight: 650;
        font-variant-numeric: tabular-nums;
      }
      @media (orientation: landscape) {
        .text .big {
          display: none;
        }
        .text {
          margin: 0;
        }
        .text p {
          font-size: 3.4rem;
        }
      }
    `,
  ];

  protected override render() {
    const { s, view } = this;
    const { lentCount, returnedCount, receiptText } = view;
    return this.frame({
      heading: s.farewell.heading,
      body: html`
        <div class="done ${receiptText ? 'text' : ''}">
          <svg class="big" aria-hidden="true" viewBox="0 0 48 40">${horn}</svg>
          ${lentCount ? html`<p class="count">${s.farewell.lent(lentCount)}</p>` : nothing}
          ${view.dueOn ? html`<p class="due">${s.farewell.due(view.dueOn)}</p>` : nothing}
          ${
            returnedCount
              ? html`<p class="count">${s.farewell.returned(returnedCount)}</p>`
              : nothing
          }
          ${
            lentCount + returnedCount === 0
              ? html`<p class="count">${s.farewell.nothing}</p>`
              : nothing
          }
        </div>
        <p role="status" class=${view.slip === 'none' ? 'vh' : 'hint'}>
          ${
            view.slip === 'none'
              ? nothing
              : html`${icon('receipt')}<span>${s.slip[view.slip]}</span>`
          }</p>
        ${
          receiptText
            ? html`<div class="receipt" tabindex="0" role="region"
              aria-label=${s.farewell.receipt}><pre>${receiptText.join('\n')}</pre></div>`
            : nothing
        }
      `,
      foot: html`<button class="go wide"
        @click=${() => this.act({ act: 'home' })}>${icon('home')}${s.common.home}</button>
        <div class="wide help">${this.helpButton()}</div>`,
    });
  }
}
