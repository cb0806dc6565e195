// One MARC record and a mapping to a title with its items, or the reason why not. Nothing is
// guessed about a copy: without a number or with an unknown location the whole record is rejected,
// so that staff correct it and import it again. Pure.
import { createHash } from 'node:crypto';
import type { Branch } from '../../profiles/site-schema.ts';
import type { ImportedTitle } from '../sync-contract.ts';
import type { Charset } from './charset.ts';
import type { MarcRecord } from './iso2709.ts';
import { createItemMapper } from './map-items.ts';
import type { DocumentKind, KindRule, Mapping, Selector } from './mapping.ts';
import { cleanText, RecordText } from './record-text.ts';

export type RejectReason =
  | 'marked-deleted'
  | 'title-missing'
  | 'charset-wrong'
  | 'item-number-missing'
  | 'number-twice'
  | 'location-missing'
  | 'location-unknown'
  | 'item-type-unknown';
export type MapResult =
  | { outcome: 'mapped'; imported: ImportedTitle; kind: DocumentKind }
  | { outcome: 'rejected'; reason: RejectReason; detail: string };
export type RecordMapper = (record: MarcRecord, charset: Charset) => MapResult;

const LANGUAGE_UNKNOWN = 'und';
const AGE_MAX = 21;
/** Kinds without copies of their own: the copy is the host's, or there is none. */
const WITHOUT_ITEMS: readonly DocumentKind[] = ['article', 'e-document'];
/** Letters that a name or title begins or ends with only because of ISBD punctuation. */
const ISBD_TAIL = /[\s/:;,=]+$/u;

type Read = (text: RecordText) => string;

const withPattern = (text: string, pattern: RegExp | null): string => {
  if (pattern === null) return text;
  const match = pattern.exec(text);
  return match === null ? '' : (match[1] ?? match[0]);
};

const readSelector = (selector: Selector): Read => {
  const { tags, codes, before = {}, slice, join } = selector;
  const pattern = selector.pattern === undefined ? null : new RegExp(selector.pattern, 'iu');
  const one = (subfields: [string, string][]): string => {
    let whole = '';
    for (const [code, value] of subfields) {
      const wanted = codes === '' ? code === '' : codes.includes(code);
      if (!wanted || value.trim() === '') continue;
      if (whole === '') whole = value;
      else whole = whole.replace(ISBD_TAIL, '') + (before[code] ?? ' ') + value;
    }
    const part = slice ? whole.slice(slice[0], slice[1]) : whole;
    return withPattern(part, pattern).replace(ISBD_TAIL, '').trim();
  };
  return (text) => {
    const found: string[] = [];
    for (const tag of tags) {
      for (const subfields of text.fields(tag)) {
        const value = one(subfields);
        if (value === '') continue;
        if (join === undefined) return value;
        found.push(value);
      }
    }
    return found.join(join ?? '');
  };
};

const readFirst = (selectors: readonly Selector[]): Read => {
  const reads = selectors.map(readSelector);
  return (text) => {
    for (const read of reads) {
      const value = cleanText(read(text));
      if (value !== '') return value;
    }
    return '';
  };
};

const readKind = (rules: readonly KindRule[]): ((text: RecordText) => DocumentKind) => {
  const compiled = rules.map(({ kind, leader = {}, field }) => ({
    kind,
    leader: Object.entries(leader),
    read: field ? readSelector(field) : null,
  }));
  return (text) => {
    for (const { kind, leader, read } of compiled) {
      if (!leader.every(([at, letters]) => letters.includes(text.leader[Number(at)] ?? ' ')))
        continue;
      if (read === null || read(text) !== '') return kind;
    }
    throw new Error('a checked mapping ends with a rule without condition');
  };
};

const digest = (parts: string[]): string =>
  `digest:${createHash('sha256').update(parts.join('\x1f')).digest('hex').slice(0, 32)}`;

const parseAge = (text: string): number => Math.min(Number(text || 0), AGE_MAX);

/**
 * Makes the function that maps records of one source.
 * @param branches of the site: a location is a branch's code, its name in any language, or a text
 *   of the mapping
 * @param collection put before each key: databases of one library that count their records
 *   separately
 */
export const createRecordMapper = (
  mapping: Mapping,
  branches: readonly Branch[],
  collection = '',
): RecordMapper => {
  const read = {
    key: readFirst(mapping.key),
    title: readFirst(mapping.title),
    host: readFirst(mapping.host?.title ?? []),
    author: readFirst(mapping.author),
    year: readFirst(mapping.year),
    language: readFirst(mapping.language),
    isbn: readFirst(mapping.isbn),
    udc: readFirst(mapping.udc),
    age: readFirst(mapping.age),
    kind: readKind(mapping.kinds),
  };
  const hostNeeded = mapping.host ? new RegExp(mapping.host.whenTitle, 'iu') : null;
  const mapItems = createItemMapper(mapping.holdings, branches);

  return (record, charset) => {
    const text = new RecordText(record, charset);
    const reject = (reason: RejectReason, detail = ''): MapResult => ({
      outcome: 'rejected',
      reason,
      detail,
    });
    if (record.leader[5] === 'd') return reject('marked-deleted');
    const own = read.title(text);
    if (own === '') return reject('title-missing');
    const host = hostNeeded?.test(own) ? read.host(text) : '';
    const title = {
      title: host === '' ? own : `${host}. ${own}`,
      author: read.author(text),
      language: read.language(text).toLowerCase() || LANGUAGE_UNKNOWN,
      year: read.year(text),
      ageMin: parseAge(read.age(text)),
    };
    const isbn = read.isbn(text);
    const udc = read.udc(text);
    const kind = read.kind(text);
    const itemless = WITHOUT_ITEMS.includes(kind);
    const mapped = itemless
      ? []
      : mapItems(text, kind as Exclude<DocumentKind, 'article' | 'e-document'>);
    if (!Array.isArray(mapped)) return reject(mapped.reason, mapped.detail);
    if (text.undecodable) return reject('charset-wrong', `not ${charset}`);
    const id = read.key(text) || digest([title.title, title.author, title.year, isbn]);
    const key = collection === '' ? id : `${collection}/${id}`;
    const imported: ImportedTitle = { key, title, items: mapped };
    if (isbn !== '') imported.isbn = isbn;
    if (udc !== '') imported.udc = udc;
    return { outcome: 'mapped', imported, kind };
  };
};

/**
 * Fields that the mapping neither reads nor names as ignored: what an unknown dialect report lists.
 */
export const unmappedTags = (mapping: Mapping): ((tag: string) => boolean) => {
  const selectors = [
    mapping.key,
    mapping.title,
    mapping.host?.title ?? [],
    mapping.author,
    mapping.year,
    mapping.language,
    mapping.isbn,
    mapping.udc,
    mapping.age,
    mapping.kinds.flatMap((rule) => rule.field ?? []),
  ].flat();
  const known = new Set([...selectors.flatMap(({ tags }) => tags), ...mapping.ignored]);
  known.add(mapping.holdings.tag);
  return (tag) => !known.has(tag);
};
