// A simulated reader alone: what it answers to bytes, whole and in time, for holding it against
// recordings.
import { createRfidField, type RfidField } from '../../../firmware-bridge/simulated/rfid-field.ts';
import type { ReaderPeer } from '../../../firmware-bridge/simulated/simulated-pad.ts';
import { createSteppedClock, type SteppedClock } from '../../devices/rfid/stepped-clock.ts';

type Make<Peer> = (options: {
  clock: SteppedClock;
  field: RfidField;
  send(bytes: Uint8Array): void;
}) => Peer;

export const hearPeer = <Peer extends ReaderPeer>(make: Make<Peer>) => {
  const clock = createSteppedClock();
  const field = createRfidField();
  let got: number[] = [];
  let lastMs = 0;
  const peer = make({
    clock,
    field,
    send: (bytes) => {
      got.push(...bytes);
      lastMs = clock.upMs();
    },
  });
  return {
    clock,
    field,
    peer,
    /** Its answer as hex, and how long after the request its last byte came. */
    async ask(hex: string): Promise<{ reply: string; ms: number }> {
      got = [];
      const askedMs = clock.upMs();
      peer.hear(Uint8Array.from(Buffer.from(hex, 'hex')));
      await clock.advance(1_000);
      return { reply: Buffer.from(got).toString('hex'), ms: lastMs - askedMs };
    },
  };
};
