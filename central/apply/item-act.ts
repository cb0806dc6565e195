// What one more lending or return of an item changes: which loans end when, what contradicts, and
// what a late arrival explains. Shared by check-out.ts and check-in.ts.
import type { Act, Change, ItemAct, LoanRow, Rows, Saw, Stamp } from './act.ts';
import { compareStamps, laterDay } from './act.ts';
import { foldTimeline, inOrder, type Story } from './item-timeline.ts';

const actOfLoan = (loan: LoanRow): ItemAct => {
  const [station = 0, seq = 0] = loan.loanId.split('-').map(Number);
  return {
    kind: 'out',
    atMs: loan.startedAtMs,
    station,
    seq,
    loanId: loan.loanId,
    patronId: loan.patronId,
    wallMs: loan.enteredAtMs,
    effectiveOn: loan.takenOn,
  };
};

/**
 * The loan with the end that the story gives it. A day of return before the day of lending is a
 * typing slip in a book-drop entry.
 */
const ended = (loan: LoanRow, end: ItemAct | null): LoanRow => ({
  ...loan,
  returnedOn: end === null ? null : laterDay(end.effectiveOn, loan.takenOn),
  returnEnteredAtMs: end === null ? null : end.wallMs,
});

const sideOf = (act: ItemAct, patronId = act.patronId): Record<string, unknown> => ({
  station: act.station,
  seq: act.seq,
  loanId: act.loanId,
  patronId,
  atMs: act.atMs,
  effectiveOn: act.effectiveOn,
});

const nameOf = (act: ItemAct): string => `${act.station}-${act.seq}`;
const pairsOf = (story: Story): Set<string> =>
  new Set(story.lentTwice.map(({ earlier, later }) => `${nameOf(earlier)} ${nameOf(later)}`));

/** Contradictions that the act brought. */
const raised = (before: Story, after: Story, added: ItemAct, itemId: string): Change[] => {
  const known = pairsOf(before);
  const knownReturns = new Set(before.returnedNotLent.map(nameOf));
  const changes: Change[] = [];
  for (const { earlier, later } of after.lentTwice) {
    if (known.has(`${nameOf(earlier)} ${nameOf(later)}`)) continue;
    const [mine, other] = nameOf(earlier) === nameOf(added) ? [earlier, later] : [later, earlier];
    const saw: Saw = {
      station: { itemId, ...sideOf(mine) },
      central: { holder: later.loanId, ...sideOf(other) },
    };
    changes.push({ change: 'review', kind: 'lent-twice', ref: String(earlier.loanId), saw });
  }
  for (const act of after.returnedNotLent) {
    if (knownReturns.has(nameOf(act))) continue;
    const saw: Saw = { station: { itemId, ...sideOf(act) }, central: { onLoan: false } };
    changes.push({ change: 'review', kind: 'returned-not-lent', ref: nameOf(act), saw });
  }
  return changes;
};

/** Contradictions that the act explained: it is what was missing. */
const settled = (before: Story, after: Story): Change[] => {
  const twice = new Set(after.lentTwice.map(({ earlier }) => earlier.loanId));
  const returns = new Set(after.returnedNotLent.map(nameOf));
  const changes: Change[] = [];
  for (const { earlier } of before.lentTwice)
    if (!twice.has(earlier.loanId))
      changes.push({ change: 'settle', kind: 'lent-twice', ref: String(earlier.loanId) });
  for (const act of before.returnedNotLent)
    if (!returns.has(nameOf(act)))
      changes.push({ change: 'settle', kind: 'returned-not-lent', ref: nameOf(act) });
  for (const [loanId, end] of after.ends)
    if (end?.kind === 'in' && end.loanId === loanId && before.ends.get(loanId) !== undefined)
      if (nameOf(before.ends.get(loanId) ?? end) !== nameOf(end))
        changes.push({ change: 'settle', kind: 'late-check-out', ref: loanId });
  return changes;
};

/**
 * A late lending that is history already, and neither its own return nor a second lending explains
 * its end.
 */
const lateCheckOut = (story: Story, added: ItemAct, itemId: string): Change[] => {
  const loanId = added.loanId;
  if (added.kind !== 'out' || loanId === null) return [];
  const end = story.ends.get(loanId);
  if (!end || (end.kind === 'in' && end.loanId === loanId)) return [];
  if (story.lentTwice.some(({ earlier }) => earlier.loanId === loanId)) return [];
  const saw: Saw = { station: { itemId, ...sideOf(added) }, central: sideOf(end) };
  return [{ change: 'review', kind: 'late-check-out', ref: loanId, saw }];
};

/**
 * Not before what it must have followed: the station's own last act on the item, and the lending
 * that it names.
 */
const lift = (added: ItemAct, last: Stamp | undefined, rows: Rows): ItemAct => {
  const named = added.kind === 'in' && added.loanId !== null ? rows.loan(added.loanId) : undefined;
  const own = last !== undefined && last.station === added.station ? last.atMs : 0;
  const floor = Math.max(own, named === undefined ? 0 : named.startedAtMs + 1);
  return added.atMs >= floor ? added : { ...added, atMs: floor };
};

/** `made` is the loan that a check-out opens; rows.loan does not have it yet. */
export const applyItemAct = (
  itemId: string,
  incoming: ItemAct,
  made: LoanRow | null,
  rows: Rows,
): Change[] => {
  const state = rows.itemState(itemId);
  const candidate = lift(incoming, state?.last, rows);
  const late = state !== undefined && compareStamps(candidate, state.last) < 0;
  const open = state?.openLoanId ? rows.loan(state.openLoanId) : undefined;
  const whole = rows.itemActs(itemId);
  if (late && whole === undefined) throw new Error('a late act whose timeline was not read');
  const past = whole ?? (open === undefined ? [] : [actOfLoan(open)]);
  const before = foldTimeline(inOrder(past));
  const acts = inOrder([...past, candidate]);
  const story = foldTimeline(acts);
  const added = acts.find((a) => a.station === incoming.station && a.seq === incoming.seq);
  if (added === undefined) throw new Error('the act is missing from its own timeline');

  const changes: Change[] = [];
  for (const [loanId, end] of story.ends) {
    const loan = loanId === made?.loanId ? made : rows.loan(loanId);
    if (loan === undefined) continue;
    const now = ended({ ...loan, startedAtMs: startOf(acts, loan) }, end);
    const same =
      loan !== made &&
      now.returnedOn === loan.returnedOn &&
      now.returnEnteredAtMs === loan.returnEnteredAtMs;
    if (!same) changes.push({ change: 'loan', loan: now });
  }
  const top = acts[acts.length - 1] ?? added;
  const last = state !== undefined && compareStamps(top, state.last) < 0 ? state.last : top;
  const { atMs, station, seq } = last;
  changes.push({
    change: 'item-act',
    itemId,
    act: added,
    state: { last: { atMs, station, seq }, openLoanId: story.openLoanId },
  });
  changes.push(...raised(before, story, added, itemId), ...settled(before, story));
  if (late) changes.push(...lateCheckOut(story, added, itemId));
  return changes;
};

const startOf = (acts: readonly ItemAct[], loan: LoanRow): number =>
  acts.find((act) => act.kind === 'out' && act.loanId === loan.loanId)?.atMs ?? loan.startedAtMs;

export const itemActOf = (
  act: Act<unknown>,
  kind: ItemAct['kind'],
  loanId: string | null,
  patronId: string | null,
): ItemAct => ({
  kind,
  loanId,
  patronId,
  atMs: act.atMs,
  station: act.station,
  seq: act.seq,
  wallMs: act.wallMs,
  effectiveOn: act.effectiveOn,
});
