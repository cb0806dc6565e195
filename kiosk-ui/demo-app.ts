// The demo panel at /demo, only under `kitap start`: the kiosk beside everything that a hand would
// do to it. It asks for GET /api/demo once a second and posts DemoActs; bytes, receipts and the
// queue are the station's own.
import { html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ApiError, DemoAct, DemoView, Language } from '../station-server/api-types.ts';
import { demoStyle } from './demo/demo-style.ts';
import { bookCover, coverStyle } from './parts/book-cover.ts';
import { hornBand } from './parts/ornament.ts';
import { base } from './parts/styles.ts';
import { DEMO } from './strings/demo.ts';
import './parts/language-switch.ts';

const POLL_MS = 1000;
const ANSWER_MS_MAX = 5000;
const NOISE_BYTES = 200;
const KIOSK_WIDTH = 1080;
const GOOD = new Set(['adult', 'child', 'home']);

type Device = DemoView['status']['places'][number]['devices'][number];

@customElement('demo-app')
export class DemoApp extends LitElement {
  static override styles = [base, coverStyle, demoStyle];
  @state() private view: DemoView | null = null;
  @state() private language: Language = 'kk';
  @state() private scanner = '';
  @state() private trouble = '';
  @state() private scale = 0.4;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.poll();
  }

  protected override firstUpdated(): void {
    const screen = this.renderRoot.querySelector('.screen');
    if (!screen) return;
    new ResizeObserver(([entry]) => {
      if (entry) this.scale = entry.contentRect.width / KIOSK_WIDTH;
    }).observe(screen);
  }

  private async poll(): Promise<void> {
    try {
      await this.refresh();
    } finally {
      window.setTimeout(() => void this.poll(), POLL_MS);
    }
  }

  private async refresh(): Promise<void> {
    try {
      const answer = await fetch('/api/demo', { signal: AbortSignal.timeout(ANSWER_MS_MAX) });
      if (!answer.ok) throw new Error(String(answer.status));
      const view: DemoView = await answer.json();
      if (!this.view) this.trouble = '';
      this.view = view;
      if (!view.devices.includes(this.scanner)) this.scanner = this.scanners(view)[0] ?? '';
      if (this.trouble === DEMO[this.language].away) this.trouble = '';
    } catch {
      this.trouble = DEMO[this.language].away;
    }
  }

  private async act(act: DemoAct): Promise<void> {
    try {
      const answer = await fetch('/api/demo/acts', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(act),
        signal: AbortSignal.timeout(ANSWER_MS_MAX),
      });
      const problem = answer.ok ? null : ((await answer.json()) as ApiError);
      this.trouble = problem ? DEMO[this.language].refused(problem.code) : '';
    } catch {
      this.trouble = DEMO[this.language].away;
    }
    await this.refresh();
  }

  private devicesOf(view: DemoView): Device[] {
    const place = view.status.places.find(({ place }) => place === view.place);
    return (place?.devices ?? []).filter(({ device }) => view.devices.includes(device));
  }

  /** Printers are told by their profile or id; everything else here scans. */
  private isPrinter({ device, profile }: Device): boolean {
    return (
      /print|epson|tm-|pos-58|escpos|star|rp326|xprinter|citizen/.test(`${device} ${profile}`) &&
      !/scan/.test(device)
    );
  }

  private scanners(view: DemoView): string[] {
    return this.devicesOf(view)
      .filter((device) => !this.isPrinter(device))
      .map(({ device }) => device);
  }

  /** Chosen is what takes books and does not scan. */
  private takesBooks({ pads, lockers }: DemoView, device: string): boolean {
    return pads.includes(device) || lockers.includes(device);
  }

  /** With a pad chosen a book is put there, and taken away by the next click; with a locker, into it. */
  private move(view: DemoView, text: string): void {
    if (view.lockers.includes(this.scanner)) {
      void this.act({ act: 'put', device: this.scanner, text });
      return;
    }
    if (!view.pads.includes(this.scanner)) {
      this.scan(text);
      return;
    }
    const act = view.onPad.includes(text) ? 'take' : 'put';
    void this.act({ act, device: this.scanner, text });
  }

  private scan(text: string): void {
    const { view } = this;
    if (view && this.takesBooks(view, this.scanner)) {
      const device = this.scanners(view).find((id) => !this.takesBooks(view, id));
      if (device) void this.act({ act: 'scan', device, text });
      return;
    }
    if (this.scanner) void this.act({ act: 'scan', device: this.scanner, text });
  }

  protected override updated(): void {
    document.documentElement.lang = this.language;
    document.title = `Kitap Station: ${DEMO[this.language].title}`;
  }

  protected override render() {
    const { view } = this;
    const s = DEMO[this.language];
    return html`
      <div class="kiosk"><div class="screen">${
        view
          ? html`<iframe title=${s.kiosk} src="/kiosk/${encodeURIComponent(view.place)}"
            .style=${`transform: scale(${this.scale})`}></iframe>`
          : nothing
      }</div></div>
      <main class="panel">
        <header>
          <div class="top"><div><h1>${s.title}</h1><p>${s.lead}</p></div>
            <language-switch .language=${this.language}
              @language-chosen=${(event: CustomEvent<Language>) => {
                this.language = event.detail;
              }}></language-switch></div>
          <svg class="horns" aria-hidden="true" viewBox="0 0 4320 44"
            preserveAspectRatio="xMinYMin slice">${hornBand}</svg>
        </header>
        <div class="trouble" role="alert">${this.trouble}</div>
        ${
          view
            ? html`<div class="columns"><div>${this.cards(view)}${this.books(view)}</div><div>${this.network(view)}${this.devices(view)}${this.slips(view)}</div></div>`
            : nothing
        }
      </main>`;
  }

  private tag(note: keyof (typeof DEMO)['kk']['notes']) {
    return html`<span class="tag ${GOOD.has(note) ? '' : 'warn'}">${DEMO[this.language].notes[note]}</span>`;
  }

  private cards(view: DemoView) {
    const s = DEMO[this.language];
    return html`<section>
      <h2>${s.cards}</h2><p>${s.cardsLead}</p>
      <div class="grid">${view.cards.map(
        (card) => html`<button class="card" @click=${() => this.scan(card.barcode)}>
          <b>${card.label}</b>${this.tag(card.note)}<code>${card.barcode}</code></button>`,
      )}</div>
    </section>`;
  }

  private books(view: DemoView) {
    const s = DEMO[this.language];
    return html`<section>
      <h2>${s.books}</h2><p>${this.booksLead(view)}</p>
      <div class="books">${view.books.map(
        (book) => html`<button class="book ${view.onPad.includes(book.barcode) ? 'lies' : ''}"
          aria-pressed=${view.onPad.includes(book.barcode)}
          @click=${() => this.move(view, book.barcode)}>
          ${bookCover(book.title, book.author)}<span><b>${book.title}</b><small>${book.author}</small></span>${this.bookTag(view, book)}</button>`,
      )}</div>
    </section>`;
  }

  private booksLead({ pads, lockers }: DemoView): string {
    const s = DEMO[this.language];
    if (pads.includes(this.scanner)) return s.padLead;
    return lockers.includes(this.scanner) ? s.lockerLead : s.booksLead;
  }

  private bookTag({ onPad, inLocker }: DemoView, { barcode, note }: DemoView['books'][number]) {
    const s = DEMO[this.language];
    if (onPad.includes(barcode)) return html`<span class="tag">${s.onPad}</span>`;
    if (inLocker.includes(barcode)) return html`<span class="tag">${s.inLocker}</span>`;
    return this.tag(note);
  }

  private network(view: DemoView) {
    const s = DEMO[this.language];
    const { waiting, applied, lastContactAtMs } = view.status.queue;
    const last =
      lastContactAtMs === null ? s.never : new Date(lastContactAtMs).toLocaleTimeString('ru');
    return html`<section>
      <h2>${s.network}</h2>
      ${view.networkCut ? html`<p class="cut">${s.networkIsCut}</p>` : nothing}
      <div class="figures" role="status">
        <p class=${waiting ? 'waits' : ''}>${s.waiting(waiting)}</p><p>${s.applied(applied)}</p>
        <p class="last">${s.lastContact(last)}</p></div>
      <button class="go" @click=${() => void this.act({ act: 'network', cut: !view.networkCut })}>
        ${view.networkCut ? s.restore : s.cut}</button>
    </section>`;
  }

  private devices(view: DemoView) {
    const s = DEMO[this.language];
    const place = view.status.places.find(({ place }) => place === view.place);
    return html`<section class="wide">
      <h2>${s.devices}</h2>
      ${place?.bridge === 'away' ? html`<p class="cut">${s.bridgeAway}</p>` : nothing}
      <div class="chosen" role="group"
        aria-label=${s.scanWith}><span>${s.scanWith}:</span>${this.scanners(view).map(
          (device) => html`<button aria-pressed=${device === this.scanner}
          @click=${() => {
            this.scanner = device;
          }}>${device}</button>`,
        )}</div>
      <div class="all">${this.devicesOf(view).map((device) => this.device(device))}</div>
    </section>`;
  }

  private device(device: Device) {
    const s = DEMO[this.language];
    const button = (
      act: Exclude<DemoAct['act'], 'scan' | 'put' | 'take' | 'jam' | 'network'>,
    ) => html`<button class="plain"
      @click=${() =>
        void this.act(
          act === 'noise'
            ? { act, device: device.device, bytes: NOISE_BYTES }
            : { act, device: device.device },
        )}>${s.acts[act]}</button>`;
    return html`<div class="device">
      <div><b>${device.device}</b><small>${device.profile}</small></div>
      <span class="tag ${device.state === 'ready' ? '' : 'warn'}">${s.states[device.state]}</span>
      <div class="acts">${device.state === 'absent' ? button('plug') : button('unplug')}
        ${
          this.isPrinter(device)
            ? html`${button('paper-out')}${button('paper-in')}`
            : button('noise')
        }</div>
    </div>`;
  }

  private slips(view: DemoView) {
    const s = DEMO[this.language];
    return html`<section>
      <h2>${s.slips}</h2>
      ${view.slips.length === 0 ? html`<p>${s.noSlips}</p>` : nothing}
      <div class="slips" tabindex="0" role="region" aria-label=${s.slips}>${repeat(
        view.slips,
        ({ id }) => id,
        (
          slip,
        ) => html`<figure><img src=${slip.pngUrl} alt=${slip.lines.join('\n') || s.slip(slip.id, slip.bytes)} />
          <figcaption>${s.slip(slip.id, slip.bytes)}</figcaption></figure>`,
      )}</div>
    </section>`;
  }
}
