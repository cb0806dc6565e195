// The checks of the data folder, on real folders and real database files, with planted faults.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  checkDatabases,
  checkSpace,
  checkWritable,
  FREE_BYTES_MIN,
  writeProbe,
} from '../../../station-server/commands/doctor-data.ts';
import { openDatabase } from '../../../station-server/store/open-database.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kitap-doctor-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (file: string) => new Database(file, { readonly: true, fileMustExist: true });

describe('data folder', () => {
  it('is tried by a real file, of which nothing is left, also above a folder not made yet', () => {
    const wanted = join(folder, 'not', 'yet');
    const told = checkWritable(wanted, (standing) => writeProbe(standing, '.probe'));
    expect(told).toMatchObject({ outcome: 'ok', what: expect.stringContaining('will be made in') });
    expect([existsSync(wanted), readdirSync(folder)]).toEqual([false, []]);
  });

  it('that is a file, or that the system refuses, fails with its reason', () => {
    const file = join(folder, 'data');
    writeFileSync(file, '');
    expect(checkWritable(file, (standing) => writeProbe(standing, '.probe'))).toMatchObject({
      outcome: 'fail',
      what: expect.stringContaining('ENOTDIR'),
    });
    const refuse = () => {
      throw new Error('EROFS: read-only file system');
    };
    expect(checkWritable(folder, refuse)).toMatchObject({
      outcome: 'fail',
      what: expect.stringContaining('EROFS'),
      hint: expect.stringContaining('--data'),
    });
  });

  it('needs one GiB, counted in blocks of the file system', () => {
    const blocks = FREE_BYTES_MIN / 4_096;
    expect(checkSpace(folder, () => ({ bavail: blocks, bsize: 4_096 })).outcome).toBe('ok');
    expect(checkSpace(folder, () => ({ bavail: blocks - 1, bsize: 4_096 }))).toMatchObject({
      outcome: 'fail',
      what: '1.0 GiB free, wants 1 GiB',
    });
  });
});

describe('database', () => {
  const make = (below: string): string => {
    const file = join(folder, below, 'station.db');
    openDatabase(file).close();
    return file;
  };

  it('none yet is well', () => {
    expect(checkDatabases(join(folder, 'nothing'), open)).toMatchObject([{ outcome: 'ok' }]);
  });

  it('finds those of the folder and one step below, also while a station has one open', () => {
    make('');
    const running = openDatabase(join(folder, 'station-demo', 'station.db'));
    const told = checkDatabases(folder, open);
    running.close();
    expect(told.map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
    expect(told[1]?.what).toContain(join('station-demo', 'station.db'));
  });

  it('leaves the file as it was', () => {
    const file = make('');
    const before = readFileSync(file);
    checkDatabases(folder, open);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('with a torn page fails', () => {
    const file = make('');
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 4_096);
    writeFileSync(file, bytes);
    expect(checkDatabases(folder, open)).toMatchObject([
      { outcome: 'fail', hint: expect.stringContaining('newest backup') },
    ]);
  });

  it('that is no database fails', () => {
    writeFileSync(join(folder, 'station.db'), 'x'.repeat(5_000));
    expect(checkDatabases(folder, open)).toMatchObject([
      { outcome: 'fail', what: expect.stringContaining('not a database') },
    ]);
  });

  it('in another journal mode is worth a warning', () => {
    mkdirSync(join(folder, 'station-a'));
    const db = new Database(join(folder, 'station-a', 'station.db'));
    db.exec('CREATE TABLE t (a)');
    db.close();
    expect(checkDatabases(folder, open)).toMatchObject([
      { outcome: 'warn', what: expect.stringContaining('journal mode is delete') },
    ]);
  });
});
