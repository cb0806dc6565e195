// Entries that wait for a row: a renewal or a return whose lending has not come yet, because
// another station sends it, or sends it again after central was restored. When the row comes they
// are applied behind it.
import type { Act } from '../apply/act.ts';
import { applyToBatch, type Batch, raise } from './apply-batch.ts';
import { selectIn } from './bulk.ts';
import { type Sql, type SqlRow, WriterConflict } from './sql.ts';
import { append, type Body, isItemAct, type ReadyAct } from './working-set.ts';

/** By the id of the row that they wait for. */
export type WaitingActs = Map<string, ReadyAct[]>;

const actOfRow = (row: SqlRow): Act<Body> => ({
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

const MAKES_ROWS = new Set(['check-out', 'registration']);

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
  const made = madeBy(acts);
  const waiting: WaitingActs = new Map();
  const select = { columns: '*', from: 'entry', column: 'waits_for', lock: true };
  const rows = await selectIn(sql, select, libraryId, made);
  rows.sort((a, b) => Number(a.at_ms) - Number(b.at_ms));
  for (const row of rows)
    append(waiting, String(row.waits_for), { type: String(row.type), act: actOfRow(row) });
  return waiting;
};

export const applyWaiting = async (
  sql: Sql,
  batch: Batch,
  waiting: readonly ReadyAct[],
): Promise<void> => {
  for (const ready of waiting) {
    const { station, seq, name } = ready.act;
    if (isItemAct(ready.type)) {
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
    await sql.run(
      `UPDATE entry SET outcome = $4, held_for = $5, waits_for = $6, at_ms = $7
       WHERE library_id = $1 AND station = $2 AND seq = $3`,
      [batch.libraryId, station, seq, fate.outcome, fate.heldFor, fate.waitsFor, fate.atMs],
    );
  }
};

/**
 * Asked under the lock of the feed counter: did another station, at the same moment, send what this
 * batch waits for, or begin to wait for what this batch makes? Whoever comes second sees the other
 * and starts again.
 */
export const checkWaiting = async (
  sql: Sql,
  batch: Batch,
  acts: readonly ReadyAct[],
  handled: WaitingActs,
  waitsFor: readonly string[],
): Promise<void> => {
  const { libraryId } = batch;
  const select = { columns: 'waits_for', from: 'entry', column: 'waits_for' };
  const has = async (from: string, column: string): Promise<boolean> =>
    (await selectIn(sql, { columns: column, from, column }, libraryId, waitsFor)).length > 0;
  const [waiting, loan, patron] = await Promise.all([
    selectIn(sql, select, libraryId, madeBy(acts)),
    has('loan', 'loan_id'),
    has('patron', 'patron_id'),
  ]);
  const mine = new Set(waitsFor);
  for (const row of waiting)
    if (!handled.has(String(row.waits_for)) && !mine.has(String(row.waits_for)))
      throw new WriterConflict('an entry began to wait for a row of this batch');
  if (loan || patron) throw new WriterConflict('the row that this batch waits for has come');
};
