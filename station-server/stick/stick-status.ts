// What a screen says about the stick: "412 acts safe here, oldest 3 days, put in the stick".
import type { Journal } from '../store/journal.ts';
import type { Meta } from '../store/meta.ts';

export type StickStatus = {
  /** Acts that central has not confirmed; those on a stick are among them until its answer comes. */
  waiting: number;
  oldestAtMs: number | null;
  /** When a stick was last written, null before the first. */
  lastStickAtMs: number | null;
  /** How many of the waiting ones are on it. */
  onStick: number;
};

export const stickStatus = (
  journal: Pick<Journal, 'waiting' | 'nextSeq'>,
  meta: Pick<Meta, 'number'>,
): StickStatus => {
  const applied = meta.number('applied');
  const { count, oldestAtMs } = journal.waiting(applied);
  const lastStickAtMs = meta.number('stick-at-ms') || null;
  const onStick = Math.max(0, Math.min(meta.number('stick-to'), journal.nextSeq() - 1) - applied);
  return { waiting: count, oldestAtMs, lastStickAtMs, onStick };
};
