// Stornos and holds between stations, in both orders of arrival; and that any order of arrival of
// any acts leads to the same loans. Run on SQLite and on PostgreSQL (central-store.test.ts).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectWhole, hear, MINUTE_MS, ORDERS } from './both-orders.ts';
import {
  eachWithStore,
  ITEM,
  loan,
  type OpenStore,
  PATRON_A,
  PATRON_B,
  ref,
} from './contract-setup.ts';
import { LIBRARY, T0, title } from './fixtures.ts';
import { Journal } from './journal.ts';

const stornoBody = (entry: string, loanId: string | null, itemId: string | null = ITEM) => ({
  ...{ entry, itemId, loanId, patronId: PATRON_A },
});
const later = (minutes: number) => ({ atMs: T0 + minutes * MINUTE_MS });

export const centralUndoContract = (name: string, open: OpenStore): void => {
  describe(name, () => {
    const { held, rows, reviews } = eachWithStore(open);
    const two = () => [new Journal(1), new Journal(2)] as const;
    const outcomes = async (station: number) =>
      (await held.store.entries(ref(station))).map(({ outcome }) => outcome);

    describe.each(ORDERS)('%s', (_, order) => {
      test('an undone lending: the loan took no day, the entry stays readable', async () => {
        const [one, other] = two();
        const lent = one.lend(ITEM, PATRON_A, T0);
        other.add('storno', stornoBody(lent, lent), later(5));
        other.add('storno', stornoBody(lent, lent), later(6));
        await hear(held.store, order, [one, other]);
        expect(loan(await rows(), lent)).toMatchObject({
          returnedOn: '2026-03-10',
          returnEnteredAtMs: T0,
        });
        expect(await outcomes(1)).toEqual(['voided']);
        expect(await outcomes(2)).toEqual(['applied', 'applied']);
        expect(await reviews()).toEqual([]);
        await expectWhole(held.store, [one, other]);
      });
      test('undoing the later of two lendings gives the item back to the earlier reader', async () => {
        const [one, other] = two();
        const first = one.lend(ITEM, PATRON_A, T0);
        const second = other.lend(ITEM, PATRON_B, T0 + MINUTE_MS);
        other.add('storno', stornoBody(second, second), later(5));
        await hear(held.store, order, [one, other]);
        expect(loan(await rows(), first)).toMatchObject({ returnedOn: null });
        expect(await reviews()).toEqual([]);
        await expectWhole(held.store, [one, other]);
      });
      test('an undone return: the loan is open again, but not where the item was lent since', async () => {
        const [one, other] = two();
        const lent = one.lend(ITEM, PATRON_A, T0);
        const back = one.takeBack(ITEM, lent, T0 + MINUTE_MS);
        other.add('storno', stornoBody(back, lent), later(5));
        await hear(held.store, order, [one, other]);
        expect(loan(await rows(), lent)).toMatchObject({ returnedOn: null });
        const third = one.lend(ITEM, PATRON_B, T0 + 10 * MINUTE_MS);
        await held.store.push(ref(1), one.push());
        expect(loan(await rows(), third)).toMatchObject({ returnedOn: null });
        expect(loan(await rows(), lent)?.returnedOn).not.toBeNull();
        await expectWhole(held.store, [one, other]);
      });
      test('an undone renewal: the day promised before holds, one promised since stays', async () => {
        const [one, other] = two();
        const lent = one.lend(ITEM, PATRON_A, T0);
        const terms = { loanId: lent, itemId: ITEM, patronId: PATRON_A };
        const renewal = (dueOn: string, renewals: number, at: number) =>
          one.add('renewal', { ...terms, dueOn, renewals }, later(at));
        const first = renewal('2026-04-10', 1, 1);
        other.add('storno', stornoBody(first, lent), later(5));
        await hear(held.store, order, [one, other]);
        expect(loan(await rows(), lent)).toMatchObject({ dueOn: '2026-03-25', renewals: 0 });
        renewal('2026-04-05', 1, 6);
        await held.store.push(ref(1), one.push());
        expect(loan(await rows(), lent)).toMatchObject({ dueOn: '2026-04-05', renewals: 1 });
      });
      test('a storno that is undone itself: the act counts again, while another storno does not', async () => {
        const [one, other] = two();
        const lent = one.lend(ITEM, PATRON_A, T0);
        const undoing = other.add('storno', stornoBody(lent, lent), later(5));
        other.add('storno', stornoBody(undoing, lent), later(6));
        await hear(held.store, order, [one, other]);
        expect(loan(await rows(), lent)).toMatchObject({ returnedOn: null });
        expect(await outcomes(1)).toEqual(['applied']);
        other.add('storno', stornoBody(lent, lent), later(7));
        await held.store.push(ref(2), other.push());
        expect(loan(await rows(), lent)?.returnedOn).not.toBeNull();
        await expectWhole(held.store, [one, other]);
      });
      test('an undone merge gives each record its own loans back', async () => {
        const [one, other] = two();
        const [a, b] = [one.lend(ITEM, PATRON_A, T0), one.lend('9-9', PATRON_B, T0 + 1)];
        const merge = { patronId: PATRON_A, intoPatronId: PATRON_B };
        const merged = other.add('merge', merge, later(1));
        other.add('storno', stornoBody(merged, null, null), later(2));
        await hear(held.store, order, [one, other]);
        const found = await rows();
        expect(loan(found, a)).toMatchObject({ patronId: PATRON_A });
        expect(loan(found, b)).toMatchObject({ patronId: PATRON_B });
        expect(found.get(`patron ${PATRON_A}`)).toMatchObject({ status: 'active' });
        expect(found.get(`patron ${PATRON_A}`)).not.toHaveProperty('mergedInto');
      });
      test('a visit cannot be undone: a librarian hears of it', async () => {
        const [one, other] = two();
        const visit = one.add('visit', { patronId: null }, later(0));
        const storno = other.add('storno', stornoBody(visit, null, null), later(1));
        await hear(held.store, [1, 2], [one, other]);
        expect(await reviews()).toEqual([`storno-impossible ${storno}`]);
        expect(await outcomes(1)).toEqual(['applied']);
      });
      test('a hold is filled by its reader, on whatever copy', async () => {
        const [one, other] = two();
        const hold = { itemId: null, titleId: '0-3', patronId: PATRON_A, branch: 'CENTRAL' };
        const holdId = other.add('hold', hold, later(0));
        const lent = one.lend(ITEM, PATRON_A, T0 + 5 * MINUTE_MS);
        await hear(held.store, order, [one, other]);
        const answer = await held.store.pull(ref(1), 0, 500, ['hold']);
        const found = answer.rows.filter(({ table }) => table === 'hold');
        expect(found.map(({ data }) => data)).toEqual([
          { holdId, ...hold, state: 'filled', loanId: lent },
        ]);
        expect(await reviews()).toEqual([]);
        const old = await held.store.pull(ref(1), 0, 500);
        expect(old.rows.some(({ table }) => table === 'hold')).toBe(false);
      });
      test('a copy set aside and lent to another: the hold goes on to the next copy', async () => {
        await held.store.importTitles(LIBRARY, [title('t1', ['30099000000010', 'b2'])]);
        const next = [...(await rows()).values()].find((data) => data.barcode === 'b2');
        const [one, other] = two();
        const hold = { itemId: ITEM, titleId: '0-3', patronId: PATRON_A, branch: 'CENTRAL' };
        const holdId = other.add('hold', hold, later(0));
        const lent = one.lend(ITEM, PATRON_B, T0 + 5 * MINUTE_MS);
        await hear(held.store, order, [one, other]);
        expect(await reviews()).toEqual([`hold-lost ${holdId}`]);
        const { rows: pulled } = await held.store.pull(ref(1), 0, 500, ['hold']);
        expect(
          pulled.find(({ id, table }) => table === 'hold' && id === holdId)?.data,
        ).toMatchObject({
          state: 'waiting',
          itemId: next?.itemId,
        });
        expect(loan(await rows(), lent)).toMatchObject({ returnedOn: null });
        other.add('hold-cancelled', { holdId, patronId: PATRON_A }, later(9));
        await held.store.push(ref(2), other.push());
        expect(await reviews()).toEqual([]);
      });
    });
  });
};

type Step = { station: number; what: 'out' | 'in' | 'storno'; item: number; who: number };

/** What happened at three desks that know nothing of each other, in the order of time. */
const journalsOf = (steps: readonly Step[]): Journal[] => {
  const journals = [new Journal(1), new Journal(2), new Journal(3)];
  const own = new Map<string, string>();
  const acts: { entry: string; itemId: string; loanId: string | null }[] = [];
  steps.forEach(({ station, what, item, who }, index) => {
    const journal = journals[station - 1] as Journal;
    const [itemId, atMs] = [`9-${item}`, T0 + index * MINUTE_MS];
    const seat = `${station} ${item}`;
    if (what === 'out') {
      const loanId = journal.lend(itemId, who === 0 ? PATRON_A : PATRON_B, atMs);
      own.set(seat, loanId);
      acts.push({ entry: loanId, itemId, loanId });
    } else if (what === 'in') {
      const loanId = own.get(seat) ?? null;
      acts.push({ entry: journal.takeBack(itemId, loanId, atMs), itemId, loanId });
    } else {
      const about = acts[(item * 7 + who) % Math.max(1, acts.length)];
      if (about !== undefined) journal.add('storno', { ...about, patronId: null }, { atMs });
    }
  });
  return journals;
};

export const centralOrderContract = (name: string, open: OpenStore, runs: number): void => {
  test(`${name}: any order of arrival ends in the same loans`, async () => {
    const step = fc.record({
      station: fc.integer({ min: 1, max: 3 }),
      what: fc.constantFrom('out' as const, 'out' as const, 'in' as const, 'storno' as const),
      item: fc.integer({ min: 0, max: 2 }),
      who: fc.integer({ min: 0, max: 1 }),
    });
    /** Each station's entries go in order; which station is next, and how many it sends, is chance. */
    const cuts = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 4 })),
      {
        ...{ minLength: 4, maxLength: 30 },
      },
    );
    const endOf = async (journals: Journal[], turns: readonly (readonly [number, number])[]) => {
      const store = await open(() => T0 + 86_400_000);
      try {
        await store.ensureLibrary(LIBRARY, '0099');
        for (const { station } of journals) await store.addStation(LIBRARY, station);
        const sent = [0, 0, 0];
        const rest = journals.map((journal, index) => [index, journal.entries.length] as const);
        for (const [index, count] of [...turns, ...rest]) {
          const journal = journals[index] as Journal;
          const first = (sent[index] ?? 0) + 1;
          const last = Math.min(journal.entries.length, first + count - 1);
          if (first > last) continue;
          await store.push(ref(journal.station), journal.push(first, last));
          sent[index] = last;
        }
        await expectWhole(store, journals);
        const { rows } = await store.pull(ref(1), 0, 500);
        const loans = rows.filter(({ table }) => table === 'loan').map(({ data }) => data);
        const bad = (await store.counts(LIBRARY)).heldEntries;
        const queue = (await store.reviewQueue(LIBRARY)).map(
          ({ kind, ref: about }) => `${kind} ${about}`,
        );
        const told = queue.filter((line) => /^(lent-twice|returned-not-lent) /.test(line)).sort();
        const byId = (a: unknown, b: unknown) =>
          String((a as { loanId: string }).loanId) < String((b as { loanId: string }).loanId)
            ? -1
            : 1;
        return { loans: loans.sort(byId), bad, told };
      } finally {
        await store.close();
      }
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 2, maxLength: 24 }),
        cuts,
        async (steps, turns) => {
          const journals = journalsOf(steps);
          const end = await endOf(journals, turns);
          expect(end).toEqual(await endOf(journals, []));
          expect(end.bad).toBe(0);
        },
      ),
      { numRuns: runs, seed: 7 },
    );
  });
};
