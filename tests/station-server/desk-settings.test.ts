// What readers set, on a real store. A PIN: what it opens, what it closes, where it stands and where not. What they had before: only of
// who wishes it, from then on. An erasure takes both.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { duplicateKey } from '../../station-server/circulation/registration.ts';
import type { ActContext, Desk } from '../../station-server/desk-types.ts';
import {
  createReadBeforeRows,
  READ_BEFORE_MAX,
} from '../../station-server/store/read-before-rows.ts';
import { createSettingRows } from '../../station-server/store/setting-rows.ts';
import { foundIn } from '../file-bytes.ts';
import { adult, itemAt, makeStation } from './test-station.ts';

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

const borrow = ({ desk }: ReturnType<typeof makeStation>, nth: number) => {
  const { barcode } = itemAt(nth);
  const answer = desk.checkOut('0-1', barcode, 'home', kiosk);
  if (answer.outcome !== 'lent') throw new Error(answer.reason);
  return { answer, giveBack: () => desk.checkIn(barcode, null, kiosk) };
};
const kept = ({ db }: ReturnType<typeof makeStation>) =>
  db.prepare('SELECT count(*) FROM read_before').pluck().get();

test('who does not wish it is told nothing, and nothing is kept', () => {
  const station = makeStation();
  borrow(station, 1).giveBack();
  expect(borrow(station, 2).answer).not.toHaveProperty('readBefore');
  expect(kept(station)).toBe(0);
  expect(station.desk.account('0-1')).toMatchObject({ remembers: false });
});

test('who wishes it is told of titles from then on; the past is not looked through', () => {
  const station = makeStation();
  borrow(station, 1).giveBack();
  expect(station.desk.setRemembering('0-1', true, kiosk)).toEqual({ outcome: 'set' });
  expect(station.desk.account('0-1')).toMatchObject({ remembers: true });
  const first = borrow(station, 2);
  expect(first.answer).not.toHaveProperty('readBefore');
  first.giveBack();
  // Another copy of the same title.
  expect(borrow(station, 3).answer).toMatchObject({ readBefore: true });
  expect(kept(station)).toBe(1);
});

test('what is in hand when the wish is made counts', () => {
  const station = makeStation();
  const now = borrow(station, 1);
  station.desk.setRemembering('0-1', true, kiosk);
  now.giveBack();
  expect(borrow(station, 2).answer).toMatchObject({ readBefore: true });
});

test('the wish and its end are journaled once each; with its end all is gone', () => {
  const station = makeStation();
  const { desk, journal } = station;
  const from = journal.read(0, 100).length;
  desk.setRemembering('0-1', false, kiosk);
  desk.setRemembering('0-1', true, kiosk);
  desk.setRemembering('0-1', true, kiosk);
  borrow(station, 1).giveBack();
  expect(kept(station)).toBe(1);
  desk.setRemembering('0-1', false, kiosk);
  expect(kept(station)).toBe(0);
  expect(borrow(station, 2).answer).not.toHaveProperty('readBefore');
  const wishes = journal.read(from, 100).filter(({ type }) => type === 'remembering');
  expect(wishes.map(({ body, actor }) => ({ body, actor }))).toEqual([
    { actor: 'patron', body: { patronId: '0-1', wanted: true } },
    { actor: 'patron', body: { patronId: '0-1', wanted: false } },
  ]);
});

test('a lending that was undone was no reading', () => {
  const station = makeStation();
  station.desk.setRemembering('0-1', true, kiosk);
  const { station: number, seq } = borrow(station, 1).answer.entry;
  station.desk.undo(`${number}-${seq}`, staff);
  expect(kept(station)).toBe(0);
  expect(borrow(station, 1).answer).not.toHaveProperty('readBefore');
});

test('an erasure takes what was remembered, and nobody erased can wish it', () => {
  const station = makeStation();
  station.desk.setRemembering('0-1', true, kiosk);
  borrow(station, 1).giveBack();
  station.desk.erasePatron('0-1', staff);
  expect(kept(station)).toBe(0);
  const gone = { outcome: 'refused', reason: 'patron-unknown' };
  expect(station.desk.setRemembering('0-1', true, kiosk)).toEqual(gone);
});

test('one reader’s memory has a limit: the oldest titles go', () => {
  const { db } = makeStation();
  const read = createReadBeforeRows(db);
  for (let nth = 1; nth <= READ_BEFORE_MAX + 1; nth += 1) read.put('0-1', `0-${nth}`, `7-${nth}`);
  expect(read.has('0-1', '0-1')).toBe(false);
  expect(read.has('0-1', '0-2')).toBe(true);
  expect(read.has('0-1', `0-${READ_BEFORE_MAX + 1}`)).toBe(true);
});

test.each([
  ['another PIN', (desk: Desk) => desk.setPin('0-1', { pin: '90331', again: '90331' }, kiosk)],
  ['none', (desk: Desk) => desk.setPin('0-1', null, kiosk)],
  ['an erasure', (desk: Desk) => desk.erasePatron('0-1', staff)],
])('after %s not a byte of the first one’s hash is in the files', (_, act) => {
  const folder = mkdtempSync(join(tmpdir(), 'kitap-pin-'));
  try {
    const station = makeStation({ file: join(folder, 'station.db') });
    station.desk.setPin('0-1', twice, kiosk);
    const record = createSettingRows(station.db).get('0-1')?.pin ?? '';
    const hash = record.split('$').at(-1) ?? '';
    expect(foundIn([folder], [hash])).not.toEqual([]);
    act(station.desk);
    expect(foundIn([folder], [hash])).toEqual([]);
    station.close();
    expect(foundIn([folder], [hash, PIN])).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
