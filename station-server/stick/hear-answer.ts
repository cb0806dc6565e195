// What an answer of central on a stick is worth (sync.md 1.2 "Epoch"). A file may be old, come twice, or
// lie on a second stick, so it is held against the question that it answers. Its chain value proves that
// central has these very entries; that stands for the push that confirms over HTTP.
import type { Answer } from '../circulation/stick/stick-content.ts';
import type { Journal } from '../store/journal.ts';
import type { Meta } from '../store/meta.ts';
import type { StationDatabase } from '../store/open-database.ts';
import type { StandingBook } from '../sync/standing.ts';
import { FORK_FOUND, FORK_TOLD } from '../sync/sync-client.ts';

/** `old`: from before a restore of central that is known here; nothing of it counts. */
export type Heard = 'current' | 'old' | 'forked';

export type HearDeps = {
  db: StationDatabase;
  journal: Pick<Journal, 'chainAt' | 'nextSeq'>;
  meta: Meta;
  standing: StandingBook;
};

export const hearAnswer = ({ db, journal, meta, standing }: HearDeps, answer: Answer): Heard => {
  const hear = (): Heard => {
    const held = standing.now();
    const { asked, epoch, applied } = answer;
    const heard = meta.number('stick-heard');
    // Only the answer to the newest question, and to a station that learned nothing since, may say that
    // central was restored. A station that never heard of central believes the first.
    const isReply =
      asked.epoch === held.epoch && (asked.question > heard || (held.epoch === 0 && heard === 0));
    if (epoch !== held.epoch && !isReply) return 'old';
    if (answer.quarantined) {
      meta.set('chain-fork', FORK_TOLD);
      return 'forked';
    }
    const own = journal.chainAt(applied);
    if (own === undefined && applied < journal.nextSeq()) return 'old';
    if (own !== answer.chain) {
      if (meta.number('chain-fork') === 0) meta.set('chain-fork', FORK_FOUND);
      return 'forked';
    }
    const mayLower = isReply && asked.applied === held.applied;
    const before = { ...held, applied: epoch !== held.epoch || mayLower ? held.applied : 0 };
    if (standing.hear({ epoch, applied }, before, applied) === 'stale') return 'old';
    meta.set('stick-heard', Math.max(heard, asked.question));
    // After a copy of this disk was put back the count would begin below what central has seen.
    meta.set('stick-asked', Math.max(meta.number('stick-asked'), asked.question));
    return 'current';
  };
  return db.transaction(hear).immediate();
};
