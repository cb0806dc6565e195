// The staff's key, asked for by a card that needs it: it stays in the memory of that card and nowhere else.
import { html, nothing } from 'lit';
import type { StaffStrings } from '../strings/staff.ts';

export function keyForm(
  s: StaffStrings['tagging'],
  refused: boolean,
  onKey: (key: string) => void,
) {
  const open = (event: Event) => {
    event.preventDefault();
    onKey((event.target as HTMLFormElement).querySelector('input')?.value ?? '');
  };
  return html`<form @submit=${open}>
    <label>${s.token}<input type="password" autocomplete="off" required /></label>
    <button>${s.open}</button>
    ${refused ? html`<p class="warn" role="alert">${s.wrongToken}</p>` : nothing}
  </form>`;
}

export const keyHeaders = (key: string) => ({
  ...{ authorization: `Bearer ${key}`, 'content-type': 'application/json' },
});
