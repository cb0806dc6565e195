// 3M 210/810 frames against the specification's and the recorded ones, in pieces and noise, and the
// three CRC-16s that look alike.
import { describe, expect, it } from 'vitest';
import {
  encodeM3,
  LENGTH_MAX,
  m3Crc,
  m3Format,
} from '../../../../devices/rfid/bibliotheca-3m/m3-frame.ts';
import {
  createStartByteParser,
  NOISE_BYTES_MAX,
} from '../../../../devices/rfid/start-byte-parser.ts';
import { frameContract } from '../frame-contract.ts';
import { bytesOf, frameVectors } from '../frame-vectors.ts';

const vectors = frameVectors('3m-reader.jsonl');
const make = () => createStartByteParser(m3Format);

it('the vectors are all there', () => {
  expect(vectors.length).toBe(11);
});

frameContract('3M', { make, vectors, noise: 0x55, heldMax: 3 + LENGTH_MAX + NOISE_BYTES_MAX });

describe.each(vectors)('$meaning', ({ bytes }) => {
  it('is what we would send', () => {
    expect(encodeM3(bytes.slice(3, -2), bytes[0])).toEqual(bytes);
  });

  it('tells the older start from the newer', () => {
    const body = bytes.slice(3, -2);
    const frame = { old: bytes[0] === 0xd5, body };
    expect(make().push(bytes)).toEqual([{ kind: 'frame', frame, bytes: bytes.length }]);
  });
});

it.each(['d60000', 'd60002', 'd60401', 'd6ffff'])('a length that no frame has (%s)', (hex) => {
  const parser = make();
  parser.push(bytesOf(hex));
  expect(parser.push(vectors[0]!.bytes)).toMatchObject([
    { kind: 'noise', bytes: 3 },
    { kind: 'frame' },
  ]);
});

it('sends nothing that it would not understand itself', () => {
  expect(() => encodeM3(new Uint8Array(LENGTH_MAX))).toThrow(RangeError);
  expect(() => encodeM3(new Uint8Array(0))).toThrow(RangeError);
});

it('trap: the CRC leaves out the start byte and is inverted, unlike the others', () => {
  expect(m3Crc(bytesOf('000903000200000003'))).toBe(0x12e6);
  expect(m3Crc(bytesOf('d6000903000200000003'))).not.toBe(0x12e6);
  expect(m3Crc(Buffer.from('RFID tag data model'))).toBe(0x1aee ^ 0xffff);
  expect(m3Crc(bytesOf('05ff65'))).not.toBe(0xcbe5);
});
