// What one more lending, renewal or return of an item changes, or one less: which loans end when,
// what contradicts, and what a late arrival explains. Shared by check-out.ts, check-in.ts,
// renewal.ts and storno.ts.
import { endedBy, undone } from '../../station-server/circulation/contradictions.ts';
import type { Act, Change, Due, ItemAct, LoanRow, Rows, Stamp } from './act.ts';
import { compareStamps, laterDay } from './act.ts';
import { lateCheckOut, nameOf, raised, settled } from './item-review.ts';
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
    due: { dueOn: loan.dueOn, renewals: loan.renewals },
    voided: false,
  };
};

/** What ended the loan, as far as its row tells: enough for an act that comes after it. */
const endOfLoan = (loan: LoanRow, last: Stamp): ItemAct => ({
  ...actOfLoan(loan),
  ...last,
  kind: 'in',
  wallMs: loan.returnEnteredAtMs ?? 0,
  effectiveOn: loan.returnedOn ?? loan.takenOn,
  due: null,
});

/** The reader of each lending as central has it: a merge moves loans to the record that stayed. */
const withReaders = (acts: readonly ItemAct[], rows: Rows): ItemAct[] =>
  acts.map((act) => {
    const loan = act.kind === 'out' && act.loanId !== null ? rows.loan(act.loanId) : undefined;
    return loan === undefined ? act : { ...act, patronId: loan.patronId };
  });

/**
 * Not before what it must have followed: the station's own last act on the item, and the lending
 * that it names. An act that was held comes in after acts that its station did later.
 */
const lift = (added: ItemAct, last: Stamp | undefined, rows: Rows): ItemAct => {
  const named = added.kind !== 'out' && added.loanId !== null ? rows.loan(added.loanId) : undefined;
  const ownLast = last?.station === added.station && last.seq < added.seq ? last : undefined;
  const own = ownLast?.atMs ?? 0;
  const floor = Math.max(own, named === undefined ? 0 : named.startedAtMs + 1);
  return added.atMs >= floor ? added : { ...added, atMs: floor };
};

/** What is known of the item before an act that comes after all others. */
const recent = (added: ItemAct, last: Stamp | undefined, open: LoanRow | undefined, rows: Rows) => {
  if (open !== undefined) return [actOfLoan(open)];
  const named = added.kind === 'renew' ? rows.loan(added.loanId ?? '') : undefined;
  if (named === undefined || last === undefined || named.returnedOn === null) return [];
  return [actOfLoan(named), endOfLoan(named, last)];
};

const startOf = (acts: readonly ItemAct[], loan: LoanRow): number =>
  acts.find((act) => act.kind === 'out' && act.loanId === loan.loanId)?.atMs ?? loan.startedAtMs;

const dueOf = (loan: LoanRow, due: Due | undefined, exact: boolean): Due => {
  if (due === undefined) return loan;
  if (exact) return due;
  return {
    dueOn: laterDay(due.dueOn, loan.dueOn),
    renewals: Math.max(due.renewals, loan.renewals),
  };
};

/**
 * The loans of the story whose rows differ from it. The day promised only ever grows, but for the
 * loan `exactDueOf`, whose renewal was undone.
 */
const loanChanges = (
  story: Story,
  acts: readonly ItemAct[],
  rows: Rows,
  given: { made: LoanRow | null; exactDueOf: string | null },
): Change[] => {
  const changes: Change[] = [];
  for (const [loanId, end] of story.ends) {
    const { made } = given;
    const loan = loanId === made?.loanId ? made : rows.loan(loanId);
    if (loan === undefined) continue;
    const { dueOn, renewals } = dueOf(loan, story.dues.get(loanId), loanId === given.exactDueOf);
    const started = { ...loan, startedAtMs: startOf(acts, loan), dueOn, renewals };
    const now: LoanRow =
      end === null
        ? { ...started, returnedOn: null, returnEnteredAtMs: null }
        : endedBy(started, { on: end.effectiveOn, enteredAtMs: end.wallMs });
    const same =
      loan !== made &&
      now.returnedOn === loan.returnedOn &&
      now.returnEnteredAtMs === loan.returnEnteredAtMs &&
      now.dueOn === loan.dueOn &&
      now.renewals === loan.renewals;
    if (!same) changes.push({ change: 'loan', loan: now });
  }
  return changes;
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
  const past = withReaders(whole ?? recent(candidate, state?.last, open, rows), rows);
  const before = foldTimeline(inOrder(past));
  const acts = inOrder([...past, candidate]);
  const story = foldTimeline(acts);
  const added = acts.find((a) => a.station === incoming.station && a.seq === incoming.seq);
  if (added === undefined) throw new Error('the act is missing from its own timeline');

  const changes = loanChanges(story, acts, rows, { made, exactDueOf: null });
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

/**
 * An act of the item loses its effect, or has it again; the loan of an undone lending ends when it
 * began.
 */
export const voidItemAct = (
  itemId: string,
  entry: string,
  voided: boolean,
  rows: Rows,
): Change[] => {
  const state = rows.itemState(itemId);
  const whole = rows.itemActs(itemId);
  if (state === undefined || whole === undefined)
    throw new Error('an act is undone whose timeline was not read');
  const past = withReaders(whole, rows);
  const before = foldTimeline(inOrder(past));
  const target = past.find((act) => nameOf(act) === entry);
  const acts = inOrder(past.map((act) => (act === target ? { ...act, voided } : act)));
  const story = foldTimeline(acts);
  const exactDueOf = target?.kind === 'renew' ? target.loanId : null;
  const changes = loanChanges(story, acts, rows, { made: null, exactDueOf });
  const loan = target?.kind === 'out' && voided ? rows.loan(entry) : undefined;
  if (loan !== undefined) changes.push({ change: 'loan', loan: undone(loan) });
  const now = { last: state.last, openLoanId: story.openLoanId };
  changes.push({ change: 'void', entry, itemId, voided, state: now });
  changes.push(...raised(before, story, null, itemId), ...settled(before, story));
  return changes;
};

export const itemActOf = (
  act: Act<unknown>,
  kind: ItemAct['kind'],
  ids: { loanId: string | null; patronId: string | null },
  due: Due | null = null,
): ItemAct => ({
  kind,
  ...ids,
  atMs: act.atMs,
  station: act.station,
  seq: act.seq,
  wallMs: act.wallMs,
  effectiveOn: act.effectiveOn,
  due,
  voided: false,
});
