// One title: in which library its copies stand, until when those on loan are out, and a place in the queue.
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { ShelfView } from '../../station-server/api-types.ts';
import { bookCover, coverStyle } from '../parts/book-cover.ts';
import { findStyle } from '../parts/find-style.ts';
import { icon } from '../parts/icons.ts';
import { KioskPage } from '../parts/kiosk-page.ts';
import { FIND } from '../strings/find.ts';
import { showDate } from '../strings/format.ts';

@customElement('title-page')
export class TitlePage extends KioskPage<'title'> {
  static override styles = [...KioskPage.styles, coverStyle, findStyle];

  private get words() {
    return FIND[this.view.language];
  }

  protected override render() {
    const { s, view, words } = this;
    const { title } = view;
    const wanted = view.orderable && view.position === null;
    return this.frame({
      heading: words.bookHeading,
      body: html`
        <div class="book">${bookCover(title.title, title.author)}
          <div><b>${title.title}</b><span class="author">${[title.author, title.year].filter(Boolean).join(' · ')}</span>
          ${title.ageMin > 0 ? html`<p class="where">${words.fromAge(title.ageMin)}</p>` : nothing}
          ${view.queue > 0 ? html`<p class="where">${words.queue(view.queue)}</p>` : nothing}</div></div>
        ${this.standing(wanted)}
        <div class="list" tabindex="0" role="region" aria-label=${words.bookHeading}>
          <ul>${view.shelves.map((shelf) => this.shelf(shelf))}</ul>
          ${view.shelves.length === 0 ? html`<p class="note">${words.noCopies}</p>` : nothing}
        </div>`,
      foot: html`
        ${
          wanted
            ? html`<button class="go wide" ?disabled=${view.sent}
              @click=${() => this.act({ act: 'hold-place' })}>${words.order}</button>`
            : nothing
        }
        <button class="plain" @click=${() => this.act({ act: 'search-back' })}
          >${icon('search')}${words.toSearch}</button>
        <button class="quiet" @click=${() => this.act({ act: 'finish', receipt: 'none' })}
          >${s.borrow.finish}</button>`,
    });
  }

  private standing(wanted: boolean) {
    const { view, words } = this;
    if (view.position !== null) {
      return html`<p class="hint" role="status">${icon('check')}<span>${words.yourPlace(view.position)}</span></p>`;
    }
    if (wanted) return html`<p class="hint">${icon('card')}<span>${words.orderSub}</span></p>`;
    const here = view.shelves.some((shelf) => shelf.here && shelf.onShelf > 0);
    return here ? html`<p class="hint">${icon('book')}<span>${words.fetchIt}</span></p>` : nothing;
  }

  private shelf(shelf: ShelfView) {
    const { view, words } = this;
    const { onShelf, onLoan, hallOnly, dueOn } = shelf;
    const hall = onShelf > 0 && hallOnly === onShelf ? `, ${words.hallOnly}` : '';
    const until = dueOn === null ? '' : `, ${words.lentUntil(showDate(dueOn))}`;
    return html`<li class="shelf">
      <b>${shelf.branch[view.language]}${shelf.here ? html` (${words.thisLibrary})` : nothing}</b>
      ${onShelf > 0 ? html`<p class="where here">${words.onShelf(onShelf)}${hall}</p>` : nothing}
      ${onLoan > 0 ? html`<p>${words.lent(onLoan)}${until}</p>` : nothing}
    </li>`;
  }
}
