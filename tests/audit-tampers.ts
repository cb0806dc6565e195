// One random change of a journal at rest, made by SQL behind the program's back: a value changed, a row removed, two swapped, a row
// put in again elsewhere. Both audits (station, central) are run against many of them.
import type Database from 'better-sqlite3';

/** Where a chain stands in this file, and the columns that are chained. */
export type ChainTables = {
  entry: string;
  person: string;
  /** Condition that picks one station's rows. */
  where: string;
};

const COLUMNS = [
  ...['v', 'type', 'wall_ms', 'boot_id', 'up_ms', 'effective_on', 'place', 'actor', 'body'],
  ...['personal_digest', 'chain'],
];

export type Random = () => number;
const pick = <T>(list: readonly T[], random: Random): T =>
  list[Math.floor(random() * list.length)] as T;

const other = (value: unknown, random: Random): unknown => {
  if (value === null) return 'a'.repeat(64);
  if (typeof value === 'number') return value + 1 + Math.floor(random() * 5);
  const text = String(value);
  const at = Math.floor(random() * text.length);
  const letter = text[at] === 'x' ? 'y' : 'x';
  return text.slice(0, at) + letter + text.slice(at + 1);
};

type Tamper = (db: Database.Database, tables: ChainTables, random: Random) => string;

const seqs = (db: Database.Database, table: string, where: string): number[] =>
  db.prepare(`SELECT seq FROM ${table} WHERE ${where}`).pluck().all() as number[];

const change =
  (kind: 'entry' | 'person', columns: readonly string[]): Tamper =>
  (db, tables, random) => {
    const { where } = tables;
    const table = tables[kind];
    const seq = pick(seqs(db, table, where), random);
    const column = pick(columns, random);
    const at = `${where} AND seq = ${seq}`;
    const value = db.prepare(`SELECT ${column} FROM ${table} WHERE ${at}`).pluck().get();
    db.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${at}`).run(other(value, random));
    return `${table} ${seq} ${column}`;
  };

const remove =
  (kind: 'entry' | 'person'): Tamper =>
  (db, tables, random) => {
    const { where } = tables;
    const seq = pick(seqs(db, tables[kind], where), random);
    db.prepare(`DELETE FROM ${tables[kind]} WHERE ${where} AND seq = ${seq}`).run();
    return `${tables[kind]} ${seq} removed`;
  };

/** Moves a row to another number; where one stands there, the two change places. */
const move = (db: Database.Database, table: string, where: string, from: number, to: number) => {
  const shift = db.prepare(`UPDATE ${table} SET seq = ? WHERE ${where} AND seq = ?`);
  shift.run(-1, to);
  shift.run(to, from);
  shift.run(from, -1);
};

const swap: Tamper = (db, { entry, where }, random) => {
  const all = seqs(db, entry, where);
  const from = pick(all, random);
  const to = pick(
    all.filter((seq) => seq !== from),
    random,
  );
  move(db, entry, where, from, to);
  return `${from} and ${to} swapped`;
};

/** A row is taken out and put in again behind the last, the others closing up or not. */
const reinsert: Tamper = (db, { entry, where }, random) => {
  const all = seqs(db, entry, where);
  const head = Math.max(...all);
  const seq = pick(
    all.filter((one) => one < head),
    random,
  );
  move(db, entry, where, seq, head + 1);
  if (random() < 0.5)
    for (let next = seq + 1; next <= head + 1; next += 1) move(db, entry, where, next, next - 1);
  return `${seq} put in again at the end`;
};

const TAMPERS: readonly Tamper[] = [
  change('entry', COLUMNS),
  change('person', ['salt', 'personal']),
  remove('entry'),
  remove('person'),
  swap,
  reinsert,
];

/** Does one and says what, so that a miss can be read. Foreign keys are off: a tamperer asks nobody. */
export const tamper = (db: Database.Database, tables: ChainTables, random: Random): string => {
  db.pragma('foreign_keys = OFF');
  return pick(TAMPERS, random)(db, tables, random);
};

/** For the longer form; the short one takes a second. */
export const TAMPERS_MS_MAX = 600_000;
/** 300 in `npm test`; 10,000 in `npm run prove`. */
export const TAMPERS_COUNT = Number(process.env.KITAP_TAMPERS ?? 300);
