// One device that hangs, throws or cannot stop never stops another: a bridge with a good scanner and three bad ones beside it.
import { describe, expect, it } from 'vitest';
import type { DriverContext } from '../../devices/driver.ts';
import { createDriver } from '../../devices/registry.ts';
import { createBridge } from '../../firmware-bridge/bridge.ts';
import {
  createSimulatedCable,
  type SimulatedCable,
} from '../../firmware-bridge/ports/simulated-port.ts';
import { START_LIMIT_MS, STOP_LIMIT_MS } from '../../firmware-bridge/session.ts';
import { createSupervisor } from '../../firmware-bridge/supervisor.ts';
import type { DeviceProfile } from '../../profiles/device-schema.ts';
import { createManualClock } from './manual-clock.ts';
import { simulatedDevice } from './test-place.ts';
import { serialScannerProfile, testProfiles } from './test-profiles.ts';
import { createTestStation } from './test-station.ts';

const bad = (id: string): DeviceProfile => ({ ...serialScannerProfile, id });
const profiles = new Map([
  ...testProfiles,
  ...['hangs-at-start', 'throws-on-data', 'hangs-at-stop'].map((id) => [id, bad(id)] as const),
]);

const makeDriver: typeof createDriver = (context, profile, extra) => {
  if (profile.id === 'hangs-at-start')
    return { start: () => new Promise(() => {}), stop: async () => {} };
  if (profile.id === 'hangs-at-stop')
    return { start: async () => {}, stop: () => new Promise(() => {}) };
  if (profile.id === 'throws-on-data')
    return {
      start: async () =>
        context.port.onData(() => {
          throw new TypeError('bytes of undefined');
        }),
      stop: async () => {},
    };
  return createDriver(context, profile, extra);
};

describe('devices of one bridge', () => {
  it('a good one works beside those that hang and throw', async () => {
    const station = await createTestStation();
    const clock = createManualClock();
    const ids = ['hangs-at-start', 'throws-on-data', 'hangs-at-stop', 'test-serial-scanner'];
    const devices = ids.map((profile, at) => simulatedDevice(`d${at}`, profile));
    const bridge = createBridge({
      place: { id: 'kiosk-1', kind: 'kiosk', devices },
      ...{ profiles, socketPath: station.socketPath, simulate: true, clock },
      createDriver: makeDriver,
    });
    bridge.start();
    await clock.advance(100);
    const states = () => bridge.states().map(({ state }) => state);
    expect(states()).toEqual(['opening', 'ready', 'ready', 'ready']);
    await clock.advance(START_LIMIT_MS);
    expect(states()).toEqual(['failed', 'ready', 'ready', 'ready']);
    const stopped = bridge.stop();
    await clock.advance(STOP_LIMIT_MS + START_LIMIT_MS);
    await stopped;
    expect(states()).toEqual(['absent', 'absent', 'absent', 'absent']);
    await station.remove();
  });

  it.each(['onData', 'a timer'])(
    'a driver that throws in %s is opened again and says so',
    async (where) => {
      const clock = createManualClock();
      let cable: SimulatedCable = createSimulatedCable('line');
      let context: DriverContext | undefined;
      const supervisor = createSupervisor({
        ...{ id: 'bad', profile: serialScannerProfile, clock },
        source: {
          find: async () => ({
            key: 'line',
            open: async () => {
              cable = createSimulatedCable('line');
              return cable.near;
            },
          }),
          release() {},
        },
        createDriver: (given) => {
          context = given;
          const fail = () => {
            throw new TypeError('bytes of undefined');
          };
          return {
            start: async () =>
              given.port.onData(where === 'onData' ? fail : () => given.clock.after(5, fail)),
            stop: async () => {},
          };
        },
        onEvent() {},
        onState() {},
      });
      supervisor.start();
      await clock.advance(10);
      await context!.port.write(Uint8Array.of(1, 2));
      context!.emit({ type: 'noise-dropped', bytes: 7 });
      context!.emit({ type: 'contact', input: 0, on: true });
      await cable.far.write(Uint8Array.of(1, 2, 3));
      await clock.advance(10);
      expect(supervisor.health()).toMatchObject({
        state: {
          state: 'failed',
          code: 'driver-failed',
          why: expect.stringContaining('bytes of undefined'),
        },
        ...{ opens: 1, failures: 1, bytesIn: 3, bytesOut: 2, events: 1, noiseBytes: 7 },
      });
      await clock.advance(1_000);
      expect(supervisor.health()).toMatchObject({ state: { state: 'ready' }, opens: 2 });
      await supervisor.stop();
    },
  );
});
