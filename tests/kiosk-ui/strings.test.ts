// What the types cannot see in the words: no empty sentence, no figure lost, plural forms, dates,
// and the rules of the trade.
import { expect, it } from 'vitest';
import { capitalised } from '../../kiosk-ui/pages/register/typed-steps.ts';
import { CONSENTS, RULES } from '../../kiosk-ui/strings/agreements.ts';
import { maskDate, readDate, showCard, showDate } from '../../kiosk-ui/strings/format.ts';
import { STRINGS, whyOf } from '../../kiosk-ui/strings/languages.ts';
import { FIELD_FAULTS, REASONS } from '../../station-server/circulation/reasons.ts';

const every = Object.values(STRINGS);
const DETAILS = { limit: 3, age: 16, days: 5, date: '2026-12-07' };

function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}

it('has words for every reason and fault, with and without figures', () => {
  for (const s of every) {
    for (const reason of REASONS) {
      for (const details of [{}, DETAILS]) {
        const why = whyOf(s.reasons[reason], details);
        expect(why).toMatch(/\.$/);
        expect(why).not.toContain('undefined');
      }
      expect(s.reasons[reason].todo).toMatch(/[.!]$/);
    }
    for (const fault of FIELD_FAULTS) expect(s.faults[fault].length).toBeGreaterThan(5);
  }
});

it('leaves nothing empty but the slip that is not wanted', () => {
  const empty = every.flatMap((s) => leaves(s, '')).filter(([, words]) => words.trim() === '');
  expect(new Set(empty.map(([path]) => path))).toEqual(new Set(['.slip.none']));
});

it('says «Болдырмау» for cancel and never «бас тарту»', () => {
  expect(STRINGS.kk.common.cancel).toBe('Болдырмау');
  expect(leaves(STRINGS.kk, '').filter(([, words]) => /бас тарту/i.test(words))).toEqual([]);
});

it('keeps Kazakh words free of Latin look-alikes', () => {
  const mixed = leaves(STRINGS.kk, '').filter(([, words]) =>
    /\p{sc=Cyrl}[a-zA-Zəһ]?[a-zA-Zə]|[a-zA-Zə]\p{sc=Cyrl}/u.test(words),
  );
  expect(mixed).toEqual([]);
});

it('has three plural forms in Russian and none in Kazakh', () => {
  const { ru, kk, en } = STRINGS;
  expect([1, 2, 5, 11, 21].map(ru.borrow.lent)).toEqual([
    'Взята 1 книга',
    'Взяты 2 книги',
    'Взято 5 книг',
    'Взято 11 книг',
    'Взята 21 книга',
  ]);
  expect([1, 5].map(kk.borrow.lent)).toEqual(['1 кітап алынды', '5 кітап алынды']);
  expect([1, 5].map(en.borrow.lent)).toEqual(['1 book borrowed', '5 books borrowed']);
});

it('shows and reads days as dd.MM.yyyy', () => {
  expect(showDate('2026-12-07')).toBe('07.12.2026');
  expect(maskDate('7a12.20269')).toBe('71.22.0269');
  expect(maskDate('071')).toBe('07.1');
  expect(readDate('29.02.2024')).toBe('2024-02-29');
  for (const wrong of ['29.02.2023', '31.04.2020', '00.01.2020', '01.13.2020', '1.1.2020', '']) {
    expect(readDate(wrong)).toBeNull();
  }
});

it('groups card numbers and writes names with capitals', () => {
  expect(showCard('20001003000017')).toBe('2000 1003 0000 17');
  expect(capitalised('әлия-аружан серікқызы')).toBe('Әлия-Аружан серікқызы');
  expect(capitalised('іңкәр')).toBe('Іңкәр');
});

it('has each agreement in three languages of the same length', () => {
  for (const texts of [...Object.values(CONSENTS), ...Object.values(RULES)]) {
    expect(new Set(Object.values(texts).map((lines) => lines.length)).size).toBe(1);
  }
});
