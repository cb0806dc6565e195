// Tagging at one place: how it goes, and the buttons that begin and end it. Asks the station for itself, with the staff's token, which
// stays in the memory of this page and nowhere else. Takes the place and the words.
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { TaggingMode, TaggingView } from '../../station-server/api-types.ts';
import { base } from '../parts/styles.ts';
import type { StaffStrings } from '../strings/staff.ts';
import { keyForm, keyHeaders } from './key-form.ts';
import { staffCard, staffForm } from './staff-style.ts';

/** Quick enough that hand and eye need not wait for it. */
const POLL_MS = 400;
const MODES = ['single', 'batch', 'convert'] as const;

@customElement('tagging-card')
export class TaggingCard extends LitElement {
  static override styles = [base, staffCard, staffForm];
  @property() place = '';
  @property({ attribute: false }) s!: StaffStrings;
  @state() private view: TaggingView | null = null;
  @state() private token = '';
  @state() private refused = false;
  @state() private lock = false;
  private timer = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.timer);
  }

  private async ask(body?: { mode: TaggingMode; lock: boolean }): Promise<void> {
    const headers = keyHeaders(this.token);
    const sent = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    try {
      const path = `/api/places/${encodeURIComponent(this.place)}/tagging`;
      const answer = await fetch(path, { headers, ...sent });
      this.refused = answer.status === 401;
      if (answer.ok) this.view = (await answer.json()) as TaggingView;
      if (this.refused) this.view = null;
    } catch {
      // The page says by itself that the station is away, and goes on.
    }
    window.clearTimeout(this.timer);
    if (this.view && this.view.mode !== 'off') {
      this.timer = window.setTimeout(() => void this.ask(), POLL_MS);
    }
  }

  private readonly onKey = (key: string): void => {
    this.token = key;
    void this.ask();
  };

  protected override render() {
    const { s, view } = this;
    return html`<section aria-labelledby="heading">
      <h2 id="heading">${s.tagging.heading}: ${this.place}</h2>
      ${view ? this.running(view) : keyForm(s.tagging, this.refused, this.onKey)}
    </section>`;
  }

  private running(view: TaggingView) {
    const s = this.s.tagging;
    const { mode, phase, item, fault, done, lastHour } = view;
    const word = mode === 'off' ? s.off : mode === 'convert' ? s.converting : s.phases[phase];
    const start = (next: TaggingMode) => () => void this.ask({ mode: next, lock: this.lock });
    return html`<p class="big ${fault ? 'warn' : ''}" role="status">${fault ? s.faults[fault] : word}</p>
      ${item ? html`<p class="age"><b>${item.title}</b> ${item.barcode}</p>` : nothing}
      <p class="soft">${s.count(done, lastHour)}</p>
      ${
        mode === 'off'
          ? html`<label class="tick"><input type="checkbox" .checked=${this.lock}
                @change=${(event: Event) => {
                  this.lock = (event.target as HTMLInputElement).checked;
                }} />${s.lock}</label>
              <div class="row">${MODES.map(
                (one) => html`<button @click=${start(one)}>${s.modes[one]}</button>`,
              )}</div>`
          : html`<div class="row"><button @click=${start('off')}>${s.stop}</button></div>`
      }`;
  }
}
