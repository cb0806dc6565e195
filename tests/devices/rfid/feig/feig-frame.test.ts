// FEIG frames against the recorded ones, cut in two at every place, in noise, with wrong lengths
// and check values.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createFeigParser,
  FRAME_BYTES_MAX,
  feigCrc,
  feigRequest,
} from '../../../../devices/rfid/feig/feig-frame.ts';

type Vector = { hex: string; meaning: string; verify: string; standard: string };
const vectors = readFileSync(join(import.meta.dirname, '../../../fixtures/feig.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Vector);
const framed = vectors.filter(({ verify }) => verify === 'LEN+CRC ok');
const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
const replies = framed.filter(({ meaning }) => meaning.startsWith('reply'));
const requests = framed.filter(({ meaning }) => meaning.startsWith('request'));

const INVENTORY = bytesOf('1100b000010300e0040150a05f02b7d7be');
const isFrame = ({ kind }: { kind: string }) => kind === 'frame';

it('the vectors are all there', () => {
  expect([replies.length, requests.length]).toEqual([2, 11]);
});

describe.each(requests.map(({ hex, meaning }) => [meaning, bytesOf(hex)] as const))(
  '%s',
  (_, wanted) => {
    it('is what we would send', () => {
      const advanced = wanted[0] === 2;
      const at = advanced ? 3 : 1;
      const kind = advanced ? 'advanced' : 'standard';
      const data = wanted.subarray(at + 2, -2);
      expect(feigRequest(kind, wanted[at + 1]!, data, wanted[at])).toEqual(wanted);
    });
  },
);

describe.each(replies.map(({ hex, meaning }) => [meaning, bytesOf(hex)] as const))(
  '%s',
  (_, reply) => {
    const frame = { command: reply[2], status: reply[3], data: reply.slice(4, -2) };
    const wanted = [{ kind: 'frame', frame, bytes: reply.length }];

    it('is understood, cut in two at every place', () => {
      for (let cut = 0; cut <= reply.length; cut++) {
        const parser = createFeigParser();
        const parsed = [
          ...parser.push(reply.subarray(0, cut)),
          ...parser.push(reply.subarray(cut)),
        ];
        expect(parsed).toEqual(wanted);
        expect(parser.held()).toBe(0);
      }
    });

    it('is not believed with any one bit wrong', () => {
      for (let bit = 0; bit < reply.length * 8; bit++) {
        const spoiled = Uint8Array.from(reply);
        spoiled[bit >> 3]! ^= 1 << (bit & 7);
        const parser = createFeigParser();
        expect(parser.push(spoiled).filter(isFrame)).toEqual([]);
      }
    });

    it('is read after noise once there was a silence', () => {
      const parser = createFeigParser();
      parser.push(Uint8Array.of(9, 1, 2, 3, 4, 5, 6, 7, 8));
      expect(parser.push(reply)).toEqual([]);
      expect(parser.reset()).toBe(9 + reply.length);
      expect(parser.push(reply)).toEqual(wanted);
    });
  },
);

it('an advanced reply is understood', () => {
  const body = [0x02, 0x00, 0x12, 0x00, 0xb0, 0x00, ...INVENTORY.subarray(4, -2)];
  body[2] = body.length + 2;
  const crc = feigCrc(Uint8Array.from(body));
  const reply = Uint8Array.from([...body, crc & 0xff, crc >> 8]);
  const parsed = createFeigParser().push(reply);
  expect(parsed).toMatchObject([{ kind: 'frame', frame: { command: 0xb0, status: 0 } }]);
});

it.each(['00', '05', '020007', '021001'])(
  'a length that no reply has (%s) is noise at once',
  (hex) => {
    const parser = createFeigParser();
    expect(parser.push(bytesOf(hex))).toEqual([]);
    expect(parser.push(INVENTORY)).toEqual([]);
    expect(parser.reset()).toBe(hex.length / 2 + INVENTORY.length);
  },
);

it('a request too long for a standard frame goes out as an advanced one', () => {
  const long = feigRequest('standard', 0xb0, new Uint8Array(251));
  expect([...long.subarray(0, 3)]).toEqual([0x02, 0x01, 0x02]);
  expect(feigRequest('standard', 0xb0, new Uint8Array(250))[0]).toBe(255);
});

it('any bytes: nothing is thrown, nothing grows, every byte is accounted for', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 600 }), { maxLength: 30 }), (chunks) => {
      const parser = createFeigParser();
      let told = 0;
      for (const chunk of chunks) {
        for (const { bytes } of parser.push(chunk)) told += bytes;
        expect(parser.held()).toBeLessThanOrEqual(FRAME_BYTES_MAX);
      }
      told += parser.reset();
      expect(told).toBe(chunks.reduce((sum, { length }) => sum + length, 0));
    }),
  );
});
