// The first load (sync.md 1.2 "Snapshot"): a station whose cursor is 0 loads the library's snapshot chunk by chunk instead of
// pulling it row by row, then pulls on from the version that the snapshot stands for. One piece of work at a time for the pull
// loop: the next chunks come in while the one before is put into the store. Lending goes on meanwhile.
import type { SnapshotAnswer, SnapshotChunk } from '../../central/sync-contract.ts';
import type { Clock } from '../clock.ts';
import { StationError } from '../errors.ts';
import type { ApplyDeps, PullApplier } from './apply-rows.ts';
import { TransportFailure } from './exchange.ts';
import { createAhead } from './first-load-ahead.ts';
import { createChunkApplier } from './first-load-apply.ts';
import { createDownload } from './first-load-download.ts';
import { type Loading, loadingOf, neededChunks } from './first-load-plan.ts';
import type { SnapshotSource } from './first-load-source.ts';
import { createLoadStore, type HeldLoad } from './first-load-store.ts';
import type { Standing } from './standing.ts';

/** Failures of the snapshot itself: its rows can still be pulled. */
const UNUSABLE = new Set(['sync-snapshot-damaged', 'sync-answer-unreadable']);

export type { Loading } from './first-load-plan.ts';

export type FirstLoad = {
  /** Does the next piece; false when there is nothing to load and the pull is to go on. */
  step(): Promise<boolean>;
  /** The feed has been read to its end. */
  caughtUp(): void;
  /** Resolves when nothing comes in any more. */
  stop(): Promise<void>;
  status(): Loading | null;
};

export type FirstLoadDeps = Pick<ApplyDeps, 'db' | 'journal' | 'meta'> & {
  applier: PullApplier;
  source: SnapshotSource;
  branch: string;
  clock: Pick<Clock, 'after'>;
  standing(): Standing;
  /** Resolves when a push has confirmed own entries up to `applied`, or could not. */
  confirm(applied: number): Promise<void>;
  /** Has a push ask central where it stands. */
  greet(): Promise<void>;
  signal(): AbortSignal;
  onChange(): void;
};

export const createFirstLoad = (deps: FirstLoadDeps): FirstLoad => {
  const { db, journal, meta, source, branch, standing } = deps;
  const store = createLoadStore(db);
  let held = store.read();
  let loading: Loading | null = null;
  /** The epoch in which central had no snapshot, or none that could be read: its rows are pulled. */
  let declined: number | null = null;
  /** Came damaged once. */
  const damaged = new Set<string>();

  const needed = (load: HeldLoad): SnapshotChunk[] => neededChunks(load, branch, store.doubts());
  const look = (): void => {
    loading = held && loadingOf(store, held, needed(held));
  };
  look();
  const download = createDownload({
    ...{ store, source },
    onBytes: (count) => {
      if (loading) loading = { ...loading, bytesDone: loading.bytesDone + count };
      deps.onChange();
    },
  });
  const ahead = createAhead((chunk, stop) =>
    download(chunk, AbortSignal.any([deps.signal(), stop])),
  );
  const current = ({ epoch, ver }: SnapshotAnswer): boolean =>
    meta.number('cursor') === 0 &&
    meta.number('epoch') === epoch &&
    held?.answer.epoch === epoch &&
    held.answer.ver === ver;
  const applyChunk = createChunkApplier({ ...deps, store, current });

  const forget = db.transaction((): void => store.clear());
  const giveUp = (epoch: number): void => {
    declined = epoch;
    held = null;
    forget.immediate();
  };
  /** What still comes in must not write into what is forgotten. */
  const stopAndGiveUp = async (epoch: number): Promise<void> => {
    await ahead.stop();
    giveUp(epoch);
  };

  /** Rows that follow from own entries which no push has confirmed might be another disk's, as in a pull. */
  const confirmed = async ({ epoch, applied }: SnapshotAnswer): Promise<void> => {
    if (standing().epoch !== epoch) await deps.greet();
    await deps.confirm(applied);
    if (standing().epoch !== epoch || standing().applied < applied)
      throw new TransportFailure('a snapshot names a state that no push has confirmed', null);
  };

  /** A newer snapshot takes the place of one whose chunks are gone. Equal chunks stay done, save loans: see `doubts`. */
  const begin = db.transaction((answer: SnapshotAnswer): void => {
    const hadRows = store.hasRows();
    held = { state: 'chunks', answer, hadRows };
    store.write(held);
    for (const { table, sha256 } of answer.chunks) if (table === 'loan') store.forgetChunk(sha256);
    store.doubtOpenLoans(journal.station, answer.applied);
  });
  const ask = async (): Promise<boolean> => {
    await ahead.stop();
    const answer = await source.newest(deps.signal());
    if (answer === null) {
      giveUp(standing().epoch);
      return false;
    }
    await confirmed(answer);
    if (standing().cursor !== 0) return false;
    begin.immediate(answer);
    return true;
  };

  const finish = db.transaction((load: HeldLoad): void => {
    if (!current(load.answer)) return;
    meta.set('cursor', load.answer.ver);
    store.clear();
    held = { ...load, state: 'catch-up' };
    store.write(held);
  });

  const putIn = async (answer: SnapshotAnswer, chunk: SnapshotChunk): Promise<void> => {
    if ((await applyChunk(answer, chunk)) !== 'damaged') return;
    store.dropBytes(chunk.sha256);
    if (damaged.has(chunk.sha256)) {
      throw new StationError('sync-snapshot-damaged', { detail: chunk.table });
    }
    damaged.add(chunk.sha256);
  };
  const complete = ({ sha256, bytes }: SnapshotChunk): boolean => store.bytesHeld(sha256) === bytes;

  /** One chunk goes in while the next ones come. */
  const work = async (load: HeldLoad): Promise<void> => {
    const open = needed(load).filter(({ sha256 }) => !store.finished(sha256));
    const [first] = open;
    if (first === undefined) {
      await ahead.stop();
      return finish.immediate(load);
    }
    ahead.start(open.filter((chunk) => !complete(chunk)));
    if (complete(first)) await putIn(load.answer, first);
    const came = await (complete(first) ? ahead.ended() : ahead.next());
    if (came !== 'gone') return;
    await ask();
    if (held?.answer.ver === load.answer.ver) {
      throw new StationError('sync-snapshot-damaged', { detail: 'a chunk is missing' });
    }
  };

  const step = async (): Promise<boolean> => {
    const { epoch, cursor } = standing();
    if (held && held.answer.epoch !== epoch) {
      await ahead.stop();
      held = null;
      forget.immediate();
    }
    if (held?.state === 'catch-up' || declined === epoch) return false;
    if (cursor !== 0) {
      // Rows came another way meanwhile, such as by file.
      if (held) await stopAndGiveUp(epoch);
      return false;
    }
    if (held === null) return ask();
    try {
      await work(held);
    } catch (error) {
      if (error instanceof StationError && UNUSABLE.has(error.code)) await stopAndGiveUp(epoch);
      throw error;
    }
    return true;
  };

  return {
    step: async () => {
      try {
        return await step();
      } finally {
        look();
      }
    },
    caughtUp: () => {
      if (held?.state === 'catch-up') giveUp(held.answer.epoch);
      look();
    },
    stop: ahead.stop,
    status: () => loading,
  };
};
