// Every place of the station with its devices, what is wrong and what helps. Takes the status and the words.
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { StationStatus } from '../../station-server/api-types.ts';
import { base } from '../parts/styles.ts';
import type { StaffStrings } from '../strings/staff.ts';
import { staffCard } from './staff-style.ts';

type Place = StationStatus['places'][number];

@customElement('devices-card')
export class DevicesCard extends LitElement {
  static override styles = [base, staffCard];
  @property({ attribute: false }) place!: Place;
  @property({ attribute: false }) s!: StaffStrings;

  protected override render() {
    const { place, s } = this;
    return html`<section aria-labelledby="heading">
      <h2 id="heading">${s.devices}: ${place.place}</h2>
      ${place.bridge === 'away' ? html`<p class="big warn">${s.bridgeAway}</p>` : nothing}
      <ul>${place.devices.map(
        (device) => html`<li><span><b>${device.device}</b> ${device.profile}</span>
          <span class="tag ${device.state === 'ready' ? '' : 'warn'}">${s.states[device.state]}</span>
          ${device.why === null ? nothing : html`<small>${device.code}: ${device.why}</small>`}
          ${device.hint === null ? nothing : html`<small>${device.hint}</small>`}</li>`,
      )}</ul>
    </section>`;
  }
}
