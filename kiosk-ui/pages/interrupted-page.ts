// The station stopped in the middle of a visit and is back: what was done, what was not, and how to go on. No name stands here.
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { cardList } from '../parts/card-list.ts';
import { icon } from '../parts/icons.ts';
import { KioskPage } from '../parts/kiosk-page.ts';
import { INTERRUPTED } from '../strings/interrupted.ts';

@customElement('interrupted-page')
export class InterruptedPage extends KioskPage<'interrupted'> {
  protected override render() {
    const { s, view } = this;
    const words = INTERRUPTED[view.language];
    const finish = (receipt: 'paper' | 'none') => () => this.act({ act: 'finish', receipt });
    const goOn = view.cardWanted ? words.withCard : words.withBooks;
    return this.frame({
      heading: words.heading,
      sub: this.counts().join(' · '),
      body: html`
        <p class="hint">${icon('scan')}<span>${view.missed.length ? goOn : words.allDone}</span></p>
        ${
          view.missed.length
            ? html`<div class="warn"><b>${words.missed}</b>${view.missed.map(
                ({ title }, at) => html`${at ? ' · ' : ''}«${title}»`,
              )}</div>`
            : nothing
        }
        ${view.cards.length ? cardList(view.cards, s, '') : nothing}
      `,
      foot: html`
        ${
          view.cards.length
            ? html`<button class="go wide" @click=${finish('paper')}
                >${view.paper ? s.borrow.finishPaper : s.borrow.finishScreen}</button>`
            : nothing
        }
        <button class="plain"
          @click=${view.cards.length ? finish('none') : () => this.act({ act: 'home' })}
            >${view.cards.length ? s.borrow.finishNoReceipt : s.borrow.finish}</button>
        ${this.helpButton()}`,
    });
  }

  private counts(): string[] {
    const { lentCount, returnedCount, missed, cardWanted, language } = this.view;
    const words = INTERRUPTED[language];
    const lent = cardWanted ? lentCount + missed.length : lentCount;
    const returned = cardWanted ? returnedCount : returnedCount + missed.length;
    return [
      ...(lent > 0 ? [words.lent(lentCount, lent)] : []),
      ...(returned > 0 ? [words.returned(returnedCount, returned)] : []),
    ];
  }
}
