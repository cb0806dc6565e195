// A book left the library. The loan stands whatever central thinks of patron or item (sync.md 1.2):
// the book is gone.
import { itemDoubt, patronDoubt } from '../../station-server/circulation/contradictions.ts';
import { yearOf } from '../../station-server/circulation/local-date.ts';
import { reregistration } from '../../station-server/circulation/standing.ts';
import type { ActOf, Change, LoanRow, PatronRow, ReviewKind, Rows, Saw } from './act.ts';
import { holdsMet } from './hold.ts';
import { applyItemAct, itemActOf } from './item-act.ts';
import { survivorOf } from './survivor.ts';

type Told = (kind: ReviewKind, ref: string, central: Saw['central']) => Change;

/** What the library's rules say of the reader, where central knows them. */
const ruleDoubts = (
  act: ActOf<'check-out'>,
  reader: PatronRow,
  rows: Rows,
  tell: Told,
): Change[] => {
  const rules = rows.rules?.lending;
  const found: Change[] = [];
  if (rules == null) return found;
  const { patronId } = reader;
  if (reregistration(reader, act.effectiveOn, rules) === 'due') {
    const { reregisteredOn } = reader;
    found.push(
      tell('patron-expired', `${patronId}:${yearOf(act.effectiveOn)}`, { reregisteredOn }),
    );
  }
  const limit = rules.itemsMax.byCategory[reader.category] ?? rules.itemsMax.default;
  const openLoanId = rows.itemState(act.body.itemId)?.openLoanId;
  const again = openLoanId != null && rows.loan(openLoanId)?.patronId === patronId ? 1 : 0;
  const count = rows.homeLoans(patronId) + 1 - again;
  if (act.body.kind === 'home' && count > limit)
    found.push(tell('limit-passed', `${patronId}:${act.effectiveOn}`, { limit, count }));
  return found;
};

const doubts = (act: ActOf<'check-out'>, readerId: string, rows: Rows): Change[] => {
  const { itemId } = act.body;
  const { atMs, sure } = act;
  const station = { loanId: act.name, itemId, patronId: readerId, atMs, sure };
  const tell: Told = (kind, ref, central) => ({
    ...{ change: 'review', kind, ref },
    saw: { station, central },
  });
  const reader = rows.patron(readerId);
  const found: Change[] = [];
  const doubt = patronDoubt(reader, rows.blocks(readerId), act);
  if (doubt === 'patron-unknown') found.push(tell(doubt, readerId, { patron: null }));
  else if (doubt === 'patron-blocked' || doubt === 'patron-erased')
    found.push(tell(doubt, act.name, { status: reader?.status ?? null }));
  if (reader !== undefined && doubt !== 'patron-erased')
    found.push(...ruleDoubts(act, reader, rows, tell));
  const item = rows.item(itemId);
  const about = itemDoubt(item);
  if (about === 'item-unknown') found.push(tell(about, itemId, { item: null }));
  else if (about !== null) found.push(tell(about, act.name, { status: item?.status ?? null }));
  return found;
};

export const applyCheckOut = (act: ActOf<'check-out'>, rows: Rows): Change[] => {
  const { itemId, kind, dueOn, renewalsMax } = act.body;
  const patronId = survivorOf(act.body.patronId, rows);
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
  const ids = { loanId: act.name, patronId };
  const incoming = itemActOf(act, 'out', ids, { dueOn, renewals: 0 });
  return [
    ...applyItemAct(itemId, incoming, made, rows),
    ...doubts(act, patronId, rows),
    ...holdsMet(made, rows),
  ];
};
