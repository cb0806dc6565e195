// The sync client: pushes the journal in order, one request in flight, and pulls what changed at central. Lending never waits
// for it. Only a transport failure makes it wait; the same entries are then sent again under the same numbers (sync.md 1.2).
import type { Clock } from '../clock.ts';
import { StationError } from '../errors.ts';
import { type ApplyDeps, applyPull } from './apply-rows.ts';
import { pushRequest } from './batch.ts';
import { type Exchange, TransportFailure } from './exchange.ts';

const BATCH_ENTRIES_START = 50;
const BATCH_ENTRIES_MAX = 1_000;
const QUICK_PUSH_MS = 2_000;
const RETRY_MS_START = 1_000;
/** A person looking at the queue sees contact within this time of its return. */
const ONLINE_WITHIN_MS = 90_000;

export type SyncStatus = {
  applied: number;
  lastContactAtMs: number | null;
  lastError: string | null;
  chainFork: boolean;
  online: boolean;
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
  clock: Clock;
  /** 0 <= x < 1, for the jitter of waiting times. */
  random(): number;
  pullWaitSeconds: number;
  /** Longest wait after a transport failure; 300,000 on a real link (sync.md 1.2 "Backpressure"). */
  retryMsMax: number;
  /** Called after each exchange that changed what `status` says, and after rows came in. */
  onChange(): void;
};

/** A loop that runs `work` until it says there is nothing to do, and waits longer after each transport failure. */
const createLoop = (
  deps: SyncDeps,
  work: () => Promise<'more' | 'idle'>,
  failed: (error: unknown) => boolean,
) => {
  let stopped = true;
  let wanted = false;
  let failures = 0;
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  let cancelTimer: (() => void) | null = null;

  const waitMs = (wish: number | null): number => {
    const limit = Math.min(deps.retryMsMax, RETRY_MS_START * 2 ** Math.min(failures, 12));
    return Math.max(wish ?? 0, Math.round(limit * (0.5 + deps.random() / 2)));
  };

  const round = async (): Promise<void> => {
    busy = true;
    while (!stopped && wanted) {
      wanted = false;
      try {
        if ((await work()) === 'more') wanted = true;
        failures = 0;
      } catch (error) {
        if (stopped || !failed(error)) break;
        const wish = error instanceof TransportFailure ? error.retryAfterMs : null;
        cancelTimer = deps.clock.after(waitMs(wish), () => {
          cancelTimer = null;
          poke();
        });
        failures += 1;
        break;
      }
    }
    busy = false;
  };

  const poke = (): void => {
    if (stopped || cancelTimer) return;
    wanted = true;
    if (!busy) running = round();
  };
  const cancel = (): void => {
    cancelTimer?.();
    cancelTimer = null;
  };
  return {
    poke,
    start: () => {
      stopped = false;
      poke();
    },
    now: () => {
      cancel();
      failures = 0;
      poke();
    },
    stop: () => {
      stopped = true;
      cancel();
      return running;
    },
  };
};

export const createSyncClient = (deps: SyncDeps): SyncClient => {
  const { journal, meta, exchange, clock } = deps;
  let batchMax = BATCH_ENTRIES_START;
  let lastContactAtMs: number | null = null;
  let lastError: string | null = null;
  let ending = new AbortController();

  const forked = () => meta.number('chain-fork') === 1;

  /** Central says where it stands in every answer. Its epoch rises when it was restored: then it may stand further back. */
  const hear = (answer: { epoch: number; applied: number }): void => {
    lastContactAtMs = clock.nowMs();
    lastError = null;
    deps.db.transaction(() => {
      if (answer.epoch !== meta.number('epoch')) {
        meta.set('epoch', answer.epoch);
        meta.set('cursor', 0);
        meta.set('applied', answer.applied);
      }
      meta.set('applied', Math.max(answer.applied, meta.number('applied')));
    })();
    if (answer.applied >= journal.nextSeq()) throw new StationError('sync-chain-fork');
  };

  const failed = (error: unknown): boolean => {
    lastError = error instanceof Error ? error.message : String(error);
    if (error instanceof StationError && error.code === 'sync-chain-fork')
      meta.set('chain-fork', 1);
    deps.onChange();
    return error instanceof TransportFailure || (error instanceof StationError && !forked());
  };

  const pushOnce = async (): Promise<'more' | 'idle'> => {
    const applied = meta.number('applied');
    const entries = forked() ? [] : journal.read(applied, batchMax);
    const before = journal.chainAt(applied);
    if (entries.length === 0 || before === undefined) return 'idle';
    const startedMs = clock.upMs();
    try {
      hear(await exchange.push(pushRequest(entries, before, meta.number('epoch'))));
    } catch (error) {
      batchMax = Math.max(1, Math.floor(batchMax / 2));
      throw error;
    }
    if (clock.upMs() - startedMs < QUICK_PUSH_MS)
      batchMax = Math.min(BATCH_ENTRIES_MAX, batchMax * 2);
    deps.onChange();
    return 'more';
  };

  const pullOnce = async (): Promise<'more' | 'idle'> => {
    const asked = meta.number('cursor');
    const answer = await exchange.pull(asked, deps.pullWaitSeconds, ending.signal);
    const epochBefore = meta.number('epoch');
    hear(answer);
    if (answer.epoch === epochBefore || asked === 0) applyPull(deps, answer, asked);
    deps.onChange();
    push.poke();
    return 'more';
  };

  const push = createLoop(deps, pushOnce, failed);
  const pull = createLoop(deps, pullOnce, failed);
  return {
    start: () => {
      ending = new AbortController();
      push.start();
      pull.start();
    },
    stop: async () => {
      const stopping = [push.stop(), pull.stop()];
      ending.abort();
      await Promise.all(stopping);
    },
    wake: push.poke,
    tryNow: () => {
      push.now();
      pull.now();
    },
    status: () => ({
      applied: meta.number('applied'),
      lastContactAtMs,
      lastError,
      chainFork: forked(),
      online:
        lastError === null &&
        lastContactAtMs !== null &&
        clock.nowMs() - lastContactAtMs < ONLINE_WITHIN_MS + deps.pullWaitSeconds * 1_000,
    }),
  };
};
