// A sentence above the page's content: a refused scan or a device that is away. Why first, then
// what to do; the code is for staff. The live region is always there and only its content changes,
// so that a repeated notice (a new id) is spoken again.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Notice } from '../../station-server/api-types.ts';
import { whyOf } from '../strings/languages.ts';
import type { Strings } from '../strings/strings.ts';
import { sendAct } from './kiosk-act.ts';
import { base } from './styles.ts';

@customElement('notice-bar')
export class NoticeBar extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
        flex: none;
      }
      :host([empty]) {
        position: absolute;
      }
      .bar {
        background: var(--clay-soft);
        border: 0.3rem solid var(--clay-line);
        border-radius: var(--radius);
        padding: 2.4rem 2.4rem 2.4rem 3.2rem;
        display: flex;
        gap: 2.4rem;
        align-items: center;
        justify-content: space-between;
      }
      b {
        display: block;
        color: var(--clay);
        font-size: 3.4rem;
        line-height: 1.2;
      }
      p {
        font-size: 2.9rem;
        line-height: 1.3;
        margin-top: 0.6rem;
      }
      small {
        font-size: 2.6rem;
        color: var(--ink-soft);
      }
      button {
        background: var(--card);
        font-size: 2.8rem;
        flex: none;
      }
    `,
  ];
  @property({ attribute: false }) notice: Notice | null = null;
  @property({ attribute: false }) s!: Strings;

  private words(notice: Notice): { why: string; todo: string } | null {
    if (notice.kind === 'device' && notice.device) return this.s.devices[notice.device];
    if (!notice.reason) return null;
    const refusal = this.s.reasons[notice.reason];
    return { why: whyOf(refusal, notice.details), todo: refusal.todo };
  }

  protected override render() {
    const { notice, s } = this;
    const words = notice ? this.words(notice) : null;
    this.toggleAttribute('empty', words === null);
    return html`<div aria-live="assertive">
      ${
        notice && words
          ? keyed(
              notice.id,
              html`<div class="bar rise"><div><b>${words.why}</b>
              <p>${words.todo} ${
                notice.staffCode
                  ? html`<small>${s.common.staffCode(notice.staffCode)}</small>`
                  : nothing
              }</p></div>
              <button @click=${() => sendAct(this, { act: 'dismiss-notice' })}
                >${s.common.understood}</button></div>`,
            )
          : nothing
      }
    </div>`;
  }
}
