// The upper half of the screen in reach mode: whose library this is, and nothing to touch. All controls stand in the lower half,
// within 120 cm of the floor.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { KioskView } from '../../station-server/api-types.ts';
import { horn, hornBand } from './ornament.ts';
import { base } from './styles.ts';

@customElement('reach-panel')
export class ReachPanel extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        flex: none;
        height: 50%;
        display: flex;
        flex-direction: column;
        justify-content: center;
        align-items: center;
        gap: var(--s-4);
        padding: var(--s-4) var(--edge);
        position: relative;
        overflow: hidden;
        text-align: center;
        background: linear-gradient(200deg, var(--deep-end) -30%, var(--deep) 60%);
        color: var(--on-deep);
      }
      .mark {
        width: calc(22rem / var(--z));
        min-height: 0;
        color: var(--sun-line);
      }
      p {
        font-size: var(--t-l);
        line-height: 1.2;
        font-weight: 600;
      }
      .horns {
        position: absolute;
        left: 0;
        bottom: 0;
        width: 100%;
        height: calc(4.4rem / var(--z));
        color: var(--horn);
      }
    `,
  ];
  @property({ attribute: false }) view!: KioskView;

  protected override render() {
    return html`<svg class="mark" viewBox="0 0 48 40" aria-hidden="true">${horn}</svg>
      <p>${this.view.branchName[this.view.language]}</p>
      <svg class="horns" aria-hidden="true" viewBox="0 0 4320 44"
        preserveAspectRatio="xMinYMin slice">${hornBand}</svg>`;
  }
}
