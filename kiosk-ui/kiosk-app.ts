// The root of the kiosk page and the only file of it with network and timers: takes views from the
// station by Server-Sent Events, posts acts and scanner keys, and shows the page that the view
// names. It keeps no state that a reload would lose.
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { IdleTick, KioskAct, KioskView, TypedKeys } from '../station-server/api-types.ts';
import { FiveKeys, isArrow } from './five-keys.ts';
import { LatePages } from './late-pages.ts';
import { pageFor, pagesFor } from './page-table.ts';
import { showComfort } from './parts/comfort-theme.ts';
import type { KioskActEvent } from './parts/kiosk-act.ts';
import type { KioskPage } from './parts/kiosk-page.ts';
import { STRINGS } from './strings/languages.ts';
import { LateVoice } from './voice/late-voice.ts';
import { GAP_MS_MAX, WedgeBurst } from './wedge-burst.ts';
import './pages/away-page.ts';
import './parts/comfort-panel.ts';
import './parts/reach-panel.ts';
import './parts/time-dialog.ts';

const RECONNECT_MS = 2000;
/** A stream that is cut and back within this time is not worth a page of its own. */
const AWAY_AFTER_MS = 3000;
/**
 * While a session runs, `idle` comes every second; without it for this long the stream is dead,
 * whatever the socket says.
 */
const SILENCE_MS_MAX = 6000;
const POST_TIMEOUT_MS = 8000;
const TOAST_MS = 5000;
/** Touching and typing is a sign of life that the server cannot see: told at most this often. */
const ACTIVITY_EVERY_MS = 10_000;

@customElement('kiosk-app')
export class KioskApp extends LitElement {
  static override styles = css`
    :host {
      display: flex;
      flex-direction: column;
      height: 100%;
      overflow: hidden;
    }
    .screen {
      flex: 1;
      min-height: 0;
      container-type: size;
    }
    .toast {
      position: fixed;
      left: 50%;
      bottom: 4rem;
      transform: translateX(-50%);
      z-index: 9;
      background: var(--dark);
      color: var(--on-dark);
      font-size: 3rem;
      padding: 2.4rem 4rem;
      border-radius: 2.4rem;
      width: max-content;
      max-width: 92vw;
    }
    .toast:empty {
      display: none;
    }
  `;
  @state() private view: KioskView | null = null;
  @state() private idle: IdleTick | null = null;
  @state() private away = false;
  @state() private toast = '';
  @state() private voiceFailed = false;
  private readonly place = decodeURIComponent(
    location.pathname.split('/').filter(Boolean)[1] ?? '',
  );
  private readonly burst = new WedgeBurst();
  private readonly fiveKeys = new FiveKeys();
  private readonly late = new LatePages();
  private readonly voice = new LateVoice((speaking) => {
    this.voiceFailed = speaking === 'failed';
  });
  private readonly inFlight = new Set<string>();
  private stream: EventSource | null = null;
  private timers: Partial<Record<'away' | 'retry' | 'silence' | 'burst' | 'toast', number>> = {};
  private lastPostMs = 0;
  private shownScreen = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener(
      'kiosk-act',
      (event) => void this.postAct((event as KioskActEvent).detail),
    );
    window.addEventListener('keydown', this.onKeyDown, true);
    window.addEventListener('keyup', this.onKeyUp, true);
    window.addEventListener('pointerdown', this.onActivity, true);
    window.addEventListener('contextmenu', (event) => event.preventDefault());
    this.startGrace();
    this.connect();
  }

  private later(name: keyof KioskApp['timers'], ms: number, then: () => void): void {
    window.clearTimeout(this.timers[name]);
    this.timers[name] = window.setTimeout(then, ms);
  }

  private connect(): void {
    this.stream?.close();
    const stream = new EventSource(`${this.base}/stream`);
    this.stream = stream;
    stream.addEventListener('view', (event) => this.onView(JSON.parse(event.data)));
    stream.addEventListener('idle', (event) => {
      this.idle = JSON.parse(event.data);
      this.listen();
    });
    stream.onerror = () => this.onLost();
  }

  private get base(): string {
    return `/api/places/${encodeURIComponent(this.place)}`;
  }

  /** The grace time runs from the first loss, not from each try. */
  private startGrace(): void {
    this.timers.away ??= window.setTimeout(() => {
      this.away = true;
    }, AWAY_AFTER_MS);
  }

  private onLost(): void {
    this.startGrace();
    // The browser tries again by itself after a cut, but not after an HTTP error: so always by our
    // own hand.
    this.stream?.close();
    this.later('retry', RECONNECT_MS, () => this.connect());
  }

  /** Something came: the station is there. While a session runs, wait for the next tick. */
  private listen(): void {
    window.clearTimeout(this.timers.away);
    delete this.timers.away;
    this.away = false;
    window.clearTimeout(this.timers.silence);
    if (this.idle) this.later('silence', SILENCE_MS_MAX, () => this.onLost());
  }

  private onView(view: KioskView): void {
    if (!this.view) this.late.loadRest(pagesFor(view.audience));
    this.view = view;
    this.idle = view.idle;
    this.listen();
  }

  private async post(
    path: 'acts' | 'keys',
    body: (KioskAct & { revision: number }) | TypedKeys,
  ): Promise<void> {
    const text = JSON.stringify(body);
    // A second tap while the first is under way is the same tap.
    if (path === 'acts' && this.inFlight.has(text)) return;
    this.inFlight.add(text);
    this.lastPostMs = performance.now();
    try {
      const answer = await fetch(`${this.base}/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: text,
        signal: AbortSignal.timeout(POST_TIMEOUT_MS),
      });
      if (!answer.ok) this.say();
    } catch {
      this.say();
    } finally {
      this.inFlight.delete(text);
    }
  }

  private postAct(act: KioskAct): Promise<void> {
    // The revision on which the finger came down: the station drops a tap that was meant for an
    // earlier page.
    return this.post('acts', { ...act, revision: this.view?.revision ?? 0 });
  }

  private say(): void {
    this.toast = STRINGS[this.view?.language ?? 'kk'].common.notSent;
    this.later('toast', TOAST_MS, () => {
      this.toast = '';
    });
  }

  private onActivity = (): void => {
    this.voice.wake();
    if (!this.idle || performance.now() - this.lastPostMs < ACTIVITY_EVERY_MS) return;
    void this.postAct({ act: 'more-time' });
  };

  private onKeyDown = (event: KeyboardEvent): void => {
    this.onActivity();
    // No scanner types an arrow.
    if (isArrow(event)) {
      this.fiveKeys.arrow(event);
      return;
    }
    const target = event.composedPath()[0];
    if (target instanceof HTMLInputElement && !['radio', 'checkbox'].includes(target.type)) return;
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    const { code, shiftKey: shift, timeStamp: atMs } = event;
    const scanning = this.burst.scanning;
    this.send(this.burst.push({ code, shift, atMs }));
    if (scanning) event.preventDefault();
    else this.fiveKeys.press(event);
    this.later('burst', GAP_MS_MAX, () => this.send(this.burst.take()));
  };

  private onKeyUp = (event: KeyboardEvent): void => {
    if (isArrow(event) || event.key === 'Tab') this.voice.focused();
    // Space presses a button when it is let go.
    if (this.burst.scanning && event.code === 'Space') event.preventDefault();
  };

  private send(keys: TypedKeys['keys'] | null): void {
    if (keys) void this.post('keys', { keys });
  }

  protected override willUpdate(): void {
    const { view } = this;
    if (!view) return;
    document.documentElement.lang = view.language;
    document.documentElement.dataset.audience = view.audience;
    showComfort(document.documentElement, view.comfort);
    document.title = view.libraryName[view.language];
  }

  protected override updated(_changed: PropertyValues): void {
    const { view } = this;
    if (!view || this.away) {
      this.shownScreen = '';
      return;
    }
    this.voice.follow(view, this.idle);
    const page = this.renderRoot.querySelector<KioskPage<KioskView['screen']>>('[data-page]');
    if (!page) return;
    this.dataset.revision = String(view.revision);
    const step =
      view.screen === 'register' ? view.step : view.screen === 'identify' ? view.keypad : '';
    const shown = `${view.screen} ${step}`;
    if (shown === this.shownScreen) return;
    this.shownScreen = shown;
    void page.updateComplete.then(() => page.focusStart());
  }

  private page(view: KioskView): TemplateResult {
    const page = pageFor(view);
    if (this.late.isReady(page)) return page.show(view, this.idle);
    void this.late.load(page).then(() => this.requestUpdate());
    return html``;
  }

  protected override render() {
    if (this.away) return html`<away-page></away-page>`;
    const { view } = this;
    if (!view) return html``;
    const asking = view.screen === 'attract' ? null : this.idle;
    // Another visit, other elements: nothing of the last one can show, whatever an element keeps.
    return html`${view.comfort.reach ? html`<reach-panel .view=${view}></reach-panel>` : ''}
      <div class="screen">${keyed(view.session, this.page(view))}</div>
      <comfort-panel .view=${view} .voiceFailed=${this.voiceFailed}></comfort-panel>
      <time-dialog .idle=${asking} .s=${STRINGS[view.language]}></time-dialog>
      <div class="toast" role="alert">${this.toast}</div>`;
  }
}
