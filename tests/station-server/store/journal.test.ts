// The journal: appended in order, read in pages, and every change of an entry is found by its chain.
import { expect, test } from 'vitest';
import { loadSite } from '../../../profiles/loader.ts';
import { GENESIS_CHAIN } from '../../../station-server/circulation/journal-chain.ts';
import { adultForm, itemAt, makeStation } from '../test-station.ts';

const KIOSK = { place: 'kiosk-1', actor: 'patron' } as const;

/** A registration, three loans, a return. */
const make = () => {
  const station = makeStation();
  const { desk } = station;
  desk.register(adultForm(loadSite('balkhash')), KIOSK);
  for (const index of [1, 2, 3]) desk.checkOut('0-1', itemAt(index).barcode, 'home', KIOSK);
  desk.checkIn(itemAt(1).barcode, null, KIOSK);
  return station;
};

test('numbers without gaps, pages in order, one boot, each chained to the one before', () => {
  const { journal } = make();
  const all = journal.read(0, 100);
  expect(all.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  expect(new Set(all.map(({ bootId }) => bootId))).toEqual(new Set([journal.bootId]));
  expect([...journal.read(0, 2), ...journal.read(2, 2), ...journal.read(4, 2)]).toEqual(all);
  expect(journal.nextSeq()).toBe(6);
  expect(journal.chainAt(0)).toBe(GENESIS_CHAIN);
  expect(journal.chainAt(5)).toBe(all[4]?.chain);
  expect(journal.chainAt(6)).toBeUndefined();
  expect(journal.waiting(3)).toEqual({ count: 2, oldestAtMs: all[3]?.wallMs });
  expect(journal.waiting(5)).toEqual({ count: 0, oldestAtMs: null });
  expect(journal.verify()).toBeNull();
});

test('personal data stand beside the chain; erased, the chain still holds', () => {
  const { journal, db } = make();
  const [registration] = journal.read(0, 1);
  expect(registration?.personal?.[1]).toContain('Кедрова');
  expect(JSON.stringify(db.prepare('SELECT * FROM journal').all())).not.toContain('Кедрова');
  db.prepare('DELETE FROM journal_person').run();
  expect(journal.read(0, 1)[0]).toMatchObject({
    personal: null,
    personalDigest: registration?.personalDigest,
  });
  expect(journal.verify()).toBeNull();
});

test('an append without its state change is undone with it', () => {
  const { journal, db } = make();
  const write = db.transaction(() => {
    const body = { patronId: null };
    journal.append({
      type: 'visit',
      effectiveOn: '2026-10-22',
      place: 'kiosk-1',
      actor: 'self',
      body,
    });
    throw new Error('state');
  });
  expect(() => write.immediate()).toThrow('state');
  expect(journal.nextSeq()).toBe(6);
  expect(journal.verify()).toBeNull();
});

test.each([
  ['its day', "UPDATE journal SET effective_on = '2026-10-21' WHERE seq = 3", 3],
  ['its place', "UPDATE journal SET place = 'kiosk-2' WHERE seq = 2", 2],
  ['its time', 'UPDATE journal SET wall_ms = wall_ms + 1 WHERE seq = 5', 5],
  ['its uptime', 'UPDATE journal SET up_ms = up_ms + 1 WHERE seq = 4', 4],
  ['its boot', "UPDATE journal SET boot_id = 'other' WHERE seq = 1", 1],
  ['its actor', "UPDATE journal SET actor = 'staff:x' WHERE seq = 2", 2],
  ['its type', "UPDATE journal SET type = 'visit' WHERE seq = 2", 2],
  ['its version', 'UPDATE journal SET v = 2 WHERE seq = 2', 2],
  ['its body', "UPDATE journal SET body = json_set(body, '$.patronId', '0-2') WHERE seq = 2", 2],
  ['its digest', 'UPDATE journal SET personal_digest = NULL WHERE seq = 1', 1],
  [
    'its personal data',
    "UPDATE journal_person SET personal = replace(personal, 'Злата', 'Вера')",
    1,
  ],
  ['its salt', "UPDATE journal_person SET salt = 'ab'", 1],
  ['its chain value', `UPDATE journal SET chain = '${'0'.repeat(64)}' WHERE seq = 4`, 4],
  ['the middle gone', 'DELETE FROM journal WHERE seq = 3', 4],
  ['the beginning gone', 'DELETE FROM journal_person; DELETE FROM journal WHERE seq = 1', 2],
  [
    'two changed places',
    'UPDATE journal SET seq = -seq WHERE seq IN (2, 3); UPDATE journal SET seq = 5 + seq WHERE seq < 0',
    2,
  ],
])('%s changed is found', (_, change, first) => {
  const { journal, db } = make();
  db.exec(change);
  expect(journal.verify()).toBe(first);
});
