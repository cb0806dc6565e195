// The sheet in which a visitor makes the page suit them. It rises from the bottom, where a hand reaches it from a wheelchair. What
// is set shows at once; the server keeps it until the visit ends.
import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Comfort, KioskView } from '../../station-server/api-types.ts';
import { COMFORT, type ComfortStrings } from '../strings/comfort.ts';
import { type IconName, icon } from './icons.ts';
import { sendAct } from './kiosk-act.ts';
import { base } from './styles.ts';

const SIZES: Comfort['text'][] = [100, 125, 150, 200];
const SWITCHES: { key: 'contrast' | 'reach' | 'calm' | 'voice'; name: IconName }[] = [
  { key: 'contrast', name: 'contrast' },
  { key: 'reach', name: 'reach' },
  { key: 'calm', name: 'still' },
  { key: 'voice', name: 'voice' },
];
const USUAL: Comfort = { contrast: false, text: 100, reach: false, calm: false, voice: false };

@customElement('comfort-panel')
export class ComfortPanel extends LitElement {
  static override styles = [
    base,
    css`
      dialog {
        margin: auto auto 0;
        border: 0;
        width: 100%;
        max-width: calc(108rem / var(--z));
        max-height: var(--sheet);
        overflow-y: auto;
        scrollbar-width: thin;
        background: var(--card);
        color: var(--ink);
        border-radius: var(--radius-l) var(--radius-l) 0 0;
        box-shadow: var(--shadow);
        padding: var(--s-5) var(--edge) calc(4rem / var(--z));
      }
      dialog::backdrop {
        background: var(--backdrop);
      }
      h2 {
        font-size: calc(4.8rem * (0.5 + 0.5 / var(--z)));
        line-height: 1.1;
      }
      p,
      h3 {
        font-size: var(--t-s);
        line-height: 1.3;
      }
      p {
        color: var(--ink-soft);
        margin: var(--s-1) 0 var(--s-4);
      }
      h3 {
        font-weight: 650;
        margin-bottom: var(--s-1);
        display: flex;
        align-items: center;
        gap: var(--s-2);
      }
      .sizes {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
        gap: var(--s-2);
        margin-bottom: var(--s-3);
      }
      .sizes button {
        font-size: var(--t-m);
        box-shadow: inset 0 0 0 0.3rem var(--line-strong);
        border-radius: var(--radius-s);
      }
      .sizes button[aria-pressed='true'] {
        background: var(--picked);
        color: var(--on-picked);
        box-shadow: none;
      }
      .switches {
        display: grid;
        gap: var(--s-2);
        margin-bottom: var(--s-4);
      }
      .switches button {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: 0 var(--s-3);
        justify-content: stretch;
        text-align: left;
        padding: var(--s-2) var(--s-3);
        box-shadow: inset 0 0 0 0.3rem var(--line-strong);
        border-radius: var(--radius-s);
        min-height: calc(11.2rem / var(--z));
      }
      .words b {
        display: block;
        font-size: var(--t-m);
      }
      .words small {
        display: block;
        font-size: var(--t-xs);
        line-height: 1.25;
        font-weight: 400;
        color: var(--ink-soft);
      }
      .state {
        display: flex;
        align-items: center;
        gap: var(--s-2);
        font-size: var(--t-xs);
      }
      .knob {
        width: calc(9.6rem / var(--z));
        height: calc(5.2rem / var(--z));
        border-radius: 9.9rem;
        border: 0.4rem solid var(--line-strong);
        padding: calc(0.4rem / var(--z));
        display: flex;
        flex: none;
      }
      .knob i {
        aspect-ratio: 1;
        height: 100%;
        border-radius: 50%;
        background: var(--line-strong);
      }
      [aria-checked='true'] .knob {
        background: var(--picked);
        border-color: var(--picked);
        justify-content: flex-end;
      }
      [aria-checked='true'] .knob i {
        background: var(--on-picked);
      }
      .acts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 34rem), 1fr));
        gap: var(--s-3);
      }
      .acts button {
        min-height: calc(11.2rem / var(--z));
      }
      @media (orientation: landscape) {
        .word {
          display: none;
        }
        .switches {
          grid-template-columns: repeat(auto-fit, minmax(min(100%, 48rem), 1fr));
        }
        dialog {
          max-width: calc(140rem / var(--z));
          padding-top: var(--s-4);
        }
      }
    `,
  ];
  @property({ attribute: false }) view!: KioskView;
  /** Spoken prompts are wanted and could not be played. */
  @property({ type: Boolean }) voiceFailed = false;

  protected override updated(_changed: PropertyValues): void {
    const dialog = this.renderRoot.querySelector('dialog');
    const wanted = this.view.comfortOpen;
    if (!dialog || dialog.open === wanted) return;
    if (wanted) dialog.showModal();
    else dialog.close();
  }

  private set(set: Partial<Comfort>): void {
    sendAct(this, { act: 'comfort', set });
  }

  private lead(key: (typeof SWITCHES)[number]['key'], s: ComfortStrings): string {
    const silent = key === 'voice' && this.view.comfort.voice && this.voiceFailed;
    return silent ? s.voiceFailed : s[`${key}Sub`];
  }

  protected override render() {
    const { comfort, language } = this.view;
    const s = COMFORT[language];
    const close = () => sendAct(this, { act: 'comfort', open: false });
    return html`<dialog aria-labelledby="heading" @cancel=${(event: Event) => {
      event.preventDefault();
      close();
    }}>
      <h2 id="heading">${s.heading}</h2>
      <p>${s.lead}</p>
      <h3 id="sizes">${icon('letters')} ${s.text}</h3>
      <div class="sizes" role="group" aria-labelledby="sizes">${SIZES.map(
        (text) => html`<button aria-pressed=${comfort.text === text}
          @click=${() => this.set({ text })}>${s.percent(text)}</button>`,
      )}</div>
      <div class="switches">${SWITCHES.map(
        ({ key, name }) => html`<button role="switch" aria-checked=${comfort[key]}
          @click=${() => this.set({ [key]: !comfort[key] })}>${icon(name)}
          <span class="words"><b>${s[key]}</b><small>${this.lead(key, s)}</small></span>
          <span class="state" aria-hidden="true"><span class="word">${comfort[key] ? s.on : s.off}</span><span class="knob"><i></i></span></span>
        </button>`,
      )}</div>
      <div class="acts">
        <button class="plain" @click=${() => this.set(USUAL)}>${s.usual}</button>
        <button class="go" autofocus @click=${close}>${s.done}</button>
      </div>
    </dialog>`;
  }
}
