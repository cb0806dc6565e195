// The end of a child's visit: stars for what was borrowed and brought back, the day, and the slip for the parents.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { icon } from '../../parts/icons.ts';
import { receiptStyle } from '../../parts/receipt-style.ts';
import { booksStyle, starRow } from './child-books.ts';
import { ChildPage } from './child-page.ts';
import { readingCard, readingStyle } from './reading-card.ts';

@customElement('child-farewell-page')
export class ChildFarewellPage extends ChildPage<'farewell'> {
  static override styles = [
    ...ChildPage.styles,
    booksStyle,
    readingStyle,
    receiptStyle,
    css`
      .sums {
        flex: none;
        display: grid;
        gap: var(--s-2);
        text-align: center;
        font-size: 4rem;
        font-weight: 650;
        line-height: 1.2;
      }
      .stars svg {
        width: 9rem;
        height: 9rem;
      }
      .slip {
        font-size: 3rem;
        font-weight: 500;
      }
      @media (orientation: landscape) {
        .sums {
          font-size: 3.2rem;
        }
        .slip {
          font-size: 2.6rem;
        }
        .stars svg {
          width: 6rem;
          height: 6rem;
        }
      }
    `,
  ].flat();

  protected override render() {
    const { s, view, words } = this;
    const { lentCount, returnedCount, dueOn, receiptText, slip } = view;
    const stars = lentCount + returnedCount;
    return this.childFrame({
      who: returnedCount > lentCount ? 'saiga' : 'leopard',
      said: { mood: 'happy', heading: words.bye },
      big: receiptText === null,
      body: html`<div class="sums">
          ${stars > 0 ? starRow(stars, words) : nothing}
          ${lentCount > 0 ? html`<p>${words.byeBorrowed(lentCount)}${dueOn ? html` · ${words.until(dueOn)}` : nothing}</p>` : nothing}
          ${returnedCount > 0 ? html`<p>${words.byeReturned(returnedCount)}</p>` : nothing}
          ${view.reading ? readingCard(view.reading, view.language) : nothing}
          <p role="status" class="slip">${slip === 'none' ? nothing : s.slip[slip]}</p>
        </div>
        ${
          receiptText
            ? html`<div class="receipt" tabindex="0" role="region" aria-label=${s.farewell.receipt}
              ><pre>${receiptText.join('\n')}</pre></div>`
            : nothing
        }`,
      foot: html`<button class="go wide" @click=${() => this.act({ act: 'home' })}
        >${icon('home')}${s.common.home}</button><div class="wide help">${this.helpButton()}</div>`,
    });
  }
}
