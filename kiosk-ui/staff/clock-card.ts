// Whether this machine's clock agrees with central's, and what to do where it does not. Takes the status and the words.
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { StationStatus } from '../../station-server/api-types.ts';
import { base } from '../parts/styles.ts';
import type { StaffStrings } from '../strings/staff.ts';
import { staffCard } from './staff-style.ts';
import { showAge } from './sync-advice.ts';

@customElement('clock-card')
export class ClockCard extends LitElement {
  static override styles = [base, staffCard];
  @property({ attribute: false }) clock!: StationStatus['clock'];
  @property({ attribute: false }) s!: StaffStrings;

  private sentence(): string {
    const { clock, s } = this;
    if (clock.errorMs === null) return s.clockUnknown;
    if (!clock.wrong) return s.clockRight;
    const age = showAge(Math.abs(clock.errorMs), s);
    return clock.errorMs > 0 ? s.clockAhead(age) : s.clockBehind(age);
  }

  protected override render() {
    const { clock, s } = this;
    return html`<section aria-labelledby="heading">
      <h2 id="heading">${s.clock}</h2>
      <p class="big ${clock.wrong ? 'warn' : ''}">${this.sentence()}</p>
      ${clock.wrong ? html`<p class="advice">${s.clockAdvice}</p>` : nothing}
    </section>`;
  }
}
