// The button that calls the librarian, and says so until somebody has come: called, then coming.
import { html, nothing, type TemplateResult } from 'lit';
import type { KioskView } from '../../station-server/api-types.ts';
import { LIBRARIAN_COMING } from '../strings/help-call.ts';
import type { Strings } from '../strings/strings.ts';
import { icon } from './icons.ts';
import { sendAct } from './kiosk-act.ts';

export const callButton = (
  from: HTMLElement,
  view: KioskView,
  s: Strings,
  look: 'quiet' | 'dark',
): TemplateResult => {
  const { helpCalled: called, helpComing } = view;
  const { callLibrarian, librarianCalled } = s.common;
  const word = helpComing ? LIBRARIAN_COMING[view.language] : librarianCalled;
  return html`<button class=${look} aria-disabled=${called ? 'true' : nothing} aria-live="polite"
    @click=${() => !called && sendAct(from, { act: 'call-librarian' })}>
    ${icon(called ? 'check' : 'bell')}${called ? word : callLibrarian}
  </button>`;
};
