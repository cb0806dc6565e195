// A child brings books back: no card, no question, and the saiga is glad, late or not.
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { cameraButton, cameraPicture } from '../../parts/camera-offer.ts';
import { icon } from '../../parts/icons.ts';
import { waitingSets } from '../../parts/waiting-sets.ts';
import { booksStyle, childBooks, isStar, starRow } from './child-books.ts';
import { ChildPage, praiseOf, type Said } from './child-page.ts';
import { emptyStyle } from './child-style.ts';

@customElement('child-return-page')
export class ChildReturnPage extends ChildPage<'return'> {
  static override styles = [...ChildPage.styles, booksStyle, emptyStyle].flat();

  private said(): Said {
    const { view, words } = this;
    const newest = view.cards.at(-1);
    if (!newest) return { mood: 'hello', heading: words.scanBook, more: words.giveBackLead };
    if (newest.result.kind === 'refused') {
      const { reason, details } = newest.result;
      return { mood: 'thinking', ...this.refusal(reason, details) };
    }
    return {
      mood: 'happy',
      heading: praiseOf(words.praiseReturn, view.cards.filter(isStar).length),
    };
  }

  protected override render() {
    const { s, view, words } = this;
    const { cards, returnedCount } = view;
    const finish = () => this.act({ act: 'finish', receipt: returnedCount > 0 ? 'paper' : 'none' });
    return this.childFrame({
      who: 'saiga',
      said: this.said(),
      body: html`
        ${cameraPicture(view)}
        <div class="side">
        ${waitingSets(view.waiting, s)}
        ${cards.length > 0 ? childBooks(cards, { s, words }) : this.waits()}
        ${returnedCount > 0 ? starRow(returnedCount, words) : nothing}</div>`,
      foot: html`
        ${cameraButton(view, (act) => this.act(act))}
        <button class="go wide" @click=${finish}>${icon('check')}${words.done}</button>
        <button class="quiet" @click=${() => this.act({ act: 'switch', to: 'borrow' })}
          >${icon('borrow')}${words.toBorrow}</button>
        ${this.helpButton()}`,
    });
  }
}
