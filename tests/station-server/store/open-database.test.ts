// Opening the station's file: durable settings each time, and files that must not be opened are left as they are.
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MIGRATIONS } from '../../../station-server/store/migrations.ts';
import { openDatabase, type StationDatabase } from '../../../station-server/store/open-database.ts';
import { itemAt, makeStation } from '../test-station.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kitap-store-'));
  file = join(folder, 'data', 'station.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const pragmas = (db: StationDatabase): Record<string, unknown> =>
  Object.fromEntries(
    [
      'journal_mode',
      'synchronous',
      'foreign_keys',
      'secure_delete',
      'busy_timeout',
      'user_version',
    ].map((name) => [name, db.pragma(name, { simple: true })]),
  );
const SAFE = {
  journal_mode: 'wal',
  /** FULL */
  synchronous: 2,
  foreign_keys: 1,
  secure_delete: 1,
  busy_timeout: 5_000,
  user_version: MIGRATIONS.length,
};
const codeOf = (open: () => StationDatabase): unknown => {
  try {
    open().close();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return 'opened';
};
/** A station with some loans; gives its file's bytes. */
const fill = (): Buffer => {
  const { db, desk } = makeStation({ file, items: 400 });
  desk.checkOut('0-1', itemAt(1).barcode, 'home', { place: 'kiosk-1', actor: 'patron' });
  db.close();
  return readFileSync(file);
};
const overwrite = (at: number, bytes: string): void => {
  const handle = openSync(file, 'r+');
  writeSync(handle, bytes, at);
  closeSync(handle);
};

test('every open is durable: the first, after a close, and beside another connection', () => {
  const first = openDatabase(file);
  expect(pragmas(first)).toEqual(SAFE);
  first.close();
  const second = openDatabase(file);
  expect(pragmas(second)).toEqual(SAFE);
  const beside = openDatabase(file);
  expect(pragmas(beside)).toEqual(SAFE);
  beside.close();
  expect(pragmas(second)).toEqual(SAFE);
  second.close();
});

test('foreign keys hold: no personal data without their entry', () => {
  const db = openDatabase(file);
  expect(() => db.prepare("INSERT INTO journal_person VALUES(5, 'aa', '{}')").run()).toThrow(
    /FOREIGN KEY/,
  );
  db.close();
});

test('what is committed is there after a reopen, and no step is done twice', () => {
  fill();
  const db = openDatabase(file);
  expect(db.prepare('SELECT count(*) FROM loan').pluck().get()).toBe(1);
  expect(pragmas(db)).toEqual(SAFE);
  db.close();
});

test('commits that only the write-ahead log holds are there after a crash', () => {
  const { db, desk } = makeStation({ file });
  desk.checkOut('0-1', itemAt(1).barcode, 'home', { place: 'kiosk-1', actor: 'patron' });
  const crashed = join(folder, 'crashed.db');
  for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, `${crashed}${end}`);
  db.close();
  const after = openDatabase(crashed);
  expect(after.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(1);
  after.close();
});

test('a file of a newer program is refused and left as it is', () => {
  fill();
  const newer = new Database(file);
  newer.pragma(`user_version = ${MIGRATIONS.length + 1}`);
  newer.close();
  const bytes = readFileSync(file);
  expect(codeOf(() => openDatabase(file))).toBe('store-newer');
  expect(readFileSync(file)).toEqual(bytes);
});

test.each([
  ['no database at all', () => writeFileSync(file, 'Кітап '.repeat(2_000))],
  ['a damaged header', () => overwrite(0, 'XXXXXXXXXXXXXXXX')],
  ['a damaged table', () => overwrite(4_096 * 3, '\xff'.repeat(4_096))],
  ['a file cut short', () => truncateSync(file, 4_096 * 5)],
])('%s is refused and left as it is', (_, damage) => {
  fill();
  damage();
  const bytes = readFileSync(file);
  expect(codeOf(() => openDatabase(file))).toBe('store-corrupt');
  expect(readFileSync(file)).toEqual(bytes);
});

test('a damaged file keeps the write-ahead log that may save it', () => {
  const { db, desk } = makeStation({ file, items: 400 });
  db.pragma('wal_checkpoint(TRUNCATE)');
  desk.checkOut('0-1', itemAt(1).barcode, 'home', { place: 'kiosk-1', actor: 'patron' });
  const crashed = join(folder, 'data', 'crashed.db');
  for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, `${crashed}${end}`);
  db.close();
  file = crashed;
  overwrite(4_096 * 3, '\xff'.repeat(4_096 * 4));
  const before = ['', '-wal'].map((end) => readFileSync(`${file}${end}`));
  expect(before[1]?.length).toBeGreaterThan(0);
  expect(codeOf(() => openDatabase(file))).toBe('store-corrupt');
  expect(['', '-wal'].map((end) => readFileSync(`${file}${end}`))).toEqual(before);
});

test('what cannot be opened is not called damaged: nobody shall restore a backup for it', () => {
  mkdirSync(file, { recursive: true });
  expect(codeOf(() => openDatabase(file))).toBe('store-unavailable');
  writeFileSync(join(folder, 'no-folder'), '');
  expect(codeOf(() => openDatabase(join(folder, 'no-folder', 'station.db')))).toBe(
    'store-unavailable',
  );
  expect(existsSync(join(folder, 'no-folder', 'station.db'))).toBe(false);
});
