// What every central store must do with entries of stations whose clocks are wrong; run on SQLite and on PostgreSQL
// (central-store.test.ts).
import { beforeEach, describe, expect, test } from 'vitest';
import type { EntryBodies } from '../../station-server/circulation/journal-entry.ts';
import type { LibraryDays } from '../../station-server/circulation/wrong-clock.ts';
import { eachWithStore, ITEM, loan, type OpenStore, PATRON_A, ref } from './contract-setup.ts';
import { LIBRARY, T0 } from './fixtures.ts';
import { Journal } from './journal.ts';

const DAY_MS = 86_400_000;
const ZONE: LibraryDays = {
  timeZone: 'Asia/Almaty',
  calendar: {
    ...{ closedWeekdays: [], closedDays: [], closedPeriods: [] },
    ...{ opens: '09:00', closes: '18:00' },
  },
};
const lending: EntryBodies['check-out'] = {
  ...{ itemId: ITEM, patronId: PATRON_A, kind: 'home' },
  ...{ dueOn: '2026-06-15', renewalsMax: 2 },
};

export const centralStoreClockContract = (name: string, open: OpenStore): void => {
  describe(`${name}: wrong clocks`, () => {
    const { held, rows, reviews } = eachWithStore(open);
    beforeEach(() => held.store.ensureLibrary(LIBRARY, '0099', ZONE));

    /** A push of `journal` whose last entry was made when central's clock stood at `trueMs`. */
    const push = (journal: Journal, trueMs: number) => {
      const last = journal.entries[journal.entries.length - 1];
      const clocks = { 'boot-a': trueMs - Number(last?.[4]) };
      return held.store.push(ref(1), { ...journal.push(), clocks });
    };

    test('ahead by 83 days, and sure: loan and due date lie on their right days, staff are told once', async () => {
      const journal = new Journal(1);
      const atMs = T0 + 83 * DAY_MS;
      const name = journal.add('check-out', lending, { atMs, day: '2026-06-01' });
      await push(journal, T0);
      expect(loan(await rows(), name)).toMatchObject({
        takenOn: '2026-03-10',
        dueOn: '2026-03-24',
      });
      expect(await reviews()).toEqual([]);
      const listed = await held.store.reviewQueue(LIBRARY, 'listed');
      expect(listed.map(({ kind, ref: about }) => `${kind} ${about}`)).toEqual([
        'clock-wrong 1 boot-a',
      ]);
      expect(listed[0]?.saw).toMatchObject({
        station: { today: '2026-06-01' },
        central: { today: '2026-03-10', behind: -83, sure: true },
      });
    });

    test('behind by a day: the slip is a day short, so the later day holds and nobody is asked', async () => {
      const journal = new Journal(1);
      const body = { ...lending, dueOn: '2026-03-23' };
      const name = journal.add('check-out', body, { atMs: T0 - DAY_MS, day: '2026-03-09' });
      await push(journal, T0);
      expect(loan(await rows(), name)).toMatchObject({
        takenOn: '2026-03-10',
        dueOn: '2026-03-24',
      });
      expect(await reviews()).toEqual([]);
    });

    test('an earlier effective date stays as far back as it was meant', async () => {
      const journal = new Journal(1);
      const lent = journal.add('check-out', lending, { atMs: T0 + 83 * DAY_MS, day: '2026-06-01' });
      const back = { itemId: ITEM, loanId: lent, patronId: PATRON_A, withCard: false };
      journal.add('check-in', back, { atMs: T0 + 85 * DAY_MS, day: '2026-06-02' });
      await push(journal, T0 + 2 * DAY_MS);
      expect(loan(await rows(), lent)).toMatchObject({ returnedOn: '2026-03-11' });
    });

    test('a clock of 1970 that nobody measured: not before what the station did for sure', async () => {
      const journal = new Journal(1);
      const barcode = { patronId: PATRON_A };
      journal.add('visit', barcode, { atMs: T0 });
      await push(journal, T0);
      const body = { ...lending, dueOn: '1970-01-15' };
      const name = journal.add('check-out', body, { atMs: 3_600_000, day: '1970-01-01' });
      await held.store.push(ref(1), { ...journal.push(2), clocks: {} });
      expect(loan(await rows(), name)).toMatchObject({
        takenOn: '2026-03-10',
        dueOn: '2026-03-24',
      });
      const [, entry] = await held.store.entries(ref(1));
      expect(entry).toMatchObject({ atMs: T0, sure: false, effectiveOn: '1970-01-01' });
    });

    test('days that no calendar has hold up nobody', async () => {
      const journal = new Journal(1);
      const body = { ...lending, dueOn: '2026-02-31' };
      journal.add('check-out', body, { atMs: Number.MAX_SAFE_INTEGER, day: '2026-02-30' });
      journal.add('visit', { patronId: null }, { atMs: T0 });
      expect((await push(journal, T0)).applied).toBe(2);
    });
  });
};
