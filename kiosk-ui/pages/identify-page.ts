// Who is it: hold the card to the scanner; or, without a card at hand, type its number and the
// birth date, or the PIN that they set.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { cameraButton, cameraPicture } from '../parts/camera-offer.ts';
import { field, fieldStyle, isEnterInField, typeInto } from '../parts/field.ts';
import { icon, scanPicture } from '../parts/icons.ts';
import { KioskPage } from '../parts/kiosk-page.ts';
import type { PadKeyEvent } from '../parts/number-pad.ts';
import { FIND_OFFER } from '../strings/find-offer.ts';
import { maskDate, readDate } from '../strings/format.ts';
import { whyOf } from '../strings/languages.ts';
import '../parts/number-pad.ts';

const CARD_DIGITS_MAX = 20;
const PIN_DIGITS = { min: 4, max: 8 };

@customElement('identify-page')
export class IdentifyPage extends KioskPage<'identify'> {
  static override styles = [
    ...KioskPage.styles,
    fieldStyle,
    css`
      .scan-picture {
        width: 44rem;
      }
      .type {
        --key-height: 10.2rem;
        display: grid;
        gap: 2.4rem;
        flex: 1;
        grid-template-rows: 1fr auto;
        padding-bottom: 2.8rem;
      }
      .fields {
        display: grid;
        gap: 2rem;
        align-content: start;
      }
      @media (orientation: landscape) {
        .scan-picture {
          width: 26rem;
        }
        .type {
          display: flex;
          flex-wrap: wrap;
          gap: var(--s-5);
          align-items: start;
        }
        .type .fields {
          flex: 1 1 44rem;
        }
      }
    `,
  ];
  @state() private card = '';
  @state() private birth = '';
  @state() private pin = '';
  @state() private byPin = false;
  @state() private active: 'card' | 'birth' | 'pin' = 'card';
  @state() private tried = false;

  override focusStart(): void {
    const first = this.renderRoot.querySelector<HTMLInputElement>('input');
    if (first) first.focus();
    else super.focusStart();
  }

  protected override render() {
    return this.view.keypad ? this.typing() : this.scanning();
  }

  private scanning() {
    const { s, view } = this;
    return this.frame({
      heading: s.identify.heading,
      sub:
        view.after === 'title'
          ? FIND_OFFER[view.language].cardForOrder
          : s.identify.sub[view.after],
      body: html`${cameraPicture(view)}<div class="empty">${view.camera === 'open' ? nothing : scanPicture}<b>${s.identify.scan}</b><p>${s.identify.scanSub}</p></div>`,
      foot: html`
        ${cameraButton(view, (act) => this.act(act))}
        <button class="plain wide"
          @click=${() => this.act({ act: 'keypad', open: true })}
            >${icon('keys')}${s.identify.noCard}</button>
        <button class="plain wide"
          @click=${() => this.act({ act: 'start', what: 'register' })}
            >${icon('register')}${s.identify.registerInstead}</button>
        <button class="quiet"
          @click=${() => this.act({ act: 'home' })}>${icon('back')}${s.common.cancel}</button>
        ${this.helpButton()}
      `,
    });
  }

  private confirm = (): void => {
    const { card, pin } = this;
    const birthDate = readDate(this.birth);
    this.tried = true;
    if (card === '') return;
    if (!this.byPin && birthDate) this.act({ act: 'identify-by-number', card, birthDate });
    if (this.byPin && !this.pinShort) this.act({ act: 'identify-by-number', card, pin });
  };

  private get pinShort(): boolean {
    return this.pin.length < PIN_DIGITS.min;
  }

  private toggle = (): void => {
    this.byPin = !this.byPin;
    this.tried = false;
    this.pin = '';
    this.birth = '';
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLInputElement>(this.byPin ? '#pin' : '#birth')?.focus(),
    );
  };

  private birthField(fault: string | undefined) {
    const { s } = this;
    return field({
      id: 'birth',
      label: s.identify.birthDate,
      value: this.birth,
      placeholder: s.identify.datePattern,
      maxLength: 10,
      active: this.active === 'birth',
      fault,
      onFocus: () => {
        this.active = 'birth';
      },
      onInput: (value) => {
        this.birth = maskDate(value);
      },
    });
  }

  private pinField(fault: string | undefined) {
    return field({
      id: 'pin',
      label: this.s.identify.pin,
      value: this.pin,
      maxLength: PIN_DIGITS.max,
      secret: true,
      active: this.active === 'pin',
      fault,
      onFocus: () => {
        this.active = 'pin';
      },
      onInput: (value) => {
        this.pin = value.replace(/\D/g, '');
      },
    });
  }

  private typing() {
    const { s } = this;
    const fault = (bad: boolean, words: string) => (this.tried && bad ? words : undefined);
    return this.frame({
      heading: s.identify.keypadHeading,
      sub: s.identify.keypadSub,
      body: html`<div class="type" @pad-key=${this.padKey}
        @keydown=${(event: KeyboardEvent) => isEnterInField(event) && this.confirm()}>
        <div class="fields">
          ${field({
            id: 'card',
            label: s.identify.card,
            value: this.card,
            maxLength: CARD_DIGITS_MAX,
            active: this.active === 'card',
            fault: fault(this.card === '', s.faults.required),
            onFocus: () => {
              this.active = 'card';
            },
            onInput: (value) => {
              this.card = value.replace(/\D/g, '');
            },
          })}
          ${
            this.byPin
              ? this.pinField(fault(this.pinShort, whyOf(s.reasons['pin-length'])))
              : this.birthField(fault(readDate(this.birth) === null, s.faults['date-invalid']))
          }
          <button class="quiet" @click=${this.toggle}
            >${this.byPin ? s.identify.withBirth : s.identify.withPin}</button>
        </div>
        <number-pad .s=${s}></number-pad>
      </div>`,
      foot: html`
        <button class="go wide" @click=${this.confirm}>${s.identify.confirm}</button>
        <button class="quiet"
          @click=${() => this.act({ act: 'keypad', open: false })}
            >${icon('back')}${s.identify.useScanner}</button>
        ${this.helpButton()}
      `,
    });
  }

  private padKey(event: PadKeyEvent): void {
    const input = this.renderRoot.querySelector<HTMLInputElement>(`#${this.active}`);
    if (input) typeInto(input, event.detail);
  }
}
