// The simulated board by the real drivers, as the bridge joins them.
import { describe, expect, it } from 'vitest';
import type { KitapBoardPad } from '../../../devices/board/board-pad.ts';
import type { ContactDriver, DriverEvent } from '../../../devices/driver.ts';
import { createDriver } from '../../../devices/registry.ts';
import { createSimulatedDevice } from '../../../firmware-bridge/simulated/create-simulated-device.ts';
import { loadDeviceProfiles } from '../../../profiles/loader.ts';
import { createSteppedClock } from '../../devices/rfid/stepped-clock.ts';
import { stack, uidAt } from '../../devices/rfid/tag-stack.ts';

const profiles = loadDeviceProfiles();

const connect = async (id: 'kitap-board' | 'kitap-board-pad') => {
  const clock = createSteppedClock();
  const profile = profiles.get(id)!;
  const device = createSimulatedDevice({ id: 'board', profile, clock, tell: () => {} });
  const events: DriverEvent[] = [];
  const open = async () => {
    const port = await (await device.source.find())!.open();
    const context = { port, clock, emit: (event: DriverEvent) => events.push(event) };
    const driver = createDriver(context, profile);
    await clock.until(driver.start());
    return { driver, port };
  };
  return { clock, device, events, open, ...(await open()) };
};

describe('simulated kiosk board', () => {
  it('feels a hand at its sensors, pulses, and begins anew when it was pulled out', async () => {
    const { clock, device, events, driver, open } = await connect('kitap-board');
    expect(device.act({ kind: 'set-contact', input: 0, on: true })).toBe(true);
    expect(device.act({ kind: 'set-contact', input: 9, on: true })).toBe(false);
    expect(device.act({ kind: 'paper-out' })).toBe(false);
    await clock.advance(50);
    expect(events.at(-1)).toEqual({ type: 'contact', input: 0, on: true });
    const pulsed = await clock.until((driver as ContactDriver).pulse(4, 300));
    expect(pulsed).toEqual({ done: true, fault: null });
    device.act({ kind: 'unplug' });
    await driver.stop();
    expect(await device.source.find()).toBeUndefined();
    device.act({ kind: 'plug' });
    const again = await open();
    await again.driver.stop();
  });

  it('with a PN5180 sees books come and go, and sets their security', async () => {
    const { clock, device, events, driver } = await connect('kitap-board-pad');
    const tags = stack(3).map(({ memory, ...tag }) => ({
      ...tag,
      memory: Buffer.from(memory).toString('hex'),
    }));
    expect(device.act({ kind: 'put-tags', tags })).toBe(true);
    const pads = () => events.filter((event) => event.type === 'tags-on-pad');
    await clock.advance(5_000);
    expect(
      pads()
        .at(-1)!
        .tags.map(({ uid }) => uid)
        .sort(),
    ).toEqual([0, 1, 2].map(uidAt));
    const pad = driver as KitapBoardPad;
    const outcome = await clock.until(pad.setSecurity(uidAt(1), false));
    expect(outcome).toEqual({ done: true, secured: false, fault: null });
    expect(await clock.until(pad.pulse(4, 300))).toMatchObject({ done: true });
    device.act({ kind: 'take-tags', uids: [0, 1, 2].map(uidAt) });
    await clock.advance(5_000);
    expect(pads().at(-1)!.tags).toEqual([]);
    await driver.stop();
    await clock.advance(5_000);
    expect(events.at(-1)).toMatchObject({ type: 'tags-on-pad', tags: [] });
  });
});
