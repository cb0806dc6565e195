// Each contradiction of `circulation/contradictions.ts` between two stations, in both orders of
// arrival; run on SQLite and on PostgreSQL (central-store.test.ts).
import { describe, expect, test } from 'vitest';
import { loadSite } from '../../profiles/loader.ts';
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
import { LIBRARY, patron, personal, registration, T0, title } from './fixtures.ts';
import { Journal } from './journal.ts';

const DAY_MS = 86_400_000;
const block = (patronId: string, blocked = true) =>
  ({ patronId, blocked, reason: 'conduct' }) as const;

export const centralContradictionsContract = (name: string, open: OpenStore): void => {
  describe(name, () => {
    const { held, rows, reviews } = eachWithStore(open);
    const two = () => [new Journal(1), new Journal(2)] as const;
    const rules = () => held.store.ensureLibrary(LIBRARY, '0099', loadSite('balkhash'));
    const listed = async () =>
      (await held.store.reviewQueue(LIBRARY, 'listed')).map(({ kind, ref: about }) => [
        kind,
        about,
      ]);

    describe.each(ORDERS)('%s', (_, order) => {
      test('lent twice to one reader: one open loan, nobody is asked', async () => {
        const [one, other] = two();
        one.lend(ITEM, PATRON_A, T0);
        const later = other.lend(ITEM, PATRON_A, T0 + MINUTE_MS);
        await hear(held.store, order, [one, other]);
        expect(loan(await rows(), later)).toMatchObject({ returnedOn: null });
        expect(await reviews()).toEqual([]);
        await expectWhole(held.store, [one, other]);
      });
      test('a loan returned at another station is closed, nobody is asked', async () => {
        const [one, other] = two();
        const lent = one.lend(ITEM, PATRON_A, T0);
        other.takeBack(ITEM, lent, T0 + MINUTE_MS);
        await hear(held.store, order, [one, other]);
        expect(loan(await rows(), lent)).toMatchObject({ returnEnteredAtMs: T0 + MINUTE_MS });
        expect(await reviews()).toEqual([]);
        await expectWhole(held.store, [one, other]);
      });
      test.each([
        ['blocked before the loan', 5, [], true],
        ['blocked after the loan', 15, [], false],
        ['blocked and let go before the loan', 5, [7], false],
        ['blocked before, let go after', 5, [15], true],
      ] as const)('%s', async (_what, blockAt, freeAt, asked) => {
        const [one, other] = two();
        const lent = one.lend(ITEM, PATRON_A, T0 + 10 * MINUTE_MS);
        other.add('block', block(PATRON_A), { atMs: T0 + blockAt * MINUTE_MS });
        for (const at of freeAt)
          other.add('block', block(PATRON_A, false), { atMs: T0 + at * MINUTE_MS });
        await hear(held.store, order, [one, other]);
        expect(await reviews()).toEqual(asked ? [`patron-blocked ${lent}`] : []);
        const found = await rows();
        expect(loan(found, lent)).toMatchObject({ returnedOn: null, patronId: PATRON_A });
        const status = freeAt.length > 0 ? 'active' : 'blocked';
        expect(found.get(`patron ${PATRON_A}`)).toMatchObject({ status });
        await expectWhole(held.store, [one, other]);
      });
      test('re-registration overdue at the loan, and done elsewhere', async () => {
        await rules();
        await held.store.importPatrons(LIBRARY, [
          patron('20099000000037', { reregisteredOn: '2024-05-01' }),
          patron('20099000000045', { reregisteredOn: '2024-05-01' }),
        ]);
        const found = await rows();
        const idOf = (card: string) =>
          String([...found.values()].find((data) => data.card === card)?.patronId);
        const [late, renewed] = [idOf('20099000000037'), idOf('20099000000045')];
        const [one, other] = two();
        one.lend(ITEM, late, T0);
        one.lend('9-1', renewed, T0 + 1);
        other.add('reregistration', { patronId: renewed }, { atMs: T0 - MINUTE_MS });
        await hear(held.store, order, [one, other]);
        expect(await reviews()).toEqual(
          [`patron-expired ${late}:2026`, 'item-unknown 9-1'].sort((a, b) => (a < b ? -1 : 1)),
        );
      });
      test('a reader registered at the other station is unknown only until that is heard of', async () => {
        const [one, other] = two();
        other.add('registration', registration('2001'), { atMs: T0 }, personal('Үміт'));
        const lent = one.lend(ITEM, '2-1', T0 + MINUTE_MS);
        await hear(held.store, order, [one, other]);
        expect(await reviews()).toEqual([]);
        expect(loan(await rows(), lent)).toMatchObject({ patronId: '2-1', returnedOn: null });
      });
      test('a reader merged before or after the loan: the loan is at the record that stayed', async () => {
        const [one, other] = two();
        const before = one.lend(ITEM, PATRON_A, T0);
        const after = one.lend('9-9', PATRON_A, T0 + 10 * MINUTE_MS);
        const merge = { patronId: PATRON_A, intoPatronId: PATRON_B };
        other.add('merge', merge, { atMs: T0 + 5 * MINUTE_MS });
        await hear(held.store, order, [one, other]);
        const found = await rows();
        for (const id of [before, after])
          expect(loan(found, id)).toMatchObject({ patronId: PATRON_B, returnedOn: null });
        expect(found.get(`patron ${PATRON_A}`)).toMatchObject({
          status: 'merged',
          mergedInto: PATRON_B,
        });
        expect(await reviews()).toEqual(['item-unknown 9-9']);
        await expectWhole(held.store, [one, other]);
      });
      test('lent to both records of one person is one loan, not two readers', async () => {
        const [one, other] = two();
        other.add('merge', { patronId: PATRON_A, intoPatronId: PATRON_B }, { atMs: T0 - 1 });
        const first = one.lend(ITEM, PATRON_A, T0);
        const second = other.lend(ITEM, PATRON_B, T0 + MINUTE_MS);
        await hear(held.store, order, [one, other]);
        expect(loan(await rows(), second)).toMatchObject({ returnedOn: null });
        expect(loan(await rows(), first)?.returnedOn).not.toBeNull();
      });
      test('merged into each other at two branches: one record stays', async () => {
        const [one, other] = two();
        one.add('merge', { patronId: PATRON_A, intoPatronId: PATRON_B }, { atMs: T0 });
        other.add('merge', { patronId: PATRON_B, intoPatronId: PATRON_A }, { atMs: T0 + 1 });
        await hear(held.store, order, [one, other]);
        const found = await rows();
        const statuses = [PATRON_A, PATRON_B].map((id) => found.get(`patron ${id}`)?.status);
        expect(statuses.sort()).toEqual(['active', 'merged']);
      });
      test('renewed after the return', async () => {
        const [one, other] = two();
        const lent = one.lend(ITEM, PATRON_A, T0);
        await held.store.push(ref(1), one.push());
        one.takeBack(ITEM, lent, T0 + MINUTE_MS);
        const terms = { itemId: ITEM, patronId: PATRON_A, dueOn: '2026-04-20', renewals: 1 };
        const renewal = other.add(
          'renewal',
          { loanId: lent, ...terms },
          { atMs: T0 + 2 * MINUTE_MS },
        );
        await hear(held.store, order, [one, other]);
        expect(await reviews()).toEqual([`renewed-after-return ${renewal}`]);
        expect(loan(await rows(), lent)).toMatchObject({
          returnEnteredAtMs: T0 + MINUTE_MS,
          dueOn: '2026-04-20',
        });
        await expectWhole(held.store, [one, other]);
      });
      test.each(['in one batch', 'one by one'])(
        'renewed when it was with somebody else already, %s',
        async (way) => {
          const one = new Journal(1);
          const first = one.lend(ITEM, PATRON_A, T0);
          one.lend(ITEM, PATRON_B, T0 + MINUTE_MS);
          const body = { loanId: first, itemId: ITEM, patronId: PATRON_A, dueOn: '2026-04-20' };
          const when = { atMs: T0 + 2 * MINUTE_MS };
          const renewal = one.add('renewal', { ...body, renewals: 1 }, when);
          if (way === 'in one batch') await held.store.push(ref(1), one.push());
          else for (const seq of [1, 2, 3]) await held.store.push(ref(1), one.push(seq, seq));
          expect(loan(await rows(), first)).toMatchObject({ dueOn: '2026-04-20', renewals: 1 });
          expect(await reviews()).toContain(`renewed-after-return ${renewal}`);
        },
      );
      test('one card number for two: the earlier registration keeps it', async () => {
        const [one, other] = two();
        one.add('registration', registration('2001'), { atMs: T0 }, personal('Үміт'));
        other.add('registration', registration('2001'), { atMs: T0 + 1 }, personal('Дана'));
        await hear(held.store, order, [one, other]);
        const found = await rows();
        expect(found.get('patron 1-1')).toMatchObject({ card: '2001' });
        expect(found.get('patron 2-1')).toMatchObject({ card: '' });
        expect(await reviews()).toEqual(['card-taken 2-1']);
      });
      test('one person at two branches is one review, under the later record', async () => {
        const [one, other] = two();
        one.add('registration', registration('2001'), { atMs: T0 }, personal('Үміт'));
        other.add('registration', registration('2002'), { atMs: T0 }, personal('ҮМІТ'));
        await hear(held.store, order, [one, other]);
        expect(await reviews()).toEqual(['same-person 2-1']);
      });
      test('more items than allowed over two branches: listed, and nothing is asked', async () => {
        await rules();
        const limit = loadSite('balkhash').policy.itemsMax;
        const max = limit.byCategory.worker ?? limit.default;
        const labels = Array.from({ length: max + 1 }, (_label, index) => `l${index}`);
        await held.store.importTitles(LIBRARY, [title('many', labels)]);
        const items = [...(await rows()).values()]
          .filter((data) => labels.includes(String(data.barcode)))
          .map((data) => String(data.itemId));
        const journals = two();
        items.forEach((item, index) => {
          journals[index % 2]?.lend(item, PATRON_A, T0 + index);
        });
        await hear(held.store, order, journals);
        expect(await reviews()).toEqual([]);
        expect(await listed()).toEqual([['limit-passed', `${PATRON_A}:2026-03-10`]]);
        await expectWhole(held.store, journals);
      });
      test('the book-drop of last night comes before what was lent this morning', async () => {
        await rules();
        const [one, other] = two();
        const lent = one.lend(ITEM, PATRON_A, T0 - 5 * DAY_MS, '2026-03-05');
        await held.store.push(ref(1), one.push());
        // Taken out of the drop after the other branch had lent the book: it was there before.
        one.takeBack(ITEM, lent, T0 + 30 * MINUTE_MS, '2026-03-09');
        const next = other.lend(ITEM, PATRON_B, T0);
        await hear(held.store, order, [one, other]);
        const found = await rows();
        expect(loan(found, lent)).toMatchObject({ returnedOn: '2026-03-09' });
        expect(loan(found, next)).toMatchObject({ returnedOn: null, patronId: PATRON_B });
        expect(await reviews()).toEqual([]);
        await expectWhole(held.store, [one, other]);
      });
      test('the paper list of a power cut does not take the book from who has it now', async () => {
        await rules();
        const [one, other] = two();
        const noted = one.lend(ITEM, PATRON_A, T0 + 30 * MINUTE_MS, '2026-03-09');
        const now = other.lend(ITEM, PATRON_B, T0);
        await hear(held.store, order, [one, other]);
        const found = await rows();
        expect(loan(found, now)).toMatchObject({ returnedOn: null });
        expect(loan(found, noted)?.returnedOn).not.toBeNull();
        expect(await reviews()).toEqual([`lent-twice ${noted}`]);
      });
    });

    test('a reader whose data were erased: the loan stands, a librarian is asked', async () => {
      await held.store.importPatrons(LIBRARY, [patron('20099000000029', { status: 'erased' })]);
      const [one] = two();
      const lent = one.lend(ITEM, PATRON_B, T0);
      await hear(held.store, [1], [one]);
      expect(await reviews()).toEqual([`patron-erased ${lent}`]);
    });
    test('a lost item that is lent', async () => {
      const lost = title('t1', ['30099000000010']);
      for (const item of lost.items) item.status = 'lost';
      await held.store.importTitles(LIBRARY, [lost]);
      const [one] = two();
      const lent = one.lend(ITEM, PATRON_A, T0);
      await hear(held.store, [1], [one]);
      expect(await reviews()).toEqual([`item-not-lendable ${lent}`]);
    });
    test('an older copy of a disk that went on; and the first disk that is still at work', async () => {
      const [one, copy] = [new Journal(1), new Journal(1)];
      for (const journal of [one, copy]) journal.add('visit', { patronId: null }, { atMs: T0 });
      for (let n = 1; n < 3; n += 1) one.add('visit', { patronId: null }, { atMs: T0 + n });
      await held.store.push(ref(1), one.push());
      copy.add('visit', { patronId: PATRON_A }, { atMs: T0 + 9 });
      const forked = { code: 'chain-fork' };
      await expect(held.store.push(ref(1), copy.push(2))).rejects.toMatchObject(forked);
      await expect(held.store.push(ref(1), copy.push(2))).rejects.toMatchObject(forked);
      expect(await reviews()).toEqual(['station-restored 1']);
      const [review] = await held.store.reviewQueue(LIBRARY);
      expect(review?.saw.central).toMatchObject({ forkedAt: 2, applied: 3 });
      one.add('visit', { patronId: null }, { atMs: T0 + 20 });
      await expect(held.store.push(ref(1), one.push(4))).rejects.toMatchObject(forked);
      expect((await reviews()).sort()).toEqual(['chain-fork 1', 'station-restored 1']);
      expect((await held.store.counts(LIBRARY)).entries).toBe(3);
    });
  });
};
