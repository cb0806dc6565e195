// The time that is left, shown kindly as a ring, and asked for by a tap: a button that means "I
// need more time".
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { IdleTick } from '../../station-server/api-types.ts';
import type { Strings } from '../strings/strings.ts';
import { sendAct } from './kiosk-act.ts';
import { base } from './styles.ts';

const RADIUS = 44;
const ROUND = 2 * Math.PI * RADIUS;

@customElement('idle-ring')
export class IdleRing extends LitElement {
  static override styles = [
    base,
    css`
      button {
        position: relative;
        width: calc(10.4rem * (0.5 + 0.5 / var(--z)));
        height: calc(10.4rem * (0.5 + 0.5 / var(--z)));
        padding: 0;
        border-radius: 50%;
        color: var(--on-deep);
        font-size: 3rem;
        font-weight: 700;
        font-variant-numeric: tabular-nums;
      }
      svg {
        position: absolute;
        inset: 0;
        transform: rotate(-90deg);
      }
      circle {
        fill: none;
        stroke-width: 8;
      }
      .track {
        stroke: var(--horn);
      }
      .left {
        stroke: var(--on-deep);
        stroke-linecap: round;
      }
      .low {
        stroke: var(--sun);
      }
      :focus-visible {
        outline-color: var(--focus-on-deep);
      }
    `,
  ];
  @property({ attribute: false }) idle!: IdleTick;
  @property({ attribute: false }) s!: Strings;

  protected override render() {
    const { secondsLeft, totalSeconds, warning } = this.idle;
    const gone = 1 - Math.max(0, Math.min(1, secondsLeft / Math.max(1, totalSeconds)));
    const label = `${this.s.common.moreTime}: ${this.s.idle.secondsLeft(secondsLeft)}`;
    return html`<button aria-label=${label} @click=${() => sendAct(this, { act: 'more-time' })}>
      <svg viewBox="0 0 104 104" aria-hidden="true">
        <circle class="track" cx="52" cy="52" r=${RADIUS} />
        <circle class=${warning ? 'left low' : 'left'} cx="52" cy="52" r=${RADIUS}
          stroke-dasharray=${ROUND} stroke-dashoffset=${gone * ROUND} />
      </svg>${secondsLeft}
    </button>`;
  }
}
