// Families on a real store: links made and ended by staff, a child's own rules, merged records, and nothing left after an erasure.
import { expect, test } from 'vitest';
import { duplicateKey } from '../../station-server/circulation/registration.ts';
import type { Patron, PersonName } from '../../station-server/circulation/types.ts';
import type { ActContext } from '../../station-server/desk-types.ts';
import { adult, DAY_MS, itemAt, makeStation } from './test-station.ts';

const kiosk: ActContext = { place: 'kiosk-1', actor: 'patron' };
const staff: ActContext = { place: 'desk-1', actor: 'staff:7' };

const withChildren = (count = 1) => {
  const station = makeStation();
  const put = (patron: Patron & { name: PersonName }) =>
    station.rows.putPatron(patron, duplicateKey(patron.name, patron.birthDate));
  for (let nth = 1; nth <= count; nth += 1)
    put({
      ...adult,
      ...{ patronId: `0-1${nth}`, card: `2710100000100${nth}`, category: 'pupil' },
      ...{ birthDate: `201${nth}-03-08`, name: { ...adult.name, givenName: `Бала ${nth}` } },
    });
  const children = () => station.desk.account('0-1')?.children.map(({ patron }) => patron.patronId);
  return { ...station, put, children };
};

test('linked by staff, shown in the account with loans and limits of its own, ended by staff', () => {
  const { desk, children, journal, site } = withChildren(2);
  expect(desk.linkGuardian('0-1', '0-12', staff)).toEqual({ outcome: 'linked', guardianId: '7-1' });
  expect(desk.linkGuardian('0-1', '0-12', staff)).toEqual({ outcome: 'linked', guardianId: '7-1' });
  desk.linkGuardian('0-1', '0-11', staff);
  expect(children()).toEqual(['0-12', '0-11']);
  for (let nth = 1; nth <= 3; nth += 1)
    expect(desk.checkOut('0-12', itemAt(nth).barcode, 'home', kiosk).outcome).toBe('lent');
  const { children: shown } = desk.account('0-1')!;
  const max = site.policy.itemsMax.byCategory?.pupil ?? site.policy.itemsMax.default;
  expect(shown[0]).toMatchObject({ itemsLeft: max - 3, children: [] });
  expect(shown[0]?.loans).toHaveLength(3);
  expect(desk.account('0-1')?.loans).toEqual([]);
  expect(desk.identify(adult.card, kiosk)).toMatchObject({ children: [{}, {}] });
  expect(desk.endGuardian('0-1', '0-12', staff)).toEqual({ outcome: 'ended' });
  expect(desk.endGuardian('0-1', '0-12', staff)).toEqual({ outcome: 'ended' });
  expect(children()).toEqual(['0-11']);
  const said = journal.read(0, 100).filter(({ type }) => type.startsWith('guardian'));
  expect(said.map(({ type, body, actor }) => ({ type, body, actor }))).toEqual([
    { type: 'guardian', actor: 'staff:7', body: { adultId: '0-1', childId: '0-12' } },
    { type: 'guardian', actor: 'staff:7', body: { adultId: '0-1', childId: '0-11' } },
    {
      ...{ type: 'guardian-ended', actor: 'staff:7' },
      body: { guardianId: '7-1', adultId: '0-1', childId: '0-12' },
    },
  ]);
});

test('what staff may not link is refused and noted', () => {
  const { desk, journal } = withChildren();
  expect(desk.linkGuardian('0-1', '0-99', staff)).toMatchObject({ reason: 'patron-unknown' });
  expect(desk.linkGuardian('0-1', '0-1', staff)).toMatchObject({ reason: 'guardian-same' });
  expect(desk.linkGuardian('0-11', '0-1', staff)).toMatchObject({ reason: 'guardian-too-young' });
  expect(desk.endGuardian('0-99', '0-11', staff)).toMatchObject({ reason: 'patron-unknown' });
  expect(journal.read(0, 10).map(({ type, body }) => [type, body.act, body.reason])).toEqual([
    ['refusal', 'guardian', 'patron-unknown'],
    ['refusal', 'guardian', 'guardian-same'],
    ['refusal', 'guardian', 'guardian-too-young'],
    ['refusal', 'guardian', 'patron-unknown'],
  ]);
});

test('a child that grows up leaves by itself', () => {
  const { desk, clock, children } = withChildren();
  desk.linkGuardian('0-1', '0-11', staff);
  expect(children()).toEqual(['0-11']);
  clock.now += 10 * 365 * DAY_MS;
  expect(children()).toEqual([]);
});

test('merged records: the parent’s and the child’s lead to those that stayed, each child once', () => {
  const { desk, put, children } = withChildren(2);
  put({ ...adult, patronId: '0-2', card: '27101000000025' });
  desk.linkGuardian('0-2', '0-11', staff);
  desk.linkGuardian('0-1', '0-12', staff);
  desk.merge('0-11', '0-12', staff);
  desk.merge('0-2', '0-1', staff);
  expect(children()).toEqual(['0-12']);
});

test.each(['0-1', '0-11'])('the erasure of %s deletes the link', (gone) => {
  const { desk, db, children } = withChildren();
  desk.linkGuardian('0-1', '0-11', staff);
  desk.erasePatron(gone, staff);
  expect(db.prepare('SELECT count(*) FROM guardian').pluck().get()).toBe(0);
  expect(children()).toEqual([]);
  expect(desk.linkGuardian('0-1', '0-11', staff)).toMatchObject({ reason: 'patron-unknown' });
});

test('at every card nothing reads the whole table of readers', () => {
  const { db } = withChildren();
  const plan = db
    .prepare('EXPLAIN QUERY PLAN SELECT patron_id FROM patron WHERE merged_into = 5')
    .all() as { detail: string }[];
  expect(plan.map(({ detail }) => detail).join()).toMatch(/SEARCH patron USING .*patron_merged/);
});
