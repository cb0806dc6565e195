// Central: the real store over one in-memory database, as a server that answers texts. It can be killed between any two statements,
// be put back to an old copy, and be started again.
import { Ajv } from 'ajv';
import { CentralError } from '../../central/errors.ts';
import { type CentralStore, openCentralStore } from '../../central/store/central-store.ts';
import { sqliteOn } from '../../central/store/sqlite-engine.ts';
import { PushRequest, SYNC_VERSION } from '../../central/sync-contract.ts';
import {
  createPower,
  type Handle,
  Killed,
  look,
  loseUncommitted,
  openImage,
  type Power,
  underPower,
} from './disk.ts';
import { site } from './library.ts';
import type { Mutant } from './mutant.ts';
import type { World } from './world.ts';

export type Reply = { text: string } | { code: string } | 'reset';
export type Question =
  | { what: 'push'; text: string }
  | { what: 'pull'; cursor: number; limit: number; waitMs: number }
  | { what: 'erasures'; after: string };

type Life = { power: Power; store: CentralStore; resets: Set<() => void> };

export type CentralNode = {
  handle: Handle;
  life: Life | null;
  full: { on: boolean; ends: boolean };
  backups: Buffer[];
  /** It was put back to an old copy and nobody has raised its epoch yet. */
  doubtful: boolean;
  /** How often it was started. */
  lives: number;
  start(): Promise<void>;
  stop(): void;
  restore(image: Buffer): void;
  ask(station: number, question: Question): Promise<Reply>;
  peek: Peek;
};

type Peek = {
  applied(station: number): number;
  chainAt(station: number, seq: number): string | undefined;
  epoch(): number;
  feed(): number;
  lentTwice(): string[];
  stations(): { station: number; quarantined: number }[];
  ids(table: string): string[];
};

const check = new Ajv({ meta: false, validateSchema: false }).compile(PushRequest);
const RESTART_MS_MAX = 60_000;

/** Unkillable reads for the invariants. */
const peekInto = (handle: Handle): Peek => {
  const one = (text: string) => look(handle, text).pluck();
  const applied = one('SELECT applied FROM station WHERE station = ?');
  const chain = one('SELECT chain FROM entry WHERE station = ? AND seq = ?');
  const epoch = one(`SELECT value FROM meta WHERE name = 'epoch'`);
  const feed = one('SELECT ver FROM feed');
  const twice = one(
    'SELECT item_id FROM loan WHERE returned_on IS NULL GROUP BY item_id HAVING count(*) > 1',
  );
  const stations = look(handle, 'SELECT station, quarantined FROM station ORDER BY station');
  return {
    applied: (station) => Number(applied.get(station) ?? 0),
    chainAt: (station, seq) => chain.get(station, seq) as string | undefined,
    epoch: () => Number(epoch.get()),
    feed: () => Number(feed.get()),
    lentTwice: () => twice.all() as string[],
    stations: () => stations.all() as { station: number; quarantined: number }[],
    ids: (table) => one(`SELECT ${table}_id FROM ${table}`).all() as string[],
  };
};

export const createCentral = (world: World, image: Buffer, mutant: Mutant | null): CentralNode => {
  /** For one planted fault: the store as it was before the last push. */
  let imageBefore: Buffer | null = null;
  const swap = (image: Buffer): void => {
    node.handle = openImage(image);
    node.peek = peekInto(node.handle);
  };
  const died = (): void => {
    const { life } = node;
    if (life === null) return;
    world.trace('central is dead');
    node.life = null;
    node.lives += 1;
    loseUncommitted(node.handle);
    if (imageBefore !== null) swap(imageBefore);
    for (const reset of [...life.resets]) reset();
    world.after(world.dice.whole(1_000, RESTART_MS_MAX), () => void node.start());
  };

  const pull = async (life: Life, station: number, asked: Question & { what: 'pull' }) => {
    const ref = { libraryId: site.id, station };
    if ((await life.store.feedCounter(site.id)) === asked.cursor && asked.waitMs > 0)
      await new Promise<void>((resolve) => {
        const cancel = world.after(asked.waitMs, resolve);
        const stop = life.store.onNews(() => {
          cancel();
          stop();
          resolve();
        });
      });
    return life.store.pull(ref, asked.cursor, asked.limit);
  };
  const answer = async (life: Life, station: number, asked: Question): Promise<unknown> => {
    if (asked.what === 'pull') return pull(life, station, asked);
    if (asked.what === 'erasures')
      return { version: SYNC_VERSION, ...(await life.store.erasedPatrons(site.id, asked.after)) };
    if (mutant?.losesCommit) imageBefore = node.handle.serialize();
    const request: unknown = JSON.parse(asked.text);
    if (!check(request)) throw new CentralError('body-invalid', JSON.stringify(check.errors));
    return life.store.push({ libraryId: site.id, station }, request as PushRequest);
  };
  const failure = (error: unknown): Reply => {
    if (error instanceof Killed) return 'reset';
    const code = (error as { code?: string }).code ?? '';
    const expected = ['chain-fork', 'token-wrong', 'SQLITE_FULL'].includes(code);
    if (!expected && !(code === 'cursor-ahead' && node.doubtful))
      world.violate(`central failed: ${code} ${error instanceof Error ? error.stack : error}`);
    return { code };
  };

  const node: CentralNode = {
    handle: openImage(image),
    life: null,
    full: { on: false, ends: false },
    backups: [],
    doubtful: false,
    lives: 0,
    peek: undefined as unknown as Peek,
    start: async () => {
      if (node.life !== null) return;
      const power = createPower();
      const handle = underPower(node.handle, power);
      mutant?.centralHandle?.(handle);
      const real = await openCentralStore({
        database: sqliteOn(handle),
        clock: world.nowMs,
        // No entry of the simulation may be held for it.
        onRuleFailure: ({ error }) => {
          throw error;
        },
      });
      const store = mutant?.central?.(real, node.handle, world) ?? real;
      power.full = node.full.on;
      power.fullEndsTransaction = node.full.ends;
      power.onDeath = died;
      node.lives += 1;
      node.life = { power, store, resets: new Set() };
      world.trace('central is up');
    },
    stop: () => {
      const { life } = node;
      if (life === null) return;
      life.power.dead = true;
      node.life = null;
      loseUncommitted(node.handle);
      for (const reset of [...life.resets]) reset();
    },
    restore: (old) => {
      node.stop();
      swap(old);
    },
    ask: (station, question) =>
      new Promise((resolve) => {
        const { life } = node;
        if (life === null) {
          resolve('reset');
          return;
        }
        const reset = () => resolve('reset');
        life.resets.add(reset);
        void answer(life, station, question)
          .then(
            (body) => resolve({ text: JSON.stringify(body) }),
            (error: unknown) => resolve(failure(error)),
          )
          .finally(() => life.resets.delete(reset));
      }),
  };
  node.peek = peekInto(node.handle);
  return node;
};
