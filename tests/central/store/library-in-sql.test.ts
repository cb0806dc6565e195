// Every SQL text of central keeps to one library. What is about all of them stands in the list below,
// each with its reason; a line that no text needs any more fails as well.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../../profiles/package-root.ts';
import { libraryFaults, statementsIn } from './library-in-sql.ts';

/** By file: how a statement about all libraries begins, and why it is one. */
const ABOUT_ALL: Record<string, [string, string][]> = {
  'store/epoch.ts': [['UPDATE feed SET ver', 'a restore sets back every library of the database']],
  'store/reapply-held.ts': [
    ['SELECT library_id FROM library', 'a new program tries what it held for each'],
  ],
  'store/staff.ts': [
    ['UPDATE SET token_hash', 'the key of the row that met its like begins with it'],
  ],
  'store/audit.ts': [['SELECT library_id FROM library ORDER', 'the audit goes through all']],
  'store/erasure-keeper.ts': [
    ['SELECT library_id FROM library', 'the list of erasures is replayed for each'],
  ],
  'snapshot/due.ts': [['SELECT library_id, ver FROM feed', 'looks whose snapshot is due']],
  'snapshot/snapshot-service.ts': [
    ['SELECT library_id FROM feed', 'loads what each has on its shelf'],
  ],
  'ops/health.ts': [['SELECT library_id, ver FROM feed', 'an operator sees all of them']],
  'ops/standings.ts': [
    ['SELECT library_id, ver FROM feed', 'a backup is of the whole database'],
    ['SELECT library_id, station, applied FROM station', 'a backup is of the whole database'],
  ],
};
/** Migrations are about tables, the rules know no SQL. */
const NOT_LOOKED_AT = /^(?:store\/migrations|apply|catalogue)\//;

const root = join(packageRoot, 'central');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !NOT_LOOKED_AT.test(path))
  .sort();

const faultsOf = (path: string): string[] => {
  const text = readFileSync(join(root, path), 'utf8');
  const allowed = ABOUT_ALL[path] ?? [];
  return statementsIn(text).flatMap((statement) =>
    allowed.some(([start]) => statement.startsWith(start))
      ? []
      : libraryFaults(statement).map((fault) => `${path}: ${fault}`),
  );
};

test('every statement of central names the library in each WHERE, JOIN and INSERT', () => {
  expect(files.flatMap(faultsOf)).toEqual([]);
  const seen = files.flatMap((path) => statementsIn(readFileSync(join(root, path), 'utf8')));
  // A lint that finds no text finds no fault.
  expect(seen.length).toBeGreaterThan(50);
});

test('no exception is listed that nothing needs', () => {
  for (const [path, starts] of Object.entries(ABOUT_ALL)) {
    const statements = statementsIn(readFileSync(join(root, path), 'utf8'));
    for (const [start] of starts) {
      const text = statements.find((statement) => statement.startsWith(start));
      expect(`${path}: ${text}`).not.toBe(`${path}: undefined`);
      expect(libraryFaults(text ?? '')).not.toEqual([]);
    }
  }
});

test.each([
  ['SELECT * FROM loan', 1],
  ['SELECT * FROM loan WHERE loan_id = $1', 1],
  ['SELECT * FROM loan WHERE loan_id = $1 AND library_id = $2', 1],
  ['SELECT * FROM loan l JOIN item i ON i.item_id = l.item_id WHERE l.library_id = $1', 1],
  ['UPDATE item SET barcode = $2 WHERE item_id = $1', 1],
  ['DELETE FROM patron_person WHERE patron_id = $1', 1],
  ['INSERT INTO erased (patron_id, library_id) VALUES ($1, $2)', 1],
  [
    'SELECT 1 FROM loan l WHERE l.library_id = $1 AND EXISTS (SELECT 1 FROM item WHERE item_id = $2)',
    1,
  ],
  ['SELECT * FROM loan WHERE library_id = $1 AND loan_id = $2', 0],
  [
    'SELECT * FROM loan l JOIN item i ON i.library_id = l.library_id AND i.item_id = l.item_id WHERE l.library_id = $1',
    0,
  ],
  ["SELECT value FROM meta WHERE name = 'epoch'", 0],
  ['INSERT INTO meta (name, value) VALUES ($1, $2)', 0],
])('%s: %i', (statement, count) => expect(libraryFaults(statement)).toHaveLength(count));
