// What a stick between a station and central must do and must never do, with real files on disk; run with
// central on SQLite and on PostgreSQL.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../../firmware-bridge/until.ts';
import {
  expectAgreement,
  expectDelivered,
  type Network,
  STAFF,
  site,
  startNetwork,
  type TestStation,
  untilQuiet,
} from '../sync/test-network.ts';
import { DAY_MS } from '../test-station.ts';
import { type Carrier, copyOf, createCarrier, namesOn, standingOf } from './stick-carrier.ts';

const outcomes = (reports: { outcome: string }[]): string[] =>
  reports.map(({ outcome }) => outcome);

export const describeSticks = (name: string, database: () => string | undefined): void => {
  describe(name, () => {
    let net: Network;
    let carrier: Carrier;
    let one: TestStation;
    let two: TestStation;
    beforeEach(async () => {
      const url = database();
      net = await startNetwork(url === undefined ? {} : { database: url });
      carrier = createCarrier(net, url);
      [one, two] = [await net.open(1, { idle: true }), await net.open(2, { idle: true })];
      for (const station of [one, two]) await carrier.carry(station);
    });
    afterEach(() => net.end());
    const store = () => net.central().store;
    const entries = async () => (await store().counts(site.id)).entries;

    test('a first load: the whole library comes on the stick', async () => {
      const three = await net.open(3, { idle: true });
      expect(standingOf(three)).toEqual({ epoch: 0, applied: 0, cursor: 0 });
      const stick = carrier.stick();
      // Central may give it to a station that never wrote a file.
      const written = await carrier.central().write(stick, 3);
      expect(written).toMatchObject({ since: 0, rows: 16 });
      const reports = await (await carrier.at(three)).read(stick);
      expect(reports).toMatchObject([{ outcome: 'applied', rows: 16, removed: true }]);
      await expectAgreement(net, three);
      expect(namesOn(stick)).toEqual([]);
    });

    test('a month of acts: they count as applied only when central says so', async () => {
      one.lend(0);
      one.lend(1, 1);
      one.takeBack(0);
      const stick = carrier.stick();
      const here = await carrier.at(one);
      net.pass(3 * DAY_MS);
      const written = await here.write(stick);
      expect(written).toEqual({
        files: ['kitap-balkhash-1-to-central-1-3.kstick'],
        ...{ entries: 3, first: 1, to: 3 },
      });
      expect(here.status()).toMatchObject({ waiting: 3, onStick: 3 });
      expect(net.nowMs() - (here.status().oldestAtMs ?? 0)).toBeGreaterThanOrEqual(3 * DAY_MS);
      expect(standingOf(one).applied).toBe(0);
      const [report] = await carrier.central().read(stick);
      expect(report).toMatchObject({ outcome: 'applied', entries: 3, applied: 3, code: null });
      await carrier.central().write(stick, 1);
      expect(here.status().waiting).toBe(3);
      expect(outcomes(await here.read(stick))).toEqual(['applied', 'confirmed']);
      expect(here.status()).toMatchObject({ waiting: 0, onStick: 0 });
      expect(namesOn(stick)).toEqual([]);
      await expectDelivered(net, one);
      await expectAgreement(net, one);
      await carrier.carry(two);
      await expectAgreement(net, two);
      expect(two.holder(1)).toBe('1-2');
    });

    test('the same file twice: the second time nothing is new', async () => {
      one.lend(0);
      const stick = carrier.stick();
      await (await carrier.at(one)).write(stick);
      await carrier.central().read(stick);
      const counter = await store().feedCounter(site.id);
      const [report] = await carrier.central().read(stick);
      expect(report).toMatchObject({ outcome: 'known', entries: 0, applied: 1 });
      expect([await entries(), await store().feedCounter(site.id)]).toEqual([1, counter]);
    });

    test('written twice it holds the same acts, and they are applied once', async () => {
      one.lend(0);
      const [first, second] = [carrier.stick(), carrier.stick()];
      const here = await carrier.at(one);
      await here.write(first);
      one.lend(1);
      await here.write(second);
      expect(namesOn(second)).toEqual(['kitap-balkhash-1-to-central-1-2.kstick']);
      copyOf(first, second);
      expect(outcomes(await carrier.central().read(second))).toEqual(['applied', 'applied']);
      expect(await entries()).toBe(2);
      await expectDelivered(net, one);
    });

    test('a stick that comes back unanswered changes nothing and stays whole', async () => {
      one.lend(0);
      const stick = carrier.stick();
      const here = await carrier.at(one);
      await here.write(stick);
      await carrier.central().read(stick);
      const before = standingOf(one);
      expect(outcomes(await here.read(stick))).toEqual(['waiting']);
      expect(standingOf(one)).toEqual(before);
      expect(namesOn(stick)).toHaveLength(1);
      await carrier.central().write(stick, 1);
      expect(outcomes(await here.read(stick))).toEqual(['applied', 'confirmed']);
    });

    test('a stick that only asks for news waits for its answer too', async () => {
      const stick = carrier.stick();
      const here = await carrier.at(one);
      expect(await here.write(stick)).toMatchObject({ entries: 0, first: 1, to: 0 });
      expect(outcomes(await here.read(stick))).toEqual(['waiting']);
      expect(outcomes(await carrier.central().read(stick))).toEqual(['known']);
      await carrier.central().write(stick, 1);
      expect(outcomes(await here.read(stick))).toEqual(['known', 'confirmed']);
    });

    test('an older answer after a newer one moves nothing back', async () => {
      const [first, second] = [carrier.stick(), carrier.stick()];
      const here = await carrier.at(one);
      one.lend(0);
      await here.write(first);
      await carrier.central().read(first);
      await carrier.central().write(first, 1);
      const old = carrier.stick();
      copyOf(first, old);
      two.lend(1);
      await carrier.carry(two);
      one.takeBack(0);
      await here.write(second);
      await carrier.central().read(second);
      await carrier.central().write(second, 1);
      expect(outcomes(await here.read(second))).toContain('applied');
      const before = standingOf(one);
      expect(before.applied).toBe(2);
      expect(outcomes(await here.read(old))).toEqual(['known', 'confirmed']);
      expect(standingOf(one)).toEqual(before);
      expect(one.holder(0)).toBeUndefined();
      await expectAgreement(net, one);
    });

    test('an old answer brings no old row back', async () => {
      const stick = carrier.stick();
      await carrier.central().write(stick, 1, { since: 0 });
      two.lend(0);
      await carrier.carry(two);
      await carrier.carry(one);
      expect(one.holder(0)).toBe('2-1');
      two.takeBack(0);
      await carrier.carry(two);
      await carrier.carry(one);
      expect(outcomes(await (await carrier.at(one)).read(stick))).toEqual(['known']);
      expect(one.holder(0)).toBeUndefined();
      await expectAgreement(net, one);
    });

    test('an answer for another station, or of another library, is left alone', async () => {
      one.lend(0);
      await carrier.carry(one);
      const stick = carrier.stick();
      await carrier.central().write(stick, 1, { since: 0 });
      await store().ensureLibrary('temirtau', '0009');
      await store().addStation('temirtau', 2);
      const before = standingOf(two);
      expect(outcomes(await (await carrier.at(two)).read(stick))).toEqual(['foreign']);
      expect(standingOf(two)).toEqual(before);
      expect(namesOn(stick)).toHaveLength(1);
    });

    test('two sticks at once, read in either order', async () => {
      one.lend(0);
      const [first, second] = [carrier.stick(), carrier.stick()];
      const here = await carrier.at(one);
      await here.write(first);
      one.lend(1);
      await here.write(second);
      for (const stick of [second, first]) {
        await carrier.central().read(stick);
        await carrier.central().write(stick, 1);
      }
      one.lend(2);
      for (const stick of [first, second]) await here.read(stick);
      expect(standingOf(one).applied).toBe(2);
      for (const stick of [first, second]) expect(namesOn(stick)).toEqual([]);
      await carrier.carry(one);
      await expectDelivered(net, one);
      await expectAgreement(net, one);
    });

    test('the link comes back meanwhile: stick and HTTP say the same', async () => {
      one.lend(0);
      const stick = carrier.stick();
      const here = await carrier.at(one);
      await here.write(stick);
      one.client.start();
      one.lend(1);
      await untilQuiet(net, [one]);
      const [report] = await carrier.central().read(stick);
      expect(report).toMatchObject({ outcome: 'known', applied: 2 });
      await carrier.central().write(stick, 1);
      one.lend(2);
      await until('the third act to arrive', () => one.waiting() === 0);
      await here.read(stick);
      await untilQuiet(net, [one]);
      await expectDelivered(net, one);
      await expectAgreement(net, one);
      expect(await store().reviewQueue(site.id)).toEqual([]);
    });

    test('an answer taken while the server runs: its client goes on from there', async () => {
      one.client.start();
      await untilQuiet(net, [one]);
      one.network.cut();
      one.lend(0);
      // As the command does: a connection of its own to the same file.
      const beside = await net.open(1, { idle: true });
      const there = await carrier.at(beside);
      const stick = carrier.stick();
      await there.write(stick);
      one.lend(1);
      await carrier.central().read(stick);
      await carrier.central().write(stick, 1);
      await there.read(stick);
      expect([one.meta.number('applied'), one.waiting()]).toEqual([1, 1]);
      expect(one.holder(0)).toBe('1-1');
      one.network.restore();
      one.client.tryNow();
      await untilQuiet(net, [one]);
      await expectDelivered(net, one);
      await expectAgreement(net, one);
    });

    test('a loan of two stations by stick alone: all agree, a librarian is asked', async () => {
      const earlier = one.lend(0);
      net.pass(60_000);
      const later = two.lend(0, 1);
      for (const station of [two, one, two, one]) await carrier.carry(station);
      for (const station of [one, two]) {
        expect(station.holder(0)).toBe(later);
        await expectAgreement(net, station);
      }
      const reviews = await store().reviewQueue(site.id);
      expect(reviews.map(({ kind, ref }) => `${kind} ${ref}`)).toEqual([`lent-twice ${earlier}`]);
    });

    test('files date nothing: what was measured over HTTP stays, and nothing is added', async () => {
      one.client.start();
      one.desk.recordVisit(null, STAFF);
      await untilQuiet(net, [one]);
      await one.client.stop();
      const clocks = () => one.db.prepare('SELECT * FROM boot').all();
      const measured = clocks();
      expect(measured).toHaveLength(1);
      net.pass(DAY_MS);
      one.lend(0);
      two.lend(1);
      for (const station of [one, two]) await carrier.carry(station);
      expect(clocks()).toEqual(measured);
      expect(two.db.prepare('SELECT * FROM boot').all()).toEqual([]);
      // A run that was measured dates its entries also on a stick; one that was not is unsure.
      expect((await store().entries(net.ref(1))).map(({ sure }) => sure)).toEqual([true, true]);
      expect((await store().entries(net.ref(2))).map(({ sure }) => sure)).toEqual([false]);
    });

    test('split into several files: in order they are one, without one there is a gap', async () => {
      for (let n = 0; n < 6; n += 1) one.desk.recordVisit(null, STAFF);
      const [stick, part] = [carrier.stick(), carrier.stick()];
      const here = await carrier.at(one);
      const small = { batchEntriesMax: 1, fileBytesRoll: 1 };
      const { files: written } = await here.write(stick, small);
      expect(written.length).toBeGreaterThan(2);
      copyOf(stick, part);
      const [, missing] = written as [string, string];
      const range = /(\d+)-(\d+)\.kstick$/.exec(missing)?.slice(1).map(Number);
      const [first = 0, last = 0] = range ?? [];
      rmSync(join(part, missing));
      const reports = await carrier.central().read(part);
      expect(outcomes(reports).slice(0, 2)).toEqual(['applied', 'gap']);
      expect(reports[1]).toMatchObject({ code: 'stick-gap', missing: { first, last } });
      expect(outcomes(await carrier.central().read(stick))).not.toContain('gap');
      const answers = { rowsPerPage: 2, fileBytesRoll: 1 };
      const answer = await carrier.central().write(stick, 1, { since: 0, ...answers });
      expect(answer.files.length).toBeGreaterThan(2);
      await here.read(stick);
      expect(standingOf(one)).toMatchObject({ applied: 6, cursor: answer.cursor });
      await expectDelivered(net, one);
    });

    test('rows that begin behind what the station has are not taken', async () => {
      two.lend(0);
      await carrier.carry(two);
      const three = await net.open(3, { idle: true });
      const stick = carrier.stick();
      await carrier.central().write(stick, 3, { since: 10 });
      const reports = await (await carrier.at(three)).read(stick);
      expect(reports).toMatchObject([{ outcome: 'gap', code: 'stick-gap', rows: 0 }]);
      expect(standingOf(three).cursor).toBe(0);
      await carrier.carry(three);
      await expectAgreement(net, three);
    });
  });
};
