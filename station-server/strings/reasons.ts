// What a reader is told about a refusal, a fault or a scan that led to none, in three languages.
// Typed by the lists of codes: a reason without its sentences does not compile. `why` comes first
// on the screen and on paper, then `todo`.
import type { Language } from '../../profiles/site-schema.ts';
import { formatDate } from '../circulation/local-date.ts';
import type { Reason } from '../circulation/reasons.ts';
import type { Refused } from '../circulation/types.ts';
import type { FaultTexts, ReasonText, ReasonTexts } from './reason-texts.ts';
import { faultsEn, reasonsEn } from './reasons-en.ts';
import { faultsKk, reasonsKk } from './reasons-kk.ts';
import { faultsRu, reasonsRu } from './reasons-ru.ts';

/** With `{limit}`, `{date}`, `{age}`, `{days}` and `{minutes}` where figures go; `fillReason` puts them in. */
export const reasonTexts: Record<Language, ReasonTexts> = {
  kk: reasonsKk,
  ru: reasonsRu,
  en: reasonsEn,
};

export const faultTexts: Record<Language, FaultTexts> = {
  kk: faultsKk,
  ru: faultsRu,
  en: faultsEn,
};

const fill = (text: string, figures: ReadonlyMap<string, string>): string =>
  text
    .split(/(?<=[.!?]) /)
    .map((sentence) => sentence.replace(/\{(\w+)\}/g, (gap, name) => figures.get(name) ?? gap))
    .filter((sentence) => !/\{\w+\}/.test(sentence))
    .join(' ');

/**
 * The sentences with their figures; a sentence whose figure is not known is left out, never shown
 * with a gap.
 */
export const fillReason = (
  language: Language,
  reason: Reason,
  details: Refused['details'] = {},
): ReasonText => {
  const figures = new Map(
    Object.entries(details)
      .filter(([, figure]) => figure !== undefined)
      .map(([name, figure]) => [
        name,
        name === 'date' ? formatDate(String(figure)) : String(figure),
      ]),
  );
  const { why, todo } = reasonTexts[language][reason];
  return { why: fill(why, figures), todo: fill(todo, figures) };
};
