import { describe, expect, it } from 'vitest';
import type { Driver, DriverContext } from '../../devices/driver.ts';
import type { DeviceSource } from '../../firmware-bridge/device-source.ts';
import { BridgeError } from '../../firmware-bridge/errors.ts';
import type { DeviceState } from '../../firmware-bridge/messages.ts';
import { createSimulatedCable } from '../../firmware-bridge/ports/simulated-port.ts';
import { START_LIMIT_MS } from '../../firmware-bridge/session.ts';
import {
  BACK_OFF_MS_FIRST,
  BACK_OFF_MS_MAX,
  createSupervisor,
  MISSED_LOOKS_MAX,
  PRESENCE_MS,
  STABLE_MS,
} from '../../firmware-bridge/supervisor.ts';
import { createManualClock } from './manual-clock.ts';
import { serialScannerProfile } from './test-profiles.ts';

type Script = { present: boolean; openFails?: BridgeError; driver?: Partial<Driver> };

const build = (script: Script) => {
  const clock = createManualClock();
  const states: DeviceState[] = [];
  const events: { type: string; lastByteUpMs: number }[] = [];
  let cable = createSimulatedCable('test');
  let context: DriverContext | undefined;
  let opens = 0;
  let stops = 0;
  const source: DeviceSource = {
    find: async () =>
      script.present
        ? {
            key: 'test',
            async open() {
              opens++;
              if (script.openFails) throw script.openFails;
              cable = createSimulatedCable('test');
              return cable.near;
            },
          }
        : undefined,
    release() {},
  };
  const supervisor = createSupervisor({
    id: 'scanner',
    profile: serialScannerProfile,
    source,
    clock,
    createDriver(given) {
      context = given;
      return {
        start: script.driver?.start ?? (async () => given.port.onData(() => {})),
        async stop() {
          stops++;
          await script.driver?.stop?.();
        },
      };
    },
    onEvent: (event, lastByteUpMs) => events.push({ type: event.type, lastByteUpMs }),
    onState: (state) => states.push(state),
  });
  return {
    clock,
    states,
    events,
    supervisor,
    context: () => context!,
    cable: () => cable,
    opens: () => opens,
    stops: () => stops,
  };
};

const names = (states: DeviceState[]) => states.map(({ state }) => state);

describe('supervisor', () => {
  it('finds a device that is plugged in later, without a report while it is absent', async () => {
    const script = { present: false };
    const { clock, states, supervisor } = build(script);
    supervisor.start();
    await clock.advance(60_000);
    expect(states).toEqual([]);
    script.present = true;
    await clock.advance(PRESENCE_MS);
    expect(names(states)).toEqual(['opening', 'ready']);
    await supervisor.stop();
    expect(supervisor.state().state).toBe('absent');
    expect(clock.pending()).toBe(0);
  });

  it('opens again after unplug and replug, and stops the old driver', async () => {
    const script = { present: true };
    const test = build(script);
    test.supervisor.start();
    await test.clock.advance(STABLE_MS);
    script.present = false;
    test.cable().cut('unplugged');
    await test.clock.advance(0);
    expect(test.supervisor.state()).toMatchObject({ state: 'absent', why: 'unplugged' });
    expect(test.stops()).toBe(1);
    await test.clock.advance(30_000);
    script.present = true;
    await test.clock.advance(PRESENCE_MS);
    expect(names(test.states)).toEqual([
      'opening',
      'ready',
      'absent',
      'absent',
      'opening',
      'ready',
    ]);
    expect(test.supervisor.health()).toMatchObject({ opens: 2, failures: 0 });
    await test.supervisor.stop();
  });

  it('waits twice as long after each failure, up to the maximum, and tells the code', async () => {
    const script: Script = { present: true, openFails: new BridgeError('port-busy', 'ttyUSB0') };
    const { clock, states, supervisor, opens } = build(script);
    supervisor.start();
    await clock.advance(0);
    expect(opens()).toBe(1);
    for (let waitMs = BACK_OFF_MS_FIRST, count = 2; waitMs < BACK_OFF_MS_MAX; waitMs *= 2) {
      await clock.advance(waitMs - 1);
      expect(opens()).toBe(count - 1);
      await clock.advance(1);
      expect(opens()).toBe(count++);
    }
    const before = opens();
    await clock.advance(BACK_OFF_MS_MAX * 10);
    expect(opens() - before).toBe(10);
    expect(states.at(-1)).toMatchObject({ state: 'failed', code: 'port-busy' });
    expect(states.at(-1)!.why).toContain('ttyUSB0');
    script.openFails = undefined as never;
    await clock.advance(BACK_OFF_MS_MAX);
    expect(supervisor.state().state).toBe('ready');
    await supervisor.stop();
  });

  it('begins with the shortest wait again once the device was pulled out', async () => {
    const script: Script = { present: true, openFails: new BridgeError('port-failed') };
    const { clock, supervisor, opens } = build(script);
    supervisor.start();
    await clock.advance(120_000);
    script.present = false;
    await clock.advance(BACK_OFF_MS_MAX);
    script.present = true;
    const before = opens();
    await clock.advance(PRESENCE_MS + BACK_OFF_MS_FIRST);
    expect(opens() - before).toBeGreaterThanOrEqual(2);
    await supervisor.stop();
  });

  it('does not storm a device that opens and falls over at once', async () => {
    const test = build({ present: true });
    test.supervisor.start();
    for (let count = 0; count < 2_000; count++) {
      await test.clock.advance(100);
      test.cable().cut('loose contact');
    }
    // 200 s at waits of 0.5, 1, 2 ... 30 s.
    expect(test.opens()).toBeLessThan(20);
    await test.supervisor.stop();
  });

  it('gives up a driver that never starts, and one that refuses', async () => {
    const silent = build({ present: true, driver: { start: () => new Promise(() => {}) } });
    silent.supervisor.start();
    await silent.clock.advance(START_LIMIT_MS);
    expect(silent.supervisor.state()).toMatchObject({ state: 'failed', code: 'start-timeout' });
    expect(silent.stops()).toBe(1);
    await silent.supervisor.stop();
    const refusing = build({
      present: true,
      driver: { start: () => Promise.reject(new Error('answers as another model')) },
    });
    refusing.supervisor.start();
    await refusing.clock.advance(0);
    expect(refusing.supervisor.state()).toMatchObject({ state: 'failed', code: 'start-failed' });
    await refusing.supervisor.stop();
  });

  it('a device unplugged while its driver starts is absent, not failed', async () => {
    const script: Script = { present: true, driver: { start: () => new Promise(() => {}) } };
    const test = build(script);
    test.supervisor.start();
    await test.clock.advance(0);
    script.present = false;
    test.cable().cut('unplugged');
    await test.clock.advance(0);
    expect(test.supervisor.state()).toMatchObject({ state: 'absent', code: 'port-closed' });
    await test.supervisor.stop();
  });

  it('notices a device that left without any close event', async () => {
    const script = { present: true };
    const test = build(script);
    test.supervisor.start();
    await test.clock.advance(STABLE_MS);
    script.present = false;
    await test.clock.advance(PRESENCE_MS * (MISSED_LOOKS_MAX + 1));
    expect(test.supervisor.state().state).toBe('absent');
    expect(test.stops()).toBe(1);
    await test.supervisor.stop();
  });

  it('a driver that cannot stop does not keep the device from coming back', async () => {
    const test = build({ present: true, driver: { stop: () => new Promise(() => {}) } });
    test.supervisor.start();
    await test.clock.advance(STABLE_MS);
    test.cable().cut('unplugged');
    await test.clock.advance(30_000);
    expect(test.supervisor.state().state).toBe('ready');
    expect(test.supervisor.health().opens).toBe(2);
    const stopped = test.supervisor.stop();
    await test.clock.advance(30_000);
    await stopped;
  });

  it('opens a fresh connection when the driver closes its port', async () => {
    const test = build({ present: true });
    test.supervisor.start();
    await test.clock.advance(STABLE_MS);
    await test.context().port.close();
    await test.clock.advance(BACK_OFF_MS_FIRST);
    expect(test.opens()).toBe(2);
    expect(test.supervisor.state().state).toBe('ready');
    await test.supervisor.stop();
  });

  it('dates an event by the last byte at the port, not by when the driver spoke', async () => {
    const test = build({ present: true });
    test.supervisor.start();
    await test.clock.advance(1_000);
    await test.cable().far.write(Uint8Array.of(0x31));
    await test.clock.advance(300);
    test.context().emit({ type: 'barcode-read', text: '1', symbology: 'unknown' });
    expect(test.events).toEqual([{ type: 'barcode-read', lastByteUpMs: 1_000 }]);
    await test.supervisor.stop();
  });

  it('misuse: a second start is refused, stop before start and a second stop are not', async () => {
    const test = build({ present: true });
    await test.supervisor.stop();
    const other = build({ present: true });
    other.supervisor.start();
    expect(() => other.supervisor.start()).toThrow(/started before/);
    await other.clock.advance(0);
    await Promise.all([other.supervisor.stop(), other.supervisor.stop()]);
    expect(other.stops()).toBe(1);
  });
});
