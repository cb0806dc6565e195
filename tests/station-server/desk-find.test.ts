// Search, orders, wishes and faces on a real store and journal.
import { expect, test } from 'vitest';
import { duplicateKey } from '../../station-server/circulation/registration.ts';
import type { ActContext } from '../../station-server/desk-types.ts';
import { adult, itemAt, makeStation, title } from './test-station.ts';

const kiosk: ActContext = { place: 'kiosk-1', actor: 'patron' };
const OTHER = { ...adult, patronId: '0-77', card: '27101001000091' };
const withTwo = () => {
  const station = makeStation();
  station.rows.putPatron(OTHER, duplicateKey(OTHER.name, OTHER.birthDate));
  return station;
};
const types = (station: ReturnType<typeof makeStation>) =>
  station.journal.read(0, 100).map(({ type }) => type);

test('a title is found with what stands here, elsewhere, and what is lent until when', () => {
  const { desk, rows } = makeStation();
  const titleId = '0-500';
  rows.putTitle({ ...title, titleId, title: 'Ғарыш кемесі' });
  const copy = (number: number, branch: string) =>
    rows.putItem({ ...itemAt(900 + number), titleId, branch, barcode: '' });
  copy(1, itemAt(1).branch);
  copy(2, 'BLK-5');
  const { titles, found, more } = desk.search('гарыш кем', 0);
  expect(titles).toMatchObject([{ title: { titleId }, here: 1, elsewhere: 1, copies: 2 }]);
  expect({ found, more }).toEqual({ found: 1, more: false });
  expect(desk.search('гарыш', 1).titles).toEqual([]);
  expect(desk.title(titleId, null)).toMatchObject({
    shelves: [
      { branch: itemAt(1).branch, here: true, onShelf: 1, onLoan: 0, dueOn: null },
      { branch: 'BLK-5', here: false, onShelf: 1 },
    ],
    ...{ queue: 0, position: null, orderable: false },
  });
  expect(desk.title('0-404', null)).toBeUndefined();
});

test('the second reader waits behind the first; an order is in the account until it is cancelled or the book is in hand', () => {
  const station = withTwo();
  const { desk } = station;
  const { titleId } = title;
  const here = desk.orderTitle(OTHER.patronId, titleId, kiosk);
  expect(here).toMatchObject({ reason: 'hold-on-shelf' });
  station.db.prepare("UPDATE item SET branch = 'BLK-5'").run();
  expect(desk.orderTitle(OTHER.patronId, titleId, kiosk)).toEqual({ outcome: 'held' });
  expect(desk.orderTitle('0-1', titleId, kiosk)).toEqual({ outcome: 'held' });
  expect(desk.title(titleId, '0-1')).toMatchObject({ queue: 2, position: 2 });
  expect(desk.holdsOf('0-1')).toMatchObject([{ position: 2 }]);
  expect(desk.orderTitle('0-1', titleId, kiosk)).toMatchObject({ reason: 'hold-already' });
  expect(station.journal.read(0, 100).at(-1)).toMatchObject({
    ...{ type: 'refusal', body: { act: 'hold', reason: 'hold-already', patronId: '0-1' } },
  });

  const [first] = desk.holdsOf(OTHER.patronId);
  desk.cancelOwnHold('0-1', first!.holdId, kiosk);
  expect(desk.holdsOf(OTHER.patronId)).toHaveLength(1);
  desk.cancelOwnHold(OTHER.patronId, first!.holdId, kiosk);
  desk.cancelOwnHold(OTHER.patronId, first!.holdId, kiosk);
  expect(desk.holdsOf(OTHER.patronId)).toEqual([]);
  expect(types(station).filter((type) => type === 'hold-cancelled')).toHaveLength(1);
  expect(desk.title(titleId, '0-1')).toMatchObject({ queue: 1, position: 1 });

  expect(desk.checkOut('0-1', itemAt(1).barcode, 'home', kiosk)).toMatchObject({ outcome: 'lent' });
  expect(desk.holdsOf('0-1')).toEqual([]);
});

test('who or what is unknown cannot be ordered', () => {
  const { desk } = makeStation();
  expect(desk.orderTitle('0-404', title.titleId, kiosk)).toMatchObject({
    reason: 'patron-unknown',
  });
  expect(desk.orderTitle('0-1', '0-404', kiosk)).toMatchObject({ reason: 'item-unknown' });
});

test('a wish stands in the journal with its reader, and in the list of staff without', () => {
  const station = makeStation();
  const { desk } = station;
  const words = { title: 'Ай қызы', author: '' };
  expect(desk.wish(words, { patronId: '0-1', language: 'kk' }, kiosk)).toEqual({
    outcome: 'wished',
  });
  desk.wish(
    { title: 'Лунный календарь', author: 'Н. Н.' },
    { patronId: null, language: 'ru' },
    kiosk,
  );
  expect(station.journal.read(0, 1)).toMatchObject([
    { type: 'wish', body: { ...words, language: 'kk', patronId: '0-1' } },
  ]);
  expect(desk.wishes()).toEqual([
    {
      ...{ title: 'Лунный календарь', author: 'Н. Н.', language: 'ru' },
      place: 'kiosk-1',
      wishedAtMs: station.clock.now,
    },
    { ...words, language: 'kk', place: 'kiosk-1', wishedAtMs: station.clock.now },
  ]);
  const empty = desk.wish({ title: '?', author: '' }, { patronId: null, language: 'kk' }, kiosk);
  expect(empty).toEqual({ outcome: 'refused', reason: 'wish-empty' });
});

test('a face is noted for the title and for nobody', () => {
  const station = makeStation();
  station.desk.rate(itemAt(1).barcode, 'good', kiosk);
  station.desk.rate('unknown', 'poor', kiosk);
  const entries = station.journal.read(0, 10);
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({
    ...{ type: 'rating', actor: 'self', personal: null },
    body: { titleId: itemAt(1).titleId, face: 'good' },
  });
});
