// What the camera sees, in a frame of horns, and what to do with it. Fires `kiosk-act`: `camera-scan` for each code, `camera` to be closed. The camera runs
// exactly as long as this element stands on the page.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Language } from '../../station-server/api-types.ts';
import type { CameraRead } from '../camera/agreement.ts';
import type { CameraFault } from '../camera/camera-fault.ts';
import { CameraReader } from '../camera/camera-reader.ts';
import { CAMERA } from '../strings/camera.ts';
import { STRINGS } from '../strings/languages.ts';
import { icon } from './icons.ts';
import { sendAct } from './kiosk-act.ts';
import { hornBand } from './ornament.ts';
import { base } from './styles.ts';

/** A code that stays in sight is told again at most this often: the station tells the same one from a new one. */
const TELL_EVERY_MS = 800;
/** After so many pictures without it, a code is out of sight. */
const GONE_PICTURES = 4;

@customElement('camera-view')
export class CameraView extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
        flex: 0 1 58rem;
        min-height: 34rem;
      }
      figure {
        height: 100%;
        display: flex;
        flex-direction: column;
        overflow: hidden;
        border-radius: var(--radius);
        background: var(--deep);
        color: var(--on-deep);
      }
      .band {
        display: block;
        flex: none;
        width: 100%;
        height: 4.4rem;
        color: var(--sun);
        margin: 0.6rem 0;
      }
      .sight {
        flex: 1;
        min-height: 0;
        position: relative;
        background: var(--deep);
      }
      video {
        width: 100%;
        height: 100%;
        object-fit: cover;
        display: block;
      }
      video[mirrored] {
        transform: scaleX(-1);
      }
      .aim {
        position: absolute;
        inset: 9% 14%;
        border: 0.5rem solid var(--on-deep);
        border-radius: 2.4rem;
        outline: 0.3rem solid var(--dark);
      }
      :host([seen]) .aim {
        border: 0.9rem double var(--sun);
      }
      figcaption {
        flex: none;
        padding: 1.4rem 2.8rem 1.6rem;
        display: flex;
        gap: 1.6rem;
        align-items: center;
      }
      .words {
        flex: 1;
      }
      .plain {
        min-height: var(--touch);
        font-size: 2.8rem;
        color: var(--ink);
      }
      .close {
        flex: none;
      }
      .ways {
        display: flex;
        gap: 2rem;
      }
      .ways .plain {
        flex: 1;
      }
      b {
        display: block;
        font-size: 3rem;
        line-height: 1.2;
      }
      small {
        font-size: 2.6rem;
        line-height: 1.25;
        color: var(--on-deep-soft);
      }
      .fault {
        height: 100%;
        display: flex;
        flex-direction: column;
        justify-content: center;
        gap: 2rem;
        padding: 2.4rem 3.6rem;
        border-radius: var(--radius);
        background: var(--clay-soft);
        border: 0.3rem solid var(--clay-line);
        color: var(--ink);
      }
      .fault b {
        color: var(--clay);
        font-size: 3.6rem;
      }
      .fault p {
        font-size: 3rem;
        line-height: 1.3;
      }
      .fault small {
        color: var(--ink-soft);
      }
      @media (orientation: landscape) {
        :host {
          flex-basis: 40rem;
          min-height: 28rem;
        }
        .band {
          display: none;
        }
      }
    `,
  ];
  @property({ attribute: false }) language: Language = 'kk';
  @property({ type: Boolean, reflect: true }) seen = false;
  @state() private fault: CameraFault | null = null;
  @state() private running = false;
  @state() private mirrored = false;
  @query('video') private video!: HTMLVideoElement | null;
  private reader: CameraReader | null = null;
  private last: { text: string; toldMs: number } | null = null;
  private without = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.reader?.stop();
    this.reader = null;
  }

  private async begin(): Promise<void> {
    this.fault = null;
    this.running = false;
    await this.updateComplete;
    if (!this.isConnected || !this.video) return;
    this.reader = new CameraReader(this.video, {
      started: (mirrored) => {
        this.mirrored = mirrored;
        this.running = true;
      },
      read: (read) => this.onRead(read),
      failed: (fault) => {
        this.fault = fault;
        this.seen = false;
      },
    });
    void this.reader.start();
  }

  private onRead(read: CameraRead | null): void {
    this.without = read ? 0 : this.without + 1;
    if (this.without >= GONE_PICTURES) this.seen = false;
    if (!read) return;
    this.seen = true;
    const nowMs = performance.now();
    if (this.last?.text === read.text && nowMs - this.last.toldMs < TELL_EVERY_MS) return;
    this.last = { text: read.text, toldMs: nowMs };
    sendAct(this, { act: 'camera-scan', ...read });
  }

  protected override render() {
    const words = CAMERA[this.language];
    if (this.fault) return this.trouble(this.fault);
    const status = !this.running ? words.starting : this.seen ? words.seen : words.aim;
    return html`<figure>
      <svg class="band" aria-hidden="true">${hornBand}</svg>
      <div class="sight">
        <video muted playsinline ?mirrored=${this.mirrored} aria-label=${words.picture}></video>
        ${this.running ? html`<div class="aim"></div>` : nothing}
      </div>
      <figcaption>${icon(this.seen ? 'check' : 'scan')}
        <div class="words"><b role="status">${status}</b><small>${words.kept}</small></div>
        ${this.closing()}
      </figcaption>
    </figure>`;
  }

  private closing() {
    return html`<button class="plain close" @click=${() => sendAct(this, { act: 'camera', open: false })}
      >${icon('close')}${CAMERA[this.language].close}</button>`;
  }

  private trouble(fault: CameraFault) {
    const words = CAMERA[this.language];
    const { why, todo } = words.faults[fault];
    return html`<div class="fault" role="alert">
      <div><b>${why}</b><p>${todo} <small>${STRINGS[this.language].common.staffCode(fault)}</small></p></div>
      <div class="ways">
        <button class="plain" @click=${() => this.begin()}>${icon('renew')}${words.again}</button>
        ${this.closing()}
      </div>
    </div>`;
  }
}
