// Books whose security bits are not known to be right: which, since when, and what helps. Takes the status and the words.
import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { StationStatus } from '../../station-server/api-types.ts';
import { base } from '../parts/styles.ts';
import type { StaffStrings } from '../strings/staff.ts';
import { staffCard } from './staff-style.ts';
import { showAge } from './sync-advice.ts';

@customElement('tags-card')
export class TagsCard extends LitElement {
  static override styles = [base, staffCard];
  @property({ attribute: false }) alerts!: StationStatus['tagAlerts'];
  @property({ attribute: false }) s!: StaffStrings;
  @property({ type: Number }) nowMs = 0;

  protected override render() {
    const { alerts, s } = this;
    return html`<section aria-labelledby="heading">
      <h2 id="heading">${s.tags}</h2>
      <p class="big warn">${s.tagsOpen(alerts.length)}</p>
      <ul>${alerts.map(
        (alert) => html`<li><span><b>${alert.title}</b> ${alert.barcode}</span>
          <span class="tag warn">${alert.place} · ${showAge(Math.max(0, this.nowMs - alert.sinceMs), s)}</span>
          <small>${s.tagAdvice[alert.wanted]}</small></li>`,
      )}</ul>
    </section>`;
  }
}
