// The audit of central's database: whole libraries pass on both engines, and of random tampers none is missed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { auditCentral, isWhole } from '../../../central/store/audit.ts';
import { type CentralStore, openCentralStore } from '../../../central/store/central-store.ts';
import { openPostgres } from '../../../central/store/postgres-engine.ts';
import { openSqlite } from '../../../central/store/sqlite-engine.ts';
import { TAMPERS_COUNT, TAMPERS_MS_MAX, tamper } from '../../audit-tampers.ts';
import { seededRandom } from '../../bench/seeded.ts';
import { startPostgres } from '../../postgres.ts';
import { ITEM, NOW_MS, PATRON_A } from '../contract-setup.ts';
import { LIBRARY, patron, personal, registration, T0, title } from '../fixtures.ts';
import { Journal } from '../journal.ts';

const folder = mkdtempSync(join(tmpdir(), 'kitap-audit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OTHER = 'other-library';
const TABLES = {
  entry: 'entry',
  person: 'entry_person',
  where: `library_id = '${LIBRARY}' AND station = 1`,
};

const journalOf = (station: number): Journal => {
  const journal = new Journal(station);
  for (const surname of ['Ақ', 'Бек', 'Дана'])
    journal.add('registration', registration(surname), { atMs: T0 }, personal(surname));
  const loanId = journal.lend(ITEM, PATRON_A, T0 + 1);
  journal.takeBack(ITEM, loanId, T0 + 2);
  journal.add('erasure', { patronId: `${station}-2` }, { atMs: T0 + 3 });
  for (let visit = 0; visit < 4; visit += 1)
    journal.add('visit', { patronId: null }, { atMs: T0 + 4 + visit });
  return journal;
};
const fill = async (store: CentralStore): Promise<void> => {
  for (const [libraryId, number] of [
    [LIBRARY, '0099'],
    [OTHER, '0098'],
  ] as const) {
    await store.ensureLibrary(libraryId, number);
    await store.importPatrons(libraryId, [patron('20099000000011')]);
    await store.importTitles(libraryId, [title('t1', ['30099000000010'])]);
    for (const station of [1, 2]) {
      await store.addStation(libraryId, station);
      await store.push({ libraryId, station }, journalOf(station).push());
    }
  }
  await store.scrub();
};
const EXPECTED = [OTHER, LIBRARY].sort().map((libraryId) => ({
  libraryId,
  erasedPersons: 2,
  ...{ notErased: 0, strayEntries: 0, strayPersonal: 0 },
  chains: [1, 2].map((station) => ({
    ...{ station, applied: 10, entries: 10, personal: 2, erased: 1, broken: null },
  })),
}));

test(
  'two libraries of two stations on SQLite; each tamper is found and none in another library',
  async () => {
    const file = join(folder, 'central.sqlite');
    const store = await openCentralStore({ database: file, clock: () => NOW_MS });
    await fill(store);
    await store.close();
    const opened = openSqlite(file);
    expect(await auditCentral(opened)).toEqual(EXPECTED);
    await opened.close();

    const raw = new Database(file);
    const sql = {
      all: async (text: string, values: readonly unknown[] = []) =>
        raw
          .prepare(text)
          .all(Object.fromEntries(values.map((value, index) => [index + 1, value]))) as never,
      run: async () => 0,
      forUpdate: '' as const,
    };
    const missed: string[] = [];
    raw.pragma('foreign_keys = OFF');
    for (let seed = 1; seed <= TAMPERS_COUNT; seed += 1) {
      raw.exec('BEGIN');
      const done = tamper(raw, TABLES, seededRandom(seed));
      const [mine, ...others] = (await auditCentral(sql)).sort((a) =>
        a.libraryId === LIBRARY ? -1 : 1,
      );
      if (mine === undefined || isWhole(mine)) missed.push(`seed ${seed}: ${done}`);
      if (!others.every(isWhole)) missed.push(`seed ${seed} broke another library: ${done}`);
      raw.exec('ROLLBACK');
    }
    raw.close();
    expect(missed).toEqual([]);
  },
  TAMPERS_MS_MAX,
);

test('the same on PostgreSQL, and what is left of an erased person is counted', async () => {
  const server = await startPostgres();
  try {
    const store = await openCentralStore({ database: server.url, clock: () => NOW_MS });
    await fill(store);
    await store.close();
    const database = openPostgres(server.url);
    expect(await auditCentral(database)).toEqual(EXPECTED);
    expect(await auditCentral(database, LIBRARY)).toHaveLength(1);
    await database.run(`UPDATE patron SET card = 'back' WHERE patron_id = '1-2'`);
    await database.run(`UPDATE entry SET place = 'x' WHERE station = 2 AND seq = 7`);
    const [found] = await auditCentral(database, LIBRARY);
    expect(found).toMatchObject({ notErased: 1 });
    expect(found?.chains[1]?.broken).toEqual({ seq: 7, fault: 'link-broken' });
    await database.close();
  } finally {
    await server.stop();
  }
});
