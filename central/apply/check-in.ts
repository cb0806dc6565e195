// A book came back. It ends whatever loan the item had at that time, also one that the station did
// not know of.
import type { ActOf, Change, Rows } from './act.ts';
import { touch } from './act.ts';
import { applyItemAct, itemActOf } from './item-act.ts';

export const applyCheckIn = (act: ActOf<'check-in'>, rows: Rows): Change[] => {
  const { itemId, loanId, patronId } = act.body;
  const incoming = itemActOf(act, 'in', { loanId, patronId });
  const unseen = loanId !== null && rows.loan(loanId) === undefined;
  const awaited: Change[] = unseen ? [{ change: 'await', waitsFor: loanId }] : [];
  return [...awaited, ...applyItemAct(itemId, incoming, null, rows), ...touch('loan', loanId)];
};
