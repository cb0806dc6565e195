// The round button in each header that opens the comfort panel; `base` holds its look.
import { html, type TemplateResult } from 'lit';
import type { KioskView } from '../../station-server/api-types.ts';
import { COMFORT } from '../strings/comfort.ts';
import { icon } from './icons.ts';
import { sendAct } from './kiosk-act.ts';

export const comfortButton = (from: HTMLElement, view: KioskView): TemplateResult =>
  html`<button class="comfort" aria-label=${COMFORT[view.language].open} aria-haspopup="dialog"
    @click=${() => sendAct(from, { act: 'comfort', open: true })}>${icon('comfort')}</button>`;
