// Sticks beside copies that come back: central put back to an earlier copy with and without a new epoch, a
// station's disk copied or put back, and whoever learns of it first.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  expectAgreement,
  expectDelivered,
  type Network,
  site,
  startNetwork,
  type TestStation,
} from '../sync/test-network.ts';
import { type Carrier, copyOf, createCarrier, namesOn, standingOf } from './stick-carrier.ts';

const outcomes = (reports: { outcome: string }[]): string[] =>
  reports.map(({ outcome }) => outcome);

export const describeStickRestores = (name: string, database: () => string | undefined): void => {
  describe(`${name}, restored`, () => {
    let net: Network;
    let carrier: Carrier;
    let one: TestStation;
    beforeEach(async () => {
      const url = database();
      net = await startNetwork(url === undefined ? {} : { database: url });
      carrier = createCarrier(net, url);
      one = await net.open(1, { idle: true });
      await carrier.carry(one);
    });
    afterEach(() => net.end());
    const store = () => net.central().store;

    test('an answer from before a restore of central counts for nothing', async () => {
      one.lend(0);
      await carrier.carry(one);
      await carrier.backUp();
      const before = carrier.stick();
      one.lend(1);
      const here = await carrier.at(one);
      await here.write(before);
      await carrier.central().read(before);
      await carrier.central().write(before, 1);
      await carrier.putBack();
      await store().raiseEpoch();
      // Two trips: the first tells of the new epoch, and that entries are missing.
      for (let trips = 0; trips < 2; trips += 1) await carrier.carry(one);
      const held = standingOf(one);
      expect(held).toMatchObject({ epoch: 2, applied: 2 });
      expect(outcomes(await here.read(before))).toEqual(['old', 'confirmed']);
      expect(standingOf(one)).toEqual(held);
      expect(namesOn(before)).toEqual([]);
      await expectDelivered(net, one);
      await expectAgreement(net, one);
    });

    test('after a restore with a new epoch all rows come anew, and what is missing goes again', async () => {
      one.lend(0);
      await carrier.carry(one);
      await carrier.backUp();
      one.lend(1);
      one.takeBack(0);
      await carrier.carry(one);
      await carrier.putBack();
      await store().raiseEpoch();
      expect((await store().counts(site.id)).entries).toBe(1);
      const stick = carrier.stick();
      const here = await carrier.at(one);
      await here.write(stick);
      const reports = await carrier.central().read(stick);
      expect(reports).toMatchObject([
        { outcome: 'gap', code: 'stick-gap', missing: { first: 2, last: 3 } },
      ]);
      expect(await carrier.central().write(stick, 1)).toMatchObject({ since: 0, applied: 1 });
      await here.read(stick);
      expect(standingOf(one)).toMatchObject({ epoch: 2, applied: 1 });
      await carrier.carry(one);
      expect(standingOf(one)).toMatchObject({ epoch: 2, applied: 3 });
      await expectDelivered(net, one);
      await expectAgreement(net, one);
    });

    test('a restore that nobody announced: it is heard once, and a second reading lowers nothing', async () => {
      await carrier.backUp();
      one.lend(0);
      await carrier.carry(one);
      expect(standingOf(one).applied).toBe(1);
      await carrier.putBack();
      const stick = carrier.stick();
      const here = await carrier.at(one);
      await here.write(stick);
      await carrier.central().read(stick);
      // Rows of an unannounced restore cannot be had: their versions are behind the station's.
      await expect(carrier.central().write(stick, 1)).rejects.toMatchObject({
        code: 'cursor-ahead',
      });
      await carrier.central().write(stick, 1, { since: 0 });
      const replay = carrier.stick();
      copyOf(stick, replay);
      await here.read(stick);
      expect(standingOf(one).applied).toBe(0);
      await here.write(stick);
      await carrier.central().read(stick);
      await carrier.central().write(stick, 1, { since: 0 });
      await here.read(stick);
      expect(standingOf(one).applied).toBe(1);
      await here.read(replay);
      expect(standingOf(one).applied).toBe(1);
      await expectDelivered(net, one);
    });

    test('a copied disk: central keeps nothing of it, and each learns of it by stick', async () => {
      one.lend(0);
      one.db.pragma('wal_checkpoint(TRUNCATE)');
      const file = join(net.folder, 'copied.db');
      copyFileSync(join(net.folder, 'station-1.db'), file);
      one.lend(1);
      await carrier.carry(one);
      const copied = await net.open(1, { file, idle: true });
      copied.lend(2);
      copied.lend(3);
      const stick = carrier.stick();
      const there = await carrier.at(copied);
      await there.write(stick);
      const [report] = await carrier.central().read(stick);
      expect(report).toMatchObject({ outcome: 'forked', code: 'chain-fork', entries: 0 });
      expect((await store().counts(site.id)).entries).toBe(2);
      const written = await carrier.central().write(stick, 1);
      expect(written).toMatchObject({ quarantined: true, rows: 0 });
      expect(outcomes(await there.read(stick))).toEqual(['forked', 'waiting']);
      expect(copied.holder(2)).toBe('1-2');
      await expect(there.write(stick)).rejects.toMatchObject({ code: 'sync-chain-fork' });
      await expect(there.read(stick)).rejects.toMatchObject({ code: 'sync-chain-fork' });
      copied.lend(4);
    });

    test('a disk put back to an old copy: the answer shows it before anything is lost', async () => {
      one.lend(0);
      one.db.pragma('wal_checkpoint(TRUNCATE)');
      const file = join(net.folder, 'old.db');
      copyFileSync(join(net.folder, 'station-1.db'), file);
      one.lend(1);
      await carrier.carry(one);
      const stick = carrier.stick();
      await carrier.central().write(stick, 1);
      const old = await net.open(1, { file, idle: true });
      old.lend(2);
      const there = await carrier.at(old);
      expect(await there.read(stick)).toMatchObject([
        { outcome: 'forked', code: 'sync-chain-fork', removed: false },
      ]);
      expect(standingOf(old).applied).toBe(0);
      expect(old.holder(2)).toBe('1-2');
      // It may still write once, so that central's staff learn of it as well.
      await there.write(carrier.stick());
    });
  });
};
