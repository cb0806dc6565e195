// The refusal card: a book that is not there, by title and author, with or without a card.
import { html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { field, fieldStyle, isEnterInField, typeInto } from '../parts/field.ts';
import { findStyle } from '../parts/find-style.ts';
import { icon } from '../parts/icons.ts';
import { KioskPage } from '../parts/kiosk-page.ts';
import type { PadKeyEvent } from '../parts/number-pad.ts';
import { FIND } from '../strings/find.ts';
import '../parts/letter-board.ts';

const WISH_CHARACTERS_MAX = 120;
type Part = 'wish-title' | 'wish-author';

@customElement('wish-page')
export class WishPage extends KioskPage<'wish'> {
  static override styles = [...KioskPage.styles, fieldStyle, findStyle];
  /** Null: what was searched for. */
  @state() private book: string | null = null;
  @state() private author = '';
  @state() private active: Part = 'wish-title';

  override focusStart(): void {
    const input = this.renderRoot.querySelector<HTMLInputElement>('input');
    if (input) input.focus();
    else super.focusStart();
  }

  private get words() {
    return FIND[this.view.language];
  }

  protected override render() {
    const { view, words } = this;
    const done = view.state === 'done';
    return this.frame({
      heading: words.wishHeading,
      sub: done ? '' : words.wishLead,
      body: done
        ? html`<div class="empty" role="status">${icon('check')}<b>${words.wishDone}</b><p>${words.wishDoneSub}</p></div>`
        : this.form(),
      foot: html`
        ${
          done
            ? ''
            : html`<button class="go wide" ?disabled=${view.state === 'sent'} @click=${this.send}>${words.wishSend}</button>`
        }
        <button class="plain" @click=${() => this.act({ act: 'search-back' })}
          >${icon('search')}${words.toSearch}</button>
        <button class="quiet" @click=${() => this.act({ act: 'finish', receipt: 'none' })}
          >${this.s.borrow.finish}</button>`,
    });
  }

  private form() {
    const { s, view, words } = this;
    return html`<form @submit=${(event: Event) => event.preventDefault()} @pad-key=${this.padKey} @keydown=${this.enter}>
      <div class="parts">${this.typed(
        'wish-title',
        words.wishTitle,
        this.book ?? view.title,
        (value) => {
          this.book = value;
        },
      )}
      ${this.typed('wish-author', words.wishAuthor, this.author, (value) => {
        this.author = value;
      })}</div>
      <div class="keys"><letter-board .s=${s} .language=${view.language}></letter-board></div></form>`;
  }

  private typed(id: Part, label: string, value: string, onInput: (value: string) => void) {
    return field({
      ...{ id, label, value, maxLength: WISH_CHARACTERS_MAX, active: this.active === id, onInput },
      onFocus: () => {
        this.active = id;
      },
    });
  }

  private send(): void {
    const { view, book, author } = this;
    this.act({ act: 'wish', title: book ?? view.title, author });
  }

  private enter(event: KeyboardEvent): void {
    if (!isEnterInField(event)) return;
    event.preventDefault();
    this.send();
  }

  private padKey(event: PadKeyEvent): void {
    const input = this.renderRoot.querySelector<HTMLInputElement>(`#${this.active}`);
    if (input) typeInto(input, event.detail);
  }
}
