// A simulated pad as the bridge has it, with the driver that the registry gives for its profile.
import type { DriverContext, DriverEvent, RfidDriver } from '../../../devices/driver.ts';
import { createDriver } from '../../../devices/registry.ts';
import type { OpenedPort } from '../../../firmware-bridge/ports/port-listeners.ts';
import { createSimulatedDevice } from '../../../firmware-bridge/simulated/create-simulated-device.ts';
import { loadDeviceProfiles } from '../../../profiles/loader.ts';
import { createSteppedClock } from '../../devices/rfid/stepped-clock.ts';

export const readerOnBridge = (profileId: string) => {
  const profile = loadDeviceProfiles().get(profileId)!;
  const clock = createSteppedClock();
  const device = createSimulatedDevice({ id: 'pad', profile, clock, tell: () => {} });
  const events: DriverEvent[] = [];
  let port: OpenedPort | undefined;
  const start = async (): Promise<RfidDriver> => {
    port = await (await device.source.find())!.open();
    const context: DriverContext = { port, clock, emit: (event) => events.push(event) };
    const driver = createDriver(context, profile) as RfidDriver;
    await clock.until(driver.start());
    return driver;
  };
  const tagEvents = () => events.filter(({ type }) => type === 'tags-on-pad');
  return { clock, device, events, tagEvents, start, port: () => port! };
};
