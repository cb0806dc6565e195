// The habits that keep central able to grow (sync.md 5), as a lint over its SQL; and migrations
// that go forward only.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openCentralStore } from '../../../central/store/central-store.ts';
import type { Statement } from '../../../central/store/migrations/migration.ts';
import { MIGRATIONS } from '../../../central/store/schema.ts';

/** Statements for one engine are its own affair; what both run must be portable. */
const faults = (statements: readonly Statement[]): string[] =>
  statements.flatMap((statement) => {
    const found: string[] = [];
    if (typeof statement !== 'string') return found;
    const text = statement.replaceAll(/\s+/g, ' ');
    const keys = [...text.matchAll(/(?:PRIMARY KEY|UNIQUE|INDEX \w+ ON \w+) \(([^,)]+)/g)];
    if (keys.length === 0 && !/^(ALTER TABLE \w+ (ADD|RENAME) COLUMN|DROP INDEX) /.test(text))
      found.push(`no key: ${text}`);
    for (const [, first] of keys) if (first !== 'library_id') found.push(`key: ${text}`);
    if (/SERIAL|IDENTITY|SEQUENCE|TRIGGER|REFERENCES|AUTOINCREMENT|JSONB|BOOLEAN/i.test(text))
      found.push(`not portable: ${text}`);
    return found;
  });

test('every key begins with the library, nothing is of one engine only', () => {
  expect(MIGRATIONS.flatMap(faults)).toEqual([]);
  expect(faults(['CREATE TABLE t (id BIGSERIAL, PRIMARY KEY (id))'])).toHaveLength(2);
  expect(faults(['CREATE UNIQUE INDEX i ON t (token)'])).toHaveLength(1);
});

test('a store is WAL and opens again as it was; a newer one is refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kitap-schema-'));
  const database = join(folder, 'c.sqlite');
  for (let opened = 0; opened < 2; opened += 1) {
    const store = await openCentralStore({ database, clock: () => 0 });
    expect(await store.ensureLibrary('a', '0001')).toBe('a');
    await store.close();
  }
  const raw = new Database(database);
  expect(raw.pragma('journal_mode', { simple: true })).toBe('wal');
  raw.exec(`UPDATE meta SET value = 99 WHERE name = 'schema'`);
  raw.close();
  await expect(openCentralStore({ database, clock: () => 0 })).rejects.toMatchObject({
    code: 'schema-too-new',
  });
  rmSync(folder, { recursive: true, force: true });
});
