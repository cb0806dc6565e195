// A reader waits for a title, or for one copy that was set aside. A lending to that reader fills
// the hold, one of that copy to somebody else loses it: the hold goes on to the next copy
// (sync.md 1.2, "Rules for circulation").
import { holdFate } from '../../station-server/circulation/contradictions.ts';
import type { ActOf, Change, HoldRow, LoanRow, Rows } from './act.ts';
import { survivorOf } from './survivor.ts';

const stampOf = (loan: LoanRow) => {
  const [station = 0, seq = 0] = loan.loanId.split('-').map(Number);
  return { atMs: loan.startedAtMs, station, seq };
};

/** What the lending means for this hold. */
const met = (hold: HoldRow, loan: LoanRow, rows: Rows): Change[] => {
  const lending = { patronId: loan.patronId, itemId: loan.itemId, at: stampOf(loan) };
  const patronId = survivorOf(hold.patronId, rows);
  const fate = holdFate({ ...hold, patronId }, lending);
  if (fate === 'waits') return [];
  if (fate === 'filled')
    return [{ change: 'hold-row', hold: { ...hold, state: 'filled', loanId: loan.loanId } }];
  const { holdId, titleId } = hold;
  const itemId = rows.freeCopy(titleId, loan.itemId) ?? null;
  const station = { loanId: loan.loanId, itemId: loan.itemId, atMs: lending.at.atMs };
  const central = { holdId, patronId, placedAtMs: hold.placed.atMs, movedTo: itemId };
  return [
    { change: 'hold-row', hold: { ...hold, itemId } },
    { change: 'review', kind: 'hold-lost', ref: holdId, saw: { station, central } },
  ];
};

/** Of the holds that a lending meets, those of its own reader are filled one at a time. */
export const holdsMet = (loan: LoanRow, rows: Rows): Change[] => {
  const holds = rows.holdsFor(loan.patronId, loan.itemId);
  const own = holds.filter((hold) => survivorOf(hold.patronId, rows) === loan.patronId);
  const first = own.find((hold) => hold.itemId === loan.itemId) ?? own[0];
  return holds
    .filter((hold) => hold === first || !own.includes(hold))
    .flatMap((hold) => met(hold, loan, rows));
};

export const applyHold = (act: ActOf<'hold'>, rows: Rows): Change[] => {
  const { itemId, titleId, patronId, branch } = act.body;
  const { atMs, station, seq } = act;
  const hold: HoldRow = {
    ...{ holdId: act.name, patronId, itemId, titleId, branch, placed: { atMs, station, seq } },
    ...{ state: 'waiting', loanId: null },
  };
  const placed: Change = { change: 'hold-row', hold };
  // A lending that happened after it may have arrived before it.
  const own = rows
    .loansOf(patronId)
    .find((loan) => loan.startedAtMs >= atMs && rows.titleOf(loan.itemId) === titleId);
  if (own !== undefined) return met(hold, own, rows);
  const openLoanId = itemId === null ? null : rows.itemState(itemId)?.openLoanId;
  const open = openLoanId ? rows.loan(openLoanId) : undefined;
  const lost = open === undefined ? [] : met(hold, open, rows);
  return lost.length > 0 ? lost : [placed];
};

export const applyHoldCancelled = (act: ActOf<'hold-cancelled'>, rows: Rows): Change[] => {
  const { holdId } = act.body;
  const hold = rows.hold(holdId);
  if (hold === undefined) return [{ change: 'hold', reason: 'hold-unknown', waitsFor: holdId }];
  const settled: Change = { change: 'settle', kind: 'hold-lost', ref: holdId };
  if (hold.state !== 'waiting') return [settled];
  return [{ change: 'hold-row', hold: { ...hold, state: 'cancelled' } }, settled];
};
