// A large box to tick, with its fault below.
import { css, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { icon } from '../../parts/icons.ts';

export function tick(o: {
  id: string;
  label: string;
  checked: boolean;
  fault?: string | undefined;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}) {
  return html`<div class="tick-row">
    <label class="tick ${o.fault ? 'bad' : ''}" for=${o.id}>
      <input type="checkbox" id=${o.id} .checked=${live(o.checked)} ?disabled=${o.disabled}
        aria-describedby=${o.fault ? `${o.id}-fault` : nothing}
        @change=${(event: Event) => o.onChange((event.target as HTMLInputElement).checked)} />
      <span class="box">${icon('check')}</span><span>${o.label}</span>
    </label>
    ${o.fault ? html`<p class="fault" id="${o.id}-fault" role="alert">${o.fault}</p>` : nothing}
  </div>`;
}

export const tickStyle = css`
  .tick {
    display: flex;
    gap: 2.4rem;
    align-items: center;
    min-height: var(--touch);
    font-size: 3rem;
    font-weight: 600;
    line-height: 1.2;
    border: 0.3rem solid var(--line-strong);
    background: var(--card);
    border-radius: 2.2rem;
    padding: 1.4rem 2.4rem;
    cursor: pointer;
  }
  .tick.bad {
    border-color: var(--clay);
  }
  .tick input {
    position: absolute;
    opacity: 0;
    width: 1px;
    height: 1px;
  }
  .tick .box {
    width: 5.6rem;
    height: 5.6rem;
    border-radius: 1.4rem;
    border: 0.3rem solid var(--ink);
    display: grid;
    place-items: center;
    flex: none;
  }
  .tick .box svg {
    visibility: hidden;
    stroke-width: 3;
    color: var(--on-reed);
  }
  .tick input:checked + .box {
    background: var(--reed);
    border-color: var(--reed);
  }
  .tick input:checked + .box svg {
    visibility: visible;
  }
  .tick:has(input:focus-visible) {
    outline: 0.5rem solid var(--focus);
    outline-offset: 0.4rem;
  }
`;
