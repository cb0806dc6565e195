// The sync client: pushes the journal in order, one request in flight, and pulls what changed at central. Lending never waits
// for it. A failure makes it wait; the same entries are then sent again under the same numbers (sync.md 1.2). Only a push,
// whose chain central checks, can confirm entries or prove that this disk is a copy.
import type { Clock } from '../clock.ts';
import { StationError } from '../errors.ts';
import type { StationTime } from '../station-time.ts';
import { type ApplyDeps, createPullApplier } from './apply-rows.ts';
import { cutToBytes, pushRequest } from './batch.ts';
import { type Exchange, PushTooLarge, TransportFailure } from './exchange.ts';
import { createFirstLoad, type Loading } from './first-load.ts';
import type { SnapshotSource } from './first-load-source.ts';
import { createLoop, type Failed, type Worked } from './loop.ts';
import { createStandingBook } from './standing.ts';

const BATCH_ENTRIES_START = 50;
const BATCH_ENTRIES_MAX = 1_000;
const QUICK_PUSH_MS = 2_000;
/** A person looking at the queue sees contact within this time of its return. */
const ONLINE_WITHIN_MS = 90_000;
/** Between questions for news that are answered at once with none. */
const EMPTY_PULL_PAUSE_MS = 1_000;

/** How long a question for news stays open while rows wait here for an own entry. */
const PARKED_WAIT_SECONDS = 1;
/** Of a copied disk, which fetches nothing else. */
const ERASURES_EVERY_MS = 3_600_000;

/** `meta` value `chain-fork`: found here, from a push answer; or said by central, which then takes nothing more from us. */
export const FORK_FOUND = 1;
export const FORK_TOLD = 2;

export type SyncStatus = {
  applied: number;
  lastContactAtMs: number | null;
  lastError: string | null;
  chainFork: boolean;
  online: boolean;
  /** While a new station fills, or one whose central was restored fills again. */
  loading: Loading | null;
};

export type SyncClient = {
  start(): void;
  /** Resolves when nothing is in flight any more. */
  stop(): Promise<void>;
  /** There is a new entry. */
  wake(): void;
  /** A person pressed, or the link came back: forget the waiting time. */
  tryNow(): void;
  status(): SyncStatus;
};

export type SyncDeps = ApplyDeps & {
  exchange: Exchange;
  /** Where to load a whole library from; without it everything is pulled row by row. */
  snapshots?: { source: SnapshotSource; branch: string };
  clock: Clock;
  time: StationTime;
  /** 0 <= x < 1, for the jitter of waiting times. */
  random(): number;
  pullWaitSeconds: number;
  /** Longest wait after a transport failure; 300,000 on a real link (sync.md 1.2 "Backpressure"). */
  retryMsMax: number;
  /** Called after each exchange that changed what `status` says, and after rows came in. */
  onChange(): void;
};

type Direction = 'push' | 'pull';

/** What the two directions share: where central stands, contact, and what went wrong last. */
const createContact = (deps: SyncDeps) => {
  const { db, meta, clock } = deps;
  const errors: Record<Direction, string | null> = { push: null, pull: null };
  let atMs: number | null = null;
  let atUpMs = Number.NEGATIVE_INFINITY;
  let ending = new AbortController();
  return {
    standing: createStandingBook(db, meta),
    applied: () => meta.number('applied'),
    fork: () => meta.number('chain-fork'),
    signal: () => ending.signal,
    open: () => {
      ending = new AbortController();
    },
    close: () => ending.abort(),
    made: (direction: Direction): void => {
      atMs = deps.time.nowMs();
      atUpMs = clock.upMs();
      errors[direction] = null;
    },
    /** Only a fork that central itself has spoken of ends the trying. */
    failed: (direction: Direction, error: unknown): Failed => {
      errors[direction] = error instanceof Error ? error.message : String(error);
      const forked = error instanceof StationError && error.code === 'sync-chain-fork';
      if (forked && meta.number('chain-fork') === 0) meta.set('chain-fork', FORK_TOLD);
      deps.onChange();
      if (forked && meta.number('chain-fork') === FORK_TOLD) return 'stop';
      return { retryAfterMs: error instanceof TransportFailure ? error.retryAfterMs : null };
    },
    status: (): Omit<SyncStatus, 'loading'> => {
      const lastError = errors.push ?? errors.pull;
      const recentMs = ONLINE_WITHIN_MS + deps.pullWaitSeconds * 1_000;
      return {
        applied: meta.number('applied'),
        lastContactAtMs: atMs,
        lastError,
        chainFork: meta.number('chain-fork') !== 0,
        online: lastError === null && clock.upMs() - atUpMs < recentMs,
      };
    },
  };
};
type Contact = ReturnType<typeof createContact>;

const createPusher = (deps: SyncDeps, contact: Contact) => {
  const { journal, meta, clock } = deps;
  let batchMax = BATCH_ENTRIES_START;
  /** The epoch in which central last checked our chain; null: not in this run. */
  let greetedIn: number | null = null;

  const send = async (entries: ReturnType<typeof journal.read>): Promise<number> => {
    const asked = contact.standing.now();
    const after = asked.applied;
    const previousChain = journal.chainAt(after);
    if (previousChain === undefined) throw new Error(`the journal has no entry ${after}`);
    const { station, bootId } = journal;
    const clocks = deps.time.offsets([bootId, ...entries.map((entry) => entry.bootId)]);
    const head = journal.nextSeq() - 1;
    const request = { station, epoch: asked.epoch, after, previousChain, entries, clocks };
    const sentMs = clock.upMs();
    const answer = await deps.exchange.push(pushRequest(request), contact.signal());
    deps.time.heard(answer.nowMs, sentMs, clock.upMs());
    contact.standing.hear(answer, asked, after + entries.length);
    if (answer.applied > head) {
      if (contact.fork() === 0) meta.set('chain-fork', FORK_FOUND);
      throw new StationError('sync-chain-fork');
    }
    const still = contact.standing.now();
    if (entries.length > 0 && still.applied === after && still.epoch === asked.epoch) {
      throw new TransportFailure('central answered but took none of the entries', null);
    }
    return answer.epoch;
  };

  const work = async (): Promise<Worked> => {
    if (contact.fork() === FORK_TOLD) return 'idle';
    // The first question of a run carries nothing: its answer dates the entries made without a link, and shows a copied disk. So does the
    // first to a central that was restored: it may hold a copy's entries by now, as many as ours, and then nothing else would tell.
    const hello = greetedIn !== contact.standing.now().epoch && contact.fork() === 0;
    const entries = hello ? [] : cutToBytes(journal.read(contact.applied(), batchMax));
    if (!hello && entries.length === 0) return 'idle';
    const startedMs = clock.upMs();
    try {
      greetedIn = await send(entries);
    } catch (error) {
      if (error instanceof PushTooLarge) {
        batchMax = Math.max(1, Math.floor(entries.length / 2));
        return 'more';
      }
      if (error instanceof TransportFailure) batchMax = Math.max(1, Math.floor(batchMax / 2));
      if (error instanceof StationError && error.code === 'sync-chain-fork') {
        // The entries that differ are sent all the same: so central learns of it, and keeps none of them.
        if (contact.fork() === FORK_FOUND && entries.length > 0) meta.set('chain-fork', FORK_TOLD);
      }
      throw error;
    }
    // A batch that was not full says nothing of what the line could carry.
    if (entries.length >= batchMax && clock.upMs() - startedMs < QUICK_PUSH_MS) {
      batchMax = Math.min(BATCH_ENTRIES_MAX, batchMax * 2);
    }
    contact.made('push');
    deps.onChange();
    return 'more';
  };
  /** Has central checked where our journal stands, though there may be nothing to send. */
  const greetAgain = (): void => {
    greetedIn = null;
  };
  return { work, greetAgain };
};

export const createSyncClient = (deps: SyncDeps): SyncClient => {
  const { exchange, clock } = deps;
  const contact = createContact(deps);
  const pusher = createPusher(deps, contact);
  const applier = createPullApplier(deps);

  /** Asks central by a push where it stands, though there may be nothing to send. */
  const greet = async (): Promise<void> => {
    pusher.greetAgain();
    push.now();
    await push.settled();
  };
  /** Rows that follow from entries which no push has confirmed wait for one that does: the answer of a push may be lost. */
  const confirm = async (applied: number): Promise<void> => {
    if (applied <= contact.applied()) return;
    await push.settled();
    if (applied > contact.applied()) await greet();
  };
  const load =
    deps.snapshots &&
    createFirstLoad({
      ...{ ...deps, ...deps.snapshots, applier, confirm, greet, standing: contact.standing.now },
      signal: contact.signal,
    });

  /** All that a copied disk still fetches: whom it must forget. */
  const forgetErased = async (): Promise<Worked> => {
    for (let after = ''; ; ) {
      const { patronIds, more } = await exchange.erasures(after, contact.signal());
      applier.erase(patronIds);
      after = patronIds.at(-1) ?? '';
      if (more) continue;
      // A failure before this one is over, or staff would read of it for ever.
      contact.made('pull');
      deps.onChange();
      return { pauseMs: ERASURES_EVERY_MS };
    }
  };

  /** An own entry that changed no row is no news for central: whoever waits for it must ask. */
  const waitFor = (): number => {
    if (load?.status()) return 0;
    return applier.waits()
      ? Math.min(PARKED_WAIT_SECONDS, deps.pullWaitSeconds)
      : deps.pullWaitSeconds;
  };

  const pullOnce = async (): Promise<Worked> => {
    if (contact.fork() !== 0) return forgetErased();
    if (await load?.step()) {
      contact.made('pull');
      deps.onChange();
      return 'more';
    }
    const asked = contact.standing.now();
    const sentMs = clock.upMs();
    const waitSeconds = waitFor();
    const answer = await exchange.pull(asked.cursor, waitSeconds, contact.signal());
    deps.time.heard(answer.nowMs, sentMs, clock.upMs());
    if (contact.standing.hear(answer, asked, 0) === 'stale') return 'more';
    push.poke();
    await confirm(answer.applied);
    if (contact.signal().aborted) return 'idle';
    if (contact.fork() !== 0) return 'more';
    if (answer.applied > contact.applied()) {
      throw new TransportFailure('central names entries that no push has confirmed', null);
    }
    if (answer.epoch === contact.standing.now().epoch) {
      applier.apply(answer, asked.cursor);
      if (!answer.more) load?.caughtUp();
    }
    contact.made('pull');
    deps.onChange();
    const news = answer.rows.length > 0 || contact.standing.now().cursor !== asked.cursor;
    const quick = clock.upMs() - sentMs < EMPTY_PULL_PAUSE_MS;
    return news || !quick ? 'more' : { pauseMs: EMPTY_PULL_PAUSE_MS };
  };

  const { clock: timers, random, retryMsMax } = deps;
  const push = createLoop({
    ...{ clock: timers, random, retryMsMax, work: pusher.work },
    failed: (error) => contact.failed('push', error),
    recovered: () => pull.now(),
  });
  const pull = createLoop({
    ...{ clock: timers, random, retryMsMax, work: pullOnce },
    failed: (error) => contact.failed('pull', error),
    recovered: () => push.now(),
  });
  return {
    start: () => {
      contact.open();
      push.start();
      pull.start();
    },
    stop: async () => {
      const stopping = [push.stop(), pull.stop()];
      contact.close();
      await Promise.all(stopping);
      await load?.stop();
    },
    wake: push.poke,
    tryNow: () => {
      push.now();
      pull.now();
    },
    status: () => ({ ...contact.status(), loading: load?.status() ?? null }),
  };
};
