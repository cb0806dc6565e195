// What two stations of one library owe each other through central; run on SQLite and on PostgreSQL.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHoldRows } from '../../../station-server/store/hold-rows.ts';
import { until } from '../../firmware-bridge/until.ts';
import { adultForm, DAY_MS } from '../test-station.ts';
import {
  barcodeAt,
  CARDS,
  expectAgreement,
  expectDelivered,
  type Network,
  STAFF,
  site,
  startNetwork,
  type TestStation,
  untilQuiet,
} from './test-network.ts';

const MINUTE_MS = 60_000;

export const describeTwoStations = (name: string, database: () => string | undefined): void => {
  describe(name, () => {
    let net: Network;
    let one: TestStation;
    let two: TestStation;
    beforeEach(async () => {
      const url = database();
      net = await startNetwork(url === undefined ? {} : { database: url });
      [one, two] = [await net.open(1), await net.open(2)];
      await untilQuiet(net, [one, two]);
    });
    afterEach(() => net.end());

    const cut = (): void => {
      for (const { network } of [one, two]) network.cut();
    };
    const join = async (...order: TestStation[]): Promise<void> => {
      for (const station of order) {
        station.network.restore();
        station.client.tryNow();
        await until('its entries to arrive', () => station.waiting() === 0);
      }
      await untilQuiet(net, [one, two]);
      for (const station of [one, two]) {
        await expectDelivered(net, station);
        await expectAgreement(net, station);
      }
    };
    const reviews = async (state: 'open' | 'listed' = 'open') =>
      (await net.central().store.reviewQueue(site.id, state)).map(
        ({ kind, ref }) => `${kind} ${ref}`,
      );

    test('a loan at one shows at the other; a return at the other closes it here', async () => {
      const loanId = one.lend(0);
      await until('the loan at the other', () => two.holder(0) === loanId);
      expect(two.takeBack(0)).toBe('returned');
      await until('the return here', () => one.holder(0) === undefined);
      await join();
      expect(await reviews()).toEqual([]);
    });

    test('a patron registered at one borrows at the other', async () => {
      const registered = one.desk.register(adultForm(site), STAFF);
      if (registered.outcome !== 'registered') throw new Error(registered.outcome);
      const { card, patronId } = registered.patron;
      await until('the patron at the other', () => two.rows.patronByCard(card) !== undefined);
      expect(two.rows.patronById(patronId)?.name.surname).toBe('Кедрова');
      await join();
    });

    test.each([
      ['the earlier lender is heard first', [0, 1]],
      ['the later lender is heard first', [1, 0]],
    ])(
      'lent at two offline stations, %s: all three agree, a librarian is asked',
      async (_, order) => {
        cut();
        const earlier = one.lend(0, 0);
        net.pass(MINUTE_MS);
        const later = two.lend(0, 1);
        await join(...order.map((index) => [one, two][index] as TestStation));
        for (const station of [one, two]) {
          expect(station.holder(0)).toBe(later);
          expect(station.rows.loanById(earlier)?.returnedOn).not.toBeNull();
        }
        expect(await reviews()).toEqual([`lent-twice ${earlier}`]);
      },
    );

    test('the order is that of what happened, though both wall clocks are wrong', async () => {
      const slow = await net.open(3, { wallErrorMs: -3 * DAY_MS });
      const fast = await net.open(4, { wallErrorMs: 5 * DAY_MS });
      await untilQuiet(net, [slow, fast]);
      for (const { network } of [slow, fast]) network.cut();
      const lentMs = net.nowMs();
      const earlier = fast.lend(0, 0);
      net.pass(MINUTE_MS);
      const later = slow.lend(0, 1);
      // It is switched off before it meets central again: the next run sends what it knows of that run's clock.
      await slow.close();
      net.pass(60 * MINUTE_MS);
      const again = await net.open(3, { wallErrorMs: -3 * DAY_MS });
      fast.network.restore();
      fast.client.tryNow();
      await untilQuiet(net, [again, fast, one, two]);
      for (const station of [again, fast, one, two]) {
        expect(station.holder(0)).toBe(later);
        await expectAgreement(net, station);
      }
      expect(await reviews()).toEqual([`lent-twice ${earlier}`]);
      const [entry] = await net.central().store.entries(net.ref(3));
      expect(entry?.sure).toBe(true);
      expect(Math.abs((entry?.atMs ?? 0) - lentMs - MINUTE_MS)).toBeLessThan(MINUTE_MS / 2);
    });

    test('a run that made entries before its first contact dates them all the same', async () => {
      const early = await net.open(5, { wallErrorMs: 90 * DAY_MS, idle: true });
      early.network.cut();
      early.client.start();
      early.desk.recordVisit(null, STAFF);
      const madeMs = net.nowMs();
      net.pass(30 * MINUTE_MS);
      await early.client.stop();
      early.network.restore();
      early.client.start();
      await untilQuiet(net, [early]);
      const [entry] = await net.central().store.entries(net.ref(5));
      expect(entry?.sure).toBe(true);
      expect(Math.abs((entry?.atMs ?? 0) - madeMs)).toBeLessThan(MINUTE_MS);
    });

    test('a due date promised by a clock that is wrong by weeks is right everywhere after contact', async () => {
      const right = one.lend(1);
      const dueOn = one.rows.loanById(right)?.dueOn;
      const wrong = await net.open(6, { wallErrorMs: 21 * DAY_MS, file: `${net.folder}/6.db` });
      await untilQuiet(net, [wrong]);
      await wrong.close();
      // Switched on where there is no link: nothing but its own clock tells the day.
      const alone = await net.open(6, {
        wallErrorMs: 21 * DAY_MS,
        file: `${net.folder}/6.db`,
        idle: true,
      });
      const loanId = alone.lend(0, 1);
      expect(alone.rows.loanById(loanId)?.dueOn).not.toBe(dueOn);
      alone.client.start();
      await untilQuiet(net, [alone, one, two]);
      for (const station of [alone, one, two]) {
        expect(station.rows.loanById(loanId)).toMatchObject({ dueOn });
        await expectAgreement(net, station);
      }
      expect(await reviews()).toEqual([]);
      expect(await reviews('listed')).toEqual([expect.stringMatching(/^clock-wrong 6 /)]);
    });

    test.each([
      ['the undoing station first', [1, 0]],
      ['the other first', [0, 1]],
    ])('a lending undone offline, and lent again elsewhere, %s', async (_, order) => {
      const first = two.lend(0);
      await until('the loan at the other', () => one.holder(0) === first);
      cut();
      expect(two.desk.undo(first, STAFF)).toMatchObject({ outcome: 'undone' });
      net.pass(MINUTE_MS);
      expect(one.takeBack(0)).toBe('returned');
      const next = one.lend(0, 1);
      await join(...order.map((index) => [one, two][index] as TestStation));
      for (const station of [one, two]) expect(station.holder(0)).toBe(next);
      expect(await reviews()).toEqual([]);
    });

    test.each([
      ['the block first', [1, 0]],
      ['the loan first', [0, 1]],
    ])('blocked at one offline station, lent to at the other, %s', async (_, order) => {
      cut();
      two.desk.block(two.patronId(0), true, 'conduct', STAFF);
      net.pass(MINUTE_MS);
      const lent = one.lend(0, 0);
      await join(...order.map((index) => [one, two][index] as TestStation));
      expect(await reviews()).toEqual([`patron-blocked ${lent}`]);
      for (const station of [one, two]) {
        expect(station.holder(0)).toBe(lent);
        expect(station.rows.patronById(one.patronId(0))?.status).toBe('blocked');
      }
    });

    test.each([
      ['the merge first', [1, 0]],
      ['the loan first', [0, 1]],
    ])('merged at one offline station, lent to at the other, %s', async (_, order) => {
      const [old, stays] = [one.patronId(0), one.patronId(1)];
      cut();
      expect(two.desk.merge(old, stays, STAFF).outcome).toBe('merged');
      net.pass(MINUTE_MS);
      const lent = one.lend(0, 0);
      await join(...order.map((index) => [one, two][index] as TestStation));
      for (const station of [one, two]) {
        expect(station.rows.loanById(lent)).toMatchObject({ patronId: stays, returnedOn: null });
        const found = station.desk.identify(CARDS[0] as string, STAFF);
        expect(found).toMatchObject({ outcome: 'identified', patron: { patronId: stays } });
      }
      expect(await reviews()).toEqual([]);
    });

    test.each([
      ['the hold first', [1, 0]],
      ['the loan first', [0, 1]],
    ])('a copy set aside at one, lent at the other, %s: the hold moves on', async (_, order) => {
      cut();
      const item = two.rows.itemByBarcode(barcodeAt(0))?.item;
      if (item === undefined) throw new Error('no item');
      const held = two.desk.placeHold(two.patronId(0), item.titleId, item.itemId, STAFF);
      if (held.outcome !== 'held') throw new Error(held.reason);
      net.pass(MINUTE_MS);
      one.lend(0, 1);
      await join(...order.map((index) => [one, two][index] as TestStation));
      const { holdId } = held.hold;
      expect(await reviews()).toEqual([`hold-lost ${holdId}`]);
      const [here, there] = [one, two].map(({ db }) => createHoldRows(db).byId(holdId));
      expect(here).toEqual(there);
      expect(here).toMatchObject({ state: 'waiting' });
      expect(here?.itemId).not.toBe(item.itemId);
      expect(one.rows.itemById(here?.itemId ?? '')?.item.titleId).toBe(item.titleId);
    });

    test('what staff of central decide reaches both stations', async () => {
      cut();
      const earlier = one.lend(0, 0);
      net.pass(MINUTE_MS);
      two.lend(0, 1);
      await join(one, two);
      const staff = { libraryId: site.id, staffId: 'desk-1' };
      const about = { kind: 'lent-twice', ref: earlier } as const;
      await net.central().store.decideReview(staff, { ...about, action: 'correct' }, 'kk');
      await join();
      for (const station of [one, two]) expect(station.holder(0)).toBe(earlier);
    });

    test('a late return does not hide the loan that came after it', async () => {
      const first = one.lend(0);
      await until('the loan at the other', () => two.holder(0) === first);
      two.network.cut();
      net.pass(MINUTE_MS);
      expect(two.takeBack(0)).toBe('returned');
      net.pass(MINUTE_MS);
      // Here the book went from hand to hand, and nobody knows of the return at the other.
      expect(one.takeBack(0)).toBe('returned');
      const second = one.lend(0, 1);
      await until('central to know', () => one.waiting() === 0);
      await join(two);
      for (const station of [one, two]) expect(station.holder(0)).toBe(second);
    });
  });
};
