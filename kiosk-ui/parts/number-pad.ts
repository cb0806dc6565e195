// Digits for the finger. Fires `pad-key` (detail: a digit, `erase` or `clear`). Its keys stay out
// of the tab order, because whoever has a keyboard types into the field itself; pressing a key
// leaves the focus in the field.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Strings } from '../strings/strings.ts';
import { icon } from './icons.ts';
import { base } from './styles.ts';

export type PadKeyEvent = CustomEvent<string>;

export function padKey(from: EventTarget, key: string): void {
  from.dispatchEvent(new CustomEvent('pad-key', { detail: key, bubbles: true, composed: true }));
}

@customElement('number-pad')
export class NumberPad extends LitElement {
  static override styles = [
    base,
    css`
      .pad {
        display: grid;
        grid-template-columns: repeat(3, minmax(var(--touch), 22rem));
        gap: var(--s-2);
        justify-content: center;
      }
      button {
        background: var(--card);
        box-shadow: var(--shadow);
        min-height: calc(var(--key-height, 11.6rem) / var(--z));
        font-size: calc(4.8rem * (0.5 + 0.5 / var(--z)));
        padding: 0;
      }
      .small {
        background: var(--sand);
        font-size: 2.8rem;
        box-shadow: none;
      }
      @media (orientation: landscape) {
        .pad {
          gap: calc(1.2rem / var(--z));
          grid-template-columns: repeat(3, minmax(var(--touch), 18rem));
        }
        button {
          min-height: calc(9.8rem / var(--z));
        }
      }
    `,
  ];
  @property({ attribute: false }) s!: Strings;

  protected override render() {
    const { s } = this;
    const key = (name: string, label = name, small = false) => html`<button tabindex="-1"
      class=${small ? 'small' : ''} aria-label=${label} @click=${() => padKey(this, name)}>
      ${name === 'erase' ? icon('erase') : name === 'clear' ? label : name}</button>`;
    return html`<div class="pad" @pointerdown=${(event: Event) => event.preventDefault()}
      @mousedown=${(event: Event) => event.preventDefault()}>
      ${['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => key(digit))}
      ${key('clear', s.common.clear, true)}${key('0')}${key('erase', s.common.deleteLetter, true)}
    </div>`;
  }
}
