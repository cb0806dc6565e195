// A reader's PIN on a real store: what it opens, what it closes, where it stands and where not, and that an erasure takes it.
import { expect, test } from 'vitest';
import { duplicateKey } from '../../station-server/circulation/registration.ts';
import type { ActContext } from '../../station-server/desk-types.ts';
import { createSettingRows } from '../../station-server/store/setting-rows.ts';
import { adult, makeStation } from './test-station.ts';

const kiosk: ActContext = { place: 'kiosk-1', actor: 'patron' };
const staff: ActContext = { place: 'desk-1', actor: 'staff:7' };
const PIN = '80214';
const twice = { pin: PIN, again: PIN };
const byDate = { birthDate: adult.birthDate };
const wrong = { outcome: 'refused', reason: 'birth-date-wrong' };

test('with a PIN the birth date opens nothing any more; without it again', () => {
  const { desk } = makeStation();
  const enter = (proof: { pin: string } | { birthDate: string }) =>
    desk.identifyByNumber(adult.card, proof, kiosk);
  expect(enter(byDate)).toMatchObject({ outcome: 'identified', hasPin: false });
  expect(enter({ pin: PIN })).toEqual(wrong);
  expect(desk.setPin('0-1', twice, kiosk)).toEqual({ outcome: 'set' });
  expect(enter(byDate)).toEqual(wrong);
  expect(enter({ pin: '80215' })).toEqual(wrong);
  expect(enter({ pin: PIN })).toMatchObject({ outcome: 'identified', hasPin: true });
  expect(desk.setPin('0-1', null, kiosk)).toEqual({ outcome: 'set' });
  expect(enter({ pin: PIN })).toEqual(wrong);
  expect(enter(byDate)).toMatchObject({ outcome: 'identified', hasPin: false });
});

test('a number that nobody has gets the same answer and the same words in the journal', () => {
  const station = makeStation();
  station.desk.setPin('0-1', twice, kiosk);
  const from = station.journal.read(0, 100).length;
  for (const card of [adult.card, '27101000099996'])
    for (const proof of [{ pin: '80215' }, { birthDate: '1990-05-15' }])
      expect(station.desk.identifyByNumber(card, proof, kiosk)).toEqual(wrong);
  const said = station.journal.read(from, 100).map(({ type, body }) => ({ type, body }));
  expect(new Set(said.map((entry) => JSON.stringify(entry))).size).toBe(1);
});

test('where no birth date is known, none opens anything', () => {
  const { desk, rows } = makeStation();
  const unknown = { ...adult, birthDate: '1900-01-01' };
  rows.putPatron(unknown, duplicateKey(adult.name, unknown.birthDate));
  expect(desk.identifyByNumber(adult.card, { birthDate: '1900-01-01' }, kiosk)).toEqual(wrong);
});

test('a merged card leads to the PIN of the record that stayed', () => {
  const { desk, rows } = makeStation();
  const other = { ...adult, patronId: '0-2', card: '27101000000025' };
  rows.putPatron(other, duplicateKey(other.name, other.birthDate));
  desk.setPin('0-1', twice, kiosk);
  desk.merge('0-2', '0-1', staff);
  expect(desk.identifyByNumber(other.card, byDate, kiosk)).toEqual(wrong);
  expect(desk.identifyByNumber(other.card, { pin: PIN }, kiosk)).toMatchObject({
    patron: { patronId: '0-1' },
  });
});

test('neither the PIN nor its hash stands in the journal, and nobody is told a PIN twice', () => {
  const station = makeStation();
  station.desk.setPin('0-1', twice, kiosk);
  station.desk.setPin('0-1', null, kiosk);
  station.desk.setPin('0-1', null, kiosk);
  const entries = station.journal.read(0, 100);
  expect(entries.map(({ type, body }) => ({ type, body }))).toEqual([
    { type: 'pin', body: { patronId: '0-1', set: true } },
    { type: 'pin', body: { patronId: '0-1', set: false } },
  ]);
  expect(JSON.stringify(entries)).not.toMatch(new RegExp(`${PIN}|scrypt`));
});

test.each([
  ['802', '802', 'pin-length'],
  ['1990', '1990', 'pin-weak'],
  ['8021', '8012', 'pins-differ'],
])('%s and %s are refused, noted, and change nothing', (pin, again, reason) => {
  const station = makeStation();
  expect(station.desk.setPin('0-1', { pin, again }, kiosk)).toEqual({ outcome: 'refused', reason });
  expect(station.journal.read(0, 10)).toMatchObject([
    { type: 'refusal', body: { act: 'setting', reason, patronId: '0-1', scanned: null } },
  ]);
  expect(createSettingRows(station.db).get('0-1')).toBeUndefined();
});

test('an erasure takes the PIN, and none can be set for whoever is gone', () => {
  const station = makeStation();
  station.desk.setPin('0-1', twice, kiosk);
  station.desk.erasePatron('0-1', staff);
  expect(createSettingRows(station.db).get('0-1')).toBeUndefined();
  const gone = { outcome: 'refused', reason: 'patron-unknown' };
  expect(station.desk.setPin('0-1', twice, kiosk)).toEqual(gone);
  expect(station.desk.identifyByNumber(adult.card, { pin: PIN }, kiosk)).toEqual(wrong);
});
