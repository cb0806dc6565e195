// A 3M pad of the driver's and a simulated one at the other end of a cable, on a clock that jumps.
import { createM3Reader } from '../../../../devices/rfid/bibliotheca-3m/m3-reader.ts';
import { createSimulatedCable } from '../../../../firmware-bridge/ports/simulated-port.ts';
import {
  createM3Peer,
  type M3PeerOptions,
} from '../../../../firmware-bridge/simulated/3m-simulator.ts';
import { createRfidField } from '../../../../firmware-bridge/simulated/rfid-field.ts';
import { loadDeviceProfiles } from '../../../../profiles/loader.ts';
import { createSteppedClock } from '../stepped-clock.ts';

export const m3Profile = loadDeviceProfiles().get('3m-810')!;

export const m3Bench = (peerOptions: Partial<M3PeerOptions> = {}) => {
  const clock = createSteppedClock();
  const field = createRfidField();
  const cable = createSimulatedCable('3M');
  const send = (bytes: Uint8Array) => void cable.far.write(bytes).catch(() => {});
  const peer = createM3Peer({ clock, field, send, ...peerOptions });
  const sent: Uint8Array[] = [];
  cable.far.onData((bytes) => {
    sent.push(bytes);
    peer.hear(bytes);
  });
  const noise: number[] = [];
  const onNoise = (bytes: number) => noise.push(bytes);
  const reader = createM3Reader({ port: cable.near, clock, settings: m3Profile.rfid!, onNoise });
  const unplug = () => {
    peer.cut();
    cable.cut('unplugged');
  };
  const { muteNext, spoilNext } = peer;
  return { clock, field, cable, peer, reader, noise, sent, unplug, muteNext, spoilNext };
};
