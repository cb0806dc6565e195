// An answer to a pull tells one moment: a row that changes between the counter and the rows is in it as it was. It was missing,
// and a station that had put an older version aside took that one for the truth and closed its own loan.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type CentralStore,
  openCentralStore,
  openSqlDatabase,
} from '../../../central/store/central-store.ts';
import type { Sql } from '../../../central/store/sql.ts';
import { startPostgres } from '../../postgres.ts';
import { ITEM, NOW_MS, PATRON_A, ref } from '../contract-setup.ts';
import { LIBRARY, patron, T0, title } from '../fixtures.ts';
import { Journal } from '../journal.ts';
import { freshFile, freshPostgres } from '../ops/database-place.ts';

const folder = mkdtempSync(join(tmpdir(), 'kitap-pull-moment-'));
let server: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `meanwhile` once, after the counter of the feed was read. */
const interrupted = (sql: Sql, meanwhile: () => Promise<unknown>): Sql => ({
  ...sql,
  all: async (text, values) => {
    const rows = await sql.all(text, values);
    if (text.includes('JOIN feed')) await meanwhile();
    return rows;
  },
});

describe.each([
  ['SQLite', async () => freshFile(folder)],
  ['PostgreSQL', () => freshPostgres(server.url)],
] as const)('%s', (_engine, place) => {
  test('a loan that ends while it is being read is told as open, then as ended', async () => {
    const database = openSqlDatabase(await place());
    let meanwhile: () => Promise<unknown> = async () => undefined;
    const once = () => {
      const now = meanwhile;
      meanwhile = async () => undefined;
      return now();
    };
    const store: CentralStore = await openCentralStore({
      database: {
        ...database,
        all: interrupted(database, once).all,
        reading: (body) => database.reading((sql) => body(interrupted(sql, once))),
      },
      clock: () => NOW_MS,
    });
    await store.ensureLibrary(LIBRARY, '0099');
    await store.importPatrons(LIBRARY, [patron('20099000000011')]);
    await store.importTitles(LIBRARY, [title('t1', ['30099000000010'])]);
    for (const station of [1, 2]) await store.addStation(LIBRARY, station);
    const other = new Journal(2);
    const lent = other.lend(ITEM, PATRON_A, T0);
    await store.push(ref(2), other.push());
    const { cursor } = await store.pull(ref(1), 0, 500);
    const renewed = other.lend(ITEM, PATRON_A, T0 + 1);
    await store.push(ref(2), other.push(2));

    meanwhile = async () => {
      other.takeBack(ITEM, renewed, T0 + 2);
      await store.push(ref(2), other.push(3));
    };
    const loans = async (from: number) => {
      const answer = await store.pull(ref(1), from, 500);
      const rows = answer.rows.filter(({ table }) => table === 'loan');
      const told = rows.map(({ id, data }) => [id, data?.returnedOn !== null] as const);
      return { cursor: answer.cursor, told: Object.fromEntries(told) };
    };
    const first = await loans(cursor);
    expect(first.told).toEqual({ [lent]: true, [renewed]: false });
    expect((await loans(first.cursor)).told).toEqual({ [renewed]: true });
    await store.close();
  });
});
