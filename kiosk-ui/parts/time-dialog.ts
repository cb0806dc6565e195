// Asks whether more time is needed while the server says `warning`. A native modal dialog: it holds
// the focus and nothing behind it can be reached. Escape means "more time", never "end".
import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { IdleTick } from '../../station-server/api-types.ts';
import type { Strings } from '../strings/strings.ts';
import { icon } from './icons.ts';
import { sendAct } from './kiosk-act.ts';
import { base } from './styles.ts';

@customElement('time-dialog')
export class TimeDialog extends LitElement {
  static override styles = [
    base,
    css`
      dialog {
        margin: auto auto var(--sheet-gap);
        max-height: var(--sheet);
        overflow-y: auto;
        border: 0;
        border-radius: 4.4rem;
        padding: 5.6rem;
        width: min(86rem, 90vw);
        background: var(--card);
        color: var(--ink);
        text-align: center;
      }
      dialog::backdrop {
        background: var(--backdrop);
      }
      .clock svg.i {
        width: 9.6rem;
        height: 9.6rem;
        color: var(--fresh);
      }
      h2 {
        font-size: 5.2rem;
        line-height: 1.1;
        margin: 1.6rem 0;
      }
      p {
        font-size: 3rem;
        color: var(--ink-soft);
      }
      p.left {
        color: var(--ink);
        font-weight: 650;
        margin: 2rem 0 3.2rem;
        font-variant-numeric: tabular-nums;
      }
      .acts {
        display: grid;
        gap: 2rem;
      }
      @media (orientation: landscape) {
        dialog {
          padding: 4rem;
        }
      }
    `,
  ];
  @property({ attribute: false }) idle: IdleTick | null = null;
  @property({ attribute: false }) s!: Strings;

  protected override updated(_changed: PropertyValues): void {
    const dialog = this.renderRoot.querySelector('dialog');
    const wanted = this.idle?.warning === true;
    if (!dialog || dialog.open === wanted) return;
    if (wanted) dialog.showModal();
    else dialog.close();
  }

  protected override render() {
    const { s } = this;
    const more = () => sendAct(this, { act: 'more-time' });
    return html`<dialog aria-labelledby="ask" aria-describedby="lead"
      @cancel=${(event: Event) => {
        event.preventDefault();
        more();
      }}>
      <div class="clock">${icon('clock')}</div>
      <h2 id="ask">${s.idle.ask}</h2>
      <p id="lead">${s.idle.lead}</p>
      <p class="left">${s.idle.secondsLeft(this.idle?.secondsLeft ?? 0)}</p>
      <div class="acts">
        <button class="go" autofocus @click=${more}>${s.common.moreTime}</button>
        <button class="plain"
          @click=${() => sendAct(this, { act: 'home' })}>${s.idle.finishNow}</button>
      </div>
    </dialog>`;
  }
}
