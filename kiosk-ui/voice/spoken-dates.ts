// The words of which a day is said, such as "seventh" and "December", in the forms that follow "due on": Kazakh in the nominative
// («жетінші желтоқсан»), Russian in the genitive («седьмого декабря»).
import type { Language } from '../../station-server/api-types.ts';

/** As it is said: where a voice stresses a Russian word wrongly, an acute (U+0301) stands after the vowel. */
export type Spoken = Record<Language, string>;

const KK_UNITS = 'бірінші екінші үшінші төртінші бесінші алтыншы жетінші сегізінші тоғызыншы'.split(
  ' ',
);
const RU_UNITS =
  'первого второго третьего четвёртого пятого шестого седьмого восьмого девятого'.split(' ');
const EN_UNITS = 'first second third fourth fifth sixth seventh eighth ninth'.split(' ');
const RU_TEENS = (
  'десятого одиннадцатого двенадцатого тринадцатого четырнадцатого пятнадцатого шестнадцатого ' +
  'семнадцатого восемнадцатого девятнадцатого'
).split(' ');
const EN_TEENS = (
  'tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth ' +
  'nineteenth'
).split(' ');
/** Alone, and before a unit. */
const TENS: Record<Language, [string, string][]> = {
  kk: [
    ['оныншы', 'он'],
    ['жиырмасыншы', 'жиырма'],
    ['отызыншы', 'отыз'],
  ],
  ru: [
    ['десятого', ''],
    ['двадцатого', 'двадцать'],
    ['тридцатого', 'тридцать'],
  ],
  en: [
    ['tenth', ''],
    ['twentieth', 'twenty'],
    ['thirtieth', 'thirty'],
  ],
};

const ordinal = (day: number, language: Language, units: string[], teens?: string[]) => {
  const unit = day % 10;
  if (day < 10) return units[day - 1] as string;
  if (day < 20 && teens) return teens[unit] as string;
  const [alone, before] = TENS[language][Math.floor(day / 10) - 1] as [string, string];
  return unit === 0 ? alone : `${before} ${units[unit - 1]}`;
};

/** The first to the thirty-first. */
export const DAYS: readonly Spoken[] = Array.from({ length: 31 }, (_, index) => ({
  kk: ordinal(index + 1, 'kk', KK_UNITS),
  ru: ordinal(index + 1, 'ru', RU_UNITS, RU_TEENS),
  en: `the ${ordinal(index + 1, 'en', EN_UNITS, EN_TEENS)}`,
}));

const months = (kk: string, ru: string, en: string): Spoken[] => {
  const [kazakh, russian] = [kk.split(' '), ru.split(' ')];
  return en.split(' ').map((month, index) => ({
    kk: kazakh[index] as string,
    ru: russian[index] as string,
    en: `of ${month}`,
  }));
};

/** January to December. */
export const MONTHS: readonly Spoken[] = months(
  'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан',
  'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
  'January February March April May June July August September October November December',
);
