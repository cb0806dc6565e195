// What staff put right at a desk: undoing an act, blocking, merging, holds; each is an entry, and
// doing it twice is doing it once.
import { beforeEach, describe, expect, test } from 'vitest';
import { duplicateKey } from '../../station-server/circulation/registration.ts';
import type { ActContext } from '../../station-server/desk-types.ts';
import { createHoldRows } from '../../station-server/store/hold-rows.ts';
import { adult, itemAt, makeStation, title } from './test-station.ts';

const STAFF: ActContext = { place: 'desk-1', actor: 'staff:test' };
const [BOOK, NEXT] = [itemAt(1).barcode, itemAt(2).barcode];
const second = {
  ...adult,
  ...{ patronId: '0-2', card: '27101000000025' },
  name: { ...adult.name, givenName: 'Айару' },
};

let station: ReturnType<typeof makeStation>;
beforeEach(() => {
  station = makeStation();
  station.rows.putPatron(second, duplicateKey(second.name, second.birthDate));
});
const lend = (barcode = BOOK, who = adult.patronId): string => {
  const answer = station.desk.checkOut(who, barcode, 'home', STAFF);
  if (answer.outcome !== 'lent') throw new Error(JSON.stringify(answer));
  return answer.loan.loanId;
};
const lastName = () => `7-${station.journal.nextSeq() - 1}`;
const types = () => station.journal.read(0, 100).map(({ type }) => type);
const holder = () => station.rows.openLoanOfItem(itemAt(1).itemId)?.loanId;

describe('undo', () => {
  test('a lending: the book is free again, the entry stays, a second undo makes none', () => {
    const loanId = lend();
    const answer = station.desk.undo(loanId, STAFF);
    expect(answer).toEqual({ outcome: 'undone', entry: { station: 7, seq: 2 } });
    expect(station.desk.undo(loanId, STAFF)).toEqual(answer);
    expect(types()).toEqual(['check-out', 'storno']);
    expect(station.rows.loanById(loanId)).toMatchObject({ returnedOn: '2026-10-22' });
    expect(lend(BOOK, second.patronId)).toBe('7-3');
    expect(station.journal.verify()).toBeNull();
  });
  test('a return: the loan is open again, unless the book was lent since or the lending undone', () => {
    const loanId = lend();
    station.desk.checkIn(BOOK, null, STAFF);
    const back = lastName();
    const next = lend(BOOK, second.patronId);
    expect(station.desk.undo(back, STAFF)).toMatchObject({ reason: 'undo-impossible' });
    expect(holder()).toBe(next);
    station.desk.undo(next, STAFF);
    expect(station.desk.undo(back, STAFF)).toMatchObject({ outcome: 'undone' });
    expect(holder()).toBe(loanId);
  });
  test('the return of a lending that was undone opens nothing', () => {
    const loanId = lend();
    station.desk.checkIn(BOOK, null, STAFF);
    const back = lastName();
    station.desk.undo(loanId, STAFF);
    expect(station.desk.undo(back, STAFF)).toMatchObject({ outcome: 'undone' });
    expect(holder()).toBeUndefined();
  });
  test('a renewal: the day promised before counts again', () => {
    const loanId = lend();
    const before = station.rows.loanById(loanId);
    station.clock.now += 5 * 86_400_000;
    station.desk.renew(loanId, STAFF);
    const first = lastName();
    expect(station.rows.loanById(loanId)?.dueOn).not.toBe(before?.dueOn);
    expect(station.desk.undo(first, STAFF)).toMatchObject({ outcome: 'undone' });
    expect(station.rows.loanById(loanId)).toEqual(before);
  });
  test('what is no lending, return or renewal of this station is refused and leaves no entry', () => {
    station.desk.recordVisit(null, STAFF);
    for (const name of ['7-1', '7-99', '8-1', '0-0', 'x'])
      expect(station.desk.undo(name, STAFF)).toEqual({
        outcome: 'refused',
        reason: 'undo-impossible',
      });
    expect(types()).toEqual(['visit']);
  });
});

test('a block bars the reader at once, lifting it lets borrow again', () => {
  const { patronId } = adult;
  expect(station.desk.block(patronId, true, 'debt', STAFF)).toEqual({ outcome: 'blocked' });
  expect(station.desk.checkOut(patronId, BOOK, 'home', STAFF)).toMatchObject({
    reason: 'patron-blocked',
  });
  expect(station.desk.block(patronId, false, 'debt', STAFF)).toEqual({ outcome: 'unblocked' });
  lend();
  expect(station.desk.block('9-9', true, 'debt', STAFF)).toMatchObject({ outcome: 'refused' });
  expect(types().filter((type) => type === 'block')).toHaveLength(2);
});

test('merged: loans and card lead to the record that stayed; merging back changes nothing', () => {
  const loanId = lend();
  const merged = { outcome: 'merged', intoPatronId: second.patronId };
  expect(station.desk.merge(adult.patronId, second.patronId, STAFF)).toEqual(merged);
  expect(station.desk.merge(adult.patronId, second.patronId, STAFF)).toEqual(merged);
  expect(station.desk.merge(second.patronId, adult.patronId, STAFF)).toEqual(merged);
  expect(types()).toEqual(['check-out', 'merge']);
  for (const card of [adult.card, second.card]) {
    const account = station.desk.identify(card, STAFF);
    if (account.outcome !== 'identified') throw new Error(account.reason);
    expect(account.patron.patronId).toBe(second.patronId);
    expect(account.loans.map(({ loan }) => loan.loanId)).toEqual([loanId]);
  }
  const typed = station.desk.identifyByNumber(adult.card, { birthDate: adult.birthDate }, STAFF);
  expect(typed).toMatchObject({ outcome: 'identified', patron: { patronId: second.patronId } });
});

test('a hold is placed for a title or for one copy of it, and cancelled once', () => {
  const { titleId } = title;
  const placed = station.desk.placeHold(adult.patronId, titleId, itemAt(2).itemId, STAFF);
  if (placed.outcome !== 'held') throw new Error(placed.reason);
  const holds = createHoldRows(station.db);
  expect(holds.waitingFor(titleId)).toEqual([placed.hold]);
  const { holdId } = placed.hold;
  for (let times = 0; times < 2; times += 1)
    expect(station.desk.cancelHold(holdId, STAFF)).toEqual({ outcome: 'cancelled' });
  expect(holds.byId(holdId)).toMatchObject({ state: 'cancelled' });
  expect(types()).toEqual(['hold', 'hold-cancelled']);
  for (const [patronId, wanted, itemId] of [
    ['9-9', titleId, null],
    [adult.patronId, '0-99', null],
    [adult.patronId, titleId, '0-99'],
  ] as const)
    expect(station.desk.placeHold(patronId, wanted, itemId, STAFF).outcome).toBe('refused');
  expect(station.desk.cancelHold('7-99', STAFF).outcome).toBe('refused');
  expect(lend(NEXT)).toBe('7-3');
});
