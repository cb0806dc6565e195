// The promise of a class session, on a whole station: 25 pupils, each with a card and two books, borrow within six minutes. Acts come
// through the bridge's socket as from a scanner, views through the stream as at a page, and lie in the store when all is done. What a
// hand needs is simulated time, written down below; what the station needs is measured and added.
import { afterEach, expect, test } from 'vitest';
import { makeNumber } from '../../../profiles/card-number.ts';
import type { KioskView } from '../../../station-server/api-types.ts';
import { duplicateKey } from '../../../station-server/circulation/registration.ts';
import { createGuaranteeRows } from '../../../station-server/store/guarantee-rows.ts';
import { CARD, type RunningStation, startStation } from '../running-station.ts';
import { adult, itemAt } from '../test-station.ts';

const PUPILS = 25;
const BOOKS_EACH = 2;
/** Steps up and shows the card; picks up a book and shows it: slow hands of a seven-year-old. */
const CARD_MS = 5_000;
const BOOK_MS = 4_000;
const CLASS_MS_MAX = 360_000;

const numberOf = (kind: 'patron' | 'item', serial: number) =>
  makeNumber({ kind, libraryNumber: '7101', station: 1, serial });
let station: RunningStation | undefined;
afterEach(() => station?.stop());

test(`${PUPILS} pupils borrow ${BOOKS_EACH} books each in six minutes, by home and hall`, async () => {
  station = await startStation({
    place: { audience: 'children', classOpeners: ['employee'] },
  });
  const { store } = station;
  const guarantees = createGuaranteeRows(store.db);
  const cards = Array.from({ length: PUPILS }, (_, index) => numberOf('patron', 100 + index));
  const books = Array.from({ length: PUPILS * BOOKS_EACH }, (_, index) =>
    numberOf('item', 500 + index),
  );
  cards.forEach((card, index) => {
    const name = { surname: `Оқушы${index}`, givenName: `Ә${index}`, patronymic: '' };
    const patron = { ...adult, patronId: `0-${200 + index}`, card, name, birthDate: '2016-05-01' };
    store.rows.putPatron({ ...patron, category: 'pupil' }, duplicateKey(name, '2016-05-01'));
    // The last five have no guarantee on file.
    if (index < PUPILS - 5) guarantees.put(patron.patronId, 1);
  });
  books.forEach((barcode, index) => {
    store.rows.putItem(itemAt(500 + index, { barcode }));
  });
  const bridge = await station.bridge();
  const page = station.stream();
  const scan = (text: string) =>
    bridge.say({ type: 'barcode-read', device: 'scanner', symbology: 'code128', text, ageMs: 0 });
  let stationMs = 0;
  let handsMs = 0;
  const shown = async (what: string, handMs: number, fits: (view: KioskView) => boolean) => {
    const from = performance.now();
    await page.untilView(what, fits);
    stationMs += performance.now() - from;
    handsMs += handMs;
  };

  scan(CARD);
  await shown('the teacher is known', CARD_MS, (view) => view.screen === 'borrow');
  await station.act({ act: 'class-open' });
  await shown('the class is open', CARD_MS, (view) => view.screen === 'class');
  for (const [index, card] of cards.entries()) {
    scan(card);
    await shown(
      `pupil ${index + 1}`,
      CARD_MS,
      (view) => view.screen === 'class' && view.pupilCount === index + 1 && view.pupil !== null,
    );
    for (let turn = 0; turn < BOOKS_EACH; turn += 1) {
      const at = index * BOOKS_EACH + turn;
      scan(books[at] as string);
      await shown(
        `book ${at + 1}`,
        BOOK_MS,
        (view) => view.screen === 'class' && view.bookCount === at + 1,
      );
    }
  }
  await station.act({ act: 'class-close' });
  await shown('the overview', CARD_MS, (view) => view.screen === 'class-done');
  page.close();

  const view = page.view();
  if (view?.screen !== 'class-done') throw new Error('no overview');
  expect(view.pupils).toHaveLength(PUPILS);
  expect(view.pupils.slice(0, 20).every(({ home, hall }) => home === 2 && hall === 0)).toBe(true);
  expect(view.pupils.slice(20).every(({ home, hall }) => home === 0 && hall === 2)).toBe(true);
  expect(JSON.stringify(view)).not.toMatch(/Оқушы/);
  const lent = station
    .entries('check-out')
    .map(({ body }) => body as { patronId: string; kind: string });
  expect(lent).toHaveLength(PUPILS * BOOKS_EACH);
  expect(lent.filter(({ kind }) => kind === 'hall')).toHaveLength(5 * BOOKS_EACH);
  expect(new Set(lent.map(({ patronId }) => patronId)).size).toBe(PUPILS);
  expect(station.entries('visit')).toHaveLength(PUPILS);
  console.log(
    `a class of ${PUPILS}: hands ${handsMs / 1_000} s, station ${Math.round(stationMs)} ms`,
  );
  expect(handsMs).toBeLessThanOrEqual(CLASS_MS_MAX);
  expect(station.failures).toEqual([]);
});
