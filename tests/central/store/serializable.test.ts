// Many stations push conflicting acts on the same few books while PostgreSQL is SERIALIZABLE, as its
// distributed relatives always are: transactions fail and are tried again, no act is lost or doubled,
// and all ends as if one store had heard the stations one after the other.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CentralStore, openCentralStore } from '../../../central/store/central-store.ts';
import { seededRandom } from '../../bench/seeded.ts';
import { startPostgres } from '../../postgres.ts';
import { LIBRARY, patron, pullAll, replica, T0, title } from '../fixtures.ts';
import { Journal } from '../journal.ts';
import { freshFile, freshPostgres } from '../ops/database-place.ts';

const STATIONS = 8;
const ACTS = 40;
const ACTS_PER_PUSH = 4;
const HOT = ['0-4', '0-5', '0-6'];
const NOW_MS = T0 + 86_400_000;

let server: Awaited<ReturnType<typeof startPostgres>>;
const folder = mkdtempSync(join(tmpdir(), 'kitap-serializable-'));
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Each station lends and takes back the hot books at moments of its own; no two acts share one. */
const journals = (): Journal[] => {
  const random = seededRandom(7);
  return Array.from({ length: STATIONS }, (_, index) => {
    const journal = new Journal(index + 1);
    for (let act = 0; act < ACTS; act += 1) {
      const atMs = T0 + act * 1_000 + index;
      const item = HOT[Math.floor(random() * HOT.length)] as string;
      const last = journal.entries.length;
      if (random() < 0.6 || last === 0) journal.lend(item, random() < 0.5 ? '0-1' : '0-2', atMs);
      else journal.takeBack(item, null, atMs);
    }
    return journal;
  });
};

const prepared = async (store: CentralStore): Promise<CentralStore> => {
  await store.ensureLibrary(LIBRARY, '0099');
  await store.importPatrons(LIBRARY, [patron('20099000000011'), patron('20099000000029')]);
  await store.importTitles(LIBRARY, [title('hot', ['h1', 'h2', 'h3'])]);
  for (let station = 1; station <= STATIONS; station += 1) await store.addStation(LIBRARY, station);
  return store;
};

const pushes = (journal: Journal) =>
  Array.from({ length: ACTS / ACTS_PER_PUSH }, (_, n) =>
    journal.push(n * ACTS_PER_PUSH + 1, (n + 1) * ACTS_PER_PUSH),
  );
const ref = (station: number) => ({ libraryId: LIBRARY, station });

const pushAll = async (store: CentralStore, journal: Journal): Promise<void> => {
  for (const request of pushes(journal)) await store.push(ref(journal.station), request);
};

/** Who came late is a matter of arrival; everything else is not. */
const stateOf = async (store: CentralStore) => ({
  rows: replica(await pullAll(store, ref(1))),
  reviews: (await store.reviewQueue(LIBRARY))
    .filter(({ kind }) => kind !== 'late-check-out')
    .map(({ kind, ref: about }) => `${kind} ${about}`)
    .sort(),
});

test(`${STATIONS} stations at once on ${HOT.length} books, serializable: none lost, none doubled`, {
  timeout: 300_000,
}, async () => {
  const retries = new Map<string, number>();
  const onConflict = (code: string) => retries.set(code, (retries.get(code) ?? 0) + 1);
  const clock = () => NOW_MS;
  const database = await freshPostgres(server.url);
  const random = seededRandom(11);
  const postgres = { isolation: 'serializable', onConflict, random } as const;
  const store = await prepared(await openCentralStore({ database, clock, postgres }));
  const made = journals();
  // None may use up its tries: that would be thrown.
  await Promise.all(made.map((journal) => pushAll(store, journal)));
  const one = await prepared(await openCentralStore({ database: freshFile(folder), clock }));
  for (const journal of made) await pushAll(one, journal);

  const { openReviews: _, ...counts } = await one.counts(LIBRARY);
  expect(await store.counts(LIBRARY)).toMatchObject(counts);
  expect(counts).toMatchObject({ entries: STATIONS * ACTS, heldEntries: 0 });
  expect(await stateOf(store)).toEqual(await stateOf(one));
  for (const journal of made) {
    const stored = await store.entries(ref(journal.station));
    expect(stored.map(({ chain }) => chain)).toEqual(journal.chains.slice(1));
  }
  const total = [...retries.values()].reduce((sum, count) => sum + count, 0);
  // Without a conflict the test would show nothing.
  expect(total).toBeGreaterThan(0);
  const codes = [...retries].map(([code, count]) => `${count} x ${code}`).join(', ');
  console.log(
    `serializable: ${STATIONS * ACTS} acts of ${STATIONS} stations, ${total} retries (${codes}), 0 lost, 0 doubled`,
  );
  await store.close();
  await one.close();
});
