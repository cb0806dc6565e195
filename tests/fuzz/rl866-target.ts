// The RL866 family behind a line that says anything (`reader-line-target.ts`).
import { encodeRl866 } from '../../devices/rfid/rl866/rl866-frame.ts';
import { CHAIN_BYTES_MAX, createRl866Parser } from '../../devices/rfid/rl866/rl866-parser.ts';
import { createRl866Reader } from '../../devices/rfid/rl866/rl866-reader.ts';
import { NOISE_BYTES_MAX } from '../../devices/rfid/start-byte-parser.ts';
import { frameVectors } from '../devices/rfid/frame-vectors.ts';
import { rl866Settings } from '../devices/rfid/rl866/rl866-bench.ts';
import type { FuzzTarget } from './fuzz-target.ts';
import { createReaderLineTarget } from './reader-line-target.ts';

const RESYNC = 0xc0;
const RESYNCED = 0xe0;
const CONNECT = 0x32;
const ACCESS = 0x34;
/** With the length of an access in one byte. */
const DATA_BYTES_MAX = 124;

export const createRl866Target = (): FuzzTarget =>
  createReaderLineTarget({
    name: 'rl866',
    bytesMax: 600,
    makeParser: createRl866Parser,
    heldMax: 256 + NOISE_BYTES_MAX + CHAIN_BYTES_MAX,
    makeReader: (port, clock) =>
      createRl866Reader({
        port,
        clock,
        settings: rl866Settings,
        inferred: true,
        onNoise: () => {},
      }),
    tagsMax: rl866Settings.tagsMax,
    answer(request, content) {
      const [, , , pcb = 0, command = 0] = request;
      if (pcb === RESYNC) return encodeRl866(RESYNCED, new Uint8Array(0));
      // Connecting works, so that what follows it is reached.
      if (command === CONNECT) return encodeRl866(pcb, Uint8Array.of(command, 0, 0, 1));
      // Every other time the status says that all went well, so that what follows it is reached.
      const data = content.subarray(0, DATA_BYTES_MAX);
      const well = content.length % 2 === 0 ? [0, 0] : [];
      const done = command === ACCESS ? [3 + data.length, ...request.subarray(7, 9), 1] : [];
      const inf = Uint8Array.of(command, ...well, ...(well.length > 0 ? done : []), ...data);
      return encodeRl866(pcb, inf);
    },
    // Whole frames for the parser, and parts of them for the answers.
    seeds: () => frameVectors('rl866.jsonl').flatMap(({ bytes }) => [bytes, bytes.slice(5, -2)]),
  });
