// One station: a disk and, when it runs, a program on it, with the real desk and the real sync client, on a clock of its own.
// Its wall clock may be wrong.
import type { Clock } from '../../station-server/clock.ts';
import type { Desk } from '../../station-server/desk-types.ts';
import { openStation } from '../../station-server/open-station.ts';
import type { Exchange } from '../../station-server/sync/exchange.ts';
import { createSyncClient, type SyncClient } from '../../station-server/sync/sync-client.ts';
import type { OwnActs } from './check/own-acts.ts';
import { createPower, Killed, loseUncommitted, type Power, underPower } from './disk.ts';
import { site } from './library.ts';
import type { Mutant } from './mutant.ts';
import type { StationDisk } from './station-disk.ts';
import type { World } from './world.ts';

/** One run of the program. */
export type Run = {
  bootId: string;
  power: Power;
  desk: Desk;
  client: SyncClient;
  /** Of the client; null when it is dead. */
  lastError(): string | null;
  append: (type: string, body: Record<string, unknown>) => void;
  clock: Clock;
  sleep(still: boolean): void;
  wake(): void;
  asleep(): boolean;
};
export type StationNode = {
  name: string;
  disk: StationDisk;
  run: Run | null;
  linked: boolean;
  wallOffsetMs: number;
  full: { on: boolean; ends: boolean };
  backup: Buffer | null;
  own: OwnActs;
  /** The acknowledgement that was looked at last. */
  ackedSeen: string;
};

const PULL_WAIT_SECONDS = 3_600;
const RETRY_MS_MAX = 1_800_000;

/** Timers wait while the machine sleeps. Its uptime runs on; or, in a virtual machine that is paused, stands still. */
const createRunClock = (world: World, node: StationNode, power: Power) => {
  const startMs = world.nowMs();
  let stoodStillMs = 0;
  let asleep: { fromMs: number; still: boolean } | null = null;
  let deferred: (() => void)[] = [];
  const upMs = () => (asleep?.still ? asleep.fromMs : world.nowMs()) - startMs - stoodStillMs;
  const arm = (dueUpMs: number, call: () => void): (() => void) => {
    let cancel: () => void = () => undefined;
    const look = (): void => {
      if (power.dead) return;
      if (asleep) deferred.push(look);
      else if (upMs() < dueUpMs) cancel = world.after(dueUpMs - upMs(), look);
      else call();
    };
    cancel = world.after(dueUpMs - upMs(), look);
    return () => {
      cancel();
      deferred = deferred.filter((other) => other !== look);
    };
  };
  const clock: Clock = {
    nowMs: () => world.nowMs() + node.wallOffsetMs,
    upMs,
    after: (delayMs, call) => arm(upMs() + delayMs, call),
  };
  return {
    clock,
    asleep: () => asleep !== null,
    sleep: (still: boolean) => {
      asleep ??= { fromMs: world.nowMs(), still };
    },
    wake: () => {
      if (asleep?.still) stoodStillMs += world.nowMs() - asleep.fromMs;
      asleep = null;
      const waiting = deferred;
      deferred = [];
      for (const look of waiting) look();
    },
  };
};

/** Starts the program on what the disk holds. */
export const startStation = (
  world: World,
  node: StationNode,
  exchangeOf: (run: Pick<Run, 'clock' | 'power' | 'asleep'>) => Exchange,
  mutant: Mutant | null,
): void => {
  const power = createPower();
  power.full = node.full.on;
  power.fullEndsTransaction = node.full.ends;
  power.onDeath = () => loseUncommitted(node.disk.handle);
  const timing = createRunClock(world, node, power);
  const handle = underPower(node.disk.handle, power);
  mutant?.stationHandle?.(handle);
  let client: SyncClient | null = null;
  const station = openStation({
    file: handle,
    station: node.disk.number,
    branch: node.disk.branch,
    site,
    clock: timing.clock,
    onEntry: () => client?.wake(),
    random: (count) => world.dice.bytes(count),
  });
  let deps = {
    ...station,
    clock: timing.clock,
    exchange: exchangeOf({ ...timing, power }),
    random: () => world.dice.random(),
    pullWaitSeconds: PULL_WAIT_SECONDS,
    retryMsMax: RETRY_MS_MAX,
    onChange: (): void => undefined,
  };
  deps = { ...deps, ...mutant?.sync?.(deps) };
  if (mutant?.exchange) deps.exchange = mutant.exchange(deps.exchange, deps);
  client = createSyncClient(deps);
  const append = station.db.transaction((type: string, body: Record<string, unknown>) => {
    const entry = { type, effectiveOn: '2026-10-22', place: 'desk-1', actor: 'self', body };
    station.journal.append(entry as unknown as Parameters<typeof station.journal.append>[0]);
  });
  node.run = {
    bootId: station.journal.bootId,
    power,
    desk: mutant?.desk?.(station.desk) ?? station.desk,
    client,
    lastError: () => {
      if (power.dead) return null;
      // To ask is no work of the station.
      const { left } = power;
      power.left = null;
      const error = client?.status().lastError ?? null;
      power.left = left;
      return error;
    },
    append: (type, body) => {
      append.immediate(type, body);
      client?.wake();
    },
    ...timing,
  };
  client.start();
};

/** The power goes; or, when it stops by itself, after nothing is in flight any more. */
export const endStation = (node: StationNode): void => {
  if (node.run === null) return;
  node.run.power.dead = true;
  // Perhaps it had just stored what nobody was told.
  node.own.clear();
  loseUncommitted(node.disk.handle);
  node.run = null;
};

export const isKill = (error: unknown): boolean => error instanceof Killed;
