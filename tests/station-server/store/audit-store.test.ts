// The audit of a station's store: whole stores pass, and of random tampers none is missed.
import { expect, test } from 'vitest';
import { auditStore } from '../../../station-server/store/audit-store.ts';
import { TAMPERS_COUNT, TAMPERS_MS_MAX, tamper } from '../../audit-tampers.ts';
import { seededRandom } from '../../bench/seeded.ts';
import { adultForm, itemAt, makeStation } from '../test-station.ts';

const STAFF = { place: 'desk-1', actor: 'staff:desk' } as const;
const TABLES = { entry: 'journal', person: 'journal_person', where: '1' };

/** Registrations, one of them erased, loans, returns, visits; all applied at central. */
const make = () => {
  const station = makeStation();
  const { desk, site, meta, journal } = station;
  for (const surname of ['Ақ', 'Бек', 'Дана', 'Ер'])
    desk.register(adultForm(site, { surname, duplicateAccepted: true }), STAFF);
  for (const index of [1, 2, 3]) desk.checkOut('0-1', itemAt(index).barcode, 'home', STAFF);
  for (const index of [1, 9]) desk.checkIn(itemAt(index).barcode, null, STAFF);
  desk.erasePatron('7-2', STAFF);
  for (let visit = 0; visit < 5; visit += 1) desk.recordVisit(null, STAFF);
  meta.set('applied', journal.nextSeq() - 1);
  return station;
};

test('a whole store: its number, its entries, its erased', () => {
  const { db } = make();
  expect(auditStore(db)).toEqual({
    ...{ station: 7, entries: 15, personal: 3, erased: 1, broken: null },
    ...{ erasedPersons: 1, notErased: 0 },
  });
  expect(auditStore(makeStation().db)).toMatchObject({ station: null, entries: 0, broken: null });
});

test('a chain of several pages', () => {
  const { db, desk } = make();
  for (let visit = 0; visit < 2_100; visit += 1) desk.recordVisit(null, STAFF);
  expect(auditStore(db)).toMatchObject({ entries: 2_115, broken: null });
  db.prepare("UPDATE journal SET place = 'x' WHERE seq = 2050").run();
  expect(auditStore(db).broken).toEqual({ seq: 2_050, fault: 'link-broken' });
});

test(
  `${TAMPERS_COUNT} random tampers, none missed, and put right again the store is whole`,
  () => {
    const { db } = make();
    const missed: string[] = [];
    for (let seed = 1; seed <= TAMPERS_COUNT; seed += 1) {
      db.pragma('foreign_keys = OFF');
      db.exec('BEGIN');
      const done = tamper(db, TABLES, seededRandom(seed));
      if (auditStore(db).broken === null) missed.push(`seed ${seed}: ${done}`);
      db.exec('ROLLBACK');
    }
    expect(missed).toEqual([]);
    expect(auditStore(db).broken).toBeNull();
  },
  TAMPERS_MS_MAX,
);

test('the end cut off is seen by what speaks of it: central’s word, or the rows that it made', () => {
  const { db, desk, meta } = make();
  db.prepare('DELETE FROM journal WHERE seq = 15').run();
  expect(auditStore(db).broken).toEqual({ seq: 14, fault: 'end-missing' });
  meta.set('applied', 14);
  desk.checkOut('0-1', itemAt(4).barcode, 'home', STAFF);
  db.prepare('DELETE FROM journal WHERE seq = 15').run();
  expect(auditStore(db).broken).toEqual({ seq: 14, fault: 'end-missing' });
});

test('an erased patron of whom something is left is counted', () => {
  const { db } = make();
  db.prepare("UPDATE patron SET surname = 'Бек' WHERE status = 'erased'").run();
  expect(auditStore(db).notErased).toBe(1);
});
