// The librarian's counter at /counter: one input for a card, an item or a name, everything else by keys. What it does is in
// `counter/counter-desk.ts`; the staff's key stays in the memory of this page.
import { html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Language } from '../station-server/api-types.ts';
import { CounterDesk, textOf } from './counter/counter-desk.ts';
import { counterStyle } from './counter/counter-style.ts';
import type { Done } from './counter/counter-types.ts';
import { choiceCard, itemCard, patronCard } from './counter/found-cards.ts';
import { base } from './parts/styles.ts';
import { keyForm } from './staff/key-form.ts';
import { staffCard, staffForm, staffPage } from './staff/staff-style.ts';
import { StatusWatch } from './staff/status-watch.ts';
import { COUNTER } from './strings/counter.ts';
import { STAFF } from './strings/staff.ts';
import './parts/language-switch.ts';

const CHEAT = [
  ...([
    ['Enter', 'enter'],
    ['↑ ↓', 'arrows'],
    ['F2', 'renew'],
    ['F4', 'giveBack'],
  ] as const),
  ...([
    ['F9', 'renewAll'],
    ['F8', 'undo'],
    ['Esc', 'close'],
    ['?', 'help'],
  ] as const),
];

@customElement('counter-app')
export class CounterApp extends LitElement {
  static override styles = [base, staffPage, staffCard, staffForm, counterStyle];
  @state() private language: Language = 'kk';
  @state() private cheat = false;
  /** The line of the list under the input that the arrows have reached. */
  @state() private at = -1;
  private readonly watch = new StatusWatch(this);
  private readonly desk = new CounterDesk(
    () => this.watch.status?.places[0]?.place ?? '',
    () => {
      const { length } = this.lines();
      this.at = Math.min(this.at, length - 1);
      this.requestUpdate();
    },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.onKey);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.onKey);
  }

  private get words() {
    return COUNTER[this.language];
  }
  private input(): HTMLInputElement | null {
    return this.renderRoot.querySelector('#text');
  }
  protected override updated(): void {
    document.documentElement.lang = this.language;
    document.title = `Kitap Station: ${this.words.title}`;
    // A scanner in keyboard mode types wherever the focus is: with nothing else in hand it is the input.
    const focused = this.shadowRoot?.activeElement;
    if (this.desk.opened && !focused?.isConnected) this.input()?.focus();
  }

  /** What the arrows go through: readers to choose from, else the books in hand. */
  private lines(): readonly unknown[] {
    return this.desk.choice?.patrons ?? this.desk.account?.loans ?? [];
  }
  private submit = (event: Event): void => {
    event.preventDefault();
    const input = this.input();
    const text = input?.value.trim() ?? '';
    if (!input) return;
    input.value = '';
    const person = this.desk.choice?.patrons[this.at];
    this.at = -1;
    if (text !== '') void this.desk.read(text);
    else if (person) void this.desk.openPatron(person.patronId);
  };
  private move(by: number): void {
    const { length } = this.lines();
    if (length > 0) this.at = Math.min(length - 1, Math.max(0, this.at + by));
  }
  private readonly acts: Record<string, () => void> = {
    ArrowDown: () => this.move(1),
    ArrowUp: () => this.move(-1),
    F2: () => this.withChosen((desk, loan) => void desk.renew([loan])),
    F4: () => this.withChosen((desk, loan) => void desk.giveBack(loan)),
    F8: () => void this.desk.undo(),
    F9: () => void this.desk.renew(this.desk.account?.loans ?? []),
    Escape: () => {
      if (this.cheat) this.cheat = false;
      else this.desk.close();
    },
  };
  private withChosen(
    act: (desk: CounterDesk, loan: NonNullable<CounterDesk['account']>['loans'][number]) => void,
  ): void {
    const loan = this.desk.choice ? undefined : this.desk.account?.loans[this.at];
    if (loan) act(this.desk, loan);
  }
  private readonly onKey = (event: KeyboardEvent): void => {
    if (!this.desk.opened || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === '?' && !this.input()?.value) {
      event.preventDefault();
      this.cheat = !this.cheat;
      return;
    }
    const act = this.acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  protected override render() {
    const { words, desk } = this;
    const { status, away } = this.watch;
    const given = { desk, language: this.language, at: this.at };
    return html`<header>
        <div><h1>${words.title}</h1>
          <p>${status ? STAFF[this.language].branch(status.branch, status.station) : ''}</p></div>
        <div class="tools">${this.network()}
          <language-switch .language=${this.language}
            @language-chosen=${(event: CustomEvent<Language>) => {
              this.language = event.detail;
            }}></language-switch></div>
      </header>
      <div class="trouble" role="alert">${away ? STAFF[this.language].away : ''}</div>
      <main>${
        desk.opened
          ? html`${this.bar()}${choiceCard(given)}${itemCard(given)}${patronCard(given)}${this.doneCard()}`
          : html`<section>${keyForm(STAFF[this.language].tagging, desk.keyRefused, (key) => desk.open(key))}</section>`
      }</main>`;
  }

  private network() {
    const { words } = this;
    const { status } = this.watch;
    if (!status) return nothing;
    const { waiting, online } = status.queue;
    return html`<span class="net" role="status">${waiting ? words.waiting(waiting) : words.nothingWaits}${
      online ? nothing : html` · ${words.offline}`
    }</span>`;
  }
  private bar() {
    const { words } = this;
    const said = this.saying();
    return html`<div class="bar"><form @submit=${this.submit}>
        <label>${words.input}<input id="text" type="text" autocomplete="off" spellcheck="false" maxlength="128"
          placeholder=${words.hint} /></label>
        <button>${words.go}</button>
        <button type="button" class="second" aria-expanded=${this.cheat ? 'true' : 'false'}
          @click=${() => {
            this.cheat = !this.cheat;
          }}>${words.keys} <kbd>?</kbd></button></form>
      <p class="said ${said.good ? 'good' : 'bad'}" role="status">${said.text}</p>
      ${
        this.cheat
          ? html`<div class="keys">${CHEAT.map(
              ([key, what]) => html`<kbd>${key}</kbd><span>${words.cheat[what]}</span>`,
            )}</div>`
          : nothing
      }</div>`;
  }

  private told({ what, title, dueOn, overdueDays, who }: Done): string {
    const { words } = this;
    const due = dueOn ? ` · ${words.until(dueOn)}` : '';
    const late = what === 'returned' && overdueDays > 0 ? ` · ${words.overdue(overdueDays)}` : '';
    return `${words[what]}: ${title}${due}${late}${who ? ` · ${who}` : ''}`;
  }
  private saying(): { text: string; good: boolean } {
    const { said } = this.desk;
    const w = this.words.said;
    const foreign = said && 'foreignBranch' in said && said.foreignBranch ? ` ${w.foreign}` : '';
    switch (said?.kind) {
      case undefined:
        return { text: '', good: true };
      case 'done':
        return { text: this.told(said.done) + foreign, good: true };
      case 'not-on-loan':
        return { text: w.notOnLoan(said.title) + foreign, good: true };
      case 'refused':
        return { text: textOf(said.texts, this.language), good: false };
      case 'held-here':
        return { text: w.heldHere(said.title), good: false };
      case 'lent-to-other':
        return { text: w.lentToOther(said.title, said.who), good: false };
      case 'no-answer':
        return { text: w.noAnswer, good: false };
      case 'nothing-found':
        return { text: w.nothingFound, good: false };
      case 'nothing-to-undo':
        return { text: w.nothingToUndo, good: false };
    }
  }

  private doneCard() {
    const { words, desk } = this;
    if (desk.done.length === 0) return nothing;
    return html`<section aria-labelledby="done"><h2 id="done">${words.done}</h2><ul>${desk.done.map(
      (done) =>
        html`<li class=${done.undone ? 'undone' : ''}><span><b>${this.told(done)}</b></span>${
          done.undone
            ? html`<span class="tag warn">${words.undone}</span>`
            : html`<button class="second" aria-label=${`${words.undo}: ${this.told(done)}`}
              @click=${() => desk.undo(done.entry)}>${words.undo}</button>`
        }</li>`,
    )}</ul>
      <p class="soft"><kbd>F8</kbd> ${words.cheat.undo}</p></section>`;
  }
}
