// An RL866 of the driver's and a simulated one at the other end of a cable, on a clock that jumps.
import { createRl866Reader } from '../../../../devices/rfid/rl866/rl866-reader.ts';
import { createSimulatedCable } from '../../../../firmware-bridge/ports/simulated-port.ts';
import { createRfidField } from '../../../../firmware-bridge/simulated/rfid-field.ts';
import {
  createRl866Peer,
  type Rl866PeerOptions,
} from '../../../../firmware-bridge/simulated/rl866-simulator.ts';
import { loadDeviceProfiles } from '../../../../profiles/loader.ts';
import { createSteppedClock } from '../stepped-clock.ts';

export const rl866Profile = loadDeviceProfiles().get('rl866-serial')!;
export const rl866Settings = rl866Profile.rfid!;

export const rl866Bench = (peerOptions: Partial<Rl866PeerOptions> = {}, inferred = true) => {
  const clock = createSteppedClock();
  const field = createRfidField();
  const cable = createSimulatedCable('RL866');
  const send = (bytes: Uint8Array) => void cable.far.write(bytes).catch(() => {});
  const peer = createRl866Peer({ clock, field, send, ...peerOptions });
  const sent: Uint8Array[] = [];
  cable.far.onData((bytes) => {
    sent.push(bytes);
    peer.hear(bytes);
  });
  const noise: number[] = [];
  const onNoise = (bytes: number) => noise.push(bytes);
  const settings = rl866Settings;
  const reader = createRl866Reader({ port: cable.near, clock, settings, inferred, onNoise });
  const unplug = () => {
    peer.cut();
    cable.cut('unplugged');
  };
  const { muteNext, spoilNext } = peer;
  return { clock, field, cable, peer, reader, noise, sent, unplug, muteNext, spoilNext };
};
