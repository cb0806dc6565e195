// Copies that come back: central restored from an older copy, with and without a new epoch, and a station restored from an old
// copy of its disk. Nothing is lost, nothing is overwritten, lending goes on.
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../../firmware-bridge/until.ts';
import {
  expectAgreement,
  expectDelivered,
  type Network,
  site,
  startNetwork,
  untilQuiet,
} from './test-network.ts';

let net: Network;
let copy: string;
beforeEach(async () => {
  net = await startNetwork();
  copy = join(net.folder, 'copy.db');
});
afterEach(() => net.end());

const putBack = (): void => {
  for (const end of ['', '-wal', '-shm']) rmSync(`${net.file}${end}`, { force: true });
  copyFileSync(copy, net.file);
};
/** A copy of central as it is now, taken while it is closed. */
const copyCentral = () => net.restart(() => copyFileSync(net.file, copy));

test('central restored from an older copy with a new epoch: stations send again and fetch anew', async () => {
  const [one, two] = [await net.open(1), await net.open(2)];
  await untilQuiet(net, [one, two]);
  one.lend(1);
  await untilQuiet(net, [one, two]);
  await copyCentral();
  one.lend(2);
  expect(two.takeBack(1)).toBe('returned');
  await untilQuiet(net, [one, two]);
  expect(one.holder(1)).toBeUndefined();
  for (const { network } of [one, two]) network.cut();
  await net.restart(putBack);
  expect(await net.central().store.counts(site.id)).toMatchObject({ entries: 1, openLoans: 1 });
  await net.central().store.raiseEpoch();
  one.lend(3);
  for (const { network, client } of [one, two]) {
    network.restore();
    client.tryNow();
  }
  await untilQuiet(net, [one, two]);
  for (const station of [one, two]) {
    await expectDelivered(net, station);
    await expectAgreement(net, station);
    expect(station.meta.number('epoch')).toBe(await net.central().store.epoch());
  }
  expect(two.holder(1)).toBeUndefined();
  expect(two.holder(2)).toBe('1-2');
  expect(await net.central().store.reviewQueue(site.id)).toEqual([]);
});

test('central restored without a new epoch: what it lacks is sent again though it says the same epoch', async () => {
  const one = await net.open(1);
  await untilQuiet(net, [one]);
  await copyCentral();
  one.lend(1);
  one.lend(2);
  await untilQuiet(net, [one]);
  one.network.cut();
  await net.restart(putBack);
  one.lend(3);
  one.network.restore();
  one.client.tryNow();
  await until('all entries', () => one.waiting() === 0);
  await expectDelivered(net, one);
  // It may have numbered other rows under versions that we have seen: it says so until the epoch is raised.
  await net.central().store.raiseEpoch();
  one.client.tryNow();
  await untilQuiet(net, [one]);
  await expectAgreement(net, one);
});

test.each([
  ['fewer entries than central has', 0],
  ['as many', 2],
  ['more', 5],
])(
  'a station restored from an old copy, with %s: seen, told, nothing overwritten',
  async (_, acts) => {
    const first = await net.open(1);
    await untilQuiet(net, [first]);
    first.lend(0);
    await untilQuiet(net, [first]);
    first.db.pragma('wal_checkpoint(TRUNCATE)');
    const old = join(net.folder, 'station-1-old.db');
    copyFileSync(join(net.folder, 'station-1.db'), old);
    first.lend(1);
    first.lend(2);
    await untilQuiet(net, [first]);
    await first.close();
    const atCentral = await net.central().store.entries(net.ref(1));

    const second = await net.open(1, { file: old, idle: true });
    for (let item = 0; item < acts; item += 1) second.lend(3 + item, 1);
    const lent = second.db.prepare('SELECT * FROM loan ORDER BY loan_id').all();
    second.client.start();
    await until('the fork to be seen', () => second.client.status().chainFork);
    expect(second.client.status()).toMatchObject({ online: false, chainFork: true });
    expect(second.db.prepare('SELECT * FROM loan ORDER BY loan_id').all()).toEqual(lent);

    // Lending goes on, and the entry that differs tells central's staff, once.
    second.lend(11, 2);
    const reviews = async () =>
      (await net.central().store.reviewQueue(site.id)).map(({ kind, ref }) => `${kind} ${ref}`);
    await until('the review', async () => (await reviews()).length > 0);
    second.client.tryNow();
    second.lend(10, 2);
    expect(await reviews()).toEqual(['station-restored 1']);
    expect(await net.central().store.entries(net.ref(1))).toEqual(atCentral);
    expect(second.journal.verify()).toBeNull();
    await second.close();

    const third = await net.open(1, { file: old });
    expect(third.client.status().chainFork).toBe(true);
  },
);

test('a disk whose copy told a restored central as many entries: seen at once, though it has nothing to send', async () => {
  const first = await net.open(1);
  await untilQuiet(net, [first]);
  first.lend(0);
  await untilQuiet(net, [first]);
  await copyCentral();
  first.db.pragma('wal_checkpoint(TRUNCATE)');
  const copied = join(net.folder, 'station-1-copied.db');
  copyFileSync(join(net.folder, 'station-1.db'), copied);
  first.lend(1);
  await untilQuiet(net, [first]);
  first.network.cut();
  await net.restart(putBack);
  await net.central().store.raiseEpoch();

  const second = await net.open(1, { file: copied });
  second.lend(2);
  await untilQuiet(net, [second]);
  expect(second.client.status()).toMatchObject({ chainFork: false, applied: 2 });
  expect(first.client.status()).toMatchObject({ chainFork: false, applied: 2 });
  first.network.restore();
  first.client.tryNow();
  await until('the fork to be seen', () => first.client.status().chainFork);
  expect(first.holder(1)).toBe('1-2');
});
