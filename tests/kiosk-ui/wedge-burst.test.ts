// A scanner's keys told from a person's by their gaps (libraries.md 7.7).
import { expect, it } from 'vitest';
import { GAP_MS_MAX, KEYS_MAX, KEYS_MIN, WedgeBurst } from '../../kiosk-ui/wedge-burst.ts';

const type = (burst: WedgeBurst, codes: string[], gapMs: number, fromMs = 1000) =>
  codes.map((code, index) => burst.push({ code, shift: false, atMs: fromMs + index * gapMs }));
const DIGITS = [...'20000117'].map((digit) => `Digit${digit}`);

it('gives a whole code with its gaps when Enter ends it', () => {
  const results = type(new WedgeBurst(), [...DIGITS, 'Enter'], 12);
  expect(results.slice(0, -1).every((result) => result === null)).toBe(true);
  expect(results.at(-1)?.map(({ code }) => code)).toEqual([...DIGITS, 'Enter']);
  expect(results.at(-1)?.map(({ gapMs }) => gapMs)).toEqual([0, 12, 12, 12, 12, 12, 12, 12, 12]);
});

it('takes no keys of a person, however many', () => {
  const burst = new WedgeBurst();
  expect(type(burst, [...DIGITS, 'Enter'], GAP_MS_MAX + 1).every((result) => result === null)).toBe(
    true,
  );
  expect(burst.take()).toBeNull();
});

it('gives a code without Enter when the next key is late', () => {
  const burst = new WedgeBurst();
  type(burst, DIGITS, 10);
  expect(burst.push({ code: 'KeyA', shift: false, atMs: 9000 })?.length).toBe(DIGITS.length);
});

it('leaves modifiers out but keeps that they were held', () => {
  const burst = new WedgeBurst();
  burst.push({ code: 'ShiftLeft', shift: true, atMs: 1 });
  for (let key = 0; key < KEYS_MIN; key += 1)
    burst.push({ code: 'KeyA', shift: true, atMs: 10 + key });
  expect(burst.take()).toEqual(
    Array.from({ length: KEYS_MIN }, (_, key) => ({
      code: 'KeyA',
      shift: true,
      gapMs: key === 0 ? 0 : 1,
    })),
  );
});

it('never holds more than KEYS_MAX keys', () => {
  const burst = new WedgeBurst();
  const results = type(
    burst,
    Array.from({ length: KEYS_MAX }, () => 'Digit1'),
    1,
  );
  expect(results.at(-1)?.length).toBe(KEYS_MAX);
  expect(burst.take()).toBeNull();
});
