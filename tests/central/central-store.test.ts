// The contract of the central store on both engines; PostgreSQL also serialisable, where conflicts
// must be tried again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openCentralStore } from '../../central/store/central-store.ts';
import type { PostgresOptions } from '../../central/store/postgres-engine.ts';
import { useCentralDatabases } from '../postgres-databases.ts';
import { centralContradictionsContract } from './central-contradictions-contract.ts';
import { centralCrossingsContract } from './central-crossings-contract.ts';
import { centralStaffContract } from './central-staff-contract.ts';
import { centralStoreClockContract } from './central-store-clock-contract.ts';
import { centralStoreContract } from './central-store-contract.ts';
import { centralStoreTrafficContract } from './central-store-traffic-contract.ts';
import { centralOrderContract, centralUndoContract } from './central-undo-contract.ts';
import type { OpenStore } from './contract-setup.ts';

const folder = mkdtempSync(join(tmpdir(), 'kitap-central-'));
let made = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const emptyDatabase = useCentralDatabases();
const onPostgres = (postgres: PostgresOptions) => async (clock: () => number) =>
  openCentralStore({ database: await emptyDatabase(), clock, postgres });

const onSqlite: OpenStore = async (clock) => {
  made += 1;
  return openCentralStore({ database: join(folder, `case-${made}.sqlite`), clock });
};
const ENGINES: [string, OpenStore][] = [
  ['SQLite', onSqlite],
  ['PostgreSQL', onPostgres({})],
  ['PostgreSQL serializable', onPostgres({ isolation: 'serializable' })],
];
for (const [name, open] of ENGINES) {
  centralStoreContract(name, open);
  centralStoreTrafficContract(name, open);
  centralStoreClockContract(name, open);
  centralCrossingsContract(name, open);
  centralContradictionsContract(name, open);
  centralUndoContract(name, open);
  centralStaffContract(name, open);
}
// Both engines run one text, and PostgreSQL needs a database for each of its many stores.
centralOrderContract('SQLite', onSqlite, 25);
