// Returning: no card, no question, also when late. Each book says where to put it.
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { cameraButton, cameraPicture } from '../parts/camera-offer.ts';
import { cardList } from '../parts/card-list.ts';
import { icon } from '../parts/icons.ts';
import { KioskPage } from '../parts/kiosk-page.ts';
import { rateFaces, rateStyle } from '../parts/rate-faces.ts';
import { waitingSets } from '../parts/waiting-sets.ts';

@customElement('return-page')
export class ReturnPage extends KioskPage<'return'> {
  static override styles = [...KioskPage.styles, rateStyle];

  protected override render() {
    const { s, view } = this;
    const finish = (receipt: 'paper' | 'none') => () => this.act({ act: 'finish', receipt });
    const some = view.returnedCount > 0;
    return this.frame({
      heading: s.giveBack.heading,
      sub: s.giveBack.sub,
      body: html`
        ${cameraPicture(view)}
        ${
          view.cards.length && !view.notice
            ? html`<p class="hint">${icon('scan')}<span>${view.pad ? s.pad.hint : s.giveBack.hint}</span></p>`
            : nothing
        }
        ${rateFaces(view.cards, view.language, (act) => this.act(act))}
        ${waitingSets(view.waiting, s)}
        ${cardList(view.cards, s, s.giveBack.empty)}
      `,
      foot: html`
        ${cameraButton(view, (act) => this.act(act))}
        ${
          some
            ? html`<p class="sum wide"><span>${s.giveBack.returned(view.returnedCount)}</span><b>${s.giveBack.thanks}</b></p>
            <button class="go wide"
              @click=${finish('paper')}
                >${view.paper ? s.borrow.finishPaper : s.borrow.finishScreen}</button>`
            : nothing
        }
        <button class="plain"
          @click=${finish('none')}>${some ? s.borrow.finishNoReceipt : s.borrow.finish}</button>
        <button class="plain"
          @click=${() => this.act({ act: 'switch', to: 'borrow' })}>${s.borrow.toBorrow}</button>
        <div class="wide help">${this.helpButton()}</div>
      `,
    });
  }
}
