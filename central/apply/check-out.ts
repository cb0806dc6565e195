// A book left the library. The loan stands whatever central thinks of patron or item (sync.md 1.2):
// the book is gone.
import type { ActOf, Change, LoanRow, Rows, Saw } from './act.ts';
import { applyItemAct, itemActOf } from './item-act.ts';

const doubts = (act: ActOf<'check-out'>, rows: Rows): Change[] => {
  const { itemId, patronId } = act.body;
  const station = { loanId: act.name, itemId, patronId, atMs: act.atMs, sure: act.sure };
  const review = (
    kind: 'patron-unknown' | 'patron-blocked' | 'item-unknown' | 'item-not-lendable',
    ref: string,
    central: Saw['central'],
  ): Change => ({ change: 'review', kind, ref, saw: { station, central } });

  const patron = rows.patron(patronId);
  const item = rows.item(itemId);
  const found: Change[] = [];
  if (patron === undefined) found.push(review('patron-unknown', patronId, { patron: null }));
  else if (patron.status !== 'active' && patron.status !== 'pending')
    found.push(review('patron-blocked', act.name, { status: patron.status }));
  if (item === undefined) found.push(review('item-unknown', itemId, { item: null }));
  else if (item.status !== 'available')
    found.push(review('item-not-lendable', act.name, { status: item.status }));
  return found;
};

export const applyCheckOut = (act: ActOf<'check-out'>, rows: Rows): Change[] => {
  const { itemId, patronId, kind, dueOn, renewalsMax } = act.body;
  const made: LoanRow = {
    loanId: act.name,
    itemId,
    patronId,
    kind,
    takenOn: act.effectiveOn,
    enteredAtMs: act.wallMs,
    startedAtMs: act.atMs,
    dueOn,
    renewals: 0,
    renewalsMax,
    returnedOn: null,
    returnEnteredAtMs: null,
  };
  const incoming = itemActOf(act, 'out', act.name, patronId);
  return [...applyItemAct(itemId, incoming, made, rows), ...doubts(act, rows)];
};
