// The three languages in the order of the country: Kazakh first and default (libraries.md 5.1).
import type { Language, ReasonDetails } from '../../station-server/api-types.ts';
import { en } from './en.ts';
import { kk } from './kk.ts';
import { ru } from './ru.ts';
import type { Refusal, Strings } from './strings.ts';

export const STRINGS: Record<Language, Strings> = { kk, ru, en };

export const LANGUAGES: { language: Language; name: string }[] = [
  { language: 'kk', name: 'Қазақша' },
  { language: 'ru', name: 'Русский' },
  { language: 'en', name: 'English' },
];

/** The sentence that says why, with its figures where the server gave them. */
export function whyOf(refusal: Refusal, details: ReasonDetails = {}): string {
  return typeof refusal.why === 'string' ? refusal.why : refusal.why(details);
}
