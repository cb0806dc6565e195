// A line that breaks after every few hundred bytes: what was waiting arrives all the same, once, in order.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../../firmware-bridge/until.ts';
import { createByteRelay } from './byte-relay.ts';
import {
  expectAgreement,
  expectDelivered,
  type Network,
  startNetwork,
  untilQuiet,
} from './test-network.ts';

const ACTS = 1_000;
const LIMIT_MS = 60_000;

let net: Network;
beforeEach(async () => {
  net = await startNetwork({ items: ACTS / 2 });
});
afterEach(() => net.end());

/** At 89.3 kbit/s a line that drops every 3 s carries 33 kB, far more than these. */
test('a cut after every 800 bytes to central', { timeout: LIMIT_MS }, async () => {
  const relay = await createByteRelay(net.central().port);
  const station = await net.open(1, { target: relay.port });
  await untilQuiet(net, [station]);
  station.network.cut();
  for (let item = 0; item < ACTS / 2; item += 1) {
    station.lend(item);
    expect(station.takeBack(item)).toBe('returned');
  }
  relay.cutAfter(800);
  station.network.restore();
  station.client.tryNow();
  await until('all to be there', () => station.meta.number('applied') === ACTS, LIMIT_MS);
  expect(relay.cuts()).toBeGreaterThan(3);
  relay.cutAfter(Number.POSITIVE_INFINITY);
  await untilQuiet(net, [station]);
  await expectDelivered(net, station);
  await expectAgreement(net, station);
  await station.close();
  await relay.stop();
});
