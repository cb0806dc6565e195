// A child borrows: the snow leopard praises each book, and thinks aloud when one has to wait.
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { cameraButton, cameraPicture } from '../../parts/camera-offer.ts';
import { familyStyle, familySwitch } from '../../parts/family-switch.ts';
import { icon } from '../../parts/icons.ts';
import { offerStyle, reregisterOffer } from '../../parts/reregister-offer.ts';
import { waitingSets } from '../../parts/waiting-sets.ts';
import { CLASS } from '../../strings/class-session.ts';
import { booksStyle, childBooks, isStar, starRow } from './child-books.ts';
import { ChildPage, praiseOf, type Said } from './child-page.ts';
import { emptyStyle } from './child-style.ts';
import { readingCard, readingStyle } from './reading-card.ts';

@customElement('child-borrow-page')
export class ChildBorrowPage extends ChildPage<'borrow'> {
  static override styles = [
    ...ChildPage.styles,
    booksStyle,
    emptyStyle,
    familyStyle,
    offerStyle,
    readingStyle,
  ].flat();

  private said(): Said {
    const { view, words } = this;
    const { patron, cards } = view;
    const newest = cards.at(-1);
    const left = patron.itemsLeft > 0 ? words.itemsLeft(patron.itemsLeft) : words.noMore;
    if (newest?.result.kind === 'refused') {
      const { reason, details } = newest.result;
      return { mood: 'thinking', ...this.refusal(reason, details) };
    }
    if (newest) {
      const heading = praiseOf(words.praiseBorrow, cards.filter(isStar).length);
      return { mood: 'happy', heading, more: left };
    }
    if (patron.blockedBy) return { mood: 'thinking', ...this.refusal(patron.blockedBy) };
    return { mood: 'hello', heading: words.scanBook, more: left };
  }

  protected override render() {
    const { s, view, words } = this;
    const { cards, lentCount, patron } = view;
    const finish = (receipt: 'paper' | 'none') => () => this.act({ act: 'finish', receipt });
    return this.childFrame({
      who: 'leopard',
      said: this.said(),
      body: html`
        ${cameraPicture(view)}
        <div class="side">
        ${familySwitch(view.family, view.language, (act) => this.act(act))}
        ${reregisterOffer(patron, view.language, (act) => this.act(act)) ?? nothing}
        ${
          view.classOffer
            ? html`<button class="plain class" @click=${() => this.act({ act: 'class-open' })}
              >${icon('people')}${CLASS[view.language].open}</button>`
            : nothing
        }
        ${
          view.shelvesOffer && cards.length === 0
            ? html`<button class="plain class" @click=${() => this.act({ act: 'shelves-open' })}
              >${icon('search')}${words.choose}</button>`
            : nothing
        }
        ${waitingSets(view.waiting, s)}
        ${cards.length > 0 ? childBooks(cards, { s, words }) : this.waits()}
        ${lentCount > 0 ? starRow(lentCount, words) : nothing}
        ${view.reading ? readingCard(view.reading, view.language) : nothing}</div>`,
      foot: html`
        ${cameraButton(view, (act) => this.act(act))}
        <button class="go wide" @click=${finish(lentCount > 0 ? 'paper' : 'none')}
          >${icon('check')}${words.done}</button>
        <button class="quiet" @click=${() => this.act({ act: 'switch', to: 'return' })}
          >${icon('giveBack')}${words.toReturn}</button>
        ${this.helpButton()}`,
    });
  }
}
