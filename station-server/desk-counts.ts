// The desk's part about counting: each passage is one durable write, and an hour's counts become one journal entry in the transaction
// that clears them, so that none is lost and none told twice. Part of `desk.ts`.
import { sameHour } from './circulation/people-count.ts';
import type { DeskDeps, DeskTools } from './desk-tools.ts';
import type { Desk } from './desk-types.ts';
import { createCountRows, type PendingCount } from './store/count-rows.ts';

type CountDesk = Pick<Desk, 'countPassage' | 'journalCounts'>;

export const createCountDesk = (deps: DeskDeps, tools: DeskTools): CountDesk => {
  const counts = createCountRows(deps.db);
  // No entry comes of most passages: sync need not be woken for them.
  const inTransaction = deps.db.transaction((act: () => void) => act());

  const journal = (pending: PendingCount): void => {
    const { place, what, n, fromMs, toMs } = pending;
    deps.journal.append({
      type: 'count',
      effectiveOn: tools.today(),
      place,
      actor: 'self',
      body: { what, n, fromMs, toMs },
    });
    counts.drop(pending);
  };
  const over = ({ fromMs }: PendingCount) => !sameHour(fromMs, deps.nowMs());
  const journalCounts: Desk['journalCounts'] = (which) => {
    const due = () => counts.pending().filter((pending) => which === 'all' || over(pending));
    if (due().length > 0) tools.transact(() => due().forEach(journal));
  };
  return {
    journalCounts,
    countPassage: (what, place) => {
      journalCounts('past-hours');
      inTransaction.immediate(() => counts.add(place, what, deps.nowMs()));
    },
  };
};
