// The first load over real sockets, from a real central: a new station, and stations after a restore of central.
import { expect, test } from 'vitest';
import { createSnapshotSource } from '../../../station-server/sync/first-load-source.ts';
import { until } from '../../firmware-bridge/until.ts';
import {
  expectAgreement,
  expectDelivered,
  type Network,
  site,
  startNetwork,
  untilQuiet,
} from './test-network.ts';

const withNetwork = async (work: (net: Network) => Promise<void>): Promise<void> => {
  const net = await startNetwork({ items: 60 });
  try {
    await work(net);
  } finally {
    await net.end();
  }
};

test('a new station loads the snapshot and then what happened since', () =>
  withNetwork(async (net) => {
    const one = await net.open(1);
    await untilQuiet(net, [one]);
    one.lend(0);
    await untilQuiet(net, [one]);
    const made = await net.snapshot();
    const later = one.lend(1);
    await untilQuiet(net, [one]);
    const two = await net.open(2);
    await untilQuiet(net, [one, two]);
    // The rows came by the snapshot: with everything pulled there is nothing to count.
    expect(made.chunks.length).toBeGreaterThan(12);
    await expectAgreement(net, two);
    expect(two.holder(1)).toBe(later);
    await until('the load to be over', () => two.client.status().loading === null);
  }));

test('bytes of a chunk from any place on, to the stations of the library only', () =>
  withNetwork(async (net) => {
    const [one, token] = [await net.open(1), await net.tokenOf(2)];
    await untilQuiet(net, [one]);
    const { chunks, ver } = await net.snapshot();
    const base = `http://127.0.0.1:${net.central().port}`;
    const stop = new AbortController().signal;
    const source = createSnapshotSource(base, token);
    expect(await source.newest(stop)).toMatchObject({ ver, applied: 0, epoch: 1 });
    const { sha256 = '', bytes = 0 } = chunks[0] ?? {};
    const read = async (from: number) => {
      const pieces: Uint8Array[] = [];
      const asked = {
        sha256,
        from,
        restart: () => expect.fail(),
        take: (b: Uint8Array) => pieces.push(b),
      };
      expect(await source.chunk({ ...asked, restart: () => expect.fail('restart') }, stop)).toBe(
        'ended',
      );
      return Buffer.concat(pieces);
    };
    const whole = await read(0);
    expect(whole.length).toBe(bytes);
    expect((await read(100)).equals(whole.subarray(100))).toBe(true);
    expect(
      await source.chunk(
        { sha256: 'a'.repeat(64), from: 0, restart: () => 0, take: () => 0 },
        stop,
      ),
    ).toBe('gone');
    const fetched = (path: string, headers: Record<string, string>) =>
      fetch(`${base}/v1/snapshot/${path}`, { headers });
    const authorization = `Bearer ${token}`;
    expect((await fetched(sha256, {})).status).toBe(401);
    expect((await fetched('..%2Fmanifest', { authorization })).status).toBe(400);
    const partial = await fetched(sha256, { authorization, range: 'bytes=100-' });
    expect(partial.status).toBe(206);
    expect(partial.headers.get('content-encoding')).toBeNull();
    await partial.body?.cancel();
    const beyond = await fetched(sha256, { authorization, range: `bytes=${bytes + 5}-` });
    expect(beyond.status).toBe(416);
    const foreign = await net.central().store.ensureLibrary('other', '0042');
    const other = createSnapshotSource(base, await net.central().store.addStation(foreign, 1));
    expect(await other.newest(stop)).toBeNull();
    expect(await other.chunk({ sha256, from: 0, restart: () => 0, take: () => 0 }, stop)).toBe(
      'gone',
    );
  }));

test('after a restore of central: a return that the snapshot does not know never shows as on loan again', () =>
  withNetwork(async (net) => {
    const [one, two] = [await net.open(1), await net.open(2)];
    await untilQuiet(net, [one, two]);
    one.lend(0);
    const elsewhere = two.lend(1, 1);
    await untilQuiet(net, [one, two]);
    expect(one.holder(1)).toBe(elsewhere);
    one.network.cut();
    expect(two.takeBack(1)).toBe('returned');
    await untilQuiet(net, [two]);
    await net.central().store.raiseEpoch();
    await net.snapshot();
    one.db.exec(`CREATE TABLE reopened(id); CREATE TRIGGER seen AFTER UPDATE ON loan
      WHEN old.returned_on IS NOT NULL AND new.returned_on IS NULL
      BEGIN INSERT INTO reopened VALUES(new.loan_id); END`);
    expect(one.takeBack(0)).toBe('returned');
    one.network.restore();
    one.client.tryNow();
    await untilQuiet(net, [one, two]);
    expect(one.meta.number('epoch')).toBe(2);
    expect(one.holder(0)).toBeUndefined();
    // The closed loan of the other station stands in the last tier.
    expect(one.rows.loanById(elsewhere)?.returnedOn).not.toBeNull();
    expect(one.db.prepare('SELECT count(*) FROM reopened').pluck().get()).toBe(0);
    for (const station of [one, two]) {
      await expectAgreement(net, station);
      await expectDelivered(net, station);
    }
    expect(await net.central().store.reviewQueue(site.id)).toEqual([]);
  }));

test('a snapshot of the epoch before a restore is not given, nor one that is ahead of the database', () =>
  withNetwork(async (net) => {
    const one = await net.open(1);
    await untilQuiet(net, [one]);
    await net.snapshot();
    await net.central().store.raiseEpoch();
    const source = createSnapshotSource(
      `http://127.0.0.1:${net.central().port}`,
      await net.tokenOf(1),
    );
    expect(await source.newest(new AbortController().signal)).toBeNull();
    await untilQuiet(net, [one]);
    const { ver, ...made } = await net.snapshot();
    net.shelf.putManifest({ ...made, madeAtMs: made.madeAtMs + 1, ver: ver + 1 });
    expect(await source.newest(new AbortController().signal)).toBeNull();
    await expectAgreement(net, one);
  }));
