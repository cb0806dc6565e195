// Rows of a patron list to patrons, or the reason why a row is refused. A reason names the column
// and never what stood in it. Pure.
import { Language, type LocalDate, PatronCategory, type Site } from '../../profiles/site-schema.ts';
import { isRealDate } from '../../station-server/circulation/local-date.ts';
import type { ImportedPatron } from '../sync-contract.ts';
import { readCsv } from './csv.ts';

export const PATRON_COLUMNS = [
  'card',
  'surname',
  'givenName',
  'patronymic',
  'birthDate',
  'category',
  'phone',
  'language',
  'branch',
  'status',
  'registeredOn',
  'reregisteredOn',
] as const;
type Column = (typeof PATRON_COLUMNS)[number];
type Values = Record<Column, string>;

export type PatronRow =
  | { line: number; outcome: 'patron'; patron: ImportedPatron }
  | { line: number; outcome: 'rejected'; reason: string };

const CATEGORIES: readonly ImportedPatron['category'][] = PatronCategory.enum;
const LANGUAGES: readonly ImportedPatron['language'][] = Language.enum;
const STATUSES: readonly ImportedPatron['status'][] = ['active', 'pending', 'blocked'];
const NAME_LETTERS_MAX = 80;

const oneOfThese = <T extends string>(list: readonly T[], text: string): T | null =>
  list.find((value) => value === text) ?? null;

const isName = (text: string): boolean => text.length > 0 && text.length <= NAME_LETTERS_MAX;

const patronOf = (given: Values, site: Site, today: LocalDate): ImportedPatron | Column => {
  const values = { ...given };
  if (values.reregisteredOn === 'today') values.reregisteredOn = today;
  const { surname, givenName, patronymic, card, phone, branch } = values;
  const category = oneOfThese(CATEGORIES, values.category);
  const language = oneOfThese(LANGUAGES, values.language);
  const status = oneOfThese(STATUSES, values.status);
  if (!/^[0-9A-Za-z-]{1,32}$/.test(card)) return 'card';
  if (!isName(surname)) return 'surname';
  if (!isName(givenName)) return 'givenName';
  if (patronymic.length > NAME_LETTERS_MAX) return 'patronymic';
  if (category === null) return 'category';
  if (!/^[+\d ()-]{0,24}$/.test(phone)) return 'phone';
  if (language === null) return 'language';
  if (!site.branches.some(({ code }) => code === branch)) return 'branch';
  if (status === null) return 'status';
  for (const column of ['birthDate', 'registeredOn', 'reregisteredOn'] as const)
    if (!isRealDate(values[column])) return column;
  const { birthDate, registeredOn, reregisteredOn } = values;
  if (registeredOn < birthDate) return 'registeredOn';
  if (reregisteredOn < registeredOn) return 'reregisteredOn';
  return {
    // Central gives the id: `0-n` for a card it does not know yet, else the one it has.
    patronId: '',
    ...{ card, status, category, birthDate, language, branch, registeredOn, reregisteredOn },
    name: { surname, givenName, patronymic },
    phone: phone.replace(/[ ()-]/g, ''),
  };
};

/**
 * @param text of the whole file, UTF-8 with or without byte order mark. Throws `csv-header`.
 * @param today what the word `today` in the column reregisteredOn means: everybody was re-
 *   registered for this list
 */
export const readPatronRows = (text: string, site: Site, today: LocalDate): PatronRow[] => {
  const lineByCard = new Map<string, number>();
  return readCsv(text, PATRON_COLUMNS).map((row): PatronRow => {
    const { line } = row;
    if (row.outcome === 'malformed') return { line, outcome: 'rejected', reason: row.reason };
    const patron = patronOf(row.values, site, today);
    if (typeof patron === 'string')
      return { line, outcome: 'rejected', reason: `${patron}-invalid` };
    const earlier = lineByCard.get(patron.card);
    if (earlier !== undefined)
      return { line, outcome: 'rejected', reason: `card-twice: as in line ${earlier}` };
    lineByCard.set(patron.card, line);
    return { line, outcome: 'patron', patron };
  });
};
