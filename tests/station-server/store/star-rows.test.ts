// Stars of a reading campaign: borrowed in its days, brought back in its days, each by itself; nobody else's, and nothing undone.
import { expect, test } from 'vitest';
import { createStarRows } from '../../../station-server/store/star-rows.ts';
import { adult, DAY_MS, itemAt, makeStation } from '../test-station.ts';

const kiosk = { place: 'kiosk-1', actor: 'patron' } as const;

test('counts what was borrowed and what was brought back within the days', () => {
  const { clock, desk, rows, db } = makeStation({ items: 4 });
  const stars = createStarRows(db);
  const count = () => stars.between(adult.patronId, '2026-10-23', '2026-10-24');
  const code = (index: number) => itemAt(index).barcode;
  const other = { ...adult, patronId: '0-9', card: 'OTHER' };
  rows.putPatron(other, 'other');
  desk.checkOut(adult.patronId, code(1), 'home', kiosk);
  expect(count()).toBe(0);
  clock.now += DAY_MS;
  desk.checkOut(adult.patronId, code(2), 'home', kiosk);
  desk.checkOut(other.patronId, code(3), 'home', kiosk);
  expect(count()).toBe(1);
  clock.now += 60_000;
  desk.checkIn(code(1), null, kiosk);
  expect(count()).toBe(2);
  desk.checkIn(code(2), null, kiosk);
  expect(count()).toBe(3);
  clock.now += 2 * DAY_MS;
  desk.checkIn(code(3), null, kiosk);
  expect(count()).toBe(3);
  expect(stars.between(other.patronId, '2026-10-23', '2026-10-24')).toBe(1);
});

test('a lending that was undone is no star', () => {
  const { desk, db } = makeStation({ items: 1 });
  const stars = createStarRows(db);
  const answer = desk.checkOut(adult.patronId, itemAt(1).barcode, 'home', kiosk);
  if (answer.outcome !== 'lent') throw new Error(answer.reason);
  expect(stars.between(adult.patronId, '2026-10-01', '2026-10-31')).toBe(1);
  desk.undo(`${answer.entry.station}-${answer.entry.seq}`, { place: 'desk-1', actor: 'staff:x' });
  expect(stars.between(adult.patronId, '2026-10-01', '2026-10-31')).toBe(0);
});
