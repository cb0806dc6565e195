import { expect, it } from 'vitest';
import { createContactWatch } from '../../../devices/contacts/contact-watch.ts';

it('tells each input once, then only what two looks agree on', () => {
  const look = createContactWatch();
  expect(look([false, true])).toEqual([
    { input: 0, on: false },
    { input: 1, on: true },
  ]);
  expect(look([true, true])).toEqual([]);
  expect(look([true, true])).toEqual([{ input: 0, on: true }]);
  expect(look([true, true])).toEqual([]);
});

it('a bounce is not told', () => {
  const look = createContactWatch(3);
  look([false]);
  for (const on of [true, true, false, true, false]) expect(look([on])).toEqual([]);
  expect([true, true, true].flatMap((on) => look([on]))).toEqual([{ input: 0, on: true }]);
});
