// The head of every session page: library, languages, what this page is, whose session (initials
// only), time left.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { IdleTick, KioskView, Language } from '../../station-server/api-types.ts';
import { STRINGS } from '../strings/languages.ts';
import { comfortButton } from './comfort-button.ts';
import { sendAct } from './kiosk-act.ts';
import { hornBand } from './ornament.ts';
import { base } from './styles.ts';
import './idle-ring.ts';
import './language-switch.ts';

@customElement('kiosk-header')
export class KioskHeader extends LitElement {
  static override styles = [
    base,
    css`
      header {
        background: var(--deep);
        color: var(--on-deep);
        padding: 3.2rem var(--edge) 0;
        display: grid;
        gap: 2rem;
      }
      .row {
        display: flex;
        align-items: center;
        justify-content: space-between;
        flex-wrap: wrap;
        gap: var(--s-2) var(--s-4);
      }
      .lib {
        flex: 1 1 24%;
        font-size: 2.6rem;
        line-height: 1.25;
        font-weight: 500;
        color: var(--on-deep-soft);
      }
      .title {
        flex: 1;
        min-height: 10.4rem;
        display: grid;
        align-content: center;
        gap: 0.4rem;
      }
      h1 {
        overflow-wrap: anywhere;
        font-size: 5.2rem;
        line-height: 1.1;
        font-weight: 700;
        letter-spacing: -0.01em;
      }
      p {
        font-size: 2.8rem;
        line-height: 1.25;
        color: var(--on-deep-soft);
      }
      .horns {
        display: block;
        width: calc(100% + 2 * var(--edge));
        margin: 0 calc(-1 * var(--edge));
        height: 3.6rem;
        color: var(--horn);
      }
      @media (orientation: landscape) {
        header {
          padding-top: 1.6rem;
          display: flex;
          flex-wrap: wrap;
          gap: calc(1.2rem / var(--z)) calc(2rem / var(--z));
          align-items: center;
        }
        .row {
          display: contents;
        }
        .title {
          order: 1;
          flex: 1 1 calc(60rem / var(--z));
        }
        language-switch {
          order: 2;
        }
        .comfort {
          order: 3;
        }
        idle-ring {
          order: 3;
        }
        .horns {
          order: 4;
          flex: none;
        }
        .lib {
          display: none;
        }
        h1 {
          font-size: 4rem;
        }
        p {
          font-size: 2.6rem;
        }
        .horns {
          height: 2.4rem;
        }
      }
    `,
  ];
  @property({ attribute: false }) view!: KioskView;
  @property({ attribute: false }) idle: IdleTick | null = null;
  @property() heading = '';
  @property() sub = '';

  focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  protected override render() {
    const { view, idle } = this;
    const s = STRINGS[view.language];
    return html`<header>
      <div class="row top"><div class="lib">${view.branchName[view.language]}</div>
      <language-switch .language=${view.language}
        @language-chosen=${(event: CustomEvent<Language>) =>
          sendAct(this, { act: 'language', language: event.detail })}></language-switch>
      ${comfortButton(this, view)}</div>
      <div class="row bottom"><div class="title">
        <h1 tabindex="-1">${this.heading}</h1>
        ${this.sub ? html`<p>${this.sub}</p>` : nothing}
      </div>
      ${idle ? html`<idle-ring .idle=${idle} .s=${s}></idle-ring>` : nothing}</div>
      <svg class="horns" aria-hidden="true" viewBox="0 0 4320 44"
        preserveAspectRatio="xMinYMin slice">${hornBand}</svg>
    </header>`;
  }
}
