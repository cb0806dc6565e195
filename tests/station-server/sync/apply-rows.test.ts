// What pulled rows do to the station's store: central is right, except about what was done here and has not reached it yet.
import { expect, test } from 'vitest';
import type { PullAnswer, PullRow } from '../../../central/sync-contract.ts';
import type { ActContext } from '../../../station-server/desk-types.ts';
import { createPullApplier } from '../../../station-server/sync/apply-rows.ts';
import { adult, itemAt, makeStation } from '../test-station.ts';

const KIOSK: ActContext = { place: 'kiosk-1', actor: 'patron' };

const make = () => {
  const station = makeStation();
  const applier = createPullApplier(station);
  let ver = 0;
  /** The next answer of the feed. */
  const pull = (rows: Omit<PullRow, 'ver'>[], applied: number, more = false): number => {
    const asked = station.meta.number('cursor');
    const numbered = rows.map((row) => ({ ...row, ver: ++ver }));
    const cursor = Math.max(asked, ver);
    const answer: PullAnswer = {
      version: 1,
      epoch: 1,
      nowMs: 0,
      applied,
      rows: numbered,
      cursor,
      more,
    };
    return applier.apply(answer, asked);
  };
  const parked = () => station.db.prepare('SELECT table_name, id, ver FROM parked').all();
  const lend = (index: number) =>
    station.desk.checkOut('0-1', itemAt(index).barcode, 'home', KIOSK);
  return { ...station, applier, pull, parked, lend };
};

const patronRow = (id: string, card: string): Omit<PullRow, 'ver'> => ({
  table: 'patron',
  id,
  data: { ...adult, patronId: id, card },
});
const itemRow = (index: number, barcode: string): Omit<PullRow, 'ver'> => ({
  table: 'item',
  id: itemAt(index).itemId,
  data: itemAt(index, { barcode }),
});
const loanRow = (id: string, index: number, change: object = {}): Omit<PullRow, 'ver'> => ({
  table: 'loan',
  id,
  data: {
    loanId: id,
    itemId: itemAt(index).itemId,
    patronId: '0-2',
    kind: 'home',
    takenOn: '2026-10-20',
    enteredAtMs: 1_790_000_000_000,
    dueOn: '2026-11-04',
    renewals: 0,
    renewalsMax: 2,
    returnedOn: null,
    returnEnteredAtMs: null,
    ...change,
  },
});

test('rows and cursor are stored together; an answer to another question is dropped', () => {
  const { applier, pull, meta, rows } = make();
  expect(pull([patronRow('0-8', '27101000000800')], 0)).toBe(1);
  expect(meta.number('cursor')).toBe(1);
  const stale: PullAnswer = {
    ...{ version: 1, epoch: 1, nowMs: 0, applied: 0, cursor: 9, more: false },
    rows: [{ ...patronRow('0-9', '27101000000900'), ver: 9 }],
  };
  expect(applier.apply(stale, 0)).toBe(0);
  expect(rows.patronById('0-9')).toBeUndefined();
  expect(meta.number('cursor')).toBe(1);
});

test('a row that cannot be stored undoes the whole answer, cursor included', () => {
  const { pull, meta, rows } = make();
  const broken = { ...patronRow('0-9', '27101000000900'), data: { patronId: '0-9', card: 'x' } };
  expect(() => pull([patronRow('0-8', '27101000000800'), broken], 0)).toThrow();
  expect(rows.patronById('0-8')).toBeUndefined();
  expect(meta.number('cursor')).toBe(0);
});

test('the loan row that an own unapplied return touched waits, and central has the last word', () => {
  const { pull, parked, lend, desk, rows } = make();
  const lent = lend(1);
  const id = lent.outcome === 'lent' ? lent.loan.loanId : '';
  desk.checkIn(itemAt(1).barcode, null, KIOSK);
  // Central has applied the lending only.
  expect(pull([loanRow(id, 1)], 1)).toBe(0);
  expect(rows.openLoanOfItem('0-1')).toBeUndefined();
  expect(parked()).toHaveLength(1);
  const closed = { returnedOn: '2026-10-22', returnEnteredAtMs: 1_790_000_000_001 };
  expect(pull([loanRow(id, 1, closed)], 2)).toBe(1);
  expect(rows.loanById(id)).toMatchObject({ ...closed, patronId: '0-2' });
  expect(parked()).toEqual([]);
});

test("another station's loan of a touched item comes in once the own entry is applied, though it is not sent again", () => {
  const { pull, parked, lend, rows } = make();
  lend(1);
  pull([loanRow('9-1', 1)], 0);
  expect(rows.openLoanOfItem('0-1')?.loanId).toBe('7-1');
  expect(rows.loanById('9-1')).toBeUndefined();
  // Central found ours to be the earlier one and closed it; the other has not changed.
  pull([loanRow('7-1', 1, { returnedOn: '2026-10-22', returnEnteredAtMs: 5 })], 1);
  expect(rows.openLoanOfItem('0-1')?.loanId).toBe('9-1');
  expect(parked()).toEqual([]);
});

test('a parked row waits for the end of the feed, where a newer one may stand', () => {
  const { pull, parked, lend, rows } = make();
  lend(1);
  pull([loanRow('9-1', 1)], 0);
  pull([itemRow(5, '37101000009005')], 1, true);
  expect(rows.openLoanOfItem('0-1')?.loanId).toBe('7-1');
  pull([loanRow('9-1', 1, { returnedOn: '2026-10-21', returnEnteredAtMs: 5 })], 1);
  expect(rows.openLoanOfItem('0-1')?.loanId).toBe('7-1');
  expect(rows.loanById('9-1')?.returnedOn).toBe('2026-10-21');
  expect(parked()).toEqual([]);
});

test('what is parked survives a second touch, and an empty answer lets it in', () => {
  const { pull, parked, lend, desk, rows } = make();
  lend(1);
  pull([loanRow('9-1', 1)], 0);
  desk.checkIn(itemAt(1).barcode, null, KIOSK);
  pull([], 1);
  expect(parked()).toHaveLength(1);
  expect(rows.openLoanOfItem('0-1')).toBeUndefined();
  pull([], 2);
  expect(parked()).toEqual([]);
  expect(rows.openLoanOfItem('0-1')?.loanId).toBe('9-1');
});

test('a block comes in at once though the patron borrows here; an own choice of language stays', () => {
  const { pull, lend, desk, rows } = make();
  lend(1);
  pull([{ table: 'patron', id: '0-1', data: { ...adult, status: 'blocked' } }], 0);
  expect(rows.patronById('0-1')?.status).toBe('blocked');
  desk.setLanguage('0-1', 'ru', KIOSK);
  pull([{ table: 'patron', id: '0-1', data: { ...adult, status: 'active' } }], 1);
  expect(rows.patronById('0-1')).toMatchObject({ status: 'blocked', language: 'ru' });
  pull([], 2);
  expect(rows.patronById('0-1')).toMatchObject({ status: 'active', language: 'kk' });
});

test('after central went back, entries that it had applied protect their rows again', () => {
  const { pull, lend, rows } = make();
  lend(1);
  lend(2);
  pull([], 2);
  pull([loanRow('9-1', 1)], 0);
  expect(rows.openLoanOfItem('0-1')?.loanId).toBe('7-1');
});

test.each([
  ['in the order of the exchange', [1, 2]],
  ['in the other order', [2, 1]],
])('barcodes that two items exchange in one pull, %s', (_, order) => {
  const { pull, rows } = make();
  const [first, second] = [itemAt(1).barcode, itemAt(2).barcode];
  const changed = [itemRow(1, second), itemRow(2, first)];
  pull(
    order.map((index) => changed[index - 1] as Omit<PullRow, 'ver'>),
    0,
  );
  expect(rows.itemByBarcode(first)?.item.itemId).toBe('0-2');
  expect(rows.itemByBarcode(second)?.item.itemId).toBe('0-1');
});

test('a card moves between patrons in one pull', () => {
  const { pull, rows } = make();
  pull([patronRow('0-8', '27101000000800'), patronRow('0-9', '27101000000900')], 0);
  pull([patronRow('0-8', '27101000000900'), patronRow('0-9', '')], 0);
  expect(rows.patronByCard('27101000000900')?.patronId).toBe('0-8');
  expect(rows.patronByCard('27101000000800')).toBeUndefined();
});

test('two patrons with one card do not stop the pull: the newer row has it', () => {
  const { pull, rows, meta } = make();
  pull([patronRow('0-8', '27101000000800')], 0);
  expect(pull([patronRow('0-9', '27101000000800'), itemRow(8, '37101000000888')], 0)).toBe(2);
  expect(rows.patronByCard('27101000000800')?.patronId).toBe('0-9');
  expect(rows.patronById('0-8')?.card).toBe('');
  expect(meta.number('cursor')).toBe(3);
});

test('items without a label and patrons without a card are as many as there are', () => {
  const { pull, rows, db } = make();
  // Each that comes in must leave the others alone: a library not yet labelled has 283,120 of them.
  db.exec(`CREATE TABLE rewritten(id); CREATE TRIGGER t AFTER UPDATE ON item WHEN old.barcode = ''
    BEGIN INSERT INTO rewritten VALUES(old.item_id); END`);
  pull([itemRow(1, ''), itemRow(2, ''), patronRow('0-8', ''), patronRow('0-9', '')], 0);
  expect(rows.itemByBarcode('')).toBeUndefined();
  expect(rows.patronByCard('')).toBeUndefined();
  expect(db.prepare('SELECT * FROM rewritten').all()).toEqual([]);
});

test('a deleted row goes, and an open loan that another replaces is closed no earlier than it began', () => {
  const { pull, rows } = make();
  pull([{ table: 'item', id: '0-3', data: null }, loanRow('9-1', 1)], 0);
  expect(rows.itemById('0-3')).toBeUndefined();
  pull([loanRow('8-1', 1, { takenOn: '2026-10-01' })], 0);
  expect(rows.openLoanOfItem('0-1')?.loanId).toBe('8-1');
  expect(rows.loanById('9-1')?.returnedOn).toBe('2026-10-20');
});
