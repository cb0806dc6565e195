// What readers set about themselves, one card a matter. A PIN is typed twice, shown as dots, and kept
// in this element no longer than until it is sent.
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { field, fieldStyle, isEnterInField, typeInto } from '../parts/field.ts';
import { type IconName, icon } from '../parts/icons.ts';
import { KioskPage } from '../parts/kiosk-page.ts';
import type { PadKeyEvent } from '../parts/number-pad.ts';
import { qrCode } from '../parts/qr-code.ts';
import { showCard } from '../strings/format.ts';
import { MY_CARD } from '../strings/my-card.ts';
import '../parts/number-pad.ts';

const PIN_DIGITS_MAX = 8;

@customElement('my-card-page')
export class MyCardPage extends KioskPage<'my-card'> {
  static override styles = [
    ...KioskPage.styles,
    fieldStyle,
    css`
      .matter {
        background: var(--card);
        border-radius: var(--radius);
        box-shadow: var(--shadow);
        padding: calc(3rem / var(--z)) calc(3.6rem / var(--z));
        display: grid;
        grid-template-columns: auto 1fr;
        gap: calc(1.6rem / var(--z)) calc(3rem / var(--z));
        align-items: center;
      }
      .matter > svg.i {
        width: calc(7.2rem / var(--z));
        height: calc(7.2rem / var(--z));
        color: var(--deep-text);
      }
      h2 {
        font-size: 3.4rem;
        line-height: 1.2;
      }
      .matter p {
        font-size: 2.8rem;
        color: var(--ink-soft);
        line-height: 1.3;
      }
      .matter p b {
        color: var(--ink);
      }
      .matter .ways {
        grid-column: 1 / -1;
        display: flex;
        gap: calc(2rem / var(--z));
      }
      .matter .ways button {
        flex: 1 1 0;
        font-size: 2.8rem;
        min-height: var(--touch);
      }
      .qr {
        width: calc(56rem / var(--z));
          max-width: 100%;
          border-radius: calc(2.4rem / var(--z));
      }
      .type {
        --key-height: 10.2rem;
        display: grid;
        gap: calc(2.4rem / var(--z));
        flex: 1;
        grid-template-rows: 1fr auto;
        padding-bottom: calc(2.8rem / var(--z));
      }
      .fields {
        display: grid;
        gap: calc(2rem / var(--z));
        align-content: start;
      }
      @media (orientation: landscape) {
        .qr {
          width: calc(44rem / var(--z));
        }
        .type {
          grid-template: auto / 1fr auto;
          gap: calc(4.8rem / var(--z));
          align-items: start;
        }
      }
    `,
  ];
  @state() private pin = '';
  @state() private again = '';
  @state() private active: 'pin' | 'again' = 'pin';

  /** What was typed goes with the part of the page, and with a refusal. */
  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get('view') as typeof this.view | undefined;
    if (!before) return;
    const { view } = this;
    const left = before.session !== view.session || before.part !== view.part;
    if (left || before.notice?.id !== view.notice?.id) this.forget();
  }

  private forget(): void {
    this.pin = '';
    this.again = '';
    this.active = 'pin';
  }

  override focusStart(): void {
    const first = this.renderRoot.querySelector<HTMLInputElement>('#pin');
    if (first) first.focus();
    else super.focusStart();
  }

  protected override updated(changed: PropertyValues): void {
    const before = changed.get('view') as typeof this.view | undefined;
    if (before && before.part !== this.view.part) this.focusStart();
  }

  private get words() {
    return MY_CARD[this.view.language];
  }

  protected override render() {
    if (this.view.part === 'pin') return this.typing();
    return this.view.phone ? this.phone(this.view.phone) : this.overview();
  }

  private overview() {
    const { s, view, words } = this;
    return this.frame({
      heading: words.heading,
      sub: s.patron.reader(view.patron.initials),
      body: html`
        ${view.byCard ? nothing : html`<p class="hint">${icon('card')}<span>${words.cardOnly}</span></p>`}
        ${view.done ? html`<p class="hint" role="status">${icon('check')}<span>${words.done[view.done]}</span></p>` : nothing}
        <div class="list" tabindex="0" role="region" aria-label=${words.heading}><ul>${this.pinMatter()}${this.phoneMatter()}${this.rememberMatter()}</ul></div>
      `,
      foot: html`
        <button class="go wide" @click=${() => this.act({ act: 'switch', to: 'account' })}
          >${s.borrow.toAccount}</button>
        <button class="quiet" @click=${() => this.act({ act: 'finish', receipt: 'none' })}
          >${s.borrow.finish}</button>
        ${this.helpButton()}`,
    });
  }

  private matter(
    name: IconName,
    title: string,
    told: TemplateResult,
    ways: TemplateResult | typeof nothing,
  ) {
    return html`<li class="matter">${icon(name)}<div><h2>${title}</h2><p>${told}</p></div>
      ${ways === nothing ? nothing : html`<div class="ways">${ways}</div>`}</li>`;
  }

  private pinMatter() {
    const { view, words } = this;
    const told = html`${words.pinLead} <b>${view.hasPin ? words.pinOn : words.pinOff}.</b>`;
    if (!view.byCard) return this.matter('keys', words.pinTitle, told, nothing);
    return this.matter(
      'keys',
      words.pinTitle,
      told,
      html`<button class="plain" @click=${() => this.act({ act: 'my-card-part', part: 'pin' })}
          >${view.hasPin ? words.pinChange : words.pinSet}</button>
        ${
          view.hasPin
            ? html`<button class="quiet" @click=${() => this.act({ act: 'pin-remove' })}
                >${words.pinRemove}</button>`
            : nothing
        }`,
    );
  }

  private phoneMatter() {
    const { view, words } = this;
    return this.matter(
      'card',
      words.phoneTitle,
      html`${words.phoneLead}`,
      view.byCard
        ? html`<button class="plain" @click=${() => this.act({ act: 'my-card-part', part: 'phone' })}
            >${words.phoneShow}</button>`
        : nothing,
    );
  }

  private rememberMatter() {
    const { view, words } = this;
    const { remembers } = view;
    const told = html`${words.rememberLead} <b>${remembers ? words.rememberOn : words.rememberOff}.</b>`;
    return this.matter(
      'books',
      words.rememberTitle,
      told,
      view.byCard
        ? html`<button class=${remembers ? 'quiet' : 'plain'}
            @click=${() => this.act({ act: 'remember', wanted: !remembers })}
              >${remembers ? words.forget : words.remember}</button>`
        : nothing,
    );
  }

  private phone({ card }: NonNullable<typeof this.view.phone>) {
    const { s, words } = this;
    return this.frame({
      heading: words.phoneHeading,
      sub: words.phoneSub,
      body: html`<div class="empty">${qrCode(card, words.phoneHeading)}<b>${showCard(card)}</b>
        <p>${words.phoneNote}</p></div>`,
      foot: html`
        <button class="go wide" @click=${() => this.act({ act: 'my-card-part', part: 'overview' })}
          >${icon('back')}${s.common.back}</button>
        <button class="quiet" @click=${() => this.act({ act: 'finish', receipt: 'none' })}
          >${s.borrow.finish}</button>
        ${this.helpButton()}`,
    });
  }

  private save = (): void => {
    const { pin, again } = this;
    if (pin === '') return;
    this.act({ act: 'pin-set', pin, again });
  };

  private pinField(id: 'pin' | 'again', label: string) {
    return field({
      ...{ id, label, value: this[id], maxLength: PIN_DIGITS_MAX, secret: true },
      active: this.active === id,
      onFocus: () => {
        this.active = id;
      },
      onInput: (value) => {
        this[id] = value.replace(/\D/g, '');
      },
    });
  }

  private typing() {
    const { s, words } = this;
    return this.frame({
      heading: words.pinHeading,
      sub: words.pinSub,
      body: html`<div class="type" @pad-key=${this.padKey}
        @keydown=${(event: KeyboardEvent) => isEnterInField(event) && this.save()}>
        <div class="fields">${this.pinField('pin', words.pin)}${this.pinField('again', words.again)}</div>
        <number-pad .s=${s}></number-pad></div>`,
      foot: html`
        <button class="go wide" @click=${this.save}>${words.save}</button>
        <button class="quiet" @click=${() => this.act({ act: 'my-card-part', part: 'overview' })}
          >${icon('back')}${s.common.back}</button>
        ${this.helpButton()}`,
    });
  }

  private padKey(event: PadKeyEvent): void {
    const input = this.renderRoot.querySelector<HTMLInputElement>(`#${this.active}`);
    if (input) typeInto(input, event.detail);
  }
}
