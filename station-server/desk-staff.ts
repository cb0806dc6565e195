// What staff do at a desk about readers and their wishes: block, merge two records of one person, place and cancel holds.
// Part of `desk.ts`, in the same transactions.
import { statusAfterBlocks } from './circulation/contradictions.ts';
import type { BlockReason } from './circulation/journal-entry.ts';
import { duplicateKey } from './circulation/registration.ts';
import type { Hold } from './circulation/types.ts';
import type { DeskDeps, DeskTools } from './desk-tools.ts';
import type { ActContext, Desk, DeskRefusal } from './desk-types.ts';
import { createHoldRows } from './store/hold-rows.ts';
import type { Rows, StoredPatron } from './store/rows.ts';

const MERGES_FOLLOWED_MAX = 8;

/** The record to which a merged one leads; itself where it was not merged or the other has not come yet. */
export const survivingPatron = (rows: Rows, patron: StoredPatron): StoredPatron => {
  let at = patron;
  for (let steps = 0; steps < MERGES_FOLLOWED_MAX && at.mergedInto !== undefined; steps += 1) {
    const next = rows.patronById(at.mergedInto);
    if (next === undefined || next.patronId === patron.patronId) return at;
    at = next;
  }
  return at;
};

const unknown: DeskRefusal = { outcome: 'refused', reason: 'patron-unknown' };
const put = (rows: Rows, patron: StoredPatron): void =>
  rows.putPatron(patron, duplicateKey(patron.name, patron.birthDate));

const mergePatrons = (deps: DeskDeps, patron: StoredPatron, into: StoredPatron): void => {
  const { rows } = deps;
  put(rows, { ...patron, status: 'merged', mergedInto: into.patronId });
  for (const loan of rows.openLoansOfPatron(patron.patronId))
    rows.putLoan({ ...loan, patronId: into.patronId });
};

type StaffDesk = Pick<Desk, 'block' | 'merge' | 'placeHold' | 'cancelHold'>;

export const createStaffDesk = (deps: DeskDeps, tools: DeskTools): StaffDesk => {
  const { rows, journal } = deps;
  const { transact, today } = tools;
  const holds = createHoldRows(deps.db);
  const entry = ({ place, actor }: ActContext) => ({ effectiveOn: today(), place, actor });
  const living = (patronId: string): StoredPatron | undefined => {
    const patron = rows.patronById(patronId);
    return patron?.status === 'erased' ? undefined : patron;
  };
  return {
    block: (patronId, blocked, reason: BlockReason, context) =>
      transact(() => {
        const patron = living(patronId);
        if (!patron) return unknown;
        if (patron.status === 'merged') return { outcome: 'refused', reason: 'patron-merged' };
        const body = { patronId, blocked, reason };
        const { seq, wallMs: atMs } = journal.append({ type: 'block', ...entry(context), body });
        const last = { atMs, station: deps.station, seq, blocked };
        put(rows, { ...patron, status: statusAfterBlocks(patron.status, [last]) });
        return { outcome: blocked ? 'blocked' : 'unblocked' };
      }),
    merge: (patronId, intoPatronId, context) =>
      transact(() => {
        const patron = living(patronId);
        const named = living(intoPatronId);
        if (!patron || !named) return unknown;
        const into = survivingPatron(rows, named);
        if (into.status === 'erased') return unknown;
        if (into.patronId === survivingPatron(rows, patron).patronId)
          return { outcome: 'merged', intoPatronId: into.patronId };
        const body = { patronId, intoPatronId: into.patronId };
        journal.append({ type: 'merge', ...entry(context), body });
        mergePatrons(deps, patron, into);
        return { outcome: 'merged', intoPatronId: into.patronId };
      }),
    placeHold: (patronId, titleId, itemId, context) =>
      transact(() => {
        if (!living(patronId)) return unknown;
        const item = itemId === null ? undefined : rows.itemById(itemId)?.item;
        const wrongItem = itemId !== null && item?.titleId !== titleId;
        if (rows.titleById(titleId) === undefined || wrongItem)
          return { outcome: 'refused', reason: 'item-unknown' };
        const body = { itemId, titleId, patronId, branch: deps.branch };
        const { seq } = journal.append({ type: 'hold', ...entry(context), body });
        const holdId = `${deps.station}-${seq}`;
        const hold: Hold = { holdId, ...body, state: 'waiting', loanId: null };
        holds.put(hold);
        return { outcome: 'held', hold };
      }),
    cancelHold: (holdId, context) =>
      transact(() => {
        const hold = holds.byId(holdId);
        if (!hold) return { outcome: 'refused', reason: 'undo-impossible' };
        if (hold.state !== 'waiting') return { outcome: 'cancelled' };
        const body = { holdId, patronId: hold.patronId };
        journal.append({ type: 'hold-cancelled', ...entry(context), body });
        holds.put({ ...hold, state: 'cancelled' });
        return { outcome: 'cancelled' };
      }),
  };
};
