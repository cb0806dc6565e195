// The one event that pages and parts fire: what the patron wants. It bubbles through shadow roots
// up to kiosk-app, which posts it.
import type { KioskAct } from '../../station-server/api-types.ts';

export type KioskActEvent = CustomEvent<KioskAct>;

export function sendAct(from: EventTarget, act: KioskAct): void {
  from.dispatchEvent(new CustomEvent('kiosk-act', { detail: act, bubbles: true, composed: true }));
}
