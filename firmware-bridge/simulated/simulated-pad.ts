// A simulated RFID reader as a device of the bridge: its plug, the field above it, and the acts of
// a hand that puts books on it and takes them away. Each family's peer speaks its own bytes.
import type { Clock } from '../../devices/driver.ts';
import type { DeviceProfile } from '../../profiles/device-schema.ts';
import { BridgeError } from '../errors.ts';
import { createM3Peer } from './3m-simulator.ts';
import { bookTag, uidOfBook } from './book-tag.ts';
import { createFeigPeer } from './feig-peer.ts';
import { noisePieces } from './noise.ts';
import { createRfidField, type RfidField } from './rfid-field.ts';
import { createRl866Peer } from './rl866-simulator.ts';
import type { SimulatedAct, SimulatedDevice, SimulatedDeviceOptions } from './simulated-device.ts';
import { createSimulatedPlug } from './simulated-plug.ts';

/** The far end of any family: bytes in, bytes out by `send`. */
export type ReaderPeer = { hear(bytes: Uint8Array): void; cut(): void };
type MakePeer = (options: {
  clock: Clock;
  field: RfidField;
  byteMs: number;
  send(bytes: Uint8Array): void;
}) => ReaderPeer;

const peers: Readonly<Partial<Record<SimulatedDeviceOptions['profile']['driver'], MakePeer>>> = {
  'feig-iso-host': createFeigPeer,
  rl866: createRl866Peer,
  '3m-810': createM3Peer,
};

/**
 * Start bit, data, parity, stop; a profile without a line speaks over USB or a network, where bytes
 * take no time.
 */
const byteMsOf = ({ serial }: DeviceProfile): number => {
  if (!serial) return 0;
  const parityBits = serial.parity === 'none' ? 0 : 1;
  const bits = 1 + Number(serial.dataBits) + parityBits + Number(serial.stopBits);
  return (bits * 1_000) / serial.baudRate;
};

const NOISE_PIECE_BYTES = 64;
const NOISE_GAP_MS = 1;

/**
 * A tag that was here before comes back as it was taken: its security bit is not set back by the
 * hand.
 */
export const putTags = (
  field: RfidField,
  { tags }: Extract<SimulatedAct, { kind: 'put-tags' }>,
) => {
  for (const { uid, dsfid, afi, memory } of tags)
    if (!field.putBack(uid))
      field.put([{ uid, dsfid, afi, memory: Uint8Array.from(Buffer.from(memory, 'hex')) }]);
};

export type SimulatedPad = SimulatedDevice & { field: RfidField };

/**
 * Begins plugged in, with nothing on it. Throws `profile-unusable` for a family that has no peer.
 */
export const createSimulatedPad = (
  options: Pick<SimulatedDeviceOptions, 'id' | 'profile' | 'clock'>,
): SimulatedPad => {
  const { id, profile, clock } = options;
  const makePeer = peers[profile.driver];
  if (!makePeer) throw new BridgeError('profile-unusable', `${profile.id} cannot be simulated`);
  const field = createRfidField();
  const plug = createSimulatedPlug({
    name: `simulated ${id}`,
    clock,
    onCommand: (bytes) => peer.hear(bytes),
  });
  const byteMs = byteMsOf(profile);
  const send = (bytes: Uint8Array) => void plug.send([bytes], 0);
  const peer = makePeer({ clock, field, byteMs, send });
  const acts: { [kind: string]: (act: never) => boolean } = {
    'put-tags': (act: Extract<SimulatedAct, { kind: 'put-tags' }>) => {
      putTags(field, act);
      return true;
    },
    'put-books': ({ owner, books }: Extract<SimulatedAct, { kind: 'put-books' }>) => {
      for (const { barcode, secured } of books)
        if (!field.putBack(uidOfBook(barcode))) field.put([bookTag(barcode, owner, secured)]);
      return true;
    },
    'take-books': ({ barcodes }: Extract<SimulatedAct, { kind: 'take-books' }>) => {
      field.take(barcodes.map(uidOfBook));
      return true;
    },
    'take-tags': (act: Extract<SimulatedAct, { kind: 'take-tags' }>) => {
      field.take(act.uids);
      return true;
    },
    noise: (act: Extract<SimulatedAct, { kind: 'noise' }>) =>
      plug.send(noisePieces(act.bytes, NOISE_PIECE_BYTES), NOISE_GAP_MS),
    plug: () => {
      plug.plug();
      return true;
    },
    unplug: () => {
      peer.cut();
      plug.unplug();
      return true;
    },
  };
  return {
    source: plug.source,
    field,
    act: (act) => acts[act.kind]?.(act as never) ?? false,
  };
};
