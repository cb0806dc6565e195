// A batch is cut before central would refuse it as too large, and is never empty while there is something to send.
import { expect, test } from 'vitest';
import type { StoredEntry } from '../../../station-server/store/journal.ts';
import { cutToBytes, pushRequest } from '../../../station-server/sync/batch.ts';
import { itemAt, makeStation } from '../test-station.ts';

const filledJournal = () => {
  const { desk, journal } = makeStation();
  for (let index = 1; index <= 4; index += 1) {
    desk.checkOut('0-1', itemAt(index).barcode, 'home', { place: 'kiosk-1', actor: 'patron' });
  }
  return journal;
};
const given = (entries: StoredEntry[], after: number, previousChain: string) =>
  pushRequest({ station: 7, epoch: 3, after, previousChain, entries, clocks: {} });

test('cut by bytes, counted as they travel', () => {
  const entries = filledJournal().read(0, 10);
  expect(cutToBytes(entries)).toEqual(entries);
  const bytes = (of: StoredEntry[]) =>
    Buffer.byteLength(JSON.stringify(given(of, 0, '').entries)) - 1 - of.length;
  expect(cutToBytes(entries, bytes(entries.slice(0, 2)))).toHaveLength(2);
  expect(cutToBytes(entries, bytes(entries.slice(0, 2)) - 1)).toHaveLength(1);
  expect(cutToBytes(entries, 1)).toHaveLength(1);
  expect(cutToBytes([])).toEqual([]);
});

test('consecutive from the one after, closed by the chain value of the last; with none, by that before', () => {
  const journal = filledJournal();
  const request = given(journal.read(1, 2), 1, String(journal.chainAt(1)));
  expect(request).toMatchObject({ station: 7, epoch: 3, first: 2, chain: journal.chainAt(3) });
  expect(request.entries).toHaveLength(2);
  expect(request.clocks).toBeUndefined();
  const empty = given([], 4, String(journal.chainAt(4)));
  expect(empty).toMatchObject({ first: 5, entries: [], chain: journal.chainAt(4) });
});
