// The queue to central as staff see it: how much is safe here, how old, what to do; on the technician's page with figures.
// Takes the status and the words, fires nothing.
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { StationStatus } from '../../station-server/api-types.ts';
import { base } from '../parts/styles.ts';
import type { StaffStrings } from '../strings/staff.ts';
import { staffCard } from './staff-style.ts';
import { adviceOf, showAge } from './sync-advice.ts';

const WARNS = new Set(['stick', 'alarm', 'fork']);
const kilobits = (bytesPerS: number): number => Math.round((bytesPerS * 8) / 1_000);

@customElement('sync-card')
export class SyncCard extends LitElement {
  static override styles = [base, staffCard];
  @property({ attribute: false }) queue!: StationStatus['queue'];
  @property({ attribute: false }) s!: StaffStrings;
  @property({ type: Number }) nowMs = 0;
  @property({ type: Boolean }) figures = false;

  protected override render() {
    const { queue, s, nowMs } = this;
    const advice = adviceOf(queue, nowMs);
    const oldest =
      queue.waiting > 0 && queue.oldestAtMs !== null
        ? s.oldest(showAge(nowMs - queue.oldestAtMs, s))
        : '';
    return html`<section aria-labelledby="heading">
      <h2 id="heading">${s.sync}</h2>
      <p class="big ${WARNS.has(advice) ? 'warn' : ''}" role="status">${
        queue.waiting === 0 ? s.nothingWaits : s.waiting(queue.waiting)
      }</p>
      ${oldest ? html`<p class="age">${oldest}</p>` : nothing}
      <p class="advice">${s.advice[advice]}</p>
      ${this.loading()}
      <p class="soft">${
        queue.lastContactAtMs === null
          ? s.noContact
          : s.lastContact(new Date(queue.lastContactAtMs).toLocaleString('ru'))
      }</p>
      ${this.figures ? this.numbers() : nothing}
    </section>`;
  }

  private loading() {
    const { s } = this;
    const { loading } = this.queue;
    if (loading === null) return nothing;
    const percent = Math.floor((100 * loading.bytesDone) / Math.max(1, loading.bytesTotal));
    return html`<p><label>${s.loading(percent)}
      <progress max="100" value=${percent}></progress></label>
      ${loading.enoughToLend ? s.loadingLends : ''}</p>`;
  }

  private numbers() {
    const { queue, s } = this;
    const { link } = queue;
    return html`<p class="soft">${
      link === null
        ? s.noLink
        : s.link(
            kilobits(link.downBytesPerS),
            kilobits(link.upBytesPerS),
            Math.round(link.roundTripMs),
          )
    }</p>
      <p class="soft">${s.applied(queue.applied)}</p>
      ${queue.lastError === null ? nothing : html`<p class="warn">${s.lastError(queue.lastError)}</p>`}`;
  }
}
