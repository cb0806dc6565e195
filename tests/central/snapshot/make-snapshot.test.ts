// A snapshot on both engines: it holds what a pull from the start would bring, of one moment, in files that outlive a newer one.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { unpackChunk } from '../../../central/snapshot/chunk-text.ts';
import { dueLibraries } from '../../../central/snapshot/due.ts';
import { makeSnapshot } from '../../../central/snapshot/make-snapshot.ts';
import {
  createSnapshotShelf,
  type SnapshotManifest,
  type SnapshotShelf,
} from '../../../central/snapshot/shelf.ts';
import {
  type CentralStore,
  openCentralStore,
  openSqlDatabase,
} from '../../../central/store/central-store.ts';
import type { SqlDatabase } from '../../../central/store/sql.ts';
import { startPostgres } from '../../postgres.ts';
import { LIBRARY, patron, replica, T0, title } from '../fixtures.ts';
import { Journal } from '../journal.ts';

let server: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

const CARDS = ['20099000000011', '20099000000029', '20099000000037'];
const NOW_MS = T0 + 86_400_000;

describe.each(['SQLite', 'PostgreSQL'])('%s', (engine) => {
  let folder: string;
  let store: CentralStore;
  let sql: SqlDatabase;
  let shelf: SnapshotShelf;
  let journal: Journal;
  beforeEach(async () => {
    journal = new Journal(1);
    folder = mkdtempSync(join(tmpdir(), 'kitap-snapshot-'));
    const database = engine === 'SQLite' ? join(folder, 'c.sqlite') : server.url;
    store = await openCentralStore({ database, clock: () => NOW_MS });
    sql = openSqlDatabase(database);
    shelf = createSnapshotShelf(join(folder, 'shelf'));
  });
  afterEach(async () => {
    await sql.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const filled = async (): Promise<void> => {
    await store.ensureLibrary(LIBRARY, '0099');
    const old = { reregisteredOn: '2020-01-15' };
    await store.importPatrons(LIBRARY, [
      ...CARDS.slice(0, 2).map((card) => patron(card)),
      patron(CARDS[2] as string, old),
    ]);
    const books = title('t1', ['30099000000010', '30099000000028']);
    if (books.items[1]) books.items[1].branch = 'EAST';
    await store.importTitles(LIBRARY, [books, title('t2', ['30099000000036'])]);
    await store.addStation(LIBRARY, 1);
    const items = await sql.all('SELECT item_id FROM item WHERE library_id = $1 ORDER BY barcode', [
      LIBRARY,
    ]);
    const [first, second] = items.map((row) => String(row.item_id));
    const closed = journal.lend(first as string, '0-1', T0);
    journal.takeBack(first as string, closed, T0 + 1e6);
    journal.lend(second as string, '0-2', T0 + 2e6);
    const titles = await sql.all('SELECT title_id FROM title WHERE library_id = $1', [LIBRARY]);
    const [titleId] = titles.map((row) => String(row.title_id)).sort();
    const hold = { itemId: null, titleId: titleId as string, patronId: '0-1', branch: 'CENTRAL' };
    for (const atMs of [T0 + 3e6, T0 + 4e6]) journal.add('hold', hold, { atMs });
    const gone = { holdId: '1-5', patronId: '0-1' };
    journal.add('hold-cancelled', gone, { atMs: T0 + 5e6 });
    await store.push({ libraryId: LIBRARY, station: 1 }, journal.push());
    // Another edition of the record without its second item: that one is deleted.
    await store.importTitles(LIBRARY, [title('t2', [])]);
  };
  const make = (nowMs: number) =>
    makeSnapshot(sql, shelf, LIBRARY, { nowMs, rowsPerChunk: 2 }) as Promise<SnapshotManifest>;
  const rowsOf = ({ chunks }: SnapshotManifest, tiers: number[]) =>
    chunks
      .filter(({ tier }) => tiers.includes(tier))
      .flatMap(({ sha256, table, tier, branch }) => {
        const bytes = readFileSync(join(shelf.folder(LIBRARY), shelf.fileName(sha256)));
        const chunk = unpackChunk(brotliDecompressSync(bytes).toString());
        return Array.from({ length: chunk.rows }, (_, row) => ({
          ...{ table, tier, branch },
          id: String(chunk.at(row)[`${table}Id`]),
          data: chunk.deleted ? null : chunk.at(row),
        }));
      });

  test('all rows of a pull, in tiers; the next one shares what did not change', async () => {
    await expect(make(1)).resolves.toBeNull();
    await filled();
    const manifest = await make(NOW_MS);
    expect(manifest).toMatchObject({ epoch: 1, ver: await store.feedCounter(LIBRARY) });
    expect(manifest.appliedAt).toEqual({ 1: 6 });
    const page = await store.pull({ libraryId: LIBRARY, station: 1 }, 0, 500, ['hold']);
    const pulled = replica(page.rows);
    const rows = rowsOf(manifest, [1, 2, 3, 4]);
    const held = replica(rows.map((row, ver) => ({ ...row, ver })));
    expect(Object.fromEntries(held)).toEqual(Object.fromEntries(pulled));
    expect(rows.filter(({ data }) => data === null)).toHaveLength(1);
    const ids = (tier: number, table: string) =>
      rowsOf(manifest, [tier]).filter((row) => row.table === table);
    expect(ids(1, 'patron').map(({ id }) => id)).toEqual(['0-1', '0-2']);
    expect(ids(3, 'patron').map(({ id }) => id)).toEqual(['0-3']);
    expect(ids(1, 'loan').map(({ id }) => id)).toEqual(['1-3']);
    expect(ids(4, 'loan').map(({ id }) => id)).toEqual(['1-1']);
    expect(ids(1, 'hold').map(({ id }) => id)).toEqual(['1-4']);
    expect(ids(4, 'hold').map(({ id }) => id)).toEqual(['1-5']);
    expect(ids(2, 'title').map(({ branch }) => branch)).toEqual(['CENTRAL', 'EAST']);
    expect(ids(3, 'title')).toHaveLength(2);

    const files = () => readdirSync(shelf.folder(LIBRARY));
    const [oldest] = manifest.chunks;
    await store.importPatrons(LIBRARY, [patron(CARDS[0] as string, { status: 'blocked' })]);
    for (const step of [1, 2]) {
      const next = await make(NOW_MS + step);
      expect(next.chunks.at(-1)).toEqual(manifest.chunks.at(-1));
      expect(files().includes(`${oldest?.sha256}.br`)).toBe(step === 1);
    }
    expect(files().filter((name) => name.startsWith('manifest'))).toHaveLength(2);
    expect(statSync(join(shelf.folder(LIBRARY), files()[0] as string)).mode & 0o077).toBe(0);
  });

  test('rows of one moment, though writers go on while it is read', async () => {
    if (engine === 'PostgreSQL') await sql.run(`DELETE FROM patron WHERE library_id <> ''`);
    await store.ensureLibrary('moment', '0098');
    const cards = Array.from({ length: 6 }, (_, index) => `2009800000${1_000 + index}`);
    await store.importPatrons(
      'moment',
      cards.map((card) => patron(card)),
    );
    let changed = false;
    const interrupted: SqlDatabase = {
      ...sql,
      reading: (body) =>
        sql.reading((inside) =>
          body({
            ...inside,
            all: async (text, values) => {
              const rows = await inside.all(text, values);
              if (!changed && text.includes('FROM feed')) {
                changed = true;
                await store.importPatrons(
                  'moment',
                  cards.map((card) => patron(card, { status: 'blocked' })),
                );
              }
              return rows;
            },
          }),
        ),
    };
    const made = await makeSnapshot(interrupted, shelf, 'moment', { nowMs: NOW_MS });
    expect(changed).toBe(true);
    expect(made?.ver).toBeLessThan(await store.feedCounter('moment'));
    const [chunk] = made?.chunks ?? [];
    const bytes = readFileSync(join(shelf.folder('moment'), shelf.fileName(chunk?.sha256 ?? '')));
    const patrons = unpackChunk(brotliDecompressSync(bytes).toString());
    expect([0, 1, 2, 3, 4, 5].map((row) => patrons.at(row).status)).toEqual(
      Array(6).fill('active'),
    );
  });

  test('due when there is none, when it is old and something changed, and at once after an erasure', async () => {
    const id = `due-${engine.toLowerCase()}`;
    await store.ensureLibrary(id, '0097');
    const due = async (nowMs: number) =>
      (await dueLibraries(sql, shelf, { nowMs, everyMs: 1_000 })).includes(id);
    expect(await due(5_000)).toBe(false);
    await store.importPatrons(
      id,
      CARDS.slice(0, 2).map((card) => patron(card)),
    );
    expect(await due(5_000)).toBe(true);
    const made = await makeSnapshot(sql, shelf, id, { nowMs: 5_000 });
    expect(await due(9_000)).toBe(false);
    await store.importPatrons(id, [patron(CARDS[2] as string)]);
    expect(await due(5_500)).toBe(false);
    expect(await due(6_000)).toBe(true);
    const file = join(shelf.folder(id), shelf.fileName(made?.chunks[0]?.sha256 ?? ''));
    expect(existsSync(file)).toBe(true);
    const ver = await store.feedCounter(id);
    await sql.run(`UPDATE feed SET ver = ver + 1 WHERE library_id = $1`, [id]);
    await sql.run(
      `UPDATE patron SET status = 'erased', ver = $2 WHERE library_id = $1 AND card = $3`,
      [id, ver + 1, CARDS[0] as string],
    );
    expect(await due(5_500)).toBe(true);
    expect(existsSync(file)).toBe(false);
    await makeSnapshot(sql, shelf, id, { nowMs: 5_600 });
    expect(await due(5_700)).toBe(false);
    // The database is that of yesterday again.
    await sql.run(`UPDATE feed SET ver = ver - 1 WHERE library_id = $1`, [id]);
    await sql.run(`UPDATE patron SET status = 'active' WHERE library_id = $1`, [id]);
    expect(await due(5_700)).toBe(true);
    expect(shelf.manifests(id)).toEqual([]);
  });
});
