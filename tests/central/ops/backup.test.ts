// Backups of both engines, and what only one of them can do wrong.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backUp } from '../../../central/ops/backup.ts';
import { copySqlite } from '../../../central/ops/backup-sqlite.ts';
import { openCentralStore } from '../../../central/store/central-store.ts';
import { startPostgres } from '../../postgres.ts';
import { LIBRARY, T0, title } from '../fixtures.ts';
import { backupContract } from './backup-contract.ts';
import { freshFile, freshPostgres } from './database-place.ts';

let server: Awaited<ReturnType<typeof startPostgres>>;
const folder = mkdtempSync(join(tmpdir(), 'kitap-backup-engine-'));
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

backupContract('embedded', async (place) => freshFile(place));
backupContract('PostgreSQL', () => freshPostgres(server.url));

describe('embedded', () => {
  test('the copy is of one moment, though every step meets new rows', async () => {
    const database = freshFile(folder);
    const store = await openCentralStore({ database, clock: () => T0 });
    await store.ensureLibrary(LIBRARY, '0099');
    const record = (n: number) => title(`k${n}`, [`b${n}`]);
    await store.importTitles(
      LIBRARY,
      Array.from({ length: 400 }, (_, n) => record(n)),
    );
    let [made, copying] = [400, true];
    const writing = (async () => {
      while (copying) {
        await store.importTitles(LIBRARY, [record(made++)]);
        // Between two steps of the copy: a transaction of this engine never waits for anything.
        await new Promise((done) => setImmediate(done));
      }
    })();
    const copy = freshFile(folder);
    const standings = await copySqlite(database, copy, 4);
    copying = false;
    await writing;
    await store.close();
    expect(made).toBeGreaterThan(405);
    const read = new Database(copy, { readonly: true });
    const titles = read.prepare('SELECT count(*) FROM title').pluck().get() as number;
    const feed = read.prepare('SELECT ver FROM feed').pluck().get();
    read.close();
    expect(titles).toBeGreaterThanOrEqual(400);
    expect(titles).toBeLessThan(made);
    expect(standings.libraries[0]?.feed).toBe(feed);
  });
});

describe('PostgreSQL', () => {
  const withPrograms = (pgDump: string): string => {
    const bin = mkdtempSync(join(folder, 'bin-'));
    writeFileSync(join(bin, 'pg_dump'), `#!/bin/sh\n${pgDump}\n`);
    chmodSync(join(bin, 'pg_dump'), 0o755);
    return bin;
  };
  const ready = async (): Promise<string> => {
    const database = await freshPostgres(server.url);
    await (await openCentralStore({ database, clock: () => T0 })).close();
    return database;
  };

  test('no pg_dump, an older one, one that fails: each is told with what to do', async () => {
    const database = await ready();
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const to = { database, folder: join(folder, 'to'), nowMs: T0 };
    await expect(backUp({ ...to, binFolder: empty })).rejects.toMatchObject({
      code: 'program-missing',
    });
    const old = withPrograms('echo "pg_dump (PostgreSQL) 9.6.24"');
    await expect(backUp({ ...to, binFolder: old })).rejects.toMatchObject({
      code: 'program-too-old',
    });
    const failing = withPrograms(
      '[ "$1" = --version ] && echo "x 99.1" || { echo full >&2; exit 1; }',
    );
    await expect(backUp({ ...to, binFolder: failing })).rejects.toMatchObject({
      code: 'program-failed',
      message: expect.stringContaining('full'),
    });
  });

  test('the password is in the environment of pg_dump and in no argument', async () => {
    const seen = join(folder, 'seen');
    const spy = withPrograms(
      `[ "$1" = --version ] && { echo "x 99.1"; exit 0; }\necho "$@" >${seen}; echo "$PGPASSWORD" >>${seen}; exit 1`,
    );
    const database = (await ready()).replace('postgres@', 'postgres:s3cret%21@');
    await expect(
      backUp({ database, folder: join(folder, 'to'), nowMs: T0, binFolder: spy }),
    ).rejects.toMatchObject({ code: 'program-failed' });
    const [args, password] = readFileSync(seen, 'utf8').trim().split('\n');
    expect(args).toContain('--dbname=postgres://postgres@127.0.0.1');
    expect(args).not.toContain('s3cret');
    expect(password).toBe('s3cret!');
  });
});
