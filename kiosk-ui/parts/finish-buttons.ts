// What ends a visit with a card: with the receipt and without it where books were taken, or just the end.
import { html } from 'lit';
import type { KioskAct } from '../../station-server/api-types.ts';
import type { Strings } from '../strings/strings.ts';

export function finishButtons(
  { lentCount, paper }: { lentCount: number; paper: boolean },
  s: Strings,
  act: (act: KioskAct) => void,
) {
  const finish = (receipt: 'paper' | 'none') => () => act({ act: 'finish', receipt });
  if (lentCount === 0) {
    return html`<button class="plain" @click=${finish('none')}>${s.borrow.finish}</button>`;
  }
  return html`
    <button class="go wide"
      @click=${finish('paper')}>${paper ? s.borrow.finishPaper : s.borrow.finishScreen}</button>
    <button class="plain" @click=${finish('none')}>${s.borrow.finishNoReceipt}</button>`;
}
