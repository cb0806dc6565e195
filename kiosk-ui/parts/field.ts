// A labelled input with its fault below, for finger and keyboard. The screen keyboard of the system
// stays closed (`inputmode="none"`): ours is on the page. Faults are tied by aria-describedby, so
// that they are spoken with the field.
import { css, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';

export type FieldOptions = {
  id: string;
  label: string;
  value: string;
  fault?: string | undefined;
  hint?: string;
  placeholder?: string;
  maxLength: number;
  active: boolean;
  /** Shown as dots. */
  secret?: boolean;
  /** Takes the whole row where fields stand in two columns. */
  full?: boolean;
  onInput: (value: string) => void;
  onFocus: () => void;
};

export function field(o: FieldOptions) {
  return html`<div class="field ${o.active ? 'active' : ''} ${o.fault ? 'bad' : ''} ${o.full ? 'full' : ''} ${o.secret ? 'secret' : ''}">
    <label for=${o.id}>${o.label}${o.hint ? html` <small>${o.hint}</small>` : nothing}</label>
    <input id=${o.id} autocomplete="off" autocapitalize="off" spellcheck="false" inputmode="none"
      maxlength=${o.maxLength} placeholder=${o.placeholder ?? nothing} .value=${live(o.value)}
      aria-invalid=${o.fault ? 'true' : nothing} aria-describedby=${o.fault ? `${o.id}-fault` : nothing}
      @focus=${o.onFocus}
      @input=${(event: Event) => o.onInput((event.target as HTMLInputElement).value)} />
    ${o.fault ? html`<p class="fault" id="${o.id}-fault" role="alert">${o.fault}</p>` : nothing}
  </div>`;
}

/** Enter in a field goes on; on a key of a board beside it, it presses that key. */
export const isEnterInField = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' && (event.target as HTMLElement).tagName === 'INPUT';

/**
 * Types a key of number-pad or letter-board into the field at its caret, as if it had been typed.
 */
export function typeInto(input: HTMLInputElement, key: string): void {
  const end = input.value.length;
  const from = input.selectionStart ?? end;
  const to = input.selectionEnd ?? end;
  if (key === 'clear') input.value = '';
  else if (key === 'erase')
    input.setRangeText('', from === to ? Math.max(0, from - 1) : from, to, 'end');
  else if (input.value.length < input.maxLength) input.setRangeText(key, from, to, 'end');
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

export const fieldStyle = css`
  .field {
    min-width: 0;
  }
  .field label {
    font-size: 2.7rem;
    font-weight: 600;
    display: block;
    margin-bottom: 0.8rem;
  }
  .field small {
    font-size: 2.6rem;
    font-weight: 400;
    color: var(--ink-soft);
  }
  .field input {
    width: 100%;
    height: 10.4rem;
    border-radius: 2rem;
    border: 0.3rem solid var(--line-strong);
    background: var(--card);
    font: inherit;
    font-size: 4rem;
    font-weight: 600;
    color: var(--ink);
    padding: 0 2.8rem;
    user-select: text;
    font-variant-numeric: tabular-nums;
  }
  /* Not type=password: nothing may offer to remember it. */
  .secret input {
    -webkit-text-security: disc;
    letter-spacing: 0.6rem;
  }
  .field input::placeholder {
    color: var(--faint);
    font-weight: 400;
    opacity: 1;
  }
  .field.active input {
    border-color: var(--fresh);
    box-shadow: 0 0 0 0.4rem var(--fresh-soft);
  }
  .field input:focus-visible {
    outline-offset: 0;
  }
  .field.bad input {
    border-color: var(--clay);
  }
  .fault {
    color: var(--clay);
    font-weight: 600;
    font-size: 2.7rem;
    line-height: 1.25;
    margin-top: 0.6rem;
  }
  @media (orientation: landscape) {
    .field input {
      height: 9.6rem;
      font-size: 3.4rem;
      padding: 0 2rem;
    }
  }
`;
