// Numbers written and read again in the same order; what no writer made is refused and never waited for.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createNumberReader,
  createNumberWriter,
  NUMBER_MAX,
  WireError,
} from '../../../station-server/circulation/wire-numbers.ts';

type Told = [stream: string, value: number][];
const written = (told: Told): string => {
  const writer = createNumberWriter();
  for (const [stream, value] of told) writer.put(stream, value);
  return writer.text();
};
const readBack = (text: string, told: Told): Told => {
  const reader = createNumberReader(text);
  const back = told.map(([stream]): Told[number] => [stream, reader.take(stream)]);
  reader.end();
  return back;
};

const number = fc.oneof(
  fc.nat(3),
  fc.nat(100_000),
  fc.integer({ min: 0, max: NUMBER_MAX }),
  fc.constantFrom(0, 1, 2 ** 30, 2 ** 31, 2 ** 32, 2 ** 52, NUMBER_MAX),
);
const told = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), number), { maxLength: 200 });

test('what is read is what was written, whatever the numbers and however the streams lie', () => {
  fc.assert(
    fc.property(told, (given) => {
      expect(readBack(written(given), given)).toEqual(given);
    }),
  );
});

test('a stream of zeros takes one bit, of numbers below 2^18 about 18 bits each', () => {
  const bytes = (given: Told) => Buffer.from(written(given), 'base64').length;
  expect(bytes(Array.from({ length: 1_000 }, () => ['a', 0]))).toBe(1);
  const spread: Told = Array.from({ length: 1_000 }, (_, at) => ['a', (at * 7_919) % 2 ** 18]);
  expect(bytes(spread)).toBeLessThan((1_000 * 18.6) / 8);
  // One far number does not make the others dear.
  expect(bytes([...spread, ['a', NUMBER_MAX]])).toBeLessThan((1_000 * 18.6) / 8 + 12);
});

test.each([-1, 0.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY])(
  '%d is not written',
  (value) => {
    expect(() => createNumberWriter().put('a', value)).toThrow(WireError);
  },
);

test('any other text gives numbers or a WireError, and bits left over are told', () => {
  fc.assert(
    fc.property(fc.base64String({ maxLength: 60 }), fc.nat(40), (text, count) => {
      const reader = createNumberReader(text.replace(/=+$/, ''));
      try {
        for (let at = 0; at < count; at += 1) {
          const value = reader.take(String(at % 3));
          expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
        }
        reader.end();
      } catch (error) {
        expect(error).toBeInstanceOf(WireError);
      }
    }),
  );
  const text = written([['a', 12_345]]);
  const reader = createNumberReader(`${text}AAAA`);
  expect(reader.take('a')).toBe(12_345);
  expect(() => reader.end()).toThrow('left over');
  expect(() => createNumberReader('').take('a')).toThrow('too early');
});
