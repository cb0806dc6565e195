// A whole pad: the driver with its FEIG reader, a simulated reader at the other end of the cable,
// tags in its field, on a clock that jumps.
import type { DriverEvent, RfidDriver } from '../../../devices/driver.ts';
import { createFeigReader } from '../../../devices/rfid/feig/feig-reader.ts';
import { createRfidPad } from '../../../devices/rfid/rfid-pad.ts';
import type { TagCodec } from '../../../devices/rfid/tag-codec.ts';
import type { PadTag } from '../../../devices/rfid/tag-content.ts';
import { createSimulatedCable } from '../../../firmware-bridge/ports/simulated-port.ts';
import {
  createFeigPeer,
  type FeigPeerOptions,
} from '../../../firmware-bridge/simulated/feig-peer.ts';
import { createRfidField } from '../../../firmware-bridge/simulated/rfid-field.ts';
import type { RfidSettings } from '../../../profiles/device-schema.ts';
import { defaultRfidRules, type RfidRules } from '../../../profiles/rfid-rules.ts';
import { feigSettings } from './feig/feig-bench.ts';
import { plainCodec } from './plain-codec.ts';
import { createSteppedClock } from './stepped-clock.ts';

export type PadBenchOptions = {
  settings?: Partial<RfidSettings>;
  rules?: Partial<RfidRules>;
  peer?: Partial<FeigPeerOptions>;
  codec?: TagCodec;
  onEvent?(event: DriverEvent): void;
};

export const padBench = (options: PadBenchOptions = {}) => {
  const clock = createSteppedClock();
  const field = createRfidField();
  const cable = createSimulatedCable('pad');
  const peer = createFeigPeer({
    clock,
    field,
    send: (bytes) => void cable.far.write(bytes).catch(() => {}),
    ...options.peer,
  });
  cable.far.onData((bytes) => peer.hear(bytes));
  let closed = false;
  const port = {
    ...cable.near,
    close: async () => {
      closed = true;
      await cable.near.close();
    },
  };
  const events: DriverEvent[] = [];
  const settings = { ...feigSettings, ...options.settings };
  const emit = (event: DriverEvent) => {
    events.push(event);
    options.onEvent?.(event);
  };
  const pad: RfidDriver = createRfidPad(
    { port, clock, emit },
    {
      connect: (onNoise) => createFeigReader({ port, clock, settings, onNoise }),
      codec: options.codec ?? plainCodec,
      settings,
      rules: { ...defaultRfidRules, ...options.rules },
      isil: 'KZ-BLK',
    },
  );
  const pads = (): PadTag[][] =>
    events.flatMap((event) => (event.type === 'tags-on-pad' ? [event.tags] : []));
  return {
    clock,
    field,
    peer,
    pad,
    events,
    pads,
    /** What was told last; undefined before anything was. */
    told: (): PadTag[] | undefined => pads().at(-1),
    isClosed: () => closed,
    unplug: () => {
      peer.cut();
      cable.cut('unplugged');
    },
    start: () => clock.until(pad.start()),
  };
};

export type PadBench = ReturnType<typeof padBench>;
