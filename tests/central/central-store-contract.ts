// What every central store must do, whatever database is below it; run on SQLite and on PostgreSQL (central-store.test.ts).
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CentralStore, StationRef } from '../../central/store/central-store.ts';
import {
  LIBRARY,
  patron,
  personal,
  pullAll,
  registration,
  replica,
  T0,
  title,
} from './fixtures.ts';
import { Journal } from './journal.ts';

export type OpenStore = (clock: () => number) => Promise<CentralStore>;

const ref = (station: number): StationRef => ({ libraryId: LIBRARY, station });
const loan = (rows: Map<string, Record<string, unknown>>, id: string) => rows.get(`loan ${id}`);
/** Central's own row of ids: titles and items of an import are numbered together. */
const [PATRON_A, PATRON_B, ITEM] = ['0-1', '0-2', '0-4'];

export const centralStoreContract = (name: string, open: OpenStore): void => {
  describe(name, () => {
    let store: CentralStore;
    let nowMs = T0;
    beforeEach(async () => {
      nowMs = T0 + 86_400_000;
      store = await open(() => nowMs);
      await store.ensureLibrary(LIBRARY, '0099');
      await store.importPatrons(LIBRARY, [patron('20099000000011'), patron('20099000000029')]);
      await store.importTitles(LIBRARY, [title('t1', ['30099000000010'])]);
      for (const station of [1, 2]) await store.addStation(LIBRARY, station);
    });
    afterEach(() => store.close());
    const rows = async (station = 1) => replica(await pullAll(store, ref(station)));
    const reviews = async () =>
      (await store.reviewQueue(LIBRARY)).map(({ kind, ref: about }) => `${kind} ${about}`);

    describe('stations', () => {
      test('a token finds its station; a changed, a foreign and an empty one find none', async () => {
        const token = await store.addStation(LIBRARY, 7);
        expect(await store.findStation(token)).toEqual(ref(7));
        expect(await store.findStation(token.replace('.7.', '.1.'))).toBeUndefined();
        expect(await store.findStation(`${token.slice(0, -2)}AA`)).toBeUndefined();
        expect(await store.findStation('')).toBeUndefined();
        expect(JSON.stringify(await store.stations(LIBRARY))).not.toContain(token);
      });
      test('a number is never given twice, a library keeps its number', async () => {
        await expect(store.addStation(LIBRARY, 1)).rejects.toMatchObject({
          code: 'station-exists',
        });
        await expect(store.addStation(LIBRARY, 0)).rejects.toMatchObject({
          code: 'station-number-invalid',
        });
        await expect(store.addStation('nowhere', 3)).rejects.toMatchObject({
          code: 'library-unknown',
        });
        await expect(store.ensureLibrary(LIBRARY, '0100')).rejects.toMatchObject({
          code: 'library-number-differs',
        });
      });
    });

    describe('push', () => {
      test('a check-out and a check-in become one ended loan, and the feed carries it', async () => {
        const journal = new Journal(1);
        const loanId = journal.lend(ITEM, PATRON_A, T0);
        expect((await store.push(ref(1), journal.push())).applied).toBe(1);
        expect(loan(await rows(2), loanId)).toMatchObject({ patronId: PATRON_A, returnedOn: null });
        journal.takeBack(ITEM, loanId, T0 + 1000, '2026-03-11');
        expect((await store.push(ref(1), journal.push(2))).applied).toBe(2);
        expect(loan(await rows(2), loanId)).toMatchObject({
          returnedOn: '2026-03-11',
          returnEnteredAtMs: T0 + 1000,
        });
        expect(await reviews()).toEqual([]);
      });
      test('the same push again and an overlapping one change nothing that was applied', async () => {
        const journal = new Journal(1);
        journal.lend(ITEM, PATRON_A, T0);
        await store.push(ref(1), journal.push());
        const counter = await store.feedCounter(LIBRARY);
        expect((await store.push(ref(1), journal.push())).applied).toBe(1);
        expect(await store.feedCounter(LIBRARY)).toBe(counter);
        journal.takeBack(ITEM, '1-1', T0 + 1);
        expect((await store.push(ref(1), journal.push(1))).applied).toBe(2);
        expect((await store.counts(LIBRARY)).entries).toBe(2);
      });
      test('a gap applies nothing and says where to go on', async () => {
        const journal = new Journal(1);
        for (let n = 0; n < 4; n += 1) journal.add('visit', { patronId: null }, { atMs: T0 + n });
        await store.push(ref(1), journal.push(1, 1));
        expect((await store.push(ref(1), journal.push(3, 4))).applied).toBe(1);
        expect((await store.counts(LIBRARY)).entries).toBe(1);
        expect((await store.push(ref(1), journal.push(2, 4))).applied).toBe(4);
      });
      test('an empty push tells where central stands', async () => {
        const journal = new Journal(1);
        expect((await store.push(ref(1), journal.push(1, 0))).applied).toBe(0);
      });
      test('another journal under known numbers is a fork: refused, quarantined, put to review', async () => {
        const [journal, clone] = [new Journal(1), new Journal(1)];
        for (let n = 0; n < 3; n += 1) journal.add('visit', { patronId: null }, { atMs: T0 + n });
        await store.push(ref(1), journal.push());
        for (let n = 0; n < 4; n += 1) clone.add('visit', { patronId: null }, { atMs: T0 + 5 + n });
        for (const forked of [clone.push(1), clone.push(4), journal.push(1, 3)])
          await expect(store.push(ref(1), forked)).rejects.toMatchObject({ code: 'chain-fork' });
        expect(await reviews()).toEqual(['chain-fork 1']);
        expect((await store.stations(LIBRARY))[0]).toMatchObject({ quarantined: true, applied: 3 });
        await expect(store.pull(ref(1), 0, 10)).rejects.toMatchObject({ code: 'chain-fork' });
        expect((await store.counts(LIBRARY)).entries).toBe(3);
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
        await expect(store.push(ref(1), request)).rejects.toMatchObject({ code: 'chain-fork' });
        expect((await store.counts(LIBRARY)).entries).toBe(0);
      });
      test('a wrong version, a wrong number and a number beyond 2^53 are refused without a quarantine', async () => {
        const journal = new Journal(1);
        journal.add('visit', { patronId: null }, { atMs: T0 });
        const request = journal.push();
        await expect(store.push(ref(1), { ...request, version: 9 })).rejects.toMatchObject({
          code: 'version-unsupported',
        });
        await expect(store.push(ref(2), request)).rejects.toMatchObject({
          code: 'station-mismatch',
        });
        const huge = new Journal(1);
        huge.add('visit', { patronId: null }, { atMs: 1e300 });
        await expect(store.push(ref(1), huge.push())).rejects.toMatchObject({
          code: 'body-invalid',
        });
        expect((await store.push(ref(1), request)).applied).toBe(1);
      });
      test('unknown types, versions and shapes are held and block nobody', async () => {
        const journal = new Journal(1);
        journal.addRaw('telepathy', { x: '\0' }, { atMs: T0 });
        journal.addRaw('visit', { patronId: null }, { atMs: T0, v: 99 });
        journal.addRaw('check-out', { itemId: 5 }, { atMs: T0 });
        const loanId = journal.lend(ITEM, PATRON_A, T0);
        expect((await store.push(ref(1), journal.push())).applied).toBe(4);
        const entries = await store.entries(ref(1));
        expect(entries.map(({ heldFor }) => heldFor)).toEqual([
          ...['type-unknown', 'version-unknown', 'body-invalid', null],
        ]);
        expect(await reviews()).toEqual(['held 1-1', 'held 1-2', 'held 1-3']);
        expect(loan(await rows(), loanId)).toMatchObject({ returnedOn: null });
      });
      test('the rows that an act names get new versions, changed or not', async () => {
        const journal = new Journal(1);
        journal.takeBack(ITEM, null, T0);
        const before = await store.feedCounter(LIBRARY);
        await store.push(ref(1), journal.push());
        const changed = (await pullAll(store, ref(1), 500, before)).map((row) => row.id);
        expect(changed).toEqual([ITEM]);
        journal.add(
          'preference',
          { patronId: PATRON_A, language: 'kk' },
          { atMs: T0 - 400 * 86_400_000 },
        );
        await store.push(ref(1), journal.push());
        expect((await pullAll(store, ref(1), 500, before)).map((row) => row.id)).toEqual([
          ...[ITEM, PATRON_A],
        ]);
      });
      test('a clock ahead of central counts as now; a known uptime counts more than the wall clock', async () => {
        const journal = new Journal(1);
        journal.add('visit', { patronId: null }, { atMs: nowMs + 86_400_000 * 365 });
        journal.add('visit', { patronId: null }, { atMs: 777_000 });
        await store.push(ref(1), journal.push(1, 1));
        await store.push(ref(1), { ...journal.push(2), clocks: { 'boot-a': T0 } });
        const [first, second] = await store.entries(ref(1));
        expect(first).toMatchObject({ atMs: nowMs, sure: false });
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
        for (const n of order) await store.push(ref(n), (n === 1 ? one : two).push());
        const held = await rows();
        expect(loan(held, first)).toMatchObject({ returnEnteredAtMs: T0 + 5000 });
        expect(loan(held, second)).toMatchObject({ returnedOn: null, patronId: PATRON_B });
        expect(await reviews()).toEqual([`lent-twice ${first}`]);
        const [review] = await store.reviewQueue(LIBRARY);
        const sides = [review?.saw.station.loanId, review?.saw.central.loanId].sort();
        expect(sides).toEqual([first, second]);
        expect((await store.counts(LIBRARY)).openLoans).toBe(1);
      });
      test('a return that was under way explains it, and the review settles by itself', async () => {
        const { one, two, first, second } = twice();
        await store.push(ref(1), one.push());
        await store.push(ref(2), two.push());
        one.takeBack(ITEM, first, T0 + 3000);
        await store.push(ref(1), one.push(2));
        expect(await reviews()).toEqual([]);
        const held = await rows();
        expect(loan(held, first)).toMatchObject({ returnEnteredAtMs: T0 + 3000 });
        expect(loan(held, second)).toMatchObject({ returnedOn: null });
      });
      test('lent again to the same patron is no contradiction', async () => {
        const [one, two] = [new Journal(1), new Journal(2)];
        one.lend(ITEM, PATRON_A, T0);
        two.lend(ITEM, PATRON_A, T0 + 1);
        await store.push(ref(1), one.push());
        await store.push(ref(2), two.push());
        expect(await reviews()).toEqual([]);
        expect((await store.counts(LIBRARY)).openLoans).toBe(1);
      });
      test('a return by name where nothing is out; blocked and unknown patrons; unknown items', async () => {
        await store.importPatrons(LIBRARY, [patron('20099000000029', { status: 'blocked' })]);
        const journal = new Journal(1);
        journal.takeBack(ITEM, '2-77', T0);
        const blocked = journal.lend(ITEM, PATRON_B, T0 + 1);
        journal.takeBack(ITEM, blocked, T0 + 2);
        const unknown = journal.lend('9-404', '9-405', T0 + 3);
        expect((await store.push(ref(1), journal.push())).applied).toBe(4);
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
        await store.push(ref(2), two.push());
        expect((await store.counts(LIBRARY)).heldEntries).toBe(1);
        expect(await reviews()).toEqual(['held 2-1', 'returned-not-lent 2-2']);
        await store.push(ref(1), one.push());
        expect(loan(await rows(), loanId)).toMatchObject({ dueOn: '2026-04-09', renewals: 1 });
        expect(loan(await rows(), loanId)?.returnedOn).toBe('2026-03-10');
        expect((await store.counts(LIBRARY)).heldEntries).toBe(0);
        expect(await reviews()).toEqual([]);
      });
      test('one person at two stations: both stand, and a librarian is asked', async () => {
        const [one, two] = [new Journal(1), new Journal(2)];
        one.add('registration', registration('2001'), { atMs: T0 }, personal('Үміт'));
        two.add('registration', registration('2002'), { atMs: T0 }, personal('ҮМІТ'));
        await store.push(ref(1), one.push());
        await store.push(ref(2), two.push());
        expect(await reviews()).toEqual(['same-person 2-1']);
        const held = await rows();
        expect(held.get('patron 1-1')).toMatchObject({ status: 'pending', card: '2001' });
        expect(held.get('patron 2-1')).toMatchObject({ name: { surname: 'ҮМІТ' } });
        expect(JSON.stringify([...held.values()])).not.toContain('+7000');
        one.add('registration-confirmed', { patronId: '1-1' }, { atMs: T0 + 1 });
        one.add('reregistration', { patronId: '1-1' }, { atMs: T0 + 2, day: '2026-03-12' });
        await store.push(ref(1), one.push(2));
        expect((await rows()).get('patron 1-1')).toMatchObject({
          status: 'active',
          reregisteredOn: '2026-03-12',
        });
      });
    });

    describe('import', () => {
      test('the same again is unchanged and writes nothing; a changed one is updated', async () => {
        const records = [title('a', ['b1', 'b2']), title('b', [])];
        expect(await store.importTitles(LIBRARY, records)).toEqual([
          ...[{ outcome: 'new' }, { outcome: 'new' }],
        ]);
        const counter = await store.feedCounter(LIBRARY);
        const again = await store.importTitles(LIBRARY, records);
        expect(again.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
        expect(await store.feedCounter(LIBRARY)).toBe(counter);
        const swapped = title('a', ['b2', 'b1']);
        const changed = { ...swapped, title: { ...swapped.title, year: '2012' } };
        const [updated] = await store.importTitles(LIBRARY, [changed]);
        expect(updated).toEqual({ outcome: 'updated' });
        expect((await store.counts(LIBRARY)).items).toBe(3);
      });
      test('a barcode of another title rejects the whole record, also within one import', async () => {
        const outcomes = await store.importTitles(LIBRARY, [
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
        expect(await store.counts(LIBRARY)).toMatchObject({ titles: 2, items: 3 });
      });
      test('labels that move between items and titles do not collide', async () => {
        const item = (barcode: string, inventoryNo: string) => ({
          ...title('x', ['']).items[0]!,
          ...{ barcode, inventoryNo },
        });
        const of = (...items: ReturnType<typeof item>[]) => [title('a', [], { items })];
        await store.importTitles(LIBRARY, of(item('', 'i1'), item('b1', 'i2')));
        await store.importTitles(LIBRARY, of(item('b1', 'i1'), item('b5', 'i3')));
        await store.importTitles(LIBRARY, [title('z', ['b77'])]);
        const items = [...(await rows())].filter(([key]) => key.startsWith('item '));
        const labels = items.map(([, data]) => data.barcode).sort();
        expect(labels).toEqual(['30099000000010', 'b1', 'b5', 'b77']);
      });
      test('an item that left its record is deleted, unless somebody holds it', async () => {
        await store.importTitles(LIBRARY, [title('a', ['b1', 'b2', 'b3'])]);
        const [out, shelf] = ['0-7', '0-8'];
        const journal = new Journal(1);
        journal.lend(out, PATRON_A, T0);
        await store.push(ref(1), journal.push());
        await store.importTitles(LIBRARY, [title('a', ['b1'])]);
        const all = await pullAll(store, ref(1));
        expect(replica(all).get(`item ${out}`)).toMatchObject({ barcode: 'b2' });
        expect(all.find((row) => row.id === shelf)).toMatchObject({ data: null });
        expect(await reviews()).toEqual([`item-vanished-on-loan ${out}`]);
        const [taken] = await store.importTitles(LIBRARY, [title('n', ['b3'])]);
        expect(taken).toEqual({ outcome: 'new' });
      });
      test('patrons: unchanged, updated under the same id, and beside a registration by card', async () => {
        const again = await store.importPatrons(LIBRARY, [
          patron('20099000000011'),
          patron('20099000000029', { status: 'blocked' }),
        ]);
        expect(again.map(({ outcome }) => outcome)).toEqual(['unchanged', 'updated']);
        expect((await rows()).get(`patron ${PATRON_B}`)).toMatchObject({ status: 'blocked' });
        expect((await store.counts(LIBRARY)).patrons).toBe(2);
      });
      test('two imports of the same records at once make each title once', async () => {
        const records = Array.from({ length: 20 }, (_, n) => title(`k${n}`, []));
        await Promise.all([1, 2, 3].map(() => store.importTitles(LIBRARY, records)));
        expect((await store.counts(LIBRARY)).titles).toBe(21);
      });
    });

    describe('many at once', () => {
      test('the same push sent 8 times at once is applied once', async () => {
        const journal = new Journal(1);
        for (let n = 0; n < 30; n += 1) journal.lend(ITEM, n % 2 ? PATRON_A : PATRON_B, T0 + n);
        const sent = await Promise.all(
          Array.from({ length: 8 }, () => store.push(ref(1), journal.push())),
        );
        expect(sent.map(({ applied }) => applied)).toEqual(Array(8).fill(30));
        expect(await store.counts(LIBRARY)).toMatchObject({ entries: 30, loans: 30, openLoans: 1 });
      });
      test('8 stations fight for 5 items: one open loan each, and a pull beside them misses no row', async () => {
        const barcodes = ['h1', 'h2', 'h3', 'h4', 'h5'];
        await store.importTitles(LIBRARY, [title('hot', barcodes)]);
        const items = [...(await rows())]
          .filter(([, data]) => barcodes.includes(String(data.barcode)))
          .map(([, data]) => String(data.itemId));
        const numbers = [11, 12, 13, 14, 15, 16, 17, 18];
        for (const number of numbers) await store.addStation(LIBRARY, number);
        let writing = true;
        const seen: Awaited<ReturnType<typeof pullAll>> = [];
        const reader = (async () => {
          for (let cursor = 0, ended = false; !ended; ) {
            ended = !writing;
            const answer = await store.pull(ref(1), cursor, 7);
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
            await store.push(ref(number), journal.push(batch * 10 + 1));
          }
        };
        const writers = Promise.all(numbers.map(write)).finally(() => {
          writing = false;
        });
        await Promise.all([writers, reader]);
        expect(await store.counts(LIBRARY)).toMatchObject({
          ...{ entries: 960, loans: 960, openLoans: 5, heldEntries: 0 },
        });
        const fresh = await pullAll(store, ref(2));
        expect(replica(seen)).toEqual(replica(fresh));
        const versions = seen.map(({ ver }) => ver);
        expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
      });
      test('a renewal and the loan that it waits for, sent at the same moment, always meet', async () => {
        const numbers = Array.from({ length: 12 }, (_, n) => 100 + n);
        for (const number of [...numbers, ...numbers.map((n) => n + 100)])
          await store.addStation(LIBRARY, number);
        await Promise.all(
          numbers.flatMap((number) => {
            const [lender, renewer] = [new Journal(number), new Journal(number + 100)];
            const loanId = lender.lend(`9-${number}`, PATRON_A, T0);
            const terms = { patronId: PATRON_A, dueOn: '2026-05-01', renewals: 1 };
            renewer.add('renewal', { loanId, itemId: `9-${number}`, ...terms }, { atMs: T0 + 5 });
            return [
              store.push(ref(number + 100), renewer.push()),
              store.push(ref(number), lender.push()),
            ];
          }),
        );
        expect((await store.counts(LIBRARY)).heldEntries).toBe(0);
        const held = await rows();
        expect(numbers.map((number) => loan(held, `${number}-1`)?.dueOn)).toEqual(
          numbers.map(() => '2026-05-01'),
        );
      });
    });

    describe('pull', () => {
      test('pages cut anywhere give the same rows; a cursor from the future is told', async () => {
        const whole = await pullAll(store, ref(1));
        for (const limit of [1, 2, 3]) expect(await pullAll(store, ref(1), limit)).toEqual(whole);
        const counter = await store.feedCounter(LIBRARY);
        await expect(store.pull(ref(1), counter + 1, 5)).rejects.toMatchObject({
          code: 'cursor-ahead',
        });
      });
      test('raising the epoch passes every cursor that a station can hold', async () => {
        const [before, epoch] = [await store.feedCounter(LIBRARY), await store.epoch()];
        expect(await store.raiseEpoch()).toBe(epoch + 1);
        const answer = await store.pull(ref(1), before + 1_000_000, 5);
        expect(answer).toMatchObject({ epoch: epoch + 1, rows: [], more: false });
        await store.importTitles(LIBRARY, [title('after', [])]);
        expect((await store.pull(ref(1), answer.cursor, 5)).rows).toHaveLength(1);
      });
    });
  });
};
