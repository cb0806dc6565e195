// The file backend: the contract of all backends, the monthly rhythm, and the other program's catalogue coming in.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { run as kitapImport } from '../../../central/commands/import.ts';
import { packageRoot } from '../../../profiles/package-root.ts';
import { until } from '../../firmware-bridge/until.ts';
import { adultForm, DAY_MS } from '../test-station.ts';
import { backendContract } from './backend-contract.ts';
import { openFileWorld } from './file-world.ts';

backendContract('the file backend', async () => openFileWorld());

const STAFF = { place: 'desk-1', actor: 'staff:desk' } as const;
let world: ReturnType<typeof openFileWorld>;
beforeEach(() => {
  world = openFileWorld();
});
afterEach(() => world.end());

test('acts wait for the end of the month', async () => {
  world.station.desk.recordVisit(null, STAFF);
  world.backend().start();
  await until('a look', () => world.backend().status().online);
  expect(world.backend().status().applied).toBe(0);
  // Thursday 22 October: ten days on it is November.
  world.station.clock.now += 10 * DAY_MS;
  await world.reopen();
  world.backend().start();
  await until('the month to be written', () => world.backend().status().applied === 1);
  expect(readdirSync(world.out).sort()).toEqual([
    'kitap-7-acts-000001-000001.csv',
    'kitap-7-patrons-000001-000001.csv',
  ]);
});

test('an act names card, item and days; a new reader stands in a table that can be imported', async () => {
  const { desk, site } = world.station;
  expect(desk.checkOut('0-1', '37101000000001', 'home', STAFF).outcome).toBe('lent');
  const registered = desk.register(adultForm(site), STAFF);
  world.backend().start();
  world.backend().tryNow();
  await until('the tables', () => world.backend().status().applied === 2);
  const [lent, reader] = world.tables('acts').flat();
  expect(lent).toMatch(
    /^7;1;2026-10-22;10:00:00;2026-10-22;check-out;27101000000017;37101000000001;101;Абай жолы. 1-кітап;2026-11-/,
  );
  const card = registered.outcome === 'registered' ? registered.patron.card : '';
  expect(reader).toContain(`;registration;${card};`);
  expect(reader).not.toContain('Кедрова');
  expect(world.tables('patrons').flat()).toEqual([
    `${card};Кедрова;Злата;;1999-03-08;student;+77000000041;ru;BLK-C;active;2026-10-22;2026-10-22`,
  ]);
});

describe('the other program’s catalogue', () => {
  const demo = join(packageRoot, 'central/catalogue/demo/demo-catalogue.mrc');
  beforeEach(() => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  const importFile = (file: string) =>
    kitapImport(['catalogue', file, '--exchange', world.folder, '--collection', 'other-']);
  const incoming = () =>
    readdirSync(join(world.folder, 'in')).filter((name) => name.endsWith('.jsonl'));
  const count = (table: string): number =>
    world.station.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  const untilTaken = (cursor: number) =>
    until('the rows', () => world.station.meta.number('cursor') >= cursor);

  test('comes in, and a second import of the same file brings nothing', async () => {
    await world.end();
    world = openFileWorld({ items: 0 });
    expect(await importFile(demo)).toBe(0);
    const [first] = incoming();
    const to = Number(/-(\d+)\.jsonl$/.exec(first ?? '')?.[1]);
    world.backend().start();
    await untilTaken(to);
    expect(count('title')).toBe(214);
    const items = count('item');
    expect(items).toBeGreaterThan(200);
    expect(
      world.station.rows.itemByBarcode(firstBarcode(world.station.db))?.title.title,
    ).toBeTruthy();
    expect(await importFile(demo)).toBe(0);
    expect(incoming()).toEqual([first]);
    expect(world.backend().status()).toMatchObject({ lastError: null });
  });

  test('an item that is out is kept though the other program dropped it, and staff are told', async () => {
    const { desk, rows, site } = world.station;
    expect(desk.checkOut('0-1', '37101000000001', 'home', STAFF).outcome).toBe('lent');
    const gone = (id: string, ver: number) => ({ table: 'item', id, ver, data: null });
    await writeRowsFile(world.folder, site.id, [gone('0-1', 1), gone('0-2', 2)]);
    world.backend().start();
    await untilTaken(2);
    expect(rows.itemById('0-1')).toBeDefined();
    expect(rows.itemById('0-2')).toBeUndefined();
    expect(world.tables('kept').flat()).toEqual(['37101000000001;101;Абай жолы. 1-кітап']);
    expect(desk.checkIn('37101000000001', null, STAFF).outcome).toBe('returned');
  });

  test.each([
    ['cut', (text: string) => text.slice(0, -80)],
    ['altered', (text: string) => text.replace('"ver":2', '"ver":3')],
    ['of another library', (text: string) => text.replace('"balkhash"', '"elsewhere"')],
    ['empty', () => ''],
  ])('a file that is %s changes nothing and is told', async (_name, spoil) => {
    const gone = { table: 'item', id: '0-2', ver: 2, data: null };
    const file = await writeRowsFile(world.folder, 'balkhash', [gone]);
    writeFileSync(file, spoil(readFileSync(file, 'utf8')));
    world.backend().start();
    await until('the failure', () => world.backend().status().lastError !== null);
    expect(world.backend().status().lastError).toContain('rows-0-2.jsonl');
    expect(world.station.meta.number('cursor')).toBe(0);
    expect(world.station.rows.itemById('0-2')).toBeDefined();
    expect(world.station.desk.checkOut('0-1', '37101000000003', 'home', STAFF).outcome).toBe(
      'lent',
    );
  });
});

const firstBarcode = (db: typeof world.station.db): string =>
  String(db.prepare("SELECT barcode FROM item WHERE barcode <> '' ORDER BY item_id").pluck().get());

/** Made by the writer that users run, over rows of the test. */
const writeRowsFile = async (
  folder: string,
  library: string,
  rows: { table: string; id: string; ver: number; data: null }[],
): Promise<string> => {
  const { writeRows } = await import('../../../central/exchange/write-rows.ts');
  mkdirSync(join(folder, 'in'), { recursive: true });
  const to = rows[rows.length - 1]?.ver ?? 0;
  const store = {
    feedCounter: async () => to,
    rowsSince: async () => ({ rows: rows as never, cursor: to, more: false }),
  };
  return join(folder, 'in', String(await writeRows(store, library, join(folder, 'in'))));
};
