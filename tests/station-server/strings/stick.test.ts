// The sentences about the stick: each in three languages, with the same figures in each, none glued to a suffix.
import { expect, test } from 'vitest';
import {
  fillStick,
  STICK_STRINGS,
  type StickStrings,
} from '../../../station-server/strings/stick.ts';

const figures = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

test.each(Object.keys(STICK_STRINGS.kk) as (keyof StickStrings)[])('%s', (key) => {
  const { kk, ru, en } = STICK_STRINGS;
  expect(new Set([kk[key], ru[key], en[key]]).size).toBe(3);
  for (const text of [kk[key], ru[key], en[key]]) {
    expect(figures(text)).toEqual(figures(kk[key]));
    expect(text).toMatch(/^[A-ZА-ЯӘҒҚҢӨҰҮҺІ].+\.$/);
    expect(text).not.toMatch(/\}[\p{L}-]/u);
  }
});

test('figures stand where they belong, and none is left open', () => {
  const text = fillStick('kk', 'safe-here', { count: 412, days: 3 });
  expect(text).toContain('412');
  expect(text).toContain('3');
  expect(text).not.toMatch(/[{}]/);
});
