// The counter's one input over HTTP: cards, barcodes, inventory numbers, names and titles; and each act can be undone by its entry.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { duplicateKey } from '../../../station-server/circulation/registration.ts';
import {
  ask,
  bookAt,
  CARD,
  type RunningStation,
  STAFF_TOKEN,
  startStation,
} from '../running-station.ts';

let station: RunningStation;
beforeEach(async () => {
  station = await startStation();
});
afterEach(async () => {
  await station.stop();
});

const post = async (path: string, body: object, token = STAFF_TOKEN) => {
  const answer = await ask(`${station.url}/api/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ place: 'kiosk-1', ...body }),
  });
  return { status: answer.status, body: JSON.parse(answer.text) as Record<string, unknown> };
};
const lookUp = async (text: string) => (await post('counter/lookups', { text })).body;
const entryOf = ({ body }: { body: Record<string, unknown> }): string => {
  const { station: number, seq } = body.entry as { station: number; seq: number };
  return `${number}-${seq}`;
};
const reader = (patronId: string, surname: string, givenName: string, birthDate: string) => {
  const known = station.store.rows.patronById('0-1')!;
  const name = { surname, givenName, patronymic: '' };
  const card = `2710100100${patronId.slice(2).padStart(4, '0')}`;
  const row = { ...known, patronId, card, birthDate, name };
  station.store.rows.putPatron(row, duplicateKey(name, birthDate));
};

test('a card opens its reader, a barcode its item and who has it', async () => {
  expect(await lookUp(CARD)).toMatchObject({
    kind: 'patron',
    account: { patronId: '0-1', card: CARD, loans: [] },
  });
  expect(await lookUp(bookAt(1))).toMatchObject({ kind: 'item', loan: null, borrower: null });
  const lent = await post('checkouts', { card: CARD, barcode: bookAt(1) });
  expect(lent.body).toMatchObject({ outcome: 'lent' });
  expect(await lookUp(` ${bookAt(1)} `)).toMatchObject({
    kind: 'item',
    item: { barcode: bookAt(1) },
    loan: { patronId: '0-1' },
    borrower: { patronId: '0-1', card: CARD },
  });
});

test('an inventory number finds its item, unless two bear it', async () => {
  const { rows } = station.store;
  const { item } = rows.itemByBarcode(bookAt(1))!;
  rows.putItem({ ...item, inventoryNo: '74/512' });
  expect(await lookUp('74/512')).toMatchObject({ kind: 'item', inventoryNo: '74/512' });
  rows.putItem({ ...rows.itemByBarcode(bookAt(2))!.item, inventoryNo: '74/512' });
  expect(await lookUp('74/512')).toMatchObject({ kind: 'choice', patrons: [] });
});

test('a name as far as it is typed, in any case and without Kazakh letters; who is chosen is opened', async () => {
  reader('0-21', 'Қасымова', 'Әлия', '1984-03-08');
  reader('0-22', 'Қасымов', 'Ерлан', '1990-12-01');
  const ids = async (text: string) =>
    ((await lookUp(text)).patrons as { patronId: string }[]).map(({ patronId }) => patronId);
  expect(await ids('касым')).toEqual(['0-22', '0-21']);
  expect(await ids('КАСЫМОВА')).toEqual(['0-21']);
  expect(await ids('қасымова әл')).toEqual(['0-21']);
  expect(await ids('қасымова ер')).toEqual([]);
  const opened = await post('counter/lookups', { patronId: '0-21' });
  expect(opened.body).toMatchObject({ kind: 'patron', account: { givenName: 'Әлия' } });
});

test('nothing that is looked up is noted, and nobody without the key learns anything', async () => {
  const before = station.store.journal.nextSeq();
  expect(await lookUp('27101009999999')).toMatchObject({ kind: 'choice', patrons: [], titles: [] });
  expect(await lookUp('%')).toMatchObject({ kind: 'choice', patrons: [], titles: [] });
  expect(station.store.journal.nextSeq()).toBe(before);
  expect((await post('counter/lookups', { text: CARD }, 'wrong')).status).toBe(401);
  expect((await post('counter/lookups', { text: '' })).status).toBe(400);
  expect((await post('counter/lookups', { text: CARD, place: 'nowhere' })).status).toBe(404);
});

test('a merged record leads to the one that stayed, an erased reader to nobody', async () => {
  reader('0-21', 'Қасымова', 'Әлия', '1984-03-08');
  await post('patrons/0-21/merge', { intoPatronId: '0-1' });
  const merged = await post('counter/lookups', { patronId: '0-21' });
  expect(merged.body).toMatchObject({ kind: 'patron', account: { patronId: '0-1' } });
  await post('patrons/0-1/erase', { forEver: true });
  const erased = await post('counter/lookups', { patronId: '0-1' });
  expect(erased.body).toEqual({ kind: 'choice', patrons: [], titles: [] });
});

test('a lending, a renewal and a return are each undone by their entry', async () => {
  const lent = await post('checkouts', { card: CARD, barcode: bookAt(1) });
  const { loanId } = lent.body.loan as { loanId: string };
  const renewed = await post('renewals', { loanId });
  const loan = () => station.store.rows.loanById(loanId);
  expect(loan()?.renewals).toBe(1);
  expect((await post('stornos', { entry: entryOf(renewed) })).body.outcome).toBe('undone');
  expect(loan()?.renewals).toBe(0);
  const returned = await post('checkins', { barcode: bookAt(1) });
  expect((await post('stornos', { entry: entryOf(returned) })).body.outcome).toBe('undone');
  expect(loan()?.returnedOn).toBeNull();
  expect((await post('stornos', { entry: entryOf(lent) })).body.outcome).toBe('undone');
  expect(await lookUp(bookAt(1))).toMatchObject({ loan: null });
});
