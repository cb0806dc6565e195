// A FEIG reader of the driver's and a simulated one at the other end of a cable, on a clock that
// jumps.
import { createFeigReader } from '../../../../devices/rfid/feig/feig-reader.ts';
import { createSimulatedCable } from '../../../../firmware-bridge/ports/simulated-port.ts';
import {
  createFeigPeer,
  type FeigPeerOptions,
} from '../../../../firmware-bridge/simulated/feig-peer.ts';
import { createRfidField } from '../../../../firmware-bridge/simulated/rfid-field.ts';
import type { RfidSettings } from '../../../../profiles/device-schema.ts';
import { loadDeviceProfiles } from '../../../../profiles/loader.ts';
import { createSteppedClock } from '../stepped-clock.ts';

export const feigProfile = loadDeviceProfiles().get('feig-serial')!;
export const feigSettings: RfidSettings = feigProfile.rfid!;

export const feigBench = (
  peerOptions: Partial<FeigPeerOptions> = {},
  settings: Partial<RfidSettings> = {},
) => {
  const clock = createSteppedClock();
  const field = createRfidField();
  const cable = createSimulatedCable('FEIG');
  const peer = createFeigPeer({
    clock,
    field,
    send: (bytes) => void cable.far.write(bytes).catch(() => {}),
    ...peerOptions,
  });
  cable.far.onData((bytes) => peer.hear(bytes));
  const noise: number[] = [];
  const reader = createFeigReader({
    port: cable.near,
    clock,
    settings: { ...feigSettings, ...settings },
    onNoise: (bytes) => noise.push(bytes),
  });
  const unplug = () => {
    peer.cut();
    cable.cut('unplugged');
  };
  const { muteNext, spoilNext } = peer;
  return { clock, field, cable, peer, reader, noise, unplug, muteNext, spoilNext };
};
