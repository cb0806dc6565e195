// The Kazakh individual identification number, ЖСН/ИИН: YYMMDD, century and sex, four digits, check
// digit (libraries.md 7.4). It is optional everywhere: children and foreigners may have none to
// show.
import type { LocalDate } from '../../profiles/site-schema.ts';
import { isRealDate } from './local-date.ts';
import type { FieldFault } from './reasons.ts';

const FIRST_WEIGHTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const SECOND_WEIGHTS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

const remainder = (digits: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, place) => sum + weight * (digits[place] ?? 0), 0) % 11;

/**
 * The twelfth digit for eleven: sum of digit times place, modulo 11; when that is 10, a second pass
 * with other weights; when that is 10 too, the number is never issued and the answer is null.
 */
export const iinCheckDigit = (body: string): number | null => {
  const digits = Array.from(body.slice(0, 11), Number);
  const first = remainder(digits, FIRST_WEIGHTS);
  if (first < 10) return first;
  const second = remainder(digits, SECOND_WEIGHTS);
  return second < 10 ? second : null;
};

/**
 * Years that the number may mean. Digits 1-2 stand for the 1800s, 3-4 for the 1900s, 5-6 for the
 * 2000s (odd male, even female); 0 tells no century. Others are not allocated, which is why
 * invented people may carry a 9.
 */
const centuriesOf = (digit: number): number[] => {
  if (digit === 0) return [1800, 1900, 2000];
  return digit <= 6 ? [1800 + 100 * Math.floor((digit - 1) / 2)] : [];
};

/**
 * `birthDate` where known must be the number's own; without it the number must at least name a day
 * that exists.
 */
export const checkIin = (iin: string, birthDate?: LocalDate): 'ok' | FieldFault => {
  if (!/^[0-9]{12}$/.test(iin)) return 'iin-length';
  if (iinCheckDigit(iin) !== Number(iin[11])) return 'iin-check-digit';
  const births = centuriesOf(Number(iin[6]))
    .map((century) => century + Number(iin.slice(0, 2)))
    .map((year) => `${year}-${iin.slice(2, 4)}-${iin.slice(4, 6)}`)
    .filter(isRealDate);
  const fits = birthDate === undefined ? births.length > 0 : births.includes(birthDate);
  return fits ? 'ok' : 'iin-birth-date';
};
