// Where central stands, as this station knows it: epoch, last applied entry, pull cursor. Every answer of central tells; this
// says what of it is believed (sync.md 1.2 "Epoch").
import type { Meta } from '../store/meta.ts';
import type { StationDatabase } from '../store/open-database.ts';

export type Standing = { epoch: number; applied: number; cursor: number };

export type StandingBook = {
  /** What is believed now; taken before a question and given back with its answer. */
  now(): Standing;
  /**
   * `confirmedTo` is the last sequence that was sent with this question: beyond it central may speak of entries that are not
   * ours (a copied disk), so `applied` is raised no further. `stale`: the answer is from before a restore of central that
   * another answer has told of already; nothing of it counts.
   */
  hear(
    answer: { epoch: number; applied: number },
    asked: Standing,
    confirmedTo: number,
  ): 'current' | 'stale';
};

export const createStandingBook = (db: StationDatabase, meta: Meta): StandingBook => {
  const now = (): Standing => ({
    epoch: meta.number('epoch'),
    applied: meta.number('applied'),
    cursor: meta.number('cursor'),
  });
  const forgetParked = db.prepare('DELETE FROM parked');
  const hear: StandingBook['hear'] = (answer, asked, confirmedTo) => {
    const held = now();
    const anew = answer.epoch !== held.epoch;
    if (anew) {
      if (answer.epoch === asked.epoch) return 'stale';
      // Central was restored: it may know less than it did, so what is missing is sent again and all rows are fetched anew.
      meta.set('epoch', answer.epoch);
      meta.set('cursor', 0);
      forgetParked.run();
    }
    const raised = Math.max(held.applied, Math.min(answer.applied, confirmedTo));
    // Lower than what it had said before we asked: it was restored, with or without a new epoch. With one, what was confirmed
    // since we asked, in the old one, counts no more either.
    const lowered = anew || answer.applied < asked.applied;
    const applied = lowered ? Math.min(raised, answer.applied) : raised;
    if (applied !== held.applied) meta.set('applied', applied);
    return 'current';
  };
  const hearInOne = db.transaction(hear);
  return { now, hear: (...given) => hearInOne.immediate(...given) };
};
