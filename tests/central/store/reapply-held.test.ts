// Entries that an older central held are applied when a newer one starts: on both engines, once,
// in bounded pages, with what waited behind them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type CentralStore, openCentralStore } from '../../../central/store/central-store.ts';
import { openPostgres } from '../../../central/store/postgres-engine.ts';
import { HELD_PAGE } from '../../../central/store/reapply-held.ts';
import { openSqlite } from '../../../central/store/sqlite-engine.ts';
import { useCentralDatabases } from '../../postgres-databases.ts';
import { ITEM, loan, NOW_MS, PATRON_A, ref } from '../contract-setup.ts';
import {
  LIBRARY,
  patron,
  personal,
  pullAll,
  registration,
  replica,
  T0,
  title,
} from '../fixtures.ts';
import { Journal } from '../journal.ts';

const folder = mkdtempSync(join(tmpdir(), 'kitap-held-'));
let made = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sqlite = async () => join(folder, `case-${(made += 1)}.sqlite`);
const postgres = useCentralDatabases();

const opened = (database: string) => openCentralStore({ database, clock: () => NOW_MS });
const filled = async (database: string): Promise<CentralStore> => {
  const store = await opened(database);
  await store.ensureLibrary(LIBRARY, '0099');
  await store.importPatrons(LIBRARY, [patron('20099000000011'), patron('20099000000029')]);
  await store.importTitles(LIBRARY, [title('t1', ['30099000000010'])]);
  for (const station of [1, 2]) await store.addStation(LIBRARY, station);
  return store;
};

/** What the older program left: it knew neither the type nor what to do with it. */
const asOlderCentral = async (database: string, change: string): Promise<void> => {
  const raw = /^postgres/.test(database) ? openPostgres(database) : openSqlite(database);
  await raw.run(change, [LIBRARY]);
  await raw.close();
};

describe.each([
  ['SQLite', sqlite],
  ['PostgreSQL', postgres],
] as const)('%s', (_engine, database) => {
  test('entries of a type that was unknown are applied in order, once, and their reviews close', async () => {
    const file = await database();
    const first = await filled(file);
    const journal = new Journal(1);
    journal.addRaw('later-type', registration('2001'), { atMs: T0 }, personal('Үміт'));
    const lent = journal.addRaw(
      'later-type',
      {
        ...{ itemId: ITEM, patronId: '1-1', kind: 'home', dueOn: '2026-03-25', renewalsMax: 2 },
      },
      { atMs: T0 + 1 },
    );
    const other = new Journal(2);
    const about = { entry: lent, itemId: ITEM, loanId: lent, patronId: '1-1' };
    other.add('storno', about, { atMs: T0 + 2 });
    await first.push(ref(2), other.push());
    await first.push(ref(1), journal.push());
    expect((await first.counts(LIBRARY)).heldEntries).toBe(3);
    await first.close();
    await asOlderCentral(
      file,
      `UPDATE entry SET type = CASE WHEN seq = 1 THEN 'registration' ELSE 'check-out' END
       WHERE library_id = $1 AND type = 'later-type'`,
    );

    for (let start = 0; start < 2; start += 1) {
      const store = await opened(file);
      expect(await store.counts(LIBRARY)).toMatchObject({ heldEntries: 0, loans: 1, patrons: 3 });
      expect(await store.reviewQueue(LIBRARY)).toEqual([]);
      const rows = replica(await pullAll(store, ref(1)));
      expect(rows.get('patron 1-1')).toMatchObject({ card: '2001', name: { surname: 'Үміт' } });
      // The storno waited for it.
      expect(loan(rows, lent)).toMatchObject({ returnedOn: '2026-03-10' });
      await store.close();
    }
  });
  test('what it still cannot read stays held, more than a page of it', async () => {
    const file = await database();
    const first = await filled(file);
    const journal = new Journal(1);
    for (let n = 0; n < HELD_PAGE + 5; n += 1) journal.addRaw('dream', {}, { atMs: T0 + n });
    journal.addRaw('later-type', { patronId: PATRON_A, language: 'ru' }, { atMs: T0 + 999 });
    await first.push(ref(1), journal.push());
    await first.close();
    await asOlderCentral(
      file,
      `UPDATE entry SET type = 'preference' WHERE library_id = $1 AND type = 'later-type'`,
    );
    const store = await opened(file);
    expect((await store.counts(LIBRARY)).heldEntries).toBe(HELD_PAGE + 5);
    await store.close();
  });
});
