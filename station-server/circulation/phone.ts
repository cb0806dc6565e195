// Telephone numbers of Kazakhstan (libraries.md 7.5): kept as `+7` and ten digits; a number of the
// own town, without its code, is kept as its five or six digits, since a good many readers know
// only that one.

const NATIONAL = /^(?:\+?7|8)?([67][0-9]{9})$/;
const LOCAL = /^[2-9][0-9]{4,5}$/;

/** What cannot be read as a number stays as it was typed, for the reader to see and correct. */
export const canonicalPhone = (typed: string): string => {
  const text = typed.normalize('NFKC').trim();
  const digits = text.replace(/[\s().\-\u2010-\u2015\u2212]/g, '');
  const national = NATIONAL.exec(digits);
  if (national !== null) return `+7${national[1]}`;
  return LOCAL.test(digits) ? digits : text;
};

/** Of a canonical number. */
export const isPhone = (phone: string): boolean =>
  /^\+7[67][0-9]{9}$/.test(phone) || LOCAL.test(phone);
