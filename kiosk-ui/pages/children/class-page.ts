// A class session: whose turn it is, by initials, and what that pupil has. The next card is the next pupil.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { icon, scanPicture } from '../../parts/icons.ts';
import { waitingSets } from '../../parts/waiting-sets.ts';
import { CLASS } from '../../strings/class-session.ts';
import { booksStyle, childBooks } from './child-books.ts';
import { ChildPage, type Said } from './child-page.ts';
import { emptyStyle } from './child-style.ts';

@customElement('class-page')
export class ClassPage extends ChildPage<'class'> {
  static override styles = [
    ...ChildPage.styles,
    booksStyle,
    emptyStyle,
    css`
      .count {
        flex: none;
        text-align: center;
        font-size: 3.4rem;
        font-weight: 750;
      }
    `,
  ].flat();

  private said(): Said {
    const words = CLASS[this.view.language];
    const { pupil, cards } = this.view;
    if (!pupil) return { mood: 'hello', heading: words.heading, more: words.lead };
    const newest = cards.at(-1);
    if (newest?.result.kind === 'refused') {
      const { reason, details } = newest.result;
      return { mood: 'thinking', ...this.refusal(reason, details) };
    }
    const heading = words.pupil(pupil.initials);
    if (cards.length === 0 && pupil.blockedBy) {
      const { heading: why, more } = this.refusal(pupil.blockedBy);
      return { mood: 'thinking', heading, more: `${why} ${more}` };
    }
    const mood = newest ? 'happy' : 'hello';
    return { mood, heading, more: pupil.home ? words.nextCard : words.hallOnly };
  }

  protected override render() {
    const { s, view } = this;
    const words = CLASS[view.language];
    return this.childFrame({
      who: view.pupil ? 'leopard' : 'owl',
      said: this.said(),
      body: html`
        ${waitingSets(view.waiting, s)}
        ${
          view.cards.length > 0
            ? childBooks(view.cards, { s, words: this.words })
            : html`<div class="waits">${scanPicture}</div>`
        }
        ${
          view.pupilCount > 0
            ? html`<p class="count">${words.count(view.pupilCount, view.bookCount)}</p>`
            : nothing
        }`,
      foot: html`
        <button class="plain" @click=${() => this.act({ act: 'class-close' })}
          >${icon('people')}${words.close}</button>
        ${this.helpButton()}`,
    });
  }
}
