// How long a stack of books takes on a pad: put down, seen, read, unsecured one by one, each read
// back, in simulated time.
import type { DriverContext, RfidDriver } from '../../../devices/driver.ts';
import { createSimulatedPad } from '../../../firmware-bridge/simulated/simulated-pad.ts';
import type { DeviceProfile } from '../../../profiles/device-schema.ts';
import { createSteppedClock } from './stepped-clock.ts';
import { stack } from './tag-stack.ts';

export const stackMs = async (
  profile: DeviceProfile,
  make: (context: DriverContext) => RfidDriver,
  tags: number,
): Promise<number> => {
  const clock = createSteppedClock();
  const device = createSimulatedPad({ id: 'pad', profile, clock });
  const port = await (await device.source.find())!.open();
  let seen: (uids: string[]) => void = () => {};
  const all = new Promise<string[]>((resolve) => {
    seen = resolve;
  });
  const pad = make({
    port,
    clock,
    emit: (event) => {
      if (event.type === 'tags-on-pad' && event.tags.length === tags)
        seen(event.tags.map(({ uid }) => uid));
    },
  });
  await clock.until(pad.start());
  await clock.advance(1_000);
  const startMs = clock.upMs();
  device.field.put(stack(tags));
  for (const uid of await clock.until(all)) {
    const { done } = await clock.until(pad.setSecurity(uid, false));
    if (!done || device.field.tag(uid)!.afi !== 0xc2) throw new Error(`${uid} is still secured`);
  }
  const tookMs = clock.upMs() - startMs;
  await pad.stop();
  return tookMs;
};
