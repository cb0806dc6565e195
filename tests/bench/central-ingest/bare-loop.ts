// The least that SQLite must write for the same acts: their entry, item_state and loan rows, by prepared statements in
// transactions of 100, into a copy of the same filled database. No rule, no chain, no read; what an ingest is compared to.
import Database from 'better-sqlite3';
import { openConnection } from '../../../central/store/sqlite-engine.ts';
import { ACTS_PER_PUSH } from './day-of-acts.ts';

type Row = Record<string, string | number | null>;

/** `columns` as `INSERT INTO table` wants them; a row that is there is replaced as a whole. */
const writerOf = (db: Database.Database, table: string, sample: Row, key: string) => {
  const columns = Object.keys(sample);
  const rest = columns.filter((column) => column !== 'library_id' && column !== key);
  const statement = db.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
     ON CONFLICT DO UPDATE SET ${rest.map((column) => `${column} = excluded.${column}`).join(', ')}`,
  );
  return (row: Row): void => void statement.run(columns.map((column) => row[column]));
};

const tableOf = (file: string, text: string): Row[] => {
  const db = new Database(file, { readonly: true });
  const rows = db.prepare(text).all() as Row[];
  db.close();
  return rows;
};

/** Acts a second. `done` is the database after the acts, `copy` a copy of it from before them. */
export const bareLoopRate = (done: string, copy: string, sinceMs: number): number => {
  const entries = tableOf(done, `SELECT * FROM entry WHERE wall_ms >= ${sinceMs} ORDER BY wall_ms`);
  const byId = (table: string, id: string) =>
    new Map(tableOf(done, `SELECT * FROM ${table}`).map((row) => [row[id], row]));
  const [states, loans] = [byId('item_state', 'item_id'), byId('loan', 'loan_id')];

  const db = openConnection(copy);
  const [entry] = entries as [Row];
  const [[state], [loan]] = [[...states.values()], [...loans.values()]] as [[Row], [Row]];
  const columns = Object.keys(entry);
  const addEntry = db.prepare(
    `INSERT INTO entry (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const putState = writerOf(db, 'item_state', state, 'item_id');
  const putLoan = writerOf(db, 'loan', loan, 'loan_id');
  const write = db.transaction((batch: Row[]) => {
    for (const row of batch) {
      addEntry.run(columns.map((column) => row[column]));
      const of = states.get(row.item_id ?? '');
      if (of !== undefined) putState(of);
      const { loanId = `${row.station}-${row.seq}` } = JSON.parse(String(row.body)) as Row;
      const made = loans.get(loanId ?? '');
      if (made !== undefined) putLoan(made);
    }
  });
  const startedMs = performance.now();
  for (let at = 0; at < entries.length; at += ACTS_PER_PUSH)
    write.immediate(entries.slice(at, at + ACTS_PER_PUSH));
  const rate = (entries.length * 1_000) / (performance.now() - startedMs);
  db.close();
  return rate;
};
