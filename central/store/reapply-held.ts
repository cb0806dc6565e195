// Entries that an older program could not read are tried again when central starts: after an
// upgrade they are applied as if they had just come. In bounded pages, each a transaction; what is
// applied is held no more, so that a crash or a second start repeats nothing.
import { holdReason, readPersonal } from '../apply/rules.ts';
import { applyToBatch, newBatch, raise, writeBatch } from './apply-batch.ts';
import { applyWaiting, heldActOf, readWaiting } from './held.ts';
import { loadRare, rulesOf } from './rare-rows.ts';
import type { Sql, SqlDatabase, SqlRow } from './sql.ts';
import { loadWorkingSet, type ReadyAct } from './working-set.ts';

export const HELD_PAGE = 200;

type Place = { station: number; seq: number };

const readPage = async (sql: Sql, libraryId: string, after: Place, limit: number) => {
  const rows = await sql.all(
    `SELECT * FROM entry WHERE library_id = $1 AND outcome = 'held'
       AND (station > $2 OR (station = $2 AND seq > $3))
     ORDER BY station, seq LIMIT $4${sql.forUpdate}`,
    [libraryId, after.station, after.seq, limit],
  );
  return rows;
};

/** Null where this program cannot read it either. */
const readyOf = async (sql: Sql, libraryId: string, row: SqlRow): Promise<ReadyAct | null> => {
  const [person] = await sql.all(
    'SELECT personal FROM entry_person WHERE library_id = $1 AND station = $2 AND seq = $3',
    [libraryId, row.station ?? null, row.seq ?? null],
  );
  const personal = person === undefined ? null : String(person.personal);
  const type = String(row.type);
  const act = heldActOf(row);
  if (holdReason(type, Number(row.v), act.body, personal) !== null) return null;
  return { type, act: { ...act, personal: personal === null ? null : readPersonal(personal) } };
};

const applyRows = async (
  sql: Sql,
  libraryId: string,
  rows: readonly SqlRow[],
  nowMs: number,
): Promise<number> => {
  const ready: ReadyAct[] = [];
  for (const row of rows) {
    const one = await readyOf(sql, libraryId, row);
    if (one !== null) ready.push(one);
  }
  if (ready.length === 0) return 0;
  const waiting = await readWaiting(sql, libraryId, ready);
  const woken = [...waiting.values()].flat();
  const names = new Set(woken.map(({ act }) => act.name));
  const acts = [...ready.filter(({ act }) => !names.has(act.name)), ...woken];
  const items = acts.flatMap(({ act }) => act.body.itemId ?? []).map(String);
  const set = await loadWorkingSet(sql, libraryId, acts, items);
  const [known] = await sql.all('SELECT rules FROM library_rules WHERE library_id = $1', [
    libraryId,
  ]);
  await loadRare(sql, libraryId, acts, set, rulesOf(known));
  const batch = newBatch(libraryId, set);
  let applied = 0;
  for (const one of ready) {
    // It is applied behind the entry for which it waits.
    if (names.has(one.act.name)) continue;
    const { station, seq, name } = one.act;
    const fate = applyToBatch(batch, one);
    await sql.run(
      `UPDATE entry SET outcome = $4, held_for = $5, waits_for = $6, at_ms = $7, item_id = $8
       WHERE library_id = $1 AND station = $2 AND seq = $3`,
      [
        ...[libraryId, station, seq, fate.outcome, fate.heldFor, fate.waitsFor, fate.atMs],
        fate.itemId,
      ],
    );
    if (fate.outcome === 'held') continue;
    applied += 1;
    raise(batch, { station, seq }, 'held', name, null);
    await applyWaiting(sql, batch, waiting, name);
  }
  await writeBatch(sql, batch, nowMs);
  return applied;
};

const onePage = (
  database: SqlDatabase,
  libraryId: string,
  after: Place,
  limit: number,
  nowMs: number,
) =>
  database.transaction(async (sql) => {
    const rows = await readPage(sql, libraryId, after, limit);
    const applied = await applyRows(sql, libraryId, rows, nowMs);
    const last = rows[rows.length - 1];
    const next = last && { station: Number(last.station), seq: Number(last.seq) };
    return { applied, next };
  });

/** One entry that cannot be applied must keep neither central from starting nor the others waiting. */
const oneByOne = async (
  database: SqlDatabase,
  libraryId: string,
  after: Place,
  nowMs: number,
): Promise<{ applied: number; next: Place | undefined }> => {
  let applied = 0;
  let at: Place = after;
  for (let count = 0; count < HELD_PAGE; count += 1) {
    const [row] = await readPage(database, libraryId, at, 1);
    if (row === undefined) return { applied, next: undefined };
    try {
      applied += (await onePage(database, libraryId, at, 1, nowMs)).applied;
    } catch {
      // It stays held, and in the review queue.
    }
    at = { station: Number(row.station), seq: Number(row.seq) };
  }
  return { applied, next: at };
};

/** Resolves to how many were applied. */
export const reapplyHeld = async (database: SqlDatabase, nowMs: number): Promise<number> => {
  let applied = 0;
  for (const row of await database.all('SELECT library_id FROM library ORDER BY library_id')) {
    const libraryId = String(row.library_id);
    for (let at: Place | undefined = { station: -1, seq: 0 }; at !== undefined; ) {
      const from: Place = at;
      const page = await onePage(database, libraryId, from, HELD_PAGE, nowMs).catch(() =>
        oneByOne(database, libraryId, from, nowMs),
      );
      applied += page.applied;
      at = page.next;
    }
  }
  return applied;
};
