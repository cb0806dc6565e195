// Relays and lockers through the whole bridge: contacts told, told again after a new link, orders answered once.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDriver } from '../../devices/registry.ts';
import { type Bridge, createBridge } from '../../firmware-bridge/bridge.ts';
import { systemClock } from '../../firmware-bridge/system-clock.ts';
import { loadDeviceProfiles } from '../../profiles/loader.ts';
import { simulatedDevice } from './test-place.ts';
import { createTestStation, type TestStation } from './test-station.ts';

let station: TestStation;
let bridge: Bridge;
beforeEach(async () => {
  station = await createTestStation();
  const devices = [simulatedDevice('relays', 'generic-modbus-relay-8')];
  devices.push(simulatedDevice('locks', 'kerong-cu16'));
  bridge = createBridge({
    place: { id: 'kiosk-1', kind: 'kiosk', devices },
    profiles: loadDeviceProfiles(),
    ...{ socketPath: station.socketPath, simulate: true, clock: systemClock, createDriver },
  });
  bridge.start();
});
afterEach(async () => {
  await bridge.stop();
  await station.remove();
});

const contact = (device: string, input: number, on: boolean, from = 0) =>
  station.waitFor(
    `${device} ${input} ${on}`,
    (told) =>
      told.type === 'contact' && told.device === device && told.input === input && told.on === on,
    from,
  );
const pulse = async (device: string, output: number) => {
  const request = `${device}-${output}-${station.heard.length}`;
  station.say({ type: 'pulse-output', device, request, output, ms: 100 });
  return station.waitFor(
    'the answer',
    (told) => told.type === 'output-pulsed' && told.request === request,
  );
};

it('opens a lock, tells its door, and tells all inputs again to a station that was away', async () => {
  await contact('locks', 15, false);
  await contact('relays', 7, false);
  expect(await pulse('locks', 4)).toMatchObject({ done: true, fault: null });
  expect(await pulse('relays', 4)).toMatchObject({ done: true, fault: null });
  await contact('locks', 4, true);
  const from = station.heard.length;
  station.hangUp();
  await contact('locks', 4, true, from);
  await contact('relays', 7, false, from);
});

it('a jammed lock and a board that is away are answered as faults', async () => {
  await contact('locks', 15, false);
  station.say({
    type: 'simulate',
    device: 'locks',
    act: { kind: 'jam-lock', lock: 1, jammed: true },
  });
  expect(await pulse('locks', 1)).toMatchObject({ done: false, fault: 'lock-not-open' });
  station.say({ type: 'simulate', device: 'locks', act: { kind: 'unplug' } });
  expect(await pulse('locks', 2)).toMatchObject({ done: false });
  expect(await pulse('nothing', 2)).toMatchObject({ done: false, fault: 'device-unknown' });
});
