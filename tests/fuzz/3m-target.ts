// The 3M family behind a line that says anything (`reader-line-target.ts`).
import { encodeM3, LENGTH_MAX, m3Format } from '../../devices/rfid/bibliotheca-3m/m3-frame.ts';
import { createM3Reader } from '../../devices/rfid/bibliotheca-3m/m3-reader.ts';
import { createStartByteParser, NOISE_BYTES_MAX } from '../../devices/rfid/start-byte-parser.ts';
import { m3Profile } from '../devices/rfid/bibliotheca-3m/m3-bench.ts';
import { frameVectors } from '../devices/rfid/frame-vectors.ts';
import type { FuzzTarget } from './fuzz-target.ts';
import { createReaderLineTarget } from './reader-line-target.ts';

const settings = m3Profile.rfid!;
const OLD_START = 0xd5;
const UID_BYTES = 8;
const TAG_REQUEST_BYTES_MIN = 14;

export const create3mTarget = (): FuzzTarget =>
  createReaderLineTarget({
    name: '3m',
    bytesMax: 600,
    makeParser: () => createStartByteParser(m3Format),
    heldMax: 3 + LENGTH_MAX + NOISE_BYTES_MAX,
    makeReader: (port, clock) => createM3Reader({ port, clock, settings, onNoise: () => {} }),
    tagsMax: settings.tagsMax,
    answer(request, content) {
      const [start, , , command = 0] = request;
      if (start === OLD_START) return encodeM3(Uint8Array.of(4, 0, 0x11, ...content), OLD_START);
      // The UID as asked, every other time: what follows it is reached.
      const toTag = request.length >= TAG_REQUEST_BYTES_MIN && content.length % 2 === 0;
      const uid = toTag ? [0, ...request.subarray(4, 4 + UID_BYTES)] : [];
      return encodeM3(Uint8Array.of(command, ...uid, ...content));
    },
    seeds: () => [
      ...frameVectors('3m-reader.jsonl').flatMap(({ bytes }) => [bytes, bytes.slice(4, -2)]),
      Uint8Array.from(Buffer.from('0f3ec2031b0001', 'hex')),
      Uint8Array.of(8, ...Array.from({ length: 8 }, (_, nth) => [nth, 0, 1, 2, 3, 4]).flat()),
    ],
  });
