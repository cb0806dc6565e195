// Applies the files that stations wrote onto a stick, through the same push as over HTTP: numbers,
// chain, gaps and forks are judged there and nowhere else. A file that was read before changes nothing.
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { type OpenedStick, openStick } from '../../station-server/circulation/stick/open-stick.ts';
import {
  type Question,
  readQuestion,
} from '../../station-server/circulation/stick/stick-content.ts';
import { StickFault } from '../../station-server/circulation/stick/stick-fault.ts';
import {
  listSticks,
  readBytes,
  type StickFiles,
} from '../../station-server/circulation/stick/stick-files.ts';
import type { StickHeader } from '../../station-server/circulation/stick/stick-header.ts';
import { type OpenKeys, publicKeyOf } from '../../station-server/circulation/stick/stick-keys.ts';
import { CentralError, type CentralErrorCode } from '../errors.ts';
import type { CentralStore, StationRef } from '../store/central-store.ts';
import { PushRequest } from '../sync-contract.ts';

export type StickOutcome = 'applied' | 'known' | 'gap' | 'forked' | 'unreadable';
export type StickReport = {
  file: string;
  library: string | null;
  station: number | null;
  outcome: StickOutcome;
  /** How many of its entries are new to central. */
  entries: number;
  /** The last entry of the station that central has now; null where the file could not be opened. */
  applied: number | null;
  /** Names message and hint of what is not in order. */
  code: CentralErrorCode | null;
  /** Which entries are missing, for a gap. */
  missing: { first: number; last: number } | null;
};
export type ReadDeps = { store: CentralStore; files: StickFiles; folder: string };

const ajv = new Ajv({ meta: false, validateSchema: false });
const isPush = ajv.compile<PushRequest>(PushRequest);

const refOf = ({ library, station }: StickHeader): StationRef => ({ libraryId: library, station });

const keysOf = async (store: CentralStore, header: StickHeader): Promise<OpenKeys> => {
  const station = await store.stick.station(refOf(header));
  if (station === undefined) throw new StickFault('stick-foreign');
  const publicKey = station.publicKey === null ? undefined : publicKeyOf(station.publicKey);
  if (publicKey === undefined) throw new StickFault('stick-key-unknown');
  return { secret: Buffer.from(station.tokenHash, 'hex'), publicKey };
};

const open = (deps: ReadDeps, file: string, onHeader: (header: StickHeader) => void) =>
  openStick(readBytes(deps.files, join(deps.folder, file)), (header) => {
    onHeader(header);
    return keysOf(deps.store, header);
  });

const questionOf = async ({ frames }: OpenedStick): Promise<Question> => {
  const { value, done } = await frames.next();
  if (done) throw new StickFault('stick-cut');
  return readQuestion(value);
};

const blank = (file: string, header: StickHeader | null): StickReport => ({
  file,
  library: header?.library ?? null,
  station: header?.station ?? null,
  ...{ outcome: 'known', entries: 0, applied: null, code: null, missing: null },
});
const unreadable = (report: StickReport, code: CentralErrorCode): StickReport => ({
  ...report,
  outcome: 'unreadable',
  code,
});

type Found = { file: string; header: StickHeader; question: Question };

/** What the file is; a report where it cannot be opened, nothing where it goes the other way. */
const look = async (deps: ReadDeps, file: string): Promise<Found | StickReport | null> => {
  let header: StickHeader | null = null;
  try {
    const opened = await open(deps, file, (seen) => {
      header = seen;
    });
    try {
      return { file, header: opened.header, question: await questionOf(opened) };
    } finally {
      await opened.close();
    }
  } catch (error) {
    if ((header as StickHeader | null)?.direction === 'to-station') return null;
    if (error instanceof StickFault) return unreadable(blank(file, header), error.code);
    throw error;
  }
};

/** What central refuses about one file; other failures are central's own and end the reading. */
const OF_THE_FILE = new Set<unknown>(['body-invalid', 'version-unsupported', 'station-mismatch']);

const pushFrames = async (
  store: CentralStore,
  ref: StationRef,
  opened: OpenedStick,
  report: StickReport,
): Promise<StickReport> => {
  const before = (await store.stick.station(ref))?.applied ?? 0;
  const now = { ...report, applied: before };
  try {
    for await (const content of opened.frames) {
      if (!isPush(content)) throw new StickFault('stick-unreadable');
      const { applied } = await store.push(ref, content);
      now.entries += Math.max(0, applied - now.applied);
      now.applied = applied;
      if (applied >= content.first - 1) continue;
      const missing = { first: applied + 1, last: content.first - 1 };
      return { ...now, outcome: 'gap', code: 'stick-gap', missing };
    }
    return { ...now, outcome: now.entries > 0 ? 'applied' : 'known' };
  } catch (error) {
    if (error instanceof StickFault) return unreadable(now, error.code);
    if (!(error instanceof CentralError)) throw error;
    if (error.code === 'chain-fork') return { ...now, outcome: 'forked', code: error.code };
    if (OF_THE_FILE.has(error.code)) return unreadable(now, error.code);
    throw error;
  }
};

const applyFile = async (deps: ReadDeps, { file, header }: Found): Promise<StickReport> => {
  const { store } = deps;
  const ref = refOf(header);
  let opened: OpenedStick | undefined;
  try {
    opened = await open(deps, file, () => undefined);
    const { asked, cursor } = await questionOf(opened);
    const report = await pushFrames(store, ref, opened, blank(file, header));
    if (report.outcome !== 'forked') await store.stick.remember(ref, { ...asked, cursor });
    return report;
  } catch (error) {
    // It could be opened a moment ago.
    if (error instanceof StickFault) return unreadable(blank(file, header), error.code);
    throw error;
  } finally {
    await opened?.close();
  }
};

const inOrder = (a: Found, b: Found): number =>
  a.header.library.localeCompare(b.header.library) ||
  a.header.station - b.header.station ||
  a.question.first - b.question.first ||
  a.question.to - b.question.to;

/**
 * All files of all stations in the folder, each station's in the order of its entries. Reading is safe
 * to repeat.
 * @throws CentralError `stick-away`, `stick-empty`; what a push throws that is no fault of a file
 */
export const readSticks = async (deps: ReadDeps): Promise<StickReport[]> => {
  const found: Found[] = [];
  const reports: StickReport[] = [];
  try {
    for (const file of await listSticks(deps.files, deps.folder)) {
      const seen = await look(deps, file);
      if (seen === null) continue;
      if ('question' in seen) found.push(seen);
      else reports.push(seen);
    }
    for (const one of found.sort(inOrder)) reports.push(await applyFile(deps, one));
  } catch (error) {
    throw error instanceof StickFault ? new CentralError(error.code, '', { cause: error }) : error;
  }
  if (reports.length === 0) throw new CentralError('stick-empty', deps.folder);
  return reports;
};
