// A real driver on a simulated board, with a clock by hand: what the tests of relays and lockers share.
import type { ContactDriver, DriverContext, DriverEvent } from '../../../devices/driver.ts';
import { createDriver } from '../../../devices/registry.ts';
import { createSimulatedContacts } from '../../../firmware-bridge/simulated/simulated-contacts.ts';
import type { ContactSettings, DeviceProfile } from '../../../profiles/device-schema.ts';
import { loadDeviceProfiles } from '../../../profiles/loader.ts';
import { createManualClock } from '../../firmware-bridge/manual-clock.ts';

export const contactProfile = (id: string, over: Partial<ContactSettings> = {}): DeviceProfile => {
  const profile = loadDeviceProfiles().get(id)!;
  return { ...profile, contacts: { ...profile.contacts!, ...over } };
};

export const contactBench = async (profile: DeviceProfile) => {
  const clock = createManualClock();
  const device = createSimulatedContacts({ id: 'board', profile, clock });
  const events: DriverEvent[] = [];
  const written: string[] = [];
  const closes: string[] = [];
  let driver: ContactDriver;
  /** Runs time until the promise settles. */
  const settled = async <T>(work: Promise<T>, limitMs = 60_000): Promise<T> => {
    let done = false;
    const mark = () => {
      done = true;
    };
    work.then(mark, mark);
    for (let ms = 0; !done && ms < limitMs; ms += 5) await clock.advance(5);
    if (!done) throw new Error(`not settled within ${limitMs} ms`);
    return work;
  };
  const open = async () => {
    const port = await (await device.source.find())!.open();
    const context: DriverContext = {
      port: {
        ...port,
        write: (bytes) => {
          written.push(Buffer.from(bytes).toString('hex'));
          return port.write(bytes);
        },
        close: () => {
          closes.push('by its driver');
          return port.close();
        },
      },
      clock,
      emit: (event) => events.push(event),
    };
    driver = createDriver(context, profile) as ContactDriver;
  };
  await open();
  return {
    ...{ clock, device, events, written, closes, open, settled },
    driver: () => driver,
    start: () => settled(driver.start()),
    stop: () => settled(driver.stop()),
    pulse: (output: number, ms = 200) => settled(driver.pulse(output, ms)),
    contacts: () => events.filter((event) => event.type === 'contact'),
  };
};

export type ContactBench = Awaited<ReturnType<typeof contactBench>>;
