// Shelves of pictures: how old, which shelf, which cover; then the owl says where the book is. Nothing is typed.
import { css, html, svg, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { ShelfBook, ShelfLine } from '../../../station-server/api-types.ts';
import { type Character, character } from '../../characters/character.ts';
import { coverStyle } from '../../parts/book-cover.ts';
import { icon } from '../../parts/icons.ts';
import { motifPicture, titledCover } from '../../parts/titled-cover.ts';
import { ChildPage, type Said } from './child-page.ts';

const SKY = { ground: '#fff', ink: '#14275e', light: '#7fb4ea', accent: '#ffb627' };
/** Whom or what one sees on a shelf; figures are motifs of drawn covers. */
const PICTURES: Record<ShelfLine['picture'], Character | number> = {
  ...{ small: 'leopard', animals: 'saiga', science: 'owl' },
  ...{ history: 0, adventure: 1, nature: 2, tales: 3, poems: 5 },
};

const shelfPicture = (picture: ShelfLine['picture']): TemplateResult => {
  const what = PICTURES[picture];
  return typeof what === 'string'
    ? character(what, 'hello')
    : html`<svg class="motif" viewBox="14 4 98 72" aria-hidden="true">${svg`${motifPicture(what, SKY)}`}</svg>`;
};

@customElement('shelves-page')
export class ShelvesPage extends ChildPage<'shelves'> {
  static override styles = [
    ...ChildPage.styles,
    coverStyle,
    css`
      .choices {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 40rem), 1fr));
        gap: var(--s-3);
        padding-bottom: 1rem;
      }
      .choices button {
        background: var(--card);
        border-radius: var(--radius);
        box-shadow: 0 0.9rem 0 rgb(20 39 94 / 0.14);
        border: 0.3rem solid var(--button-line);
        flex-direction: column;
        gap: var(--s-2);
        width: 100%;
        min-height: calc(30rem / var(--z));
        font-size: 4rem;
        font-weight: 750;
      }
      .choices .character,
      .choices .motif {
        height: calc(19rem / var(--z));
        width: 100%;
      }
      .covers {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr));
        gap: var(--s-3);
      }
      .covers button {
        width: 100%;
        padding: 0.8rem;
        border-radius: var(--radius-s);
        flex-direction: column;
        gap: 0.8rem;
        font-size: 2.6rem;
        color: var(--reed);
      }
      .covers .away {
        color: var(--ink-soft);
      }
      .covers .cover {
        width: min(25rem, 100%);
      }
      .covers svg.i {
        width: 3rem;
        height: 3rem;
      }
      .covers span {
        display: flex;
        align-items: center;
        gap: 0.6rem;
      }
      .one {
        flex: var(--list-flex);
        min-height: 0;
        display: flex;
        justify-content: center;
        align-items: center;
      }
      .one .cover {
        width: calc(52rem / var(--z));
        max-width: 100%;
        max-height: 100%;
      }
      @media (orientation: landscape) {
        .choices {
          grid-template-columns: repeat(auto-fill, minmax(min(100%, 30rem), 1fr));
        }
        .choices button {
          min-height: calc(22rem / var(--z));
          font-size: 3.2rem;
        }
        .choices .character,
        .choices .motif {
          height: calc(13rem / var(--z));
        }
        .covers {
          grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr));
        }
        .covers .cover {
          width: min(16rem, 100%);
        }
        .one .cover {
          width: calc(34rem / var(--z));
        }
      }
    `,
  ].flat();

  private whereIs({ place, dueOn, branch }: ShelfBook): Said {
    const words = this.words.place;
    if (place === 'here') return { mood: 'happy', heading: words.here, more: words.hereTodo };
    if (place === 'lent' && dueOn !== null) {
      return { mood: 'thinking', heading: words.lent(dueOn), more: words.lentTodo };
    }
    const where = branch?.[this.view.language] ?? '';
    return { mood: 'thinking', heading: words.elsewhere(where), more: words.elsewhereTodo };
  }

  private said(): Said {
    const { view, words } = this;
    if (view.open) return this.whereIs(view.open);
    if (view.ageYears === null) return { mood: 'hello', heading: words.howOld };
    if (!view.shelf) return { mood: 'hello', heading: words.whichShelf };
    const heading = view.shelf.name[view.language];
    return view.books.length > 0
      ? { mood: 'happy', heading, more: words.touchCover }
      : { mood: 'thinking', heading, more: words.shelfEmpty };
  }

  private list(content: TemplateResult[], look: 'choices' | 'covers'): TemplateResult {
    const { heading } = this.said();
    return html`<div class="list" tabindex="0" role="region" aria-label=${heading}><ul class=${look}
      >${content.map((one) => html`<li>${one}</li>`)}</ul></div>`;
  }

  private body(): TemplateResult {
    const { view, words } = this;
    if (view.open) {
      return html`<div class="one">${titledCover(view.open.title, view.open.author)}</div>`;
    }
    if (view.ageYears === null) {
      const who = ['leopard', 'saiga', 'owl', 'leopard'] as const;
      const ages = view.ageGroups.map(
        ({ from, to }, index) =>
          html`<button @click=${() => this.act({ act: 'shelves-age', from })}
            >${character(who[index] ?? 'owl', index % 2 ? 'happy' : 'hello')}${words.years(from, to)}</button>`,
      );
      return this.list(ages, 'choices');
    }
    if (!view.shelf) {
      const shelves = view.shelves.map(
        ({ id, name, picture }) =>
          html`<button @click=${() => this.act({ act: 'shelf-open', shelf: id })}
            >${shelfPicture(picture)}${name[view.language]}</button>`,
      );
      return this.list(shelves, 'choices');
    }
    return this.list(
      view.books.map((book) => this.cover(book)),
      'covers',
    );
  }

  private cover({ titleId, title, author, place }: ShelfBook): TemplateResult {
    const here = place === 'here';
    return html`<button class=${here ? '' : 'away'}
      @click=${() => this.act({ act: 'shelf-book', titleId })}>${titledCover(title, author)}
      <span>${icon(here ? 'check' : 'clock')}${here ? this.words.onShelf : this.words.notHere}</span></button>`;
  }

  protected override render() {
    const { view, words } = this;
    return this.childFrame({
      who: 'owl',
      said: this.said(),
      body: this.body(),
      foot: html`
        <button class="plain" @click=${() => this.act({ act: 'shelves-back' })}
          >${icon('back')}${words.back}</button>
        ${
          view.open?.place === 'here'
            ? html`<button class="go" @click=${() => this.act({ act: 'switch', to: 'borrow' })}
              >${icon('borrow')}${words.toBorrow}</button>`
            : this.helpButton()
        }`,
    });
  }
}
