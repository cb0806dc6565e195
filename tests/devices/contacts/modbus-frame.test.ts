import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../../devices/contacts/exchange.ts';
import {
  crc16,
  readCoils,
  readInputs,
  writeCoil,
  writeCoilsOff,
} from '../../../devices/contacts/modbus-frame.ts';
import { bytesOf, hexOf } from './vectors.ts';

const sealed = (hex: string): Uint8Array => {
  const body = bytesOf(hex);
  const crc = crc16(body);
  return Uint8Array.of(...body, crc & 0xff, crc >> 8);
};

const EXAMPLES: [name: string, question: Question<unknown>, answer: Uint8Array][] = [
  ['coils', readCoils(1, 8), bytesOf('0101014191b8')],
  ['inputs', readInputs(1, 12), sealed('0102020500')],
  ['a coil on', writeCoil(1, 0, true), bytesOf('01050000ff008c3a')],
  ['all off', writeCoilsOff(1, 8), sealed('010f00000008')],
];

describe.each(EXAMPLES)('answer to %s', (_name, { read }, answer) => {
  it('is nothing at every cut, and whole at its end', () => {
    for (let cut = 0; cut < answer.length; cut++)
      expect(read(answer.subarray(0, cut))).toEqual({ found: 'nothing' });
    expect(read(answer)).toMatchObject({ found: 'answer', used: answer.length, noise: 0 });
  });

  it('is found behind noise, which is counted', () => {
    const noise = bytesOf('00ff00');
    expect(read(Uint8Array.of(...noise, ...answer))).toMatchObject({ found: 'answer', noise: 3 });
  });

  it('is not believed with any bit wrong', () => {
    for (let bit = 0; bit < answer.length * 8; bit++) {
      const wrong = Uint8Array.from(answer);
      wrong[bit >> 3]! ^= 1 << (bit & 7);
      expect(read(wrong)).toEqual({ found: 'nothing' });
    }
  });

  it('of another unit or an exception is a fault', () => {
    const other = sealed(hexOf(Uint8Array.of(2, ...answer.subarray(1, -2))));
    expect(read(other)).toEqual({ found: 'fault', fault: 'reply-foreign' });
    const exception = sealed(hexOf(Uint8Array.of(1, answer[1]! | 0x80, 2)));
    expect(read(exception)).toEqual({ found: 'fault', fault: 'command-refused' });
  });

  it('never throws on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(['answer', 'fault', 'nothing']).toContain(read(bytes).found);
      }),
    );
  });
});

describe('modbus frames', () => {
  it('an echo of another coil or value is a fault', () => {
    for (const hex of ['01050001ff00', '010500000000'])
      expect(writeCoil(1, 0, true).read(sealed(hex))).toEqual({
        found: 'fault',
        fault: 'echo-differs',
      });
  });

  it('an answer with another number of bits is none', () => {
    expect(readCoils(1, 8).read(sealed('0101024100'))).toEqual({ found: 'nothing' });
  });

  it('only the CRC of the standard is believed: not big-endian, not others of its kind', () => {
    // hardware.md section 5: a public example tries five variants.
    expect(readCoils(1, 8).read(bytesOf('01010141b891'))).toEqual({ found: 'nothing' });
  });

  it('a question sent back by the adapter itself is not an answer to a reading', () => {
    for (const question of [readCoils(1, 8), readInputs(1, 8), writeCoilsOff(1, 8)])
      expect(question.read(question.bytes)).toEqual({ found: 'nothing' });
  });

  it('writes all coils off by function 0F', () => {
    expect(hexOf(writeCoilsOff(1, 10).bytes.subarray(0, -2))).toBe('010f0000000a020000');
  });
});
