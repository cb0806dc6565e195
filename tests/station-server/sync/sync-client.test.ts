// One station and central over real HTTP: every act arrives once and in order, whatever the network does.
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../../firmware-bridge/until.ts';
import { adultForm } from '../test-station.ts';
import { createReplyDropper } from './reply-dropper.ts';
import {
  expectAgreement,
  expectDelivered,
  KIOSK,
  type Network,
  STAFF,
  site,
  startNetwork,
  untilQuiet,
} from './test-network.ts';

let net: Network;
beforeEach(async () => {
  net = await startNetwork({ items: 700 });
});
afterEach(() => net.end());

const filled = async (...given: Parameters<Network['open']>) => {
  const station = await net.open(...given);
  await untilQuiet(net, [station]);
  return station;
};

/** Acts that no limit of loans stops. */
const goRound = (station: Awaited<ReturnType<typeof filled>>, item: number): void => {
  station.lend(item);
  expect(station.takeBack(item)).toBe('returned');
};

test('every act arrives once and in order, its personal data beside it', async () => {
  const station = await filled(1);
  const { desk } = station;
  const registered = desk.register(adultForm(site), STAFF);
  if (registered.outcome !== 'registered') throw new Error(registered.outcome);
  const loanId = station.lend(3);
  desk.setLanguage(registered.patron.patronId, 'en', KIOSK);
  desk.renew(loanId, KIOSK);
  desk.checkOut('0-404', 'no such barcode', 'home', KIOSK);
  desk.recordVisit(null, KIOSK);
  goRound(station, 4);
  await untilQuiet(net, [station]);
  await expectDelivered(net, station);
  await expectAgreement(net, station);
  const entries = await net.central().store.entries(net.ref(1));
  expect(entries.map((entry) => entry.outcome)).toEqual(entries.map(() => 'applied'));
  const central = new Database(net.file, { readonly: true });
  const person = central.prepare("SELECT * FROM patron_person WHERE patron_id = '1-1'").get();
  central.close();
  expect(person).toMatchObject({ surname: 'Кедрова', given_name: 'Злата' });
  expect(JSON.stringify(entries)).not.toContain('Кедрова');
  expect(station.client.status()).toMatchObject({ applied: entries.length, online: true });
});

test('the network is cut again and again while people borrow: nothing lost, nothing doubled', async () => {
  const station = await filled(1);
  for (let cut = 0; cut < 12; cut += 1) {
    for (let act = 0; act < 40; act += 1) goRound(station, cut * 40 + act);
    // At once, then in the middle of an exchange, then after some batches came through.
    const before = station.meta.number('applied');
    if (cut % 3 === 1) await new Promise((resolve) => setImmediate(resolve));
    if (cut % 3 === 2) await until('a batch', () => station.meta.number('applied') > before);
    station.network.cut();
    goRound(station, 600 + cut);
    await until('the failure to show', () => station.client.status().lastError !== null);
    expect(station.client.status().online).toBe(false);
    station.network.restore();
    station.client.tryNow();
  }
  await untilQuiet(net, [station]);
  expect(station.client.status()).toMatchObject({ online: true, lastError: null });
  expect(station.meta.number('applied')).toBe(12 * 41 * 2);
  await expectDelivered(net, station);
  await expectAgreement(net, station);
  expect(await net.central().store.reviewQueue(site.id)).toEqual([]);
});

test('the network is cut in the middle of the first copy: it goes on where it stopped', async () => {
  const station = await net.open(2, { idle: true });
  station.client.start();
  for (let cut = 0; cut < 4; cut += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    station.network.cut();
    await until('the failure', () => station.client.status().lastError !== null);
    station.network.restore();
    station.client.tryNow();
    await until('a page', () => station.meta.number('cursor') > 0 || cut < 3);
  }
  await untilQuiet(net, [station]);
  await expectAgreement(net, station);
});

test('the network comes back while a failure is still on its way: no waiting time is spent', async () => {
  const station = await filled(1);
  station.network.cut();
  station.network.restore();
  goRound(station, 1);
  station.client.tryNow();
  await untilQuiet(net, [station]);
  await expectDelivered(net, station);
});

test('an answer lost after the commit: the same numbers again, applied once', async () => {
  const proxy = await createReplyDropper(net.central().port);
  const station = await filled(1, { target: proxy.port });
  proxy.drop('/v1/push', 3);
  for (let item = 0; item < 5; item += 1) goRound(station, item);
  await until('the losses', () => proxy.dropped() === 3);
  await untilQuiet(net, [station]);
  await expectDelivered(net, station);
  await expectAgreement(net, station);
  expect(await net.central().store.counts(site.id)).toMatchObject({ entries: 10, loans: 5 });
  await station.close();
  await proxy.stop();
});

test('an answer with rows is lost: they come again', async () => {
  const proxy = await createReplyDropper(net.central().port);
  proxy.drop('/v1/pull', 2);
  const station = await filled(1, { target: proxy.port });
  expect(proxy.dropped()).toBe(2);
  await expectAgreement(net, station);
  await station.close();
  await proxy.stop();
});

test('central is restarted: lending goes on, the rest follows', async () => {
  const station = await filled(1);
  goRound(station, 1);
  await net.restart(() => goRound(station, 2));
  goRound(station, 3);
  await untilQuiet(net, [station]);
  await expectDelivered(net, station);
});

test('the station is restarted in between: it goes on where it stood, and leaves no work behind', async () => {
  const first = await filled(1);
  goRound(first, 1);
  await untilQuiet(net, [first]);
  first.network.cut();
  goRound(first, 2);
  await first.close();
  const second = await net.open(1);
  expect(second.waiting()).toBe(2);
  await untilQuiet(net, [second]);
  await expectDelivered(net, second);
  await expectAgreement(net, second);
});

test('a wrong token shows in the status; put right, the next try works', async () => {
  const good = await net.tokenOf(1);
  const station = await net.open(1, { token: `${good.slice(0, -4)}AAAA` });
  await until('the refusal', () => station.client.status().lastError !== null);
  expect(station.client.status().lastError).toContain('token');
  expect(station.client.status()).toMatchObject({ online: false, chainFork: false, applied: 0 });
  await station.close();
  const mended = await net.open(1);
  mended.client.tryNow();
  await untilQuiet(net, [mended]);
  expect(mended.client.status()).toMatchObject({ online: true, lastError: null });
});

test("another station's token is no chain fork, though its entries are many", async () => {
  const other = await filled(2);
  for (let item = 0; item < 5; item += 1) goRound(other, item);
  await untilQuiet(net, [other]);
  const station = await net.open(1, { token: await net.tokenOf(2) });
  await until('the refusal', () => station.client.status().lastError?.includes('station-mismatch'));
  expect(station.client.status()).toMatchObject({ chainFork: false, applied: 0 });
  expect(station.meta.number('cursor')).toBe(0);
});

test('stops at once while it waits for news, twice, and starts again', async () => {
  const station = await filled(1);
  await station.client.stop();
  await station.client.stop();
  goRound(station, 1);
  expect(station.waiting()).toBe(2);
  station.client.start();
  await untilQuiet(net, [station]);
});
