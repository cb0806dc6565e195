// The staff's pages of a station: /desk shows a librarian what waits for central and what to do, /technician adds figures, clock
// and devices. Asks for GET /api/status every few seconds; the station decides.
import { html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Language, StationStatus } from '../station-server/api-types.ts';
import { base } from './parts/styles.ts';
import { staffPage } from './staff/staff-style.ts';
import { COUNTER } from './strings/counter.ts';
import { STAFF } from './strings/staff.ts';
import { CALLS } from './strings/staff-calls.ts';
import './parts/language-switch.ts';
import { callsOf } from './staff/calls-banner.ts';
import './staff/clock-card.ts';
import './staff/devices-card.ts';
import './staff/family-card.ts';
import './staff/lockers-card.ts';
import './staff/sync-card.ts';
import './staff/tagging-card.ts';
import './staff/tags-card.ts';

const POLL_MS = 2_000;
const ANSWER_MS_MAX = 5_000;

@customElement('staff-app')
export class StaffApp extends LitElement {
  static override styles = [base, staffPage];
  @state() private status: StationStatus | null = null;
  @state() private language: Language = 'kk';
  @state() private away = false;
  @state() private nowMs = Date.now();
  private readonly technician = location.pathname.startsWith('/technician');

  override connectedCallback(): void {
    super.connectedCallback();
    void this.poll();
  }

  private async poll(): Promise<void> {
    try {
      const answer = await fetch('/api/status', { signal: AbortSignal.timeout(ANSWER_MS_MAX) });
      if (!answer.ok) throw new Error(String(answer.status));
      this.status = (await answer.json()) as StationStatus;
      this.away = false;
    } catch {
      this.away = true;
    } finally {
      // The machine's clock may be wrong; ages are told by the time that the station believes in.
      this.nowMs = Date.now() - (this.status?.clock.errorMs ?? 0);
      window.setTimeout(() => void this.poll(), POLL_MS);
    }
  }

  protected override updated(): void {
    document.documentElement.lang = this.language;
    const calls = callsOf(this.status?.places ?? []).length;
    const call = calls ? `${CALLS[this.language].tab(calls)} · ` : '';
    document.title = `${call}Kitap Station: ${this.heading()}`;
  }

  private heading(): string {
    return STAFF[this.language].title[this.technician ? 'technician' : 'desk'];
  }

  protected override render() {
    const { status } = this;
    const s = STAFF[this.language];
    return html`<header>
        <div><h1>${this.heading()}</h1>
          <p>${status ? s.branch(status.branch, status.station) : ''}</p></div>
        ${this.technician ? nothing : html`<a href="/counter">${COUNTER[this.language].title}</a>`}
        <language-switch .language=${this.language}
          @language-chosen=${(event: CustomEvent<Language>) => {
            this.language = event.detail;
          }}></language-switch>
      </header>
      ${status ? html`<calls-banner .places=${status.places} .s=${s} .language=${this.language} .nowMs=${this.nowMs}></calls-banner>` : nothing}
      <div class="trouble" role="alert">${this.away ? s.away : ''}</div>
      ${status ? html`<main>${this.cards(status)}</main>` : nothing}`;
  }

  private cards(status: StationStatus) {
    const s = STAFF[this.language];
    const clock = html`<clock-card .clock=${status.clock} .s=${s}></clock-card>`;
    const sync = html`<sync-card .queue=${status.queue} .s=${s} .nowMs=${this.nowMs}
      ?figures=${this.technician}></sync-card>`;
    const tags = status.tagAlerts.length
      ? html`<tags-card .alerts=${status.tagAlerts} .s=${s} .nowMs=${this.nowMs}></tags-card>`
      : nothing;
    const tagging = status.places
      .filter(({ padTags }) => padTags !== null)
      .map(({ place }) => html`<tagging-card .place=${place} .s=${s}></tagging-card>`);
    const lockers = status.places.some(({ lockerDoors }) => lockerDoors > 0)
      ? html`<lockers-card .s=${s} .language=${this.language} .nowMs=${this.nowMs}></lockers-card>`
      : nothing;
    const family = html`<family-card .s=${s} .language=${this.language}
      .place=${status.places[0]?.place ?? ''}></family-card>`;
    if (!this.technician)
      return html`${tags}${lockers}${sync}${status.clock.wrong ? clock : nothing}${tagging}${family}`;
    return html`${tags}${sync}${clock}${status.places.map(
      (place) => html`<devices-card .place=${place} .s=${s}></devices-card>`,
    )}`;
  }
}
