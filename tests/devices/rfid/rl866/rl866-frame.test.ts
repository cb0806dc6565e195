// RL866 frames against the recorded ones, in pieces, noise and chains, and the three CRC-16s that
// look alike (hardware.md 0, trap 5).
import { describe, expect, it } from 'vitest';
import {
  encodeRl866,
  INF_BYTES_MAX,
  rl866Crc,
  rl866Format,
} from '../../../../devices/rfid/rl866/rl866-frame.ts';
import { CHAIN_BYTES_MAX, createRl866Parser } from '../../../../devices/rfid/rl866/rl866-parser.ts';
import { NOISE_BYTES_MAX } from '../../../../devices/rfid/start-byte-parser.ts';
import { frameContract } from '../frame-contract.ts';
import { bytesOf, frameVectors } from '../frame-vectors.ts';

const vectors = frameVectors('rl866.jsonl');

it('the vectors are all there', () => {
  expect(vectors.length).toBe(14);
  expect(vectors.every(({ verify }) => verify === 'LEN+CRC ok')).toBe(true);
});

frameContract('RL866', {
  make: createRl866Parser,
  vectors,
  noise: 0x55,
  heldMax: 256 + NOISE_BYTES_MAX + CHAIN_BYTES_MAX,
});

describe.each(vectors.filter(({ bytes }) => bytes[2] === 0xff))(
  'request: $meaning',
  ({ bytes }) => {
    it('is what we would send', () => {
      expect(encodeRl866(bytes[3]!, bytes.slice(4, -2))).toEqual(bytes);
    });
  },
);

it('RESYNC, asked on opening and after any error', () => {
  const frame = encodeRl866(0xc0, new Uint8Array(0));
  expect([...frame.subarray(0, 4)]).toEqual([0xfa, 5, 0xff, 0xc0]);
  expect(createRl866Parser().push(frame)).toMatchObject([{ kind: 'frame', frame: { pcb: 0xc0 } }]);
});

it.each(['fa00', 'fa04'])('a length that no frame has (%s) is noise at once', (hex) => {
  const parser = createRl866Parser();
  parser.push(bytesOf(hex));
  expect(parser.push(vectors[0]!.bytes)).toMatchObject([
    { kind: 'noise', bytes: 2 },
    { kind: 'frame' },
  ]);
});

it('holds at most one frame, however long it claims to be', () => {
  expect(rl866Format.lengthOf(bytesOf('faff'))).toBe(256);
  expect(() => encodeRl866(0, new Uint8Array(INF_BYTES_MAX + 1))).toThrow(RangeError);
  expect(encodeRl866(0, new Uint8Array(INF_BYTES_MAX)).length).toBe(256);
});

describe('a chain', () => {
  const part = (pcb: number, ...inf: number[]) => encodeRl866(pcb, Uint8Array.from(inf));

  it('is one message, with the sequence bit of its first part', () => {
    const chain = Buffer.concat([part(0x60, 1, 2), part(0x60, 3), part(0x40, 4)]);
    expect(createRl866Parser().push(chain)).toEqual([
      { kind: 'frame', frame: { pcb: 0x40, inf: Uint8Array.of(1, 2, 3, 4) }, bytes: chain.length },
    ]);
  });

  it('is forgotten after a silence, and ended by a RESYNC', () => {
    const parser = createRl866Parser();
    parser.push(part(0x20, 1, 2));
    expect(parser.held()).toBe(8);
    expect(parser.reset()).toBe(8);
    parser.push(part(0x20, 1, 2));
    expect(parser.push(part(0xe0))).toMatchObject([
      { kind: 'noise', bytes: 8 },
      { kind: 'frame', frame: { pcb: 0xe0 } },
    ]);
  });

  it('without end is noise', () => {
    const parser = createRl866Parser();
    const long = encodeRl866(0x20, new Uint8Array(INF_BYTES_MAX));
    const kinds = new Set<string>();
    for (let nth = 0; nth < 100; nth++) {
      for (const { kind } of parser.push(long)) kinds.add(kind);
      expect(parser.held()).toBeLessThanOrEqual(CHAIN_BYTES_MAX);
    }
    expect([...kinds]).toEqual(['noise']);
  });
});

it('trap: the CRC is the reflected one of FEIG and RR3036, not that of 3M or of the tag', () => {
  expect(rl866Crc(bytesOf('05ff65'))).toBe(0xcbe5);
  expect(rl866Crc(bytesOf('0009030002000000 03'.replace(' ', '')))).not.toBe(0x12e6);
  expect(rl866Crc(Buffer.from('RFID tag data model'))).not.toBe(0x1aee);
});
