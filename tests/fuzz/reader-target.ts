// RFID readers behind a port in memory, answered with anything: whatever came, each call ends
// within its limits with a value that fits or with an RfidError, and the reader then works with a
// device that speaks properly.
import assert from 'node:assert/strict';
import type { Clock, Port } from '../../devices/driver.ts';
import { RfidError } from '../../devices/rfid/errors.ts';
import { feigRequest } from '../../devices/rfid/feig/feig-frame.ts';
import { createFeigReader } from '../../devices/rfid/feig/feig-reader.ts';
import type { TagReader } from '../../devices/rfid/tag-reader.ts';
import { createFeigPeer } from '../../firmware-bridge/simulated/feig-peer.ts';
import { createRfidField, type RfidField } from '../../firmware-bridge/simulated/rfid-field.ts';
import type { RfidSettings } from '../../profiles/device-schema.ts';
import { loadDeviceProfiles } from '../../profiles/loader.ts';
import { createManualClock } from '../devices/manual-clock.ts';
import { createMemoryPort } from '../devices/memory-port.ts';
import { createSteppedClock } from '../devices/rfid/stepped-clock.ts';
import { stack, uidAt } from '../devices/rfid/tag-stack.ts';
import type { FuzzTarget } from './fuzz-target.ts';

const UID = uidAt(0);
/** Longer than the longest call: all its commands, each with its limit and the resync before it. */
const CALL_MS_MAX = 120_000;

type PeerOptions = {
  clock: Clock;
  field: RfidField;
  byteMs: number;
  send(bytes: Uint8Array): void;
};
type Family = {
  profile: string;
  connect(
    port: Port,
    clock: Clock,
    settings: RfidSettings,
    onNoise: (n: number) => void,
  ): TagReader;
  peer(options: PeerOptions): { hear(bytes: Uint8Array): void };
  /** Replies of a proper reader to a conversation. */
  replies(): Uint8Array[];
};

/** What a peer answers to each of these requests, one after the other. */
const answersTo = (peer: Family['peer'], requests: Uint8Array[]): Uint8Array[] => {
  const clock = createManualClock();
  const field = createRfidField();
  field.put(stack(3));
  return requests.map((request) => {
    const pieces: Uint8Array[] = [];
    const made = peer({ clock, field, byteMs: 0, send: (bytes) => pieces.push(bytes) });
    made.hear(request);
    clock.advance(2_000);
    return Uint8Array.from(Buffer.concat(pieces));
  });
};

const uid = [...Buffer.from(UID, 'hex')];
const FAMILIES: Readonly<Record<string, Family>> = {
  feig: {
    profile: 'feig-serial',
    connect: (port, clock, settings, onNoise) =>
      createFeigReader({ port, clock, settings, onNoise }),
    peer: createFeigPeer,
    replies: () =>
      answersTo(
        createFeigPeer,
        (['advanced', 'standard'] as const).flatMap((kind) => [
          feigRequest(kind, 0x65),
          feigRequest(kind, 0x66, [0]),
          feigRequest(kind, 0xb0, [0x01, 0]),
          feigRequest(kind, 0xb0, [0x2b, 1, ...uid]),
          feigRequest(kind, 0xb0, [0x23, 1, ...uid, 0, 8]),
          feigRequest(kind, 0xb0, [0x27, 1, ...uid, 0xc2]),
          feigRequest(kind, 0xb0, [0x23, 1, ...uid, 200, 8]),
          feigRequest(kind, 0xb1, [4, 0xa5, 1, ...uid]),
        ]),
      ),
  },
};

const CALLS: ((reader: TagReader) => Promise<unknown>)[] = [
  (reader) => reader.open(),
  async (reader) => {
    for (const tag of await reader.inventory()) assert.match(tag.uid, /^[0-9A-F]{16}$/);
  },
  async (reader) => {
    const { blocks, blockBytes } = await reader.info(UID);
    assert(blocks >= 0 && blocks <= 256 && blockBytes >= 1 && blockBytes <= 32);
  },
  async (reader) => assert.equal((await reader.read(UID, 0, 8, 4)).length, 32),
  (reader) => reader.write(UID, 0, new Uint8Array(32), 4),
  (reader) => reader.writeAfi(UID, 0xc2),
  async (reader) => {
    const eas = await reader.readEas?.(UID);
    assert([true, false, null, undefined].includes(eas));
  },
  (reader) => reader.resetField(),
];

export const createReaderTarget = (): FuzzTarget => {
  const families = Object.entries(FAMILIES);
  const profiles = loadDeviceProfiles();
  const counts: Record<string, number> = {};
  const count = (answer: string) => {
    counts[answer] = (counts[answer] ?? 0) + 1;
  };

  const start = (family: Family) => {
    const clock = createSteppedClock();
    const port = createMemoryPort();
    const settings = {
      ...profiles.get(family.profile)!.rfid!,
      gapMs: 0,
      replyTimeoutMs: 300,
      writeTimeoutMs: 400,
    };
    const noise = (bytes: number) => assert(bytes > 0, 'noise of no bytes');
    return { clock, port, reader: family.connect(port, clock, settings, noise) };
  };

  /**
   * Each request is answered with the next of the bytes: most times all that are left, else so
   * many.
   */
  const answerWith = (
    { clock, port }: Pick<ReturnType<typeof start>, 'clock' | 'port'>,
    bytes: Uint8Array,
    random: () => number,
  ) => {
    let at = 0;
    port.onWrite(() => {
      const left = bytes.length - at;
      const length = random() < 0.6 ? left : Math.floor(random() * (left + 1));
      const piece = bytes.subarray(at, at + length);
      at += length;
      if (piece.length > 0) clock.after(Math.floor(random() * 60), () => port.receive(piece));
    });
  };

  return {
    name: 'readers',
    bytesMax: 600,
    async run(bytes, random) {
      const [name, family] = families[Math.floor(random() * families.length)]!;
      const bench = start(family);
      const { clock, port, reader } = bench;
      answerWith(bench, bytes, random);
      const call = CALLS[Math.floor(random() * CALLS.length)]!;
      try {
        await clock.until(call(reader), CALL_MS_MAX);
        count('answered');
      } catch (failure) {
        if (!(failure instanceof RfidError)) throw failure;
        count(failure.code);
      }
      await clock.advance(1_000);
      const field = createRfidField();
      field.put(stack(1));
      const peer = family.peer({ clock, field, byteMs: 0, send: port.receive });
      port.onWrite((request) => peer.hear(request));
      const seen = await clock.until(reader.inventory(), CALL_MS_MAX);
      assert.deepEqual(
        seen.map((tag) => tag.uid),
        [UID],
        `${name}: the tag that lies there`,
      );
      reader.close();
      assert.equal(clock.pending(), 0, `${name}: a timer is left`);
    },
    seeds: () => families.flatMap(([, { replies }]) => replies()),
    answers: () => ({ ...counts }),
  };
};
