// What every central store must do with what stations push, whatever database is below it; run on
// SQLite and on PostgreSQL (central-store.test.ts).
import { describe, expect, test } from 'vitest';
import {
  eachWithStore,
  ITEM,
  loan,
  NOW_MS,
  type OpenStore,
  PATRON_A,
  PATRON_B,
  ref,
} from './contract-setup.ts';
import { LIBRARY, patron, personal, pullAll, registration, T0 } from './fixtures.ts';
import { Journal } from './journal.ts';

export const centralStoreContract = (name: string, open: OpenStore): void => {
  describe(name, () => {
    const { held, rows, reviews } = eachWithStore(open);

    describe('stations', () => {
      test('a token finds its station; a changed, a foreign and an empty one find none', async () => {
        const token = await held.store.addStation(LIBRARY, 7);
        expect(await held.store.findStation(token)).toEqual(ref(7));
        expect(await held.store.findStation(token.replace('.7.', '.1.'))).toBeUndefined();
        expect(await held.store.findStation(`${token.slice(0, -2)}AA`)).toBeUndefined();
        expect(await held.store.findStation('')).toBeUndefined();
        expect(JSON.stringify(await held.store.stations(LIBRARY))).not.toContain(token);
      });
      test('a number is never given twice, a library keeps its number', async () => {
        await expect(held.store.addStation(LIBRARY, 1)).rejects.toMatchObject({
          code: 'station-exists',
        });
        await expect(held.store.addStation(LIBRARY, 0)).rejects.toMatchObject({
          code: 'station-number-invalid',
        });
        await expect(held.store.addStation('nowhere', 3)).rejects.toMatchObject({
          code: 'library-unknown',
        });
        await expect(held.store.ensureLibrary(LIBRARY, '0100')).rejects.toMatchObject({
          code: 'library-number-differs',
        });
      });
    });

    describe('push', () => {
      test('a check-out and a check-in become one ended loan, and the feed carries it', async () => {
        const journal = new Journal(1);
        const loanId = journal.lend(ITEM, PATRON_A, T0);
        expect((await held.store.push(ref(1), journal.push())).applied).toBe(1);
        expect(loan(await rows(2), loanId)).toMatchObject({ patronId: PATRON_A, returnedOn: null });
        journal.takeBack(ITEM, loanId, T0 + 1000, '2026-03-11');
        expect((await held.store.push(ref(1), journal.push(2))).applied).toBe(2);
        expect(loan(await rows(2), loanId)).toMatchObject({
          returnedOn: '2026-03-11',
          returnEnteredAtMs: T0 + 1000,
        });
        expect(await reviews()).toEqual([]);
      });
      test('the same push again and an overlapping one change nothing that was applied', async () => {
        const journal = new Journal(1);
        journal.lend(ITEM, PATRON_A, T0);
        await held.store.push(ref(1), journal.push());
        const counter = await held.store.feedCounter(LIBRARY);
        expect((await held.store.push(ref(1), journal.push())).applied).toBe(1);
        expect(await held.store.feedCounter(LIBRARY)).toBe(counter);
        journal.takeBack(ITEM, '1-1', T0 + 1);
        expect((await held.store.push(ref(1), journal.push(1))).applied).toBe(2);
        expect((await held.store.counts(LIBRARY)).entries).toBe(2);
      });
      test('a gap applies nothing and says where to go on', async () => {
        const journal = new Journal(1);
        for (let n = 0; n < 4; n += 1) journal.add('visit', { patronId: null }, { atMs: T0 + n });
        await held.store.push(ref(1), journal.push(1, 1));
        expect((await held.store.push(ref(1), journal.push(3, 4))).applied).toBe(1);
        expect((await held.store.counts(LIBRARY)).entries).toBe(1);
        expect((await held.store.push(ref(1), journal.push(2, 4))).applied).toBe(4);
      });
      test('an empty push tells where central stands', async () => {
        const journal = new Journal(1);
        expect((await held.store.push(ref(1), journal.push(1, 0))).applied).toBe(0);
      });
      test('another journal under known numbers is a fork: refused, quarantined, put to review', async () => {
        const [journal, clone] = [new Journal(1), new Journal(1)];
        for (let n = 0; n < 3; n += 1) journal.add('visit', { patronId: null }, { atMs: T0 + n });
        await held.store.push(ref(1), journal.push());
        for (let n = 0; n < 4; n += 1) clone.add('visit', { patronId: null }, { atMs: T0 + 5 + n });
        for (const forked of [clone.push(1), clone.push(4), journal.push(1, 3)])
          await expect(held.store.push(ref(1), forked)).rejects.toMatchObject({
            code: 'chain-fork',
          });
        expect(await reviews()).toEqual(['chain-fork 1']);
        expect((await held.store.stations(LIBRARY))[0]).toMatchObject({
          quarantined: true,
          applied: 3,
        });
        await expect(held.store.pull(ref(1), 0, 10)).rejects.toMatchObject({ code: 'chain-fork' });
        expect((await held.store.counts(LIBRARY)).entries).toBe(3);
      });
      test.each(['body', 'chain', 'personal'] as const)('an altered %s is found', async (what) => {
        const journal = new Journal(1);
        journal.add('registration', registration('2009'), { atMs: T0 }, personal('Өзге'));
        const request = structuredClone(journal.push());
        const entry = request.entries[0];
        if (entry === undefined) throw new Error('no entry');
        if (what === 'body') entry[8] = { ...entry[8], branch: 'X' };
        if (what === 'chain') request.chain = 'f'.repeat(64);
        if (what === 'personal' && entry[10]) entry[10][1] = JSON.stringify(personal('Басқа'));
        await expect(held.store.push(ref(1), request)).rejects.toMatchObject({
          code: 'chain-fork',
        });
        expect((await held.store.counts(LIBRARY)).entries).toBe(0);
      });
      test('a wrong version, a wrong number and a number beyond 2^53 are refused without a quarantine', async () => {
        const journal = new Journal(1);
        journal.add('visit', { patronId: null }, { atMs: T0 });
        const request = journal.push();
        await expect(held.store.push(ref(1), { ...request, version: 9 })).rejects.toMatchObject({
          code: 'version-unsupported',
        });
        await expect(held.store.push(ref(2), request)).rejects.toMatchObject({
          code: 'station-mismatch',
        });
        const huge = new Journal(1);
        huge.add('visit', { patronId: null }, { atMs: 1e300 });
        await expect(held.store.push(ref(1), huge.push())).rejects.toMatchObject({
          code: 'body-invalid',
        });
        expect((await held.store.push(ref(1), request)).applied).toBe(1);
      });
      test('unknown types, versions and shapes are held and block nobody', async () => {
        const journal = new Journal(1);
        journal.addRaw('telepathy', { x: '\0' }, { atMs: T0 });
        journal.addRaw('visit', { patronId: null }, { atMs: T0, v: 99 });
        journal.addRaw('check-out', { itemId: 5 }, { atMs: T0 });
        const loanId = journal.lend(ITEM, PATRON_A, T0);
        expect((await held.store.push(ref(1), journal.push())).applied).toBe(4);
        const entries = await held.store.entries(ref(1));
        expect(entries.map(({ heldFor }) => heldFor)).toEqual([
          ...['type-unknown', 'version-unknown', 'body-invalid', null],
        ]);
        expect(await reviews()).toEqual(['held 1-1', 'held 1-2', 'held 1-3']);
        expect(loan(await rows(), loanId)).toMatchObject({ returnedOn: null });
      });
      test('rows that the station changed get new versions, changed here or not; rows only named do not', async () => {
        const [journal, other] = [new Journal(1), new Journal(2)];
        const loanId = journal.lend(ITEM, PATRON_A, T0);
        journal.takeBack(ITEM, loanId, T0 + 1);
        const news = async (push: () => Promise<unknown>) => {
          const before = await held.store.feedCounter(LIBRARY);
          await push();
          return (await pullAll(held.store, ref(1), 500, before)).map((row) => row.id);
        };
        expect(await news(() => held.store.push(ref(1), journal.push()))).toEqual([loanId]);
        // It ended that loan as well; here it has ended before.
        other.takeBack(ITEM, loanId, T0 + 5);
        expect(await news(() => held.store.push(ref(2), other.push()))).toEqual([loanId]);
        journal.takeBack(ITEM, null, T0 + 9);
        journal.add(
          'preference',
          { patronId: PATRON_A, language: 'kk' },
          { atMs: T0 - 400 * 86_400_000 },
        );
        expect(await news(() => held.store.push(ref(1), journal.push()))).toEqual([PATRON_A]);
      });
      test('a clock ahead of central counts as now; a known uptime counts more than the wall clock', async () => {
        const journal = new Journal(1);
        journal.add('visit', { patronId: null }, { atMs: NOW_MS + 86_400_000 * 365 });
        journal.add('visit', { patronId: null }, { atMs: 777_000 });
        await held.store.push(ref(1), journal.push(1, 1));
        await held.store.push(ref(1), { ...journal.push(2), clocks: { 'boot-a': T0 } });
        const [first, second] = await held.store.entries(ref(1));
        expect(first).toMatchObject({ atMs: NOW_MS, sure: false });
        expect(second).toMatchObject({ atMs: T0 + 777_000, sure: true });
      });
    });

    describe('contradictions', () => {
      const twice = () => {
        const [one, two] = [new Journal(1), new Journal(2)];
        const [first, second] = [one.lend(ITEM, PATRON_A, T0), two.lend(ITEM, PATRON_B, T0 + 5000)];
        return { one, two, first, second };
      };
      test.each([
        ['the earlier first', [1, 2]],
        ['the later first', [2, 1]],
      ] as const)('lent twice, %s: the later holds it, the earlier ends then', async (_, order) => {
        const { one, two, first, second } = twice();
        for (const n of order) await held.store.push(ref(n), (n === 1 ? one : two).push());
        const found = await rows();
        expect(loan(found, first)).toMatchObject({ returnEnteredAtMs: T0 + 5000 });
        expect(loan(found, second)).toMatchObject({ returnedOn: null, patronId: PATRON_B });
        expect(await reviews()).toEqual([`lent-twice ${first}`]);
        const [review] = await held.store.reviewQueue(LIBRARY);
        const sides = [review?.saw.station.loanId, review?.saw.central.loanId].sort();
        expect(sides).toEqual([first, second]);
        expect((await held.store.counts(LIBRARY)).openLoans).toBe(1);
      });
      test('a return that was under way explains it, and the review settles by itself', async () => {
        const { one, two, first, second } = twice();
        await held.store.push(ref(1), one.push());
        await held.store.push(ref(2), two.push());
        one.takeBack(ITEM, first, T0 + 3000);
        await held.store.push(ref(1), one.push(2));
        expect(await reviews()).toEqual([]);
        const found = await rows();
        expect(loan(found, first)).toMatchObject({ returnEnteredAtMs: T0 + 3000 });
        expect(loan(found, second)).toMatchObject({ returnedOn: null });
      });
      test('lent again to the same patron is no contradiction', async () => {
        const [one, two] = [new Journal(1), new Journal(2)];
        one.lend(ITEM, PATRON_A, T0);
        two.lend(ITEM, PATRON_A, T0 + 1);
        await held.store.push(ref(1), one.push());
        await held.store.push(ref(2), two.push());
        expect(await reviews()).toEqual([]);
        expect((await held.store.counts(LIBRARY)).openLoans).toBe(1);
      });
      test('a return by name where nothing is out; blocked and unknown patrons; unknown items', async () => {
        await held.store.importPatrons(LIBRARY, [patron('20099000000029', { status: 'blocked' })]);
        const journal = new Journal(1);
        journal.takeBack(ITEM, '2-77', T0);
        const blocked = journal.lend(ITEM, PATRON_B, T0 + 1);
        journal.takeBack(ITEM, blocked, T0 + 2);
        const unknown = journal.lend('9-404', '9-405', T0 + 3);
        expect((await held.store.push(ref(1), journal.push())).applied).toBe(4);
        expect((await reviews()).sort()).toEqual([
          ...['item-unknown 9-404', `patron-blocked ${blocked}`, 'patron-unknown 9-405'],
          'returned-not-lent 1-1',
        ]);
        expect(loan(await rows(), unknown)).toMatchObject({ returnedOn: null, patronId: '9-405' });
      });
      test('after a restore stations send in any order: a return before its lending, a renewal before its loan', async () => {
        const [one, two] = [new Journal(1), new Journal(2)];
        const loanId = one.lend(ITEM, PATRON_A, T0);
        const terms = { itemId: ITEM, patronId: PATRON_A, dueOn: '2026-04-09', renewals: 1 };
        two.add('renewal', { loanId, ...terms }, { atMs: T0 - 60_010 });
        two.takeBack(ITEM, loanId, T0 - 60_000);
        await held.store.push(ref(2), two.push());
        expect((await held.store.counts(LIBRARY)).heldEntries).toBe(1);
        expect(await reviews()).toEqual(['held 2-1', 'returned-not-lent 2-2']);
        await held.store.push(ref(1), one.push());
        expect(loan(await rows(), loanId)).toMatchObject({ dueOn: '2026-04-09', renewals: 1 });
        expect(loan(await rows(), loanId)?.returnedOn).toBe('2026-03-10');
        expect((await held.store.counts(LIBRARY)).heldEntries).toBe(0);
        expect(await reviews()).toEqual([]);
      });
      test('one person at two stations: both stand, and a librarian is asked', async () => {
        const [one, two] = [new Journal(1), new Journal(2)];
        one.add('registration', registration('2001'), { atMs: T0 }, personal('Үміт'));
        two.add('registration', registration('2002'), { atMs: T0 }, personal('ҮМІТ'));
        await held.store.push(ref(1), one.push());
        await held.store.push(ref(2), two.push());
        expect(await reviews()).toEqual(['same-person 2-1']);
        const found = await rows();
        expect(found.get('patron 1-1')).toMatchObject({ status: 'pending', card: '2001' });
        expect(found.get('patron 2-1')).toMatchObject({ name: { surname: 'ҮМІТ' } });
        expect(JSON.stringify([...found.values()])).not.toContain('+7000');
        one.add('registration-confirmed', { patronId: '1-1' }, { atMs: T0 + 1 });
        one.add('reregistration', { patronId: '1-1' }, { atMs: T0 + 2, day: '2026-03-12' });
        await held.store.push(ref(1), one.push(2));
        expect((await rows()).get('patron 1-1')).toMatchObject({
          status: 'active',
          reregisteredOn: '2026-03-12',
        });
      });
    });
  });
};
