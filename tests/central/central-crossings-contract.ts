// Where the ways of central to put things right cross each other: merges and erasures, acts entered late under a wrong clock,
// a block and a lending at the same moment. Run on SQLite and on PostgreSQL (central-store.test.ts).
import { describe, expect, test } from 'vitest';
import { ORDERS } from './both-orders.ts';
import {
  eachWithStore,
  ITEM,
  loan,
  type OpenStore,
  PATRON_A,
  PATRON_B,
  ref,
} from './contract-setup.ts';
import { LIBRARY, personal, registration, T0 } from './fixtures.ts';
import { Journal } from './journal.ts';

const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000];
const ROUNDS = 12;
const ZONE = {
  timeZone: 'Asia/Almaty',
  calendar: {
    ...{ closedWeekdays: [], closedDays: [], closedPeriods: [] },
    ...{ opens: '09:00', closes: '18:00' },
  },
};
const AHEAD_MS = 83 * DAY_MS;

export const centralCrossingsContract = (name: string, open: OpenStore): void => {
  describe(`${name}: crossings`, () => {
    const { held, rows, reviews } = eachWithStore(open);
    const push = (journal: Journal, first = 1) =>
      held.store.push(ref(journal.station), journal.push(first));
    const statuses = async () => {
      const found = await rows();
      return [PATRON_A, PATRON_B].map((id) => found.get(`patron ${id}`)?.status);
    };

    test('a renewal that waited for its loan moves none of the later acts of its station', async () => {
      const [one, other] = [new Journal(1), new Journal(2)];
      const renewal = { loanId: '2-1', itemId: ITEM, patronId: PATRON_A };
      one.add('renewal', { ...renewal, dueOn: '2026-03-25', renewals: 1 }, { atMs: T0 + 10 });
      const second = one.lend(ITEM, PATRON_A, T0 + 1_000);
      one.lend(ITEM, PATRON_B, T0 + 3_000);
      await push(one);
      expect(await reviews()).toEqual(expect.arrayContaining(['held 1-1', `lent-twice ${second}`]));
      other.lend(ITEM, PATRON_A, T0);
      const seen = { itemId: ITEM, loanId: null, patronId: null, withCard: false };
      other.add('check-in', seen, { atMs: T0 + 2_000 });
      await push(other);
      expect(await reviews()).toEqual([]);
    });

    test('what waits for a loan does not start again for a patron who has the id of that loan', async () => {
      const [copied, other] = [new Journal(1), new Journal(2)];
      copied.add('registration', registration('2001'), { atMs: T0 }, personal('Үміт'));
      await push(copied);
      expect((await rows()).get('patron 1-1')).toBeDefined();
      other.takeBack(ITEM, '1-1', T0 + 5);
      const renewal = { loanId: '1-1', itemId: ITEM, patronId: PATRON_A };
      other.add('renewal', { ...renewal, dueOn: '2026-03-25', renewals: 1 }, { atMs: T0 + 10 });
      expect(await push(other)).toMatchObject({ applied: 2 });
      expect(await reviews()).toContain('held 2-2');
    });

    test('a return behind a renewal that its own batch woke is applied as the late act it is', async () => {
      const [one, other] = [new Journal(1), new Journal(2)];
      const lent = '1-1';
      const renewal = { loanId: lent, itemId: ITEM, patronId: PATRON_A };
      other.add('renewal', { ...renewal, dueOn: '2026-03-25', renewals: 1 }, { atMs: T0 + 9_000 });
      await push(other);
      expect(await reviews()).toEqual(['held 2-1']);
      expect(one.lend(ITEM, PATRON_A, T0)).toBe(lent);
      one.takeBack(ITEM, lent, T0 + 5_000);
      await push(one);
      expect(await reviews()).toEqual([`renewed-after-return 2-1`]);
      expect(loan(await rows(), lent)?.returnedOn).not.toBeNull();
    });

    test.each([
      ['into an erased record', PATRON_A, PATRON_B, ['active', 'erased']],
      ['of an erased record', PATRON_B, PATRON_A, ['active', 'erased']],
    ])('a merge %s is held: nobody is revived, no loan moves', async (_, from, into, expected) => {
      const [one, other] = [new Journal(1), new Journal(2)];
      const lent = one.lend(ITEM, from, T0);
      one.takeBack(ITEM, lent, T0 + 1);
      await push(one);
      other.add('erasure', { patronId: PATRON_B }, { atMs: T0 + 5 });
      other.add('merge', { patronId: from, intoPatronId: into }, { atMs: T0 + 6 });
      const before = await held.store.feedCounter(LIBRARY);
      await push(other);
      expect(await statuses()).toEqual(expected);
      expect(await reviews()).toEqual(['held 2-2']);
      const told = await held.store.pull(ref(2), before, 500);
      // The station did the merge: it must hear that nothing came of it.
      const ids = told.rows.map(({ table, id }) => `${table} ${id}`);
      expect(ids).toEqual(
        expect.arrayContaining([`patron ${PATRON_A}`, `patron ${PATRON_B}`, `loan ${lent}`]),
      );
      expect(loan(await rows(), lent)).toMatchObject({ patronId: from });
    });

    test.each([
      ['a station', 'entry'],
      ['a command', 'command'],
    ])('erasing by %s the record that stayed erases those merged into it', async (_, by) => {
      const [one, other] = [new Journal(1), new Journal(2)];
      one.add('merge', { patronId: PATRON_A, intoPatronId: PATRON_B }, { atMs: T0 });
      await push(one);
      expect(await statuses()).toEqual(['merged', 'active']);
      other.add('erasure', { patronId: PATRON_B }, { atMs: T0 + 5 });
      if (by === 'entry') await push(other);
      else await held.store.erasePatron(LIBRARY, { patronId: PATRON_B }, 'command test');
      expect(await statuses()).toEqual(['erased', 'erased']);
      expect((await held.store.erasedPatrons(LIBRARY, '')).patronIds).toEqual([PATRON_A, PATRON_B]);
      const undo = { entry: '1-1', itemId: null, loanId: null, patronId: null };
      one.add('storno', undo, { atMs: T0 + 9 });
      await push(one, 2);
      expect(await statuses()).toEqual(['erased', 'erased']);
    });

    test.each(ORDERS)(
      'a return entered a day late at a station 83 days ahead, %s',
      async (_, order) => {
        await held.store.ensureLibrary(LIBRARY, '0099', ZONE);
        const [ahead, right] = [new Journal(1), new Journal(2)];
        const terms = { kind: 'home', renewalsMax: 2 } as const;
        const lent = ahead.add(
          'check-out',
          { itemId: ITEM, patronId: PATRON_A, ...terms, dueOn: '2026-06-14' },
          { atMs: T0 - DAY_MS + AHEAD_MS, day: '2026-05-31' },
        );
        // At seven in the morning of 11 March, for the day before.
        const back = { itemId: ITEM, loanId: lent, patronId: PATRON_A, withCard: false };
        ahead.add('check-in', back, { atMs: T0 + 20 * HOUR_MS + AHEAD_MS, day: '2026-06-01' });
        const again = right.add(
          'check-out',
          { itemId: ITEM, patronId: PATRON_B, ...terms, dueOn: '2026-03-25' },
          { atMs: T0 + 19 * HOUR_MS, day: '2026-03-11' },
        );
        /** Each entry by itself: the test's journals have no uptime that goes on. */
        const hear = async (journal: Journal) => {
          const ahead = journal.station === 1 ? AHEAD_MS : 0;
          for (let seq = 1; seq <= journal.entries.length; seq += 1) {
            const [, , wallMs, , upMs] = journal.entries[seq - 1] ?? [];
            const clocks = { 'boot-a': Number(wallMs) - ahead - Number(upMs) };
            await held.store.push(ref(journal.station), { ...journal.push(seq, seq), clocks });
          }
        };
        const expectRight = async () => {
          const found = await rows();
          expect(loan(found, lent)).toMatchObject({
            ...{ takenOn: '2026-03-09', dueOn: '2026-03-23', returnedOn: '2026-03-10' },
          });
          expect(loan(found, again)).toMatchObject({ dueOn: '2026-03-25', returnedOn: null });
        };
        for (const station of order) await hear(station === 1 ? ahead : right);
        await expectRight();
        // Heard of late: the whole story is read again, and nothing moves a second time.
        const early = { itemId: ITEM, patronId: PATRON_B, ...terms, dueOn: '2026-03-20' };
        await held.store.addStation(LIBRARY, 3);
        const third = new Journal(3);
        third.add('check-out', early, { atMs: T0 - 2 * DAY_MS, day: '2026-03-08' });
        await hear(third);
        await expectRight();
      },
    );

    test('a block and a lending at the same moment always meet', async () => {
      for (let round = 1; round <= ROUNDS; round += 1) {
        const [a, b] = [2 * round + 10, 2 * round + 11];
        for (const station of [a, b]) await held.store.addStation(LIBRARY, station);
        const [one, other] = [new Journal(a), new Journal(b)];
        const at = T0 + round * 10;
        other.add('block', { patronId: PATRON_A, blocked: true, reason: 'conduct' }, { atMs: at });
        const lent = one.lend(`9-${round}`, PATRON_A, at + 1);
        await Promise.all([push(one), push(other)]);
        expect(await reviews()).toContain(`patron-blocked ${lent}`);
        other.add(
          'block',
          { patronId: PATRON_A, blocked: false, reason: 'conduct' },
          { atMs: at + 2 },
        );
        await push(other, 2);
      }
    });
  });
};
