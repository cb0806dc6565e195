// The staff's pages of a station: /desk shows a librarian what waits for central and what to do, /technician adds figures, clock
// and devices. The station decides.
import { html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Language, StationStatus } from '../station-server/api-types.ts';
import { base } from './parts/styles.ts';
import { staffPage } from './staff/staff-style.ts';
import { StatusWatch } from './staff/status-watch.ts';
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
import './staff/wishes-card.ts';

@customElement('staff-app')
export class StaffApp extends LitElement {
  static override styles = [base, staffPage];
  @state() private language: Language = 'kk';
  private readonly watch = new StatusWatch(this);
  private readonly technician = location.pathname.startsWith('/technician');

  protected override updated(): void {
    document.documentElement.lang = this.language;
    const calls = callsOf(this.watch.status?.places ?? []).length;
    const call = calls ? `${CALLS[this.language].tab(calls)} · ` : '';
    document.title = `${call}Kitap Station: ${this.heading()}`;
  }

  private heading(): string {
    return STAFF[this.language].title[this.technician ? 'technician' : 'desk'];
  }

  protected override render() {
    const { status } = this.watch;
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
      ${status ? html`<calls-banner .places=${status.places} .s=${s} .language=${this.language} .nowMs=${this.watch.nowMs}></calls-banner>` : nothing}
      <div class="trouble" role="alert">${this.watch.away ? s.away : ''}</div>
      ${status ? html`<main>${this.cards(status)}</main>` : nothing}`;
  }

  private cards(status: StationStatus) {
    const s = STAFF[this.language];
    const clock = html`<clock-card .clock=${status.clock} .s=${s}></clock-card>`;
    const sync = html`<sync-card .queue=${status.queue} .s=${s} .nowMs=${this.watch.nowMs}
      ?figures=${this.technician}></sync-card>`;
    const tags = status.tagAlerts.length
      ? html`<tags-card .alerts=${status.tagAlerts} .s=${s} .nowMs=${this.watch.nowMs}></tags-card>`
      : nothing;
    const tagging = status.places
      .filter(({ padTags }) => padTags !== null)
      .map(({ place }) => html`<tagging-card .place=${place} .s=${s}></tagging-card>`);
    const lockers = status.places.some(({ lockerDoors }) => lockerDoors > 0)
      ? html`<lockers-card .s=${s} .language=${this.language} .nowMs=${this.watch.nowMs}></lockers-card>`
      : nothing;
    const family = html`<family-card .s=${s} .language=${this.language}
      .place=${status.places[0]?.place ?? ''}></family-card>`;
    const wishes = html`<wishes-card .s=${s} .language=${this.language}></wishes-card>`;
    if (!this.technician)
      return html`${tags}${lockers}${sync}${status.clock.wrong ? clock : nothing}${tagging}${family}${wishes}`;
    return html`${tags}${sync}${clock}${status.places.map(
      (place) => html`<devices-card .place=${place} .s=${s}></devices-card>`,
    )}`;
  }
}
