// Takes one answer file of central into the store: what it confirms, then its rows, a page in one
// transaction with the cursor. Pages that are known are passed over, so that an old answer moves nothing
// back; the running station server may do the same over HTTP meanwhile.
import { SYNC_VERSION } from '../../central/sync-contract.ts';
import type { OpenedStick } from '../circulation/stick/open-stick.ts';
import { type Answer, readAnswer, readPage } from '../circulation/stick/stick-content.ts';
import { StickFault } from '../circulation/stick/stick-fault.ts';
import { type ApplyDeps, createPullApplier } from '../sync/apply-rows.ts';
import { isPulledRow } from '../sync/pulled-rows.ts';
import { createStandingBook } from '../sync/standing.ts';
import { hearAnswer } from './hear-answer.ts';

export type TakenOutcome =
  /** It told something new, or nothing but what was known. */
  | 'applied'
  | 'known'
  /** From before a restore of central. */
  | 'old'
  /** Its rows begin behind what is here. */
  | 'gap'
  | 'forked';
export type Taken = { outcome: TakenOutcome; rows: number };

/** The first frame. @throws StickFault */
export const answerOf = async ({ frames }: OpenedStick): Promise<Answer> => {
  const { value, done } = await frames.next();
  if (done) throw new StickFault('stick-cut');
  return readAnswer(value);
};

type PageFate = { fate: 'stored' | 'passed' | 'old' | 'gap'; rows: number };

const createPageTaker = (deps: ApplyDeps, answer: Answer) => {
  const standing = createStandingBook(deps.db, deps.meta);
  const applier = createPullApplier(deps);
  let from = answer.since;
  return (content: unknown): PageFate => {
    const page = readPage(content);
    if (!page.rows.every(isPulledRow)) throw new StickFault('stick-unreadable', 'a row');
    const { epoch, cursor } = standing.now();
    const begin = from;
    from = page.cursor;
    if (epoch !== answer.epoch) return { fate: 'old', rows: 0 };
    if (begin > cursor) return { fate: 'gap', rows: 0 };
    if (page.cursor < cursor) return { fate: 'passed', rows: 0 };
    const rows = page.rows.filter(({ ver }) => ver > cursor);
    // `applied` is of the moment before the first page: what later entries touched is parked, and waits.
    const { applied } = answer;
    const pulled = { version: SYNC_VERSION, epoch, applied, nowMs: 0, ...page, rows };
    return { fate: 'stored', rows: applier.apply(pulled, cursor) };
  };
};

/**
 * What was taken before a fault stays: each page stands for itself.
 * @throws StickFault where the file is cut or damaged, after `onRows` was told of what was taken
 */
export const takeAnswer = async (
  deps: ApplyDeps,
  opened: OpenedStick,
  onRows: (rows: number) => void = () => undefined,
): Promise<Taken> => {
  const { db, meta } = deps;
  const standing = createStandingBook(db, meta);
  const answer = await answerOf(opened);
  const before = standing.now();
  const heard = hearAnswer({ ...deps, standing }, answer);
  if (heard !== 'current') return { outcome: heard, rows: 0 };
  const takePage = createPageTaker(deps, answer);
  let rows = 0;
  for await (const content of opened.frames) {
    // Cursor read, compared and stored in one transaction: the server may pull at the same moment.
    const { fate, rows: stored } = db.transaction(takePage).immediate(content);
    rows += stored;
    onRows(stored);
    if (fate === 'old' || fate === 'gap') return { outcome: fate, rows };
  }
  const now = standing.now();
  const moved = (['epoch', 'applied', 'cursor'] as const).some(
    (name) => now[name] !== before[name],
  );
  return { outcome: moved || rows > 0 ? 'applied' : 'known', rows };
};
