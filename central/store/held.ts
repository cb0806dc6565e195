// Entries that wait for a row: a renewal or a return whose lending has not come yet, a storno whose
// act has not, because another station sends it, or sends it again after central was restored. When
// the row comes they are applied behind it.
import type { Act } from '../apply/act.ts';
import { UNDOABLE } from '../apply/storno.ts';
import { applyToBatch, type Batch, type Fate, raise, raiseHeld } from './apply-batch.ts';
import { selectIn } from './bulk.ts';
import { readEntry } from './rare-rows.ts';
import { WriterConflict } from './retry.ts';
import type { Sql, SqlRow } from './sql.ts';
import { append, type Body, type ReadyAct } from './working-set.ts';

/** By the id of the row that they wait for. */
export type WaitingActs = Map<string, ReadyAct[]>;

/** A stored entry as an act; its personal data are not read. */
export const heldActOf = (row: SqlRow): Act<Body> => ({
  atMs: Number(row.at_ms),
  sure: row.at_sure === 1,
  station: Number(row.station),
  seq: Number(row.seq),
  name: `${row.station}-${row.seq}`,
  wallMs: Number(row.wall_ms),
  effectiveOn: String(row.effective_on),
  place: String(row.place),
  body: JSON.parse(String(row.body)) as Body,
  personal: null,
});

/** What something else may wait for. */
const MAKES_ROWS = new Set([...UNDOABLE, 'registration', 'hold']);
/** A storno of a storno of an act is the longest chain of entries that wait for each other. */
const WAITING_STEPS_MAX = 4;

const madeBy = (acts: readonly ReadyAct[]): string[] =>
  acts.filter(({ type }) => MAKES_ROWS.has(type)).map(({ act }) => act.name);

/**
 * What waits for the rows that these acts make; locked, so that no other push applies it as well.
 */
export const readWaiting = async (
  sql: Sql,
  libraryId: string,
  acts: readonly ReadyAct[],
): Promise<WaitingActs> => {
  const waiting: WaitingActs = new Map();
  const select = { columns: '*', from: 'entry', column: 'waits_for', lock: true };
  let made = madeBy(acts);
  for (let steps = 0; made.length > 0 && steps < WAITING_STEPS_MAX; steps += 1) {
    const rows = await selectIn(sql, select, libraryId, made);
    rows.sort((a, b) => Number(a.at_ms) - Number(b.at_ms));
    const found = rows.map((row) => ({ type: String(row.type), act: heldActOf(row) }));
    for (const [index, row] of rows.entries())
      append(waiting, String(row.waits_for), found[index] as ReadyAct);
    made = madeBy(found);
  }
  return waiting;
};

export const applyWaiting = async (
  sql: Sql,
  batch: Batch,
  waiting: WaitingActs,
  made: string,
): Promise<void> => {
  for (const ready of waiting.get(made) ?? []) {
    const { station, seq, name } = ready.act;
    if (ready.type === 'check-in') {
      // A return was applied when it came; the lending that it named found it in the item's
      // timeline.
      await sql.run(
        `UPDATE entry SET waits_for = NULL
         WHERE library_id = $1 AND station = $2 AND seq = $3`,
        [batch.libraryId, station, seq],
      );
      continue;
    }
    const fate = applyToBatch(batch, ready);
    if (fate.outcome !== 'held') raise(batch, { station, seq }, 'held', name, null);
    else if (fate.error !== undefined) raiseHeld(batch, ready.act, { type: ready.type }, fate);
    await sql.run(
      `UPDATE entry SET outcome = $4, held_for = $5, waits_for = $6, item_id = $7
       WHERE library_id = $1 AND station = $2 AND seq = $3`,
      [...[batch.libraryId, station, seq, fate.outcome, fate.heldFor, fate.waitsFor], fate.itemId],
    );
    if (fate.outcome !== 'held') await applyWaiting(sql, batch, waiting, name);
  }
};

type Table = 'loan' | 'patron' | 'hold';

/** A row, or null for another entry, that an entry waits for. */
export type Awaited = { table: Table | null; id: string };

const AWAITED_BY_REASON: Record<string, Table> = {
  'loan-unknown': 'loan',
  'patron-unknown': 'patron',
  'hold-unknown': 'hold',
};

/** What an entry of this fate waits for; a return that is applied already waits for the lending that it named. */
export const awaitedBy = ({ heldFor, waitsFor }: Fate): Awaited[] => {
  if (waitsFor === null) return [];
  const table = heldFor === null ? 'loan' : (AWAITED_BY_REASON[heldFor] ?? null);
  return [{ table, id: waitsFor }];
};

/**
 * Asked under the lock of the feed counter: did another station, at the same moment, send what this
 * batch waits for, or begin to wait for what this batch makes? Whoever comes second sees the other
 * and starts again. Only a row of the table that is waited for counts, and none that this batch has
 * made: where two machines used one identity, a loan and a patron may have the same id, and who
 * starts again because of what does not change starts again for ever.
 */
export const checkWaiting = async (
  sql: Sql,
  batch: Batch,
  acts: readonly ReadyAct[],
  handled: WaitingActs,
  awaited: readonly Awaited[],
): Promise<void> => {
  const { libraryId } = batch;
  const select = { columns: 'waits_for', from: 'entry', column: 'waits_for' };
  const made = madeBy(acts);
  const has = async (from: Table): Promise<boolean> => {
    const column = `${from}_id`;
    const ids = awaited.filter(({ table, id }) => table === from && !made.includes(id));
    const rows = ids.map(({ id }) => id);
    return (await selectIn(sql, { columns: column, from, column }, libraryId, rows)).length > 0;
  };
  const [waiting, loan, patron, hold] = await Promise.all([
    selectIn(sql, select, libraryId, made),
    ...[has('loan'), has('patron'), has('hold')],
  ]);
  const mine = new Set(awaited.map(({ id }) => id));
  for (const row of waiting)
    if (!handled.has(String(row.waits_for)) && !mine.has(String(row.waits_for)))
      throw new WriterConflict('an entry began to wait for a row of this batch');
  if (loan || patron || hold)
    throw new WriterConflict('the row that this batch waits for has come');
  for (const { type, act } of acts) {
    const entry = String(act.body.entry);
    if (type !== 'storno' || !mine.has(entry)) continue;
    const row = await readEntry(sql, libraryId, entry);
    if (row !== undefined && row.outcome !== 'held')
      throw new WriterConflict('the act that this batch undoes has come');
  }
};
