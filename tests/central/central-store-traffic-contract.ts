// What every central store must do with imports, with many writers at once and with pulls; run on
// SQLite and on PostgreSQL (central-store.test.ts).
import { describe, expect, test } from 'vitest';
import {
  eachWithStore,
  ITEM,
  loan,
  type OpenStore,
  PATRON_A,
  PATRON_B,
  ref,
} from './contract-setup.ts';
import { LIBRARY, patron, pullAll, replica, T0, title } from './fixtures.ts';
import { Journal } from './journal.ts';

export const centralStoreTrafficContract = (name: string, open: OpenStore): void => {
  describe(name, () => {
    const { held, rows, reviews } = eachWithStore(open);

    describe('import', () => {
      test('the same again is unchanged and writes nothing; a changed one is updated', async () => {
        const records = [title('a', ['b1', 'b2']), title('b', [])];
        expect(await held.store.importTitles(LIBRARY, records)).toEqual([
          ...[{ outcome: 'new' }, { outcome: 'new' }],
        ]);
        const counter = await held.store.feedCounter(LIBRARY);
        const again = await held.store.importTitles(LIBRARY, records);
        expect(again.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
        expect(await held.store.feedCounter(LIBRARY)).toBe(counter);
        const swapped = title('a', ['b2', 'b1']);
        const changed = { ...swapped, title: { ...swapped.title, year: '2012' } };
        const [updated] = await held.store.importTitles(LIBRARY, [changed]);
        expect(updated).toEqual({ outcome: 'updated' });
        expect((await held.store.counts(LIBRARY)).items).toBe(3);
      });
      test('a barcode of another title rejects the whole record, also within one import', async () => {
        const outcomes = await held.store.importTitles(LIBRARY, [
          title('a', ['b1', 'b2']),
          title('b', ['b3', 'b1']),
          title('c', ['30099000000010']),
          title('d', ['b9', 'b9']),
        ]);
        expect(outcomes.slice(1)).toEqual([
          { outcome: 'rejected', reason: 'barcode-taken' },
          { outcome: 'rejected', reason: 'barcode-taken' },
          { outcome: 'rejected', reason: 'barcode-repeated' },
        ]);
        expect(await held.store.counts(LIBRARY)).toMatchObject({ titles: 2, items: 3 });
      });
      test('labels that move between items and titles do not collide', async () => {
        const item = (barcode: string, inventoryNo: string) => ({
          ...title('x', ['']).items[0]!,
          ...{ barcode, inventoryNo },
        });
        const of = (...items: ReturnType<typeof item>[]) => [title('a', [], { items })];
        await held.store.importTitles(LIBRARY, of(item('', 'i1'), item('b1', 'i2')));
        await held.store.importTitles(LIBRARY, of(item('b1', 'i1'), item('b5', 'i3')));
        await held.store.importTitles(LIBRARY, [title('z', ['b77'])]);
        const items = [...(await rows())].filter(([key]) => key.startsWith('item '));
        const labels = items.map(([, data]) => data.barcode).sort();
        expect(labels).toEqual(['30099000000010', 'b1', 'b5', 'b77']);
      });
      test('an item that left its record is deleted, unless somebody holds it', async () => {
        await held.store.importTitles(LIBRARY, [title('a', ['b1', 'b2', 'b3'])]);
        const [out, shelf] = ['0-7', '0-8'];
        const journal = new Journal(1);
        journal.lend(out, PATRON_A, T0);
        await held.store.push(ref(1), journal.push());
        await held.store.importTitles(LIBRARY, [title('a', ['b1'])]);
        const all = await pullAll(held.store, ref(1));
        expect(replica(all).get(`item ${out}`)).toMatchObject({ barcode: 'b2' });
        expect(all.find((row) => row.id === shelf)).toMatchObject({ data: null });
        expect(await reviews()).toEqual([`item-vanished-on-loan ${out}`]);
        const [taken] = await held.store.importTitles(LIBRARY, [title('n', ['b3'])]);
        expect(taken).toEqual({ outcome: 'new' });
      });
      test('patrons: unchanged, updated under the same id, and beside a registration by card', async () => {
        const again = await held.store.importPatrons(LIBRARY, [
          patron('20099000000011'),
          patron('20099000000029', { status: 'blocked' }),
        ]);
        expect(again.map(({ outcome }) => outcome)).toEqual(['unchanged', 'updated']);
        expect((await rows()).get(`patron ${PATRON_B}`)).toMatchObject({ status: 'blocked' });
        expect((await held.store.counts(LIBRARY)).patrons).toBe(2);
      });
      test('two imports of the same records at once make each title once', async () => {
        const records = Array.from({ length: 20 }, (_, n) => title(`k${n}`, []));
        await Promise.all([1, 2, 3].map(() => held.store.importTitles(LIBRARY, records)));
        expect((await held.store.counts(LIBRARY)).titles).toBe(21);
      });
    });

    describe('many at once', () => {
      test('the same push sent 8 times at once is applied once', async () => {
        const journal = new Journal(1);
        for (let n = 0; n < 30; n += 1) journal.lend(ITEM, n % 2 ? PATRON_A : PATRON_B, T0 + n);
        const sent = await Promise.all(
          Array.from({ length: 8 }, () => held.store.push(ref(1), journal.push())),
        );
        expect(sent.map(({ applied }) => applied)).toEqual(Array(8).fill(30));
        expect(await held.store.counts(LIBRARY)).toMatchObject({
          entries: 30,
          loans: 30,
          openLoans: 1,
        });
      });
      test('8 stations fight for 5 items: one open loan each, and a pull beside them misses no row', async () => {
        const barcodes = ['h1', 'h2', 'h3', 'h4', 'h5'];
        await held.store.importTitles(LIBRARY, [title('hot', barcodes)]);
        const items = [...(await rows())]
          .filter(([, data]) => barcodes.includes(String(data.barcode)))
          .map(([, data]) => String(data.itemId));
        const numbers = [11, 12, 13, 14, 15, 16, 17, 18];
        for (const number of numbers) await held.store.addStation(LIBRARY, number);
        let writing = true;
        const seen: Awaited<ReturnType<typeof pullAll>> = [];
        const reader = (async () => {
          for (let cursor = 0, ended = false; !ended; ) {
            ended = !writing;
            const answer = await held.store.pull(ref(1), cursor, 7);
            seen.push(...answer.rows);
            cursor = answer.cursor;
            if (answer.more) ended = false;
          }
        })();
        const write = async (number: number) => {
          const journal = new Journal(number);
          for (let batch = 0; batch < 12; batch += 1) {
            for (let n = 0; n < 10; n += 1) {
              const item = items[(number * 7 + n * 3 + batch) % items.length] ?? '';
              journal.lend(item, number % 2 ? PATRON_A : PATRON_B, T0 + batch * 100 + n);
            }
            await held.store.push(ref(number), journal.push(batch * 10 + 1));
          }
        };
        const writers = Promise.all(numbers.map(write)).finally(() => {
          writing = false;
        });
        await Promise.all([writers, reader]);
        expect(await held.store.counts(LIBRARY)).toMatchObject({
          ...{ entries: 960, loans: 960, openLoans: 5, heldEntries: 0 },
        });
        const fresh = await pullAll(held.store, ref(2));
        expect(replica(seen)).toEqual(replica(fresh));
        const versions = seen.map(({ ver }) => ver);
        expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
      });
      test('a renewal and the loan that it waits for, sent at the same moment, always meet', async () => {
        const numbers = Array.from({ length: 12 }, (_, n) => 100 + n);
        for (const number of [...numbers, ...numbers.map((n) => n + 100)])
          await held.store.addStation(LIBRARY, number);
        await Promise.all(
          numbers.flatMap((number) => {
            const [lender, renewer] = [new Journal(number), new Journal(number + 100)];
            const loanId = lender.lend(`9-${number}`, PATRON_A, T0);
            const terms = { patronId: PATRON_A, dueOn: '2026-05-01', renewals: 1 };
            renewer.add('renewal', { loanId, itemId: `9-${number}`, ...terms }, { atMs: T0 + 5 });
            return [
              held.store.push(ref(number + 100), renewer.push()),
              held.store.push(ref(number), lender.push()),
            ];
          }),
        );
        expect((await held.store.counts(LIBRARY)).heldEntries).toBe(0);
        const found = await rows();
        expect(numbers.map((number) => loan(found, `${number}-1`)?.dueOn)).toEqual(
          numbers.map(() => '2026-05-01'),
        );
      });
    });

    describe('pull', () => {
      test('pages cut anywhere give the same rows; a cursor from the future is told', async () => {
        const whole = await pullAll(held.store, ref(1));
        for (const limit of [1, 2, 3])
          expect(await pullAll(held.store, ref(1), limit)).toEqual(whole);
        const counter = await held.store.feedCounter(LIBRARY);
        await expect(held.store.pull(ref(1), counter + 1, 5)).rejects.toMatchObject({
          code: 'cursor-ahead',
        });
      });
      test('raising the epoch passes every cursor that a station can hold', async () => {
        const [before, epoch] = [await held.store.feedCounter(LIBRARY), await held.store.epoch()];
        expect(await held.store.raiseEpoch()).toBe(epoch + 1);
        const answer = await held.store.pull(ref(1), before + 1_000_000, 5);
        expect(answer).toMatchObject({ epoch: epoch + 1, rows: [], more: false });
        await held.store.importTitles(LIBRARY, [title('after', [])]);
        expect((await held.store.pull(ref(1), answer.cursor, 5)).rows).toHaveLength(1);
      });
    });
  });
};
