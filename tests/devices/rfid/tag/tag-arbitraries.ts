// Items and elements that fit a tag, for property tests.
import fc from 'fast-check';
import type { TagItem } from '../../../../devices/driver.ts';
import type { ExtraElement } from '../../../../devices/rfid/tag/tag-values.ts';

const charactersOf = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));

const DIGITS = [...'0123456789'];
const LETTERS = [...charactersOf(0x41, 0x5a), ...charactersOf(0x61, 0x7a)];
const ASCII = charactersOf(0x20, 0x7e);
const WIDE = ['ә', 'Қ', 'ң', 'ß', 'é', '€', '書', '😀', ...LETTERS];

const text = (characters: string[], minLength: number, maxLength: number) =>
  fc
    .array(fc.constantFrom(...characters), { minLength, maxLength })
    .map((list) => list.join(''))
    .filter((value) => value.trim() === value && value !== '');

/** Texts of every compaction. */
export const values = fc.oneof(
  text(DIGITS, 1, 30),
  text(charactersOf(0x41, 0x5f), 1, 20),
  text(charactersOf(0x20, 0x5f), 1, 20),
  text(ASCII, 1, 30),
  text([...ASCII, ...charactersOf(0xa0, 0xff)], 1, 20),
  text(WIDE, 1, 20),
);

export const isils = fc
  .tuple(text(LETTERS.slice(0, 26), 2, 2), text([...LETTERS, ...DIGITS, '-', '/', ':'], 1, 11))
  .filter(([, rest]) => !rest.startsWith('-'))
  .map(([country, rest]) => `${country}-${rest}`);

const parts = fc
  .tuple(fc.integer({ min: 2, max: 255 }), fc.integer({ min: 1, max: 255 }))
  .filter(([of, ordinal]) => ordinal <= of)
  .map(([of, ordinal]) => ({ of, ordinal }));

/** `usages`: the types of usage that the model can hold. */
export const items = (usages: readonly number[]): fc.Arbitrary<TagItem> =>
  fc.record({
    pii: values,
    owner: fc.option(isils),
    parts: fc.option(parts),
    usage: fc.option(fc.constantFrom(...usages)),
  });

export const bytesUsages: readonly number[] = Array.from({ length: 256 }, (_, usage) => usage);
export const classUsages: readonly number[] = Array.from({ length: 16 }, (_, index) => index << 4);

const byte = fc.integer({ min: 1, max: 6 }).map((value) => `0${value}`);

/** Elements that both models have a place for. */
export const extras: fc.Arbitrary<ExtraElement[]> = fc
  .subarray([6, 7, 8, 9, 10, 11, 12, 13, 17, 18, 19, 20, 21, 22, 23, 24, 25], { maxLength: 5 })
  .chain((oids) =>
    fc.tuple(
      ...oids.map((oid) => {
        const value = oid === 19 || oid === 20 ? byte : oid === 11 ? isils : values;
        return value.map((chosen): ExtraElement => ({ oid, value: chosen }));
      }),
    ),
  );
