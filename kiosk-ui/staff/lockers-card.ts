// The lockers of the station: what lies behind which door and what it asks for, putting a held book in, opening, emptying. Asks the
// station for itself, with the staff's key. Takes the words and the time; shows no reader.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Language, LockerList } from '../../station-server/api-types.ts';
import { base } from '../parts/styles.ts';
import type { StaffStrings } from '../strings/staff.ts';
import type { LockerStrings } from '../strings/staff-lockers.ts';
import { keyForm, keyHeaders } from './key-form.ts';
import { staffCard, staffForm } from './staff-style.ts';
import { showAge } from './sync-advice.ts';

const POLL_MS = 2_000;
/** A door that is silent is waited for by the station for 15 s. */
const ANSWER_MS_MAX = 20_000;

type Entry = LockerList['lockers'][number];
type Name = { place: string; device: string; lock: number };
type Free = Name & { door: number };
type Act = 'fill' | 'open' | 'empty';
/** What the station answers to an act; a refusal has its words in three languages. */
type Answer = {
  outcome: string;
  opened?: boolean;
  fault?: string | null;
  texts?: Record<Language, { why: string; todo: string }>;
};
type Said = { done: boolean; text: string };

const nameOf = ({ place, device, lock }: Name): Name => ({ place, device, lock });
const freeDoors = ({ boards, lockers }: LockerList): Free[] =>
  boards.flatMap(({ place, device, first, count }) =>
    Array.from({ length: count }, (_, lock) => ({
      place,
      device,
      lock,
      door: first + lock,
    })).filter(
      (free) =>
        !lockers.some(
          (one) => one.place === place && one.device === device && one.lock === free.lock,
        ),
    ),
  );

const faultWords = (fault: string | null | undefined, s: LockerStrings): string =>
  (s.faults as Record<string, string>)[fault ?? ''] ?? s.faults.other;

@customElement('lockers-card')
export class LockersCard extends LitElement {
  static override styles = [
    base,
    staffCard,
    staffForm,
    css`
      li {
        border-top: 0.1rem solid var(--line);
        padding-top: 1.2rem;
      }
      li small.warn {
        color: var(--clay);
      }
      li .row {
        grid-column: 1 / -1;
      }
      .fill {
        border-top: 0.1rem solid var(--line);
        padding-top: 1.6rem;
      }
      .fill h3 {
        flex: 1 0 100%;
      }
    `,
  ];
  @property({ attribute: false }) s!: StaffStrings;
  @property() language: Language = 'kk';
  @property({ type: Number }) nowMs = 0;
  @state() private list: LockerList | null = null;
  @state() private refused = false;
  @state() private busy = false;
  /** In the language of the moment: a later switch keeps it in step. */
  @state() private said: ((s: LockerStrings, language: Language) => Said) | null = null;
  private key = '';
  private timer = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.timer);
  }

  private readonly onKey = (key: string): void => {
    this.key = key;
    void this.poll();
  };

  private async ask(path: string, body?: unknown): Promise<Response> {
    return fetch(`/api/lockers${path}`, {
      headers: keyHeaders(this.key),
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
  }

  private async poll(): Promise<void> {
    window.clearTimeout(this.timer);
    try {
      const answer = await this.ask('');
      this.refused = answer.status === 401;
      if (answer.ok) this.list = (await answer.json()) as LockerList;
      if (this.refused) this.list = null;
    } catch {
      // The page says by itself that the station is away, and goes on.
    }
    if (this.list) this.timer = window.setTimeout(() => void this.poll(), POLL_MS);
  }

  private async act(act: Act, at: Name & { door: number }, more: object = {}): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.said = null;
    let filled = false;
    try {
      const response = await this.ask(`/${act}`, { ...nameOf(at), ...more });
      if (!response.ok) throw new Error(String(response.status));
      const answer = (await response.json()) as Answer;
      filled = answer.outcome === 'filled';
      this.said = (s, language) => this.wordsOf(act, at.door, answer, s, language);
    } catch {
      this.said = (s) => ({ done: false, text: s.failed });
    }
    this.busy = false;
    await this.poll();
    return filled;
  }

  private wordsOf(
    act: Act,
    door: number,
    { outcome, opened, fault, texts }: Answer,
    s: LockerStrings,
    language: Language,
  ): Said {
    if (outcome === 'refused') {
      const refusal = texts?.[language];
      return { done: false, text: refusal ? `${refusal.why} ${refusal.todo}` : s.failed };
    }
    if (opened === false)
      return { done: false, text: `${s.notOpened(door)} ${faultWords(fault, s)}` };
    const done = { fill: 'filled', open: 'opened', empty: 'emptied' } as const;
    return { done: true, text: s.done[done[act]](door) };
  }

  protected override render() {
    const { s, list } = this;
    return html`<section aria-labelledby="heading">
      <h2 id="heading">${s.lockers.heading}</h2>
      ${list ? this.lockers(list) : keyForm(s.tagging, this.refused, this.onKey)}
    </section>`;
  }

  private lockers(list: LockerList) {
    const s = this.s.lockers;
    const { lockers } = list;
    const free = freeDoors(list);
    const doors = list.boards.reduce((sum, { count }) => sum + count, 0);
    const warns = lockers.some(({ alert, takeBack }) => alert || takeBack);
    const said = this.said?.(s, this.language);
    return html`<p class="big ${warns ? 'warn' : ''}">${lockers.length ? s.held(lockers.length) : s.none}</p>
      <p class="soft">${s.free(free.length, doors)}</p>
      <p role="status" class="advice ${said && !said.done ? 'warn' : ''}" ?hidden=${!said}>${said?.text}</p>
      ${
        lockers.length
          ? html`<ul>${repeat(
              lockers,
              ({ place, device, lock }) => `${place} ${device} ${lock}`,
              (one) => this.entry(one),
            )}</ul>`
          : nothing
      }
      ${free.length ? this.fill(free) : nothing}`;
  }

  private entry(one: Entry) {
    const s = this.s.lockers;
    const { place, door, barcode, title, putAtMs, loanId, alert, takeBack } = one;
    const hint = alert ? s.alert : loanId !== null ? s.lent : takeBack ? s.takeBack : '';
    const age = showAge(Math.max(0, this.nowMs - putAtMs), this.s);
    const empty = (undo: boolean) => () => void this.act('empty', one, { undo });
    return html`<li>
      <span><b>${s.door(door)}</b> · <b>${title}</b> ${barcode}</span>
      <span class="tag ${hint ? 'warn' : ''}">${place} · ${age}</span>
      ${hint ? html`<small class="warn">${hint}</small>` : nothing}
      <div class="row">
        <button ?disabled=${this.busy} aria-label=${s.openThis(door)}
          @click=${() => void this.act('open', one)}>${s.open}</button>
        ${
          loanId === null
            ? html`<button class="second" ?disabled=${this.busy} @click=${empty(false)}>${s.empty}</button>`
            : html`<button class="second" ?disabled=${this.busy} @click=${empty(false)}>${s.handedOver}</button>
              <button class="second" ?disabled=${this.busy} @click=${empty(true)}>${s.undo}</button>`
        }
      </div>
    </li>`;
  }

  private fill(free: readonly Free[]) {
    const s = this.s.lockers;
    const several = new Set(free.map(({ place }) => place)).size > 1;
    const chosen = (form: HTMLFormElement | null) =>
      free[form?.querySelector('select')?.selectedIndex ?? 0];
    const put = async (event: Event) => {
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      const input = form.querySelector('input');
      const at = chosen(form);
      const barcode = input?.value.trim();
      if (!at || !barcode || !input) return;
      if (await this.act('fill', at, { barcode })) input.value = '';
      input.focus();
    };
    const open = (event: Event) => {
      const at = chosen((event.target as HTMLElement).closest('form'));
      if (at) void this.act('open', at);
    };
    return html`<form class="fill" @submit=${put}>
      <h3>${s.fill}</h3>
      <label>${s.barcode}<input type="text" autocomplete="off" inputmode="numeric" maxlength="64"
        required /></label>
      <label>${s.freeDoor}<select>${repeat(
        free,
        ({ place, device, lock }) => `${place} ${device} ${lock}`,
        ({ door, place }) => html`<option>${several ? `${place} · ` : ''}${s.door(door)}</option>`,
      )}</select></label>
      <button ?disabled=${this.busy}>${s.put}</button>
      <button type="button" class="second" ?disabled=${this.busy} @click=${open}>${s.openFree}</button>
    </form>`;
  }
}
