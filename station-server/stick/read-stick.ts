// Reads a stick that came back from central: takes the answers for this station in the order of their
// questions, then removes what has done its duty. Files of others are left alone.
import { join } from 'node:path';
import { type OpenedStick, openStick } from '../circulation/stick/open-stick.ts';
import { type Answer, type Question, readQuestion } from '../circulation/stick/stick-content.ts';
import { StickFault } from '../circulation/stick/stick-fault.ts';
import {
  listSticks,
  readBytes,
  type StickFiles,
  wipeStick,
} from '../circulation/stick/stick-files.ts';
import type { StickHeader } from '../circulation/stick/stick-header.ts';
import type { OpenKeys } from '../circulation/stick/stick-keys.ts';
import { StationError, type StationErrorCode } from '../errors.ts';
import type { Meta } from '../store/meta.ts';
import type { ApplyDeps } from '../sync/apply-rows.ts';
import type { StickIdentity } from './stick-identity.ts';
import { answerOf, type TakenOutcome, takeAnswer } from './take-answer.ts';

export type ReadDeps = ApplyDeps & { identity: StickIdentity; files: StickFiles };
export type ReadOptions = {
  folder: string;
  /** Leaves on the stick what was confirmed and taken. */
  keep?: boolean;
};
export type StickReport = {
  file: string;
  /** `waiting`: own entries that central has not confirmed; `confirmed`: own entries that it has. */
  outcome: TakenOutcome | 'waiting' | 'confirmed' | 'foreign' | 'unreadable';
  rows: number;
  code: StationErrorCode | null;
  removed: boolean;
};

const keysFor = (identity: StickIdentity, header: StickHeader): OpenKeys => {
  const { library, station, own, fromCentral } = identity;
  if (header.library !== library || header.station !== station)
    throw new StickFault('stick-foreign');
  if (header.direction === 'to-central') return own;
  if (fromCentral === undefined) throw new StickFault('stick-key-unknown');
  return fromCentral;
};

const withFile = async <T>(
  { files, identity }: ReadDeps,
  path: string,
  use: (opened: OpenedStick) => Promise<T>,
): Promise<T> => {
  const opened = await openStick(readBytes(files, path), (header) => keysFor(identity, header));
  try {
    return await use(opened);
  } finally {
    await opened.close();
  }
};

type Seen =
  | { kind: 'answer'; file: string; answer: Answer }
  | { kind: 'own'; file: string; question: Question }
  | { kind: 'fault'; file: string; fault: StickFault };

const look = async (deps: ReadDeps, folder: string, file: string): Promise<Seen> => {
  try {
    return await withFile(deps, join(folder, file), async (opened): Promise<Seen> => {
      if (opened.header.direction === 'to-station')
        return { kind: 'answer', file, answer: await answerOf(opened) };
      const { value, done } = await opened.frames.next();
      if (done) throw new StickFault('stick-cut');
      return { kind: 'own', file, question: readQuestion(value) };
    });
  } catch (error) {
    if (error instanceof StickFault) return { kind: 'fault', file, fault: error };
    throw error;
  }
};

const CODES = { gap: 'stick-gap', forked: 'sync-chain-fork' } as const;

const take = async (deps: ReadDeps, folder: string, file: string): Promise<StickReport> => {
  let rows = 0;
  const onRows = (stored: number): void => {
    rows += stored;
  };
  const plain = { file, removed: false } as const;
  try {
    const taken = await withFile(deps, join(folder, file), (opened) =>
      takeAnswer(deps, opened, onRows),
    );
    const { outcome } = taken;
    const code = outcome === 'gap' || outcome === 'forked' ? CODES[outcome] : null;
    return { ...plain, ...taken, code };
  } catch (error) {
    if (!(error instanceof StickFault)) throw error;
    return { ...plain, outcome: 'unreadable', rows, code: error.code };
  }
};

const inOrder = (a: { answer: Answer }, b: { answer: Answer }): number =>
  a.answer.asked.question - b.answer.asked.question || a.answer.since - b.answer.since;

/** Asked after the answers were taken. A file without entries only asks for news: it waits for an answer. */
const isDone = (meta: Meta, { asked, first, to }: Question): boolean =>
  to <= meta.number('applied') && (first <= to || asked.question <= meta.number('stick-heard'));

const readAll = async (deps: ReadDeps, folder: string): Promise<StickReport[]> => {
  const seen: Seen[] = [];
  for (const file of await listSticks(deps.files, folder))
    seen.push(await look(deps, folder, file));
  const reports: StickReport[] = [];
  const answers = seen.filter((one) => one.kind === 'answer').sort(inOrder);
  for (const { file } of answers) reports.push(await take(deps, folder, file));
  for (const one of seen) {
    const plain = { file: one.file, rows: 0, removed: false };
    if (one.kind === 'own') {
      const outcome = isDone(deps.meta, one.question) ? 'confirmed' : 'waiting';
      reports.push({ ...plain, outcome, code: null });
    } else if (one.kind === 'fault') {
      const { code } = one.fault;
      reports.push({
        ...plain,
        outcome: code === 'stick-foreign' ? 'foreign' : 'unreadable',
        code,
      });
    }
  }
  return reports;
};

/** Can be of no more use to anybody; an answer names readers, so it should not lie about. */
const DONE = new Set<StickReport['outcome']>(['applied', 'known', 'old', 'confirmed']);

const clean = async (deps: ReadDeps, folder: string, reports: StickReport[]): Promise<void> => {
  for (const report of reports) {
    if (!DONE.has(report.outcome)) continue;
    try {
      await wipeStick(deps.files, folder, report.file);
      report.removed = true;
    } catch (error) {
      // All of it was taken; a stick that cannot be written is merely not tidied.
      if (!(error instanceof StickFault)) throw error;
      report.code = error.code;
    }
  }
};

/**
 * Safe to repeat, and beside the running station server.
 * @throws StationError `sync-chain-fork` where that is known already, `stick-away`, `stick-empty`
 */
export const readStick = async (
  deps: ReadDeps,
  { folder, keep = false }: ReadOptions,
): Promise<StickReport[]> => {
  if (deps.meta.number('chain-fork') !== 0) throw new StationError('sync-chain-fork');
  try {
    const reports = await readAll(deps, folder);
    if (reports.length === 0) throw new StationError('stick-empty', { detail: folder });
    if (!keep) await clean(deps, folder, reports);
    return reports;
  } catch (error) {
    throw error instanceof StickFault ? new StationError(error.code, { cause: error }) : error;
  }
};
