import { describe, expect, it } from 'vitest';
import { FIELD_FAULTS, REASONS } from '../../../station-server/circulation/reasons.ts';
import { faultTexts, fillReason, reasonTexts } from '../../../station-server/strings/reasons.ts';

const LANGUAGES = ['kk', 'ru', 'en'] as const;
const gaps = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
const everyText = LANGUAGES.flatMap((language) => [
  ...REASONS.flatMap((code) => Object.values(reasonTexts[language][code])),
  ...FIELD_FAULTS.map((code) => faultTexts[language][code]),
]);

describe('the sentences for readers', () => {
  it('are whole sentences in three languages', () => {
    expect(everyText).toHaveLength(3 * (2 * REASONS.length + FIELD_FAULTS.length));
    for (const text of everyText) expect(text, text).toMatch(/^[\p{Lu}«].*[.!]$/u);
  });

  it('hold the same figures in each language', () => {
    for (const code of REASONS)
      for (const part of ['why', 'todo'] as const)
        for (const language of LANGUAGES)
          expect(gaps(reasonTexts[language][code][part]), `${language} ${code}`).toEqual(
            gaps(reasonTexts.kk[code][part]),
          );
  });

  it('know no other figure, and glue no suffix to one', () => {
    for (const text of everyText) {
      for (const gap of gaps(text))
        expect(['{limit}', '{date}', '{age}', '{days}', '{minutes}']).toContain(gap);
      expect(text).not.toMatch(/\}[\p{L}-]|[\p{L}-]\{/u);
    }
  });

  it('are written in the letters of their language', () => {
    for (const code of REASONS)
      for (const part of ['why', 'todo'] as const) {
        const [kk, ru, en] = LANGUAGES.map((language) =>
          reasonTexts[language][code][part].replace(/\{\w+\}|ISBN/g, ''),
        );
        expect(kk).toMatch(/[әғқңөұүһі]/i);
        for (const text of [kk, ru]) expect(text).not.toMatch(/\p{Script=Latin}/u);
        expect(ru).not.toMatch(/[әғқңөұүһі]/i);
        expect(en).not.toMatch(/\p{Script=Cyrillic}/u);
      }
  });

  it('still say why and what to do when no figure is known', () => {
    for (const language of LANGUAGES)
      for (const code of REASONS)
        for (const text of Object.values(fillReason(language, code)))
          expect(text, `${language} ${code}`).toMatch(/^[^{}]{8,}$/);
  });

  it('put figures in, dates as dd.MM.yyyy', () => {
    expect(fillReason('kk', 'renewals-used-up', { limit: 2, date: '2026-09-03' })).toEqual({
      why: 'Бұл кітаптың мерзімі енді ұзартылмайды. Рұқсат етілген ұзарту саны: 2.',
      todo: 'Кітапты мерзімінде қайтарыңыз. Қайтару мерзімі: 03.09.2026.',
    });
    expect(fillReason('en', 'overdue-block').why).toBe(
      'You have a book that is past its due date.',
    );
  });
});
