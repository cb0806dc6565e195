// The children's kiosk while nobody uses it: three who say hello, and two buttons like toys. A card or a book under the scanner is
// enough.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { character } from '../../characters/character.ts';
import { icon } from '../../parts/icons.ts';
import { ChildPage } from './child-page.ts';

@customElement('child-attract-page')
export class ChildAttractPage extends ChildPage<'attract'> {
  static override styles = [
    ...ChildPage.styles,
    css`
      .friends {
        position: absolute;
        bottom: 0;
        width: 30%;
        height: 52%;
      }
      .friends.left {
        left: 1%;
      }
      .friends.right {
        right: 1%;
      }
      .who {
        position: relative;
      }
      .toy {
        min-height: calc(38rem / var(--z));
        flex-direction: column;
        gap: var(--s-3);
        font-size: 5.6rem;
        color: #fff;
        border-radius: var(--radius-l);
        box-shadow:
          inset 0 0 0 0.4rem var(--button-line),
          0 1.4rem 0 rgb(20 39 94 / 0.2);
      }
      .toy svg.i {
        width: 16rem;
        height: 16rem;
        stroke-width: 1.7;
      }
      .borrow {
        background: var(--deep);
        color: var(--on-deep);
      }
      .return {
        background: var(--reed);
        color: var(--on-reed);
      }
      .choose {
        min-height: calc(15rem / var(--z));
        flex-direction: row;
        background: var(--sun);
        color: var(--on-sun);
        font-size: 4.8rem;
      }
      .choose svg.i {
        width: 7rem;
        height: 7rem;
        stroke-width: 2;
      }
      @media (orientation: landscape) {
        .toy {
          min-height: calc(21rem / var(--z));
          font-size: 4.4rem;
          flex: 1 1 calc(50rem / var(--z));
        }
        .toy svg.i {
          width: 9rem;
          height: 9rem;
        }
        .choose {
          min-height: calc(12rem / var(--z));
          font-size: 3.4rem;
          flex: 1 1 calc(40rem / var(--z));
        }
        .choose svg.i {
          width: 5rem;
          height: 5rem;
        }
      }
    `,
  ];

  protected override render() {
    const { view, words } = this;
    const start = (what: 'borrow' | 'return' | 'account') => () => this.act({ act: 'start', what });
    const more = view.hours ? words.showCard : `${words.showCard}. ${this.s.attract.closed}.`;
    return this.childFrame({
      who: 'leopard',
      said: { mood: 'hello', heading: words.hello, more },
      big: true,
      friends: html`<div class="friends left">${character('saiga', 'happy')}</div>
        <div class="friends right">${character('owl', 'hello')}</div>`,
      foot: html`
        <button class="toy borrow" @click=${start('borrow')}>${icon('borrow')}${words.borrow}</button>
        <button class="toy return" @click=${start('return')}>${icon('giveBack')}${words.giveBack}</button>
        ${
          view.shelvesOffer
            ? html`<button class="toy choose wide" @click=${() => this.act({ act: 'shelves-open' })}
              >${icon('search')}${words.choose}</button>`
            : nothing
        }
        <button class="quiet" @click=${start('account')}>${icon('books')}${words.myBooks}</button>
        ${this.helpButton()}`,
    });
  }
}
