// Who calls for a librarian, where and since when: seen and heard until somebody of the staff answers. Takes the places of the
// status, the words and the time; the answer goes to the station with the staff's key, which stays in the memory of this banner.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Language, StationStatus } from '../../station-server/api-types.ts';
import { base } from '../parts/styles.ts';
import type { StaffStrings } from '../strings/staff.ts';
import { CALLS, type CallStrings } from '../strings/staff-calls.ts';
import { CallBell, RING_EVERY_MS } from './call-bell.ts';
import { keyForm, keyHeaders } from './key-form.ts';
import { staffForm } from './staff-style.ts';
import { showAge } from './sync-advice.ts';

const ANSWER_MS_MAX = 5_000;
const MINUTE_MS = 60_000;

type Call = { place: string; sinceMs: number };
export const callsOf = (places: StationStatus['places']): Call[] =>
  places
    .flatMap(({ place, help }) => (help && !help.taken ? [{ place, sinceMs: help.sinceMs }] : []))
    .sort((left, right) => left.sinceMs - right.sinceMs);

@customElement('calls-banner')
export class CallsBanner extends LitElement {
  static override styles = [
    base,
    staffForm,
    css`
      .all {
        max-width: 144rem;
        margin: 0 auto;
        padding: 0 3.2rem;
      }
      .calls,
      .sound {
        margin-top: 2.4rem;
        border-radius: 2rem;
        padding: 2.4rem;
        display: grid;
        gap: 1.6rem;
      }
      .calls {
        background: var(--sun);
        color: var(--ink);
      }
      .calls h2 {
        font-size: 3.2rem;
        line-height: 1.15;
      }
      .calls label {
        color: var(--ink);
      }
      .sound {
        grid-template-columns: 1fr auto;
        align-items: center;
        padding: 1.2rem 2.4rem;
        background: var(--card);
        box-shadow: var(--shadow);
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
        gap: 1.2rem;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 1.2rem 2.4rem;
        font-size: 2.2rem;
      }
      li span {
        flex: 1;
      }
      .said {
        margin-top: 1.6rem;
        font-weight: 600;
        color: var(--reed);
      }
    `,
  ];
  @property({ attribute: false }) places: StationStatus['places'] = [];
  @property({ attribute: false }) s!: StaffStrings;
  @property() language: Language = 'kk';
  @property({ type: Number }) nowMs = 0;
  @state() private key = '';
  @state() private refused = false;
  @state() private silent = false;
  @state() private said: ((s: CallStrings) => string) | null = null;
  private readonly bell = new CallBell();
  private timer = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.silent = !this.bell.ready;
    window.addEventListener('pointerdown', this.wake, true);
    window.addEventListener('keydown', this.wake, true);
    this.timer = window.setInterval(() => this.sound(), RING_EVERY_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('pointerdown', this.wake, true);
    window.removeEventListener('keydown', this.wake, true);
    window.clearInterval(this.timer);
    this.bell.close();
  }

  /** Any touch of the page is what the browser waits for. */
  private readonly wake = async (): Promise<void> => {
    if (this.bell.ready) return;
    await this.bell.wake();
    this.silent = !this.bell.ready;
    this.sound();
  };

  private sound(): void {
    if (callsOf(this.places).length > 0) this.bell.ring(performance.now());
  }

  protected override updated(): void {
    this.sound();
  }

  private async take(place: string): Promise<void> {
    try {
      const answer = await fetch(`/api/places/${encodeURIComponent(place)}/help/take`, {
        ...{ method: 'POST', body: '{}', headers: keyHeaders(this.key) },
        signal: AbortSignal.timeout(ANSWER_MS_MAX),
      });
      this.refused = answer.status === 401;
      if (this.refused) this.key = '';
      else if (!answer.ok) throw new Error(String(answer.status));
      else this.said = (s) => s.coming(place);
    } catch {
      this.said = (s) => s.failed;
    }
  }

  private age(sinceMs: number): string {
    const ageMs = Math.max(0, this.nowMs - sinceMs);
    const words = CALLS[this.language];
    return ageMs < MINUTE_MS ? words.justNow : words.since(showAge(ageMs, this.s));
  }

  protected override render() {
    const words = CALLS[this.language];
    const calls = callsOf(this.places);
    return html`<div class="all">${
      this.silent
        ? html`<div class="sound"><p>${words.soundOff}</p>
            <form @submit=${(event: Event) => event.preventDefault()}><button type="button">${words.soundOn}</button></form></div>`
        : nothing
    }
      <div role="alert">${calls.length ? this.calls(calls, words) : nothing}</div>
      <p class="said" role="status" ?hidden=${!this.said || calls.length > 0}>${this.said?.(words)}</p></div>`;
  }

  private calls(calls: Call[], words: CallStrings) {
    const take = (place: string) => html`<button aria-label=${words.takeThis(place)}
      @click=${() => void this.take(place)}>${words.take}</button>`;
    const onKey = (key: string) => {
      this.refused = false;
      this.key = key;
    };
    return html`<section class="calls" aria-labelledby="heading">
      <h2 id="heading">${words.heading(calls.length)}</h2>
      <ul>${calls.map(
        ({ place, sinceMs }) => html`<li><span><b>${place}</b> · ${this.age(sinceMs)}</span>
          ${this.key ? take(place) : nothing}</li>`,
      )}</ul>
      ${this.key ? nothing : html`<p>${words.keyWanted}</p>${keyForm(this.s.tagging, this.refused, onKey)}`}
    </section>`;
  }
}
