// Packed entries come back key for key, whatever is in them: the chain is computed over their text.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WireEntry } from '../../../central/sync-contract.ts';
import {
  decodeEntries,
  encodeEntries,
  type PackedEntries,
} from '../../../station-server/circulation/wire-columns.ts';
import { WireError } from '../../../station-server/circulation/wire-numbers.ts';
import { pushRequest } from '../../../station-server/sync/batch.ts';
import { adultForm, itemAt, makeStation } from '../test-station.ts';

/** Over the wire, as JSON. */
const sent = (packed: PackedEntries): PackedEntries => JSON.parse(JSON.stringify(packed));
const expectSame = (entries: readonly WireEntry[]): void => {
  const back = decodeEntries(sent(encodeEntries(entries)));
  expect(JSON.stringify(back)).toBe(JSON.stringify(entries));
};

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '',
    'Әбіл',
    '\ud800',
    '__proto__',
    'constructor',
    '0-1',
    '1-02',
    '0-999999999',
    '*',
  ),
);
const day = fc.oneof(
  fc.constantFrom(
    '2026-10-22',
    '2026-10-23',
    '2024-02-29',
    '2023-02-29',
    '0099-01-01',
    '9999-12-31',
  ),
  text,
);
const id = fc.oneof(
  fc.constant(null),
  fc.tuple(fc.nat(30), fc.nat(20)).map(([station, seq]) => `${station}-${seq}`),
  text,
);
/** What a body holds at the station: it was read from JSON. */
const json = fc
  .jsonValue({ maxDepth: 3, stringUnit: 'binary' })
  .map((value) => JSON.parse(JSON.stringify(value)));
const stamp = fc.record({ version: text, atMs: fc.oneof(fc.nat(9_000), json) });
const number = fc.oneof(
  fc.constantFrom(
    1_790_000_000_000,
    1_790_000_030_000,
    0,
    -1,
    2 ** 53 - 1,
    -(2 ** 53) + 1,
    2 ** 50,
  ),
  fc.nat(100_000),
);
const bodies = fc.oneof(
  fc.record({ itemId: id, patronId: id, kind: text, dueOn: day, renewalsMax: fc.nat(3) }),
  fc.record({ itemId: id, loanId: id, patronId: id, withCard: fc.boolean() }),
  fc.record({ patronId: id }),
  fc.record({ patronId: id, language: text, later: json }),
  fc.record({ consent: stamp, rules: stamp, closes: day, itemId: id }),
  fc.dictionary(text, fc.oneof(id, day, stamp, json)),
);
const type = fc.oneof(
  fc.constantFrom('check-out', 'check-in', 'visit', 'storno', 'registration'),
  text,
);
const personal = fc.oneof(
  fc.constant([null, null]),
  fc.tuple(fc.constantFrom('ab'.repeat(32), ''), fc.constant(null)),
  fc.tuple(fc.constantFrom('ab'.repeat(32), null), fc.tuple(text, text)),
);
const entry = fc
  .tuple(
    fc.oneof(fc.constant(1), number),
    type,
    number,
    text,
    number,
    day,
    text,
    text,
    bodies,
    personal,
  )
  .map(([v, t, wall, boot, up, on, place, actor, body, [digest, person]]) =>
    JSON.parse(JSON.stringify([v, t, wall, boot, up, on, place, actor, body, digest, person])),
  ) as fc.Arbitrary<WireEntry>;

test('any entries come back as they were', () => {
  fc.assert(fc.property(fc.array(entry, { maxLength: 30 }), expectSame), { numRuns: 400 });
});

const journalOfAll = () => {
  const { desk, journal, site, clock } = makeStation();
  const kiosk = { place: 'kiosk-1', actor: 'patron' } as const;
  const staff = { place: 'desk-1', actor: 'staff:test' } as const;
  for (let index = 1; index <= 5; index += 1) {
    clock.now += 31_234;
    desk.checkOut('0-1', itemAt(index).barcode, 'home', kiosk);
  }
  desk.renew('7-1', staff);
  desk.register(adultForm(site), staff);
  desk.register({ ...adultForm(site), birthDate: '1999-03-09' }, kiosk);
  const guardian = {
    guardianSurname: 'Лесная',
    guardianGivenName: 'Вера',
    guaranteeAccepted: true,
  };
  const child = { birthDate: '2016-01-02', category: 'pupil', guardianPhone: '8 700 000 00 42' };
  desk.register(adultForm(site, { ...child, ...guardian } as never), staff);
  desk.confirmRegistration('7-8', staff);
  desk.reregister('0-1', staff);
  desk.setLanguage('0-1', 'ru', kiosk);
  desk.checkIn(itemAt(2).barcode, null, { ...staff, effectiveOn: '2026-10-21' });
  desk.checkIn(itemAt(7).barcode, '0-1', kiosk);
  desk.checkOut('0-1', '9780000000002', 'home', kiosk);
  desk.identify('27101000000025', kiosk);
  desk.recordVisit('0-1', kiosk);
  return journal;
};

test('entries of every type that the desk makes come back, personal data and digests with them', () => {
  const journal = journalOfAll();
  const entries = journal.read(0, 100);
  expect(new Set(entries.map((each) => each.type)).size).toBe(9);
  const given = { station: 7, epoch: 1, after: 0, previousChain: '', entries, clocks: {} };
  const request = pushRequest(given);
  expect(request.entries.filter((wire) => wire[10] !== null)).toHaveLength(3);
  expectSame(request.entries);
  // No key of a body and no digest travels: both sides know them.
  const packed = JSON.stringify(encodeEntries(request.entries));
  for (const word of ['patronId', 'surname', String(request.entries[6]?.[9])]) {
    expect(packed).not.toContain(word);
  }
});

test('erased personal data travel as their digest', () => {
  const entries = journalOfAll().read(6, 1);
  const given = { station: 7, epoch: 1, after: 6, previousChain: '', entries, clocks: {} };
  const [wire] = pushRequest(given).entries as [WireEntry];
  const erased = wire.with(10, null) as WireEntry;
  expectSame([erased, wire]);
  expect(erased[9]).toMatch(/^[0-9a-f]{64}$/);
});

test('a type that is not known tells its fields once', () => {
  const other = (seq: number): WireEntry => {
    const body = { loanId: `7-${seq}`, someNewField: 'x' };
    return [1, 'storno', 1_000 * seq, 'b', 900 * seq, '2026-10-22', 'p', 'self', body, null, null];
  };
  const packed = JSON.stringify(encodeEntries([other(1), other(2), other(3)]));
  expect(packed.split('someNewField')).toHaveLength(2);
});

test('what was not packed by these rules is a WireError or entries for the contract to judge', () => {
  const whole = sent(
    encodeEntries(
      pushRequest({
        ...{ station: 7, epoch: 1, after: 0, previousChain: '', clocks: {} },
        entries: journalOfAll().read(0, 100),
      }).entries,
    ),
  );
  const spoilt = fc.record({
    count: fc.oneof(fc.nat(1_000), fc.constant(whole.count)),
    values: fc.oneof(
      fc.array(json, { maxLength: 20 }),
      fc.shuffledSubarray(whole.values, { minLength: 0 }),
      fc.constant(whole.values),
    ),
    numbers: fc.oneof(
      fc.base64String({ maxLength: 400 }).map((base64) => base64.replace(/=+$/, '')),
      fc
        .tuple(fc.nat(whole.numbers.length - 1), fc.constantFrom('A', 'z', '/'))
        .map(([at, letter]) => whole.numbers.slice(0, at) + letter + whole.numbers.slice(at + 1)),
    ),
  });
  fc.assert(
    fc.property(spoilt, (packed) => {
      try {
        expect(decodeEntries(packed)).toHaveLength(packed.count);
      } catch (error) {
        if (!(error instanceof WireError)) throw error;
      }
    }),
    { numRuns: 1_000 },
  );
});

test('a small body does not unfold into a large one', () => {
  const long = 'x'.repeat(10_000);
  const body = { note: long, again: long };
  const wires = Array.from(
    { length: 100 },
    (_, at): WireEntry => [
      ...([1, 'note', at, 'b', at, '2026-10-22', 'p', 'self', body, null, null] as const),
    ],
  );
  expectSame(wires);
  expect(JSON.stringify(encodeEntries(wires)).length).toBeGreaterThan(2 * 100 * 10_000);
});
