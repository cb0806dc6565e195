// Dates and numbers as people here write them: dd.MM.yyyy (libraries.md 5.4), card numbers in
// groups, Russian plural forms.
import type { LocalDate } from '../../station-server/api-types.ts';

const RUSSIAN = new Intl.PluralRules('ru');

/** `1 книга`, `2 книги`, `5 книг`: the form only, without the number. */
export function russian(n: number, one: string, few: string, many: string): string {
  const form = RUSSIAN.select(n);
  return form === 'one' ? one : form === 'few' ? few : many;
}

/** `2026-12-07` to `07.12.2026`. */
export function showDate(date: LocalDate): string {
  const [year, month, day] = date.split('-');
  return `${day}.${month}.${year}`;
}

/** `12 min`, from two hours on `3 h`: rounded up, so that nobody comes back too early. */
export function waiting(minutes: number, minute: string, hour: string): string {
  return minutes < 120 ? `${minutes} ${minute}` : `${Math.ceil(minutes / 60)} ${hour}`;
}

/** Up to eight digits to `dd.MM.yyyy` as far as they go, with a dot only where a digit follows. */
export function maskDate(text: string): string {
  const digits = text.replace(/\D/g, '').slice(0, 8);
  return [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)].filter(Boolean).join('.');
}

/** A day that the calendar has, or null: 31.02. is none. */
export function readDate(text: string): LocalDate | null {
  const match = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(text);
  if (!match) return null;
  const [, day, month, year] = match;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const real = date.getUTCMonth() === Number(month) - 1 && date.getUTCFullYear() === Number(year);
  return real && Number(day) > 0 ? `${year}-${month}-${day}` : null;
}

/** `20001003000017` to `2000 1003 0000 17`: read aloud and copied without losing one's place. */
export function showCard(card: string): string {
  return card.replace(/(.{4})(?=.)/g, '$1 ');
}
