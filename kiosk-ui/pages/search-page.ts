// Searching as one types: the field, what was found as cards with drawn covers, and the letters below. What was typed lives here; the
// hits are the server's, for the words that it has answered.
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { TitleHit } from '../../station-server/api-types.ts';
import { bookCover, coverStyle } from '../parts/book-cover.ts';
import { field, fieldStyle, typeInto } from '../parts/field.ts';
import { findStyle } from '../parts/find-style.ts';
import { icon } from '../parts/icons.ts';
import { KioskPage } from '../parts/kiosk-page.ts';
import type { PadKeyEvent } from '../parts/number-pad.ts';
import { FIND } from '../strings/find.ts';
import '../parts/letter-board.ts';

const QUERY_CHARACTERS_MAX = 100;

@customElement('search-page')
export class SearchPage extends KioskPage<'search'> {
  static override styles = [...KioskPage.styles, fieldStyle, coverStyle, findStyle];
  /** Null: as the server has it, when one comes back from a title. */
  @state() private typed: string | null = null;

  override focusStart(): void {
    this.renderRoot.querySelector<HTMLInputElement>('input')?.focus();
  }

  private get words() {
    return FIND[this.view.language];
  }

  protected override render() {
    const { s, view, words } = this;
    const text = this.typed ?? view.query;
    return this.frame({
      heading: words.heading,
      sub: words.sub,
      body: html`<form class="search" @submit=${(event: Event) => event.preventDefault()} @pad-key=${this.padKey}>
        ${field({
          ...{ id: 'query', label: words.field, value: text, maxLength: QUERY_CHARACTERS_MAX },
          ...{ active: true, onFocus: () => {}, onInput: (value) => this.type(value) },
        })}
        <div class="results">${this.results(text)}</div>
        <div class="keys"><letter-board .s=${s} .language=${view.language}></letter-board></div>
      </form>`,
      foot: html`
        <button class="plain" @click=${() => this.act({ act: 'wish-open' })}
          >${icon('heart')}${words.wishThis}</button>
        <button class="quiet" @click=${() => this.act({ act: 'finish', receipt: 'none' })}
          >${icon('back')}${s.borrow.finish}</button>`,
    });
  }

  private type(value: string): void {
    this.typed = value;
    this.act({ act: 'search', query: value });
  }

  private padKey(event: PadKeyEvent): void {
    const input = this.renderRoot.querySelector<HTMLInputElement>('#query');
    if (input) typeInto(input, event.detail);
  }

  private results(text: string) {
    const { view, words } = this;
    if (view.hits.length === 0) {
      const short = [...text.trim()].length < 2 || view.query !== text;
      return html`<div class="empty" role="status">${icon('search')}<b>${short ? words.typeMore : words.nothing}</b>
        ${short ? nothing : html`<p>${words.nothingTodo}</p>`}</div>`;
    }
    const count = words.found(view.found, view.more);
    return html`<div class="list" tabindex="0" role="region" aria-label=${count}>
        <ul class="hits">${view.hits.map((hit) => html`<li>${this.hit(hit)}</li>`)}</ul></div>
      ${this.pager(count)}`;
  }

  private hit(hit: TitleHit) {
    const { words } = this;
    const where =
      hit.here > 0
        ? words.here
        : hit.elsewhere > 0
          ? words.elsewhere
          : hit.copies > 0
            ? words.allLent
            : words.noCopies;
    return html`<button class="hit" @click=${() => this.act({ act: 'title-open', titleId: hit.titleId })}>
      ${bookCover(hit.title, hit.author)}
      <span><b>${hit.title}</b><span class="author">${[hit.author, hit.year].filter(Boolean).join(' · ')}</span>
        <span class="where ${hit.here > 0 ? 'here' : ''}">${where}</span></span></button>`;
  }

  private pager(count: string) {
    const { view, words } = this;
    const { page, pages } = view;
    if (pages < 2)
      return html`<p class="pager" role="status"><span></span>${count}<span></span></p>`;
    const go = (to: number) => () => this.act({ act: 'search-page', page: to });
    return html`<div class="pager">
      <button type="button" class="quiet" ?disabled=${page === 0} @click=${go(page - 1)}>${icon('back')}${words.earlier}</button>
      <span role="status">${words.page(page + 1, pages)}</span>
      <button type="button" class="quiet" ?disabled=${page >= pages - 1} @click=${go(page + 1)}>${words.later}${icon('next')}</button>
    </div>`;
  }
}
