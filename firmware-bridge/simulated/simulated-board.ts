// The kiosk board as a device of the bridge: `board-peer.ts` behind a plug, the hand at its sensors, and where its profile has a
// reader, tags above it. Pulled out it has no
// power, so that putting it back is a boot.
import { INPUT_KIND } from '../../devices/board/board-messages.ts';
import { BridgeError } from '../errors.ts';
import { KIOSK_OUTPUTS } from './board-outputs.ts';
import { type BoardPeer, createBoardPeer } from './board-peer.ts';
import { createBoardPn5180 } from './board-pn5180.ts';
import { createIso15693Air } from './iso15693-air.ts';
import { noisePieces } from './noise.ts';
import { createRfidField, type RfidField } from './rfid-field.ts';
import type { SimulatedDevice, SimulatedDeviceOptions } from './simulated-device.ts';
import { putTags } from './simulated-pad.ts';
import { createSimulatedPlug } from './simulated-plug.ts';

/** 115200 baud carry 64 bytes in 6 ms. */
const PIECE_BYTES = 64;
const GAP_MS = 6;

/** Those of firmware-bridge/firmware/board_config.c. */
const KIOSK_INPUTS = [
  INPUT_KIND.presence,
  INPUT_KIND.flap,
  INPUT_KIND.counter,
  INPUT_KIND.contact,
] as const;

export type SimulatedBoard = SimulatedDevice & { peer: BoardPeer; field: RfidField };

type Options = Pick<SimulatedDeviceOptions, 'id' | 'profile' | 'clock'> & { major?: number };

/** Begins plugged in. Throws `profile-unusable` for a profile without contact settings. */
export const createSimulatedBoard = ({ id, profile, clock, major }: Options): SimulatedBoard => {
  if (!profile.contacts)
    throw new BridgeError('profile-unusable', `${profile.id} has no contact settings`);
  const plug = createSimulatedPlug({
    name: `simulated ${id}`,
    clock,
    onCommand: (bytes) => peer.receive(bytes),
  });
  const field = createRfidField();
  const peer = createBoardPeer({
    clock,
    outputs: KIOSK_OUTPUTS,
    inputs: KIOSK_INPUTS,
    ...(major === undefined ? {} : { major }),
    ...(profile.rfid ? { pn5180: createBoardPn5180(createIso15693Air(field)) } : {}),
    // What is sent while nobody has the port open is lost, as on a real line.
    send: (bytes) => {
      const pieces: Uint8Array[] = [];
      for (let at = 0; at < bytes.length; at += PIECE_BYTES)
        pieces.push(bytes.subarray(at, at + PIECE_BYTES));
      plug.send(pieces, GAP_MS);
    },
  });
  return {
    source: plug.source,
    peer,
    field,
    act(act) {
      if (act.kind === 'set-contact') return peer.setInput(act.input, act.on);
      if (act.kind === 'noise') return plug.send(noisePieces(act.bytes, PIECE_BYTES), 1);
      if (act.kind === 'put-tags' && profile.rfid) putTags(field, act);
      else if (act.kind === 'take-tags' && profile.rfid) field.take(act.uids);
      else if (act.kind === 'unplug') plug.unplug();
      else if (act.kind === 'plug') {
        plug.plug();
        peer.boot();
      } else return false;
      return true;
    },
  };
};
