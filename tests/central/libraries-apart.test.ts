// Several library systems in one central, fully apart: each of two libraries with the same ids, cards,
// labels and station numbers ends up exactly as it would alone in a database of its own, and each
// question of the store about one gives nothing of the other.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditCentral } from '../../central/store/audit.ts';
import {
  type CentralStore,
  openCentralStore,
  openSqlDatabase,
} from '../../central/store/central-store.ts';
import { seededRandom } from '../bench/seeded.ts';
import { startPostgres } from '../postgres.ts';
import { pullAll, T0 } from './fixtures.ts';
import { Journal } from './journal.ts';
import { librarySteps, outcomeOf, type Step } from './library-traffic.ts';
import { freshFile, freshPostgres } from './ops/database-place.ts';

const STEPS = 60;
const LIBRARIES = ['library-a', 'library-b'] as const;
const [A, B] = LIBRARIES;
const NOW_MS = T0 + 86_400_000;

let server: Awaited<ReturnType<typeof startPostgres>>;
const folder = mkdtempSync(join(tmpdir(), 'kitap-apart-'));
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const open = (database: string) => openCentralStore({ database, clock: () => NOW_MS });

/**
 * Every method of the store, and how this file looks at it: asked about one library, or a part of the
 * traffic, or why it belongs to none. A new method does not pass before it stands here.
 */
const QUESTIONS: Partial<
  Record<keyof CentralStore, (s: CentralStore, id: string) => Promise<unknown>>
> = {
  stations: (store, id) => store.stations(id),
  pull: (store, id) => pullAll(store, { libraryId: id, station: 1 }, 7),
  rowsSince: (store, id) => store.rowsSince(id, 3),
  feedCounter: (store, id) => store.feedCounter(id),
  counts: (store, id) => store.counts(id),
  entries: (store, id) => store.entries({ libraryId: id, station: 2 }),
  reviewQueue: async (store, id) => [
    await store.reviewQueue(id),
    await store.reviewQueue(id, 'settled'),
  ],
  staffReviews: (store, id) => store.staffReviews(id, { state: 'open', language: 'en' }),
  erasedPatrons: (store, id) => store.erasedPatrons(id, ''),
  // Keys and tokens are made by chance.
  stick: async (store, id) => {
    const {
      tokenHash: _,
      publicKey: __,
      ...rest
    } = (await store.stick.station({
      ...{ libraryId: id, station: 1 },
    })) ?? { tokenHash: '', publicKey: '' };
    return rest;
  },
};
const IN_TRAFFIC: (keyof CentralStore)[] = [
  ...(['ensureLibrary', 'addStation', 'push', 'importTitles', 'importPatrons'] as const),
  'erasePatron',
];
const OF_NO_LIBRARY: (keyof CentralStore)[] = [
  'epoch',
  'raiseEpoch',
  'replicaLag',
  'scrub',
  'close',
];
/** Each has a test of its own below. */
const APART_BELOW: (keyof CentralStore)[] = [
  ...(['findStation', 'onNews', 'addStaff', 'findStaff', 'decideReview'] as const),
];

/** Lists of ids come in any order where the database has them in any. */
const inOrder = (_: string, value: unknown): unknown =>
  Array.isArray(value) && value.every((one) => typeof one === 'string') ? [...value].sort() : value;

const lookAt = async (store: CentralStore, id: string): Promise<Record<string, unknown>> => {
  const seen: Record<string, unknown> = {};
  for (const [name, ask] of Object.entries(QUESTIONS))
    seen[name] = JSON.parse(JSON.stringify(await ask(store, id), inOrder));
  return seen;
};
const auditOf = async (database: string, id: string) => {
  const sql = openSqlDatabase(database);
  return auditCentral(sql, id).finally(() => sql.close());
};

const runAll = async (store: CentralStore, id: string, steps: readonly Step[]) => {
  const outcomes: unknown[] = [];
  for (const step of steps) outcomes.push(await outcomeOf(step(store, id)));
  return outcomes;
};

/** In a database of its own; a chance of its own, but the same steps. */
const alone = async (database: string, id: string, steps: readonly Step[]) => {
  const store = await open(database);
  const outcomes = await runAll(store, id, steps);
  const seen = await lookAt(store, id);
  await store.close();
  return { outcomes, seen, audit: await auditOf(database, id) };
};

/** Four databases, each with its own history. */
const TRAFFIC_MS_MAX = 180_000;

describe.each([
  ['embedded', [11, 12, 13], async () => freshFile(folder)],
  ['PostgreSQL', [14], () => freshPostgres(server.url)],
] as [string, number[], () => Promise<string>][])('%s', (_, seeds, fresh) => {
  test.each(seeds)(
    'random traffic of two, seed %i: each as it would be alone',
    async (seed) => {
      const steps = { [A]: librarySteps(seed, STEPS), [B]: librarySteps(seed + 1_000, STEPS) };
      const database = await fresh();
      const store = await open(database);
      const random = seededRandom(seed);
      const outcomes: Record<string, unknown[]> = { [A]: [], [B]: [] };
      const at: Record<string, number> = { [A]: 0, [B]: 0 };
      for (;;) {
        const left = LIBRARIES.filter((id) => (at[id] ?? 0) < steps[id].length);
        const id = left[Math.floor(random() * left.length)];
        if (id === undefined) break;
        const step = steps[id][at[id] ?? 0] as Step;
        at[id] = (at[id] ?? 0) + 1;
        outcomes[id]?.push(await outcomeOf(step(store, id)));
      }
      const seen = { [A]: await lookAt(store, A), [B]: await lookAt(store, B) };
      await store.close();
      for (const id of LIBRARIES) {
        const own = await alone(await fresh(), id, steps[id]);
        expect(outcomes[id]).toEqual(own.outcomes);
        expect(seen[id]).toEqual(own.seen);
        expect(await auditOf(database, id)).toEqual(own.audit);
        // Traffic that did nothing would prove nothing.
        expect(own.seen.counts).toMatchObject({ titles: expect.any(Number) });
        expect((own.seen.counts as { loans: number }).loans).toBeGreaterThan(5);
      }
    },
    TRAFFIC_MS_MAX,
  );

  test('a token opens its own library only; news are told to their own', async () => {
    const store = await open(await fresh());
    const tokens: string[] = [];
    for (const id of LIBRARIES) {
      await store.ensureLibrary(id, id === A ? '0001' : '0002');
      tokens.push(await store.addStation(id, 1));
    }
    const [ofA = '', ofB = ''] = tokens;
    expect(await store.findStation(ofA)).toEqual({ libraryId: A, station: 1 });
    const swapped = ofA.replace(A, B);
    expect(await store.findStation(swapped)).toBeUndefined();
    expect(await store.findStation(ofB)).toEqual({ libraryId: B, station: 1 });
    const told: string[] = [];
    store.onNews((id) => told.push(id));
    const journal = new Journal(1);
    journal.lend('0-3', '0-1', T0);
    await store.push({ libraryId: B, station: 1 }, journal.push());
    expect(told).toEqual([B]);
    expect(await store.feedCounter(A)).toBe(0);
    expect((await store.entries({ libraryId: A, station: 1 })).length).toBe(0);
    await store.close();
  });

  test('staff of one library are nobody in the other, and decide nothing there', async () => {
    const store = await open(await fresh());
    const tokens: string[] = [];
    for (const id of LIBRARIES) {
      await store.ensureLibrary(id, id === A ? '0001' : '0002');
      await store.addStation(id, 1);
      tokens.push(await store.addStaff(id, 'desk-1'));
      const journal = new Journal(1);
      journal.lend('0-3', '0-1', T0);
      await store.push({ libraryId: id, station: 1 }, journal.push());
    }
    const [ofA = ''] = tokens;
    expect(await store.findStaff(ofA)).toMatchObject({ libraryId: A });
    expect(await store.findStaff(ofA.replace(A, B))).toBeUndefined();
    const staff = await store.findStaff(ofA);
    const [review] = await store.reviewQueue(A);
    if (staff === undefined || review === undefined) throw new Error('nothing to decide');
    const before = await store.reviewQueue(B);
    const { kind, ref } = review;
    await store.decideReview(staff, { kind, ref, action: 'accept' }, 'en');
    expect(await store.reviewQueue(A)).toHaveLength(before.length - 1);
    expect(await store.reviewQueue(B)).toEqual(before);
    await store.close();
  });

  test('a fork in one library stops no station of the other', async () => {
    const store = await open(await fresh());
    for (const id of LIBRARIES) {
      await store.ensureLibrary(id, id === A ? '0001' : '0002');
      await store.addStation(id, 1);
    }
    const [one, other] = [new Journal(1), new Journal(1)];
    one.add('visit', { patronId: null }, { atMs: T0 });
    other.add('visit', { patronId: null }, { atMs: T0 + 1 });
    for (const id of LIBRARIES) await store.push({ libraryId: id, station: 1 }, one.push());
    await expect(store.push({ libraryId: A, station: 1 }, other.push())).rejects.toMatchObject({
      code: 'chain-fork',
    });
    one.add('visit', { patronId: null }, { atMs: T0 + 2 });
    expect((await store.push({ libraryId: B, station: 1 }, one.push(2))).applied).toBe(2);
    expect(await store.reviewQueue(B)).toEqual([]);
    await store.close();
  });
});

test('no method of the store is left out here', async () => {
  const store = await open(freshFile(folder));
  const known = [...Object.keys(QUESTIONS), ...IN_TRAFFIC, ...OF_NO_LIBRARY, ...APART_BELOW];
  expect(Object.keys(store).sort()).toEqual(known.sort());
  await store.close();
});
