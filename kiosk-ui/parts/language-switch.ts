// Three languages, one tap, in every header. Fires `language-chosen` (detail: Language); the kiosk
// turns it into an act.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Language } from '../../station-server/api-types.ts';
import { LANGUAGES, STRINGS } from '../strings/languages.ts';
import { base } from './styles.ts';

@customElement('language-switch')
export class LanguageSwitch extends LitElement {
  static override styles = [
    base,
    css`
      div {
        display: flex;
        border-radius: 9.9rem;
        background: var(--veil);
        box-shadow: inset 0 0 0 0.3rem var(--button-line);
      }
      button {
        color: var(--on-deep);
        padding: 0 max(0.55em, calc(0.8em / var(--z)));
        border-radius: 9.9rem;
        font-size: var(--lang-size, 2.7rem);
        font-weight: 600;
        position: relative;
        isolation: isolate;
      }
      button[aria-pressed="true"] {
        color: var(--on-chosen);
      }
      button[aria-pressed="true"]::before {
        content: "";
        position: absolute;
        inset: 0.3em;
        border-radius: 9.9rem;
        background: var(--chosen);
        z-index: -1;
      }
      :focus-visible {
        outline-color: var(--focus-on-deep);
        outline-offset: -0.5rem;
      }
      button[aria-pressed="true"]:focus-visible {
        outline-color: var(--sun-line);
      }
    `,
  ];
  @property() language: Language = 'kk';

  protected override render() {
    return html`<div role="group" aria-label=${STRINGS[this.language].common.chooseLanguage}>
      ${LANGUAGES.map(
        ({
          language,
          name,
        }) => html`<button lang=${language} aria-pressed=${this.language === language}
          @click=${() => this.choose(language)}>${name}</button>`,
      )}
    </div>`;
  }

  private choose(language: Language): void {
    this.dispatchEvent(
      new CustomEvent('language-chosen', { detail: language, bubbles: true, composed: true }),
    );
  }
}
