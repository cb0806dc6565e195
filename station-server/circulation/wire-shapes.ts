// What the two sides of version 2 know beforehand: the fields of common entries and common words. Part of that version and never
// changed, since the place in a list is what travels. Entries of other types, or with other fields, tell their shape themselves.
import { dayNumber, isRealDate } from './local-date.ts';

/** How a field is written: `id` "station-sequence" or null, `day` by its distance to the day of effect, `stamp` {version, atMs}. */
export const FIELD_KINDS = ['id', 'day', 'stamp', 'word'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

export type Shape = {
  type: string;
  v: number;
  fields: readonly (readonly [name: string, kind: FieldKind])[];
};
/** A field with the names of its number streams, made once: they are looked up for every entry. */
export type Field = {
  name: string;
  kind: FieldKind;
  stream: { own: string; way: string; near: string; at: string; station: string; seq: string };
};
/** `index` is its place among the shapes of the batch. */
export const fieldsOf = ({ fields }: Shape, index: number): Field[] =>
  fields.map(([name, kind]) => {
    const own = `${index}.${name}`;
    const shared = { station: `${name}.station`, seq: `${name}.seq` };
    const stream = { own, way: `${own}.way`, near: `${own}.near`, at: `${own}.at`, ...shared };
    return { name, kind, stream };
  });

/** An entry with more is carried whole. */
export const FIELDS_MAX = 32;
export const FIELD_NAME_CHARS_MAX = 64;

const shape = (type: string, fields: Record<string, FieldKind>, v = 1): Shape => ({
  type,
  v,
  fields: Object.entries(fields),
});

export const KNOWN_SHAPES: readonly Shape[] = [
  shape('check-out', {
    ...{ itemId: 'id', patronId: 'id', kind: 'word', dueOn: 'day', renewalsMax: 'word' },
  }),
  shape('check-in', { itemId: 'id', loanId: 'id', patronId: 'id', withCard: 'word' }),
  shape('renewal', {
    ...{ loanId: 'id', itemId: 'id', patronId: 'id', dueOn: 'day', renewals: 'word' },
  }),
  shape('visit', { patronId: 'id' }),
  shape('refusal', {
    ...{ act: 'word', reason: 'word', itemId: 'id', patronId: 'id', scanned: 'word' },
  }),
  shape('registration', {
    ...{ card: 'word', category: 'word', language: 'word', branch: 'word', status: 'word' },
    ...{ consent: 'stamp', rules: 'stamp', duplicateWarned: 'word', hasGuardian: 'word' },
  }),
  shape('registration-confirmed', { patronId: 'id' }),
  shape('reregistration', { patronId: 'id' }),
  shape('preference', { patronId: 'id', language: 'word' }),
  shape(
    'registration',
    {
      ...{ category: 'word', language: 'word', branch: 'word', status: 'word' },
      ...{ consent: 'stamp', rules: 'stamp', duplicateWarned: 'word', hasGuardian: 'word' },
    },
    2,
  ),
];

/** As JSON texts. */
export const KNOWN_WORDS: readonly string[] = [
  ...[
    null,
    false,
    true,
    'patron',
    'self',
    'kiosk-1',
    'desk-1',
    'kiosk-2',
    'desk-2',
    'home',
    'hall',
  ],
  ...[0, 1, 2, 3, 7, 10, 14, 15, 21, 28, 30],
  ...['check-out', 'check-in', 'renewal', 'identify', 'kk', 'ru', 'en', 'active', 'pending'],
  ...['item-unknown', 'patron-unknown', 'item-limit', 'item-on-loan-to-other', 'overdue-block'],
  ...['item-already-yours', 'reregistration-due', 'renewal-overdue', 'renewals-used-up', 'age'],
  ...['reading-room-only', 'birth-date-wrong', 'barcode-unknown', 'barcode-check-digit'],
  ...['loan-unknown', 'patron-blocked', 'not-on-loan', 'pending-limit', 'isbn-not-item'],
  ...['worker', 'employee', 'entrepreneur', 'unemployed', 'student', 'pupil', 'preschool'],
  ...['pensioner', 'disabled', 'other', '2026-1'],
].map((word) => JSON.stringify(word));

const ID = /^(0|[1-9]\d{0,5})-(0|[1-9]\d{0,8})$/;
export type Id = { station: number; seq: number };

export const parseId = (text: string): Id => {
  const parts = ID.exec(text);
  return { station: Number(parts?.[1]), seq: Number(parts?.[2]) };
};

const isId = (value: unknown): boolean => typeof value === 'string' && ID.test(value);
export const isDay = (value: unknown): value is string =>
  typeof value === 'string' && isRealDate(value) && Number.isInteger(dayNumber(value));

export type Stamp = { version: unknown; atMs: number };
/** Far beyond any time, and far below where differences stop being exact. */
export const TIME_MAX = 2 ** 50;
export const isTime = (value: unknown): value is number =>
  Number.isInteger(value) && Math.abs(value as number) <= TIME_MAX && !Object.is(value, -0);
const isStamp = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).join() === 'version,atMs' &&
  isTime((value as Stamp).atMs);

const fits = (kind: FieldKind, value: unknown): boolean => {
  if (kind === 'id') return value === null || isId(value);
  if (kind === 'day') return isDay(value);
  if (kind === 'stamp') return isStamp(value);
  return true;
};

export const fitsShape = (
  { type, v, fields }: Shape,
  entry: { type: string; v: number; body: Record<string, unknown> },
): boolean => {
  if (type !== entry.type || v !== entry.v) return false;
  const names = Object.keys(entry.body);
  return (
    names.length === fields.length &&
    fields.every(([name, kind], index) => name === names[index] && fits(kind, entry.body[name]))
  );
};

const kindOf = (value: unknown): FieldKind =>
  isId(value) ? 'id' : isDay(value) ? 'day' : isStamp(value) ? 'stamp' : 'word';

/** The shape of an entry that no known one fits. */
export const shapeOf = (entry: {
  type: string;
  v: number;
  body: Record<string, unknown>;
}): Shape => ({
  ...{ type: entry.type, v: entry.v },
  fields: Object.entries(entry.body).map(([name, value]) => [name, kindOf(value)]),
});

/** As it travels: [type, v, name, place of its kind, name, ...]. */
export const tellShape = ({ type, v, fields }: Shape): unknown[] => [
  ...[type, v],
  ...fields.flatMap(([name, kind]) => [name, FIELD_KINDS.indexOf(kind)]),
];

export const readShape = (told: unknown): Shape | undefined => {
  if (!Array.isArray(told) || told.length % 2 !== 0 || told.length > 2 + 2 * FIELDS_MAX) return;
  const [type, v, ...rest] = told;
  if (typeof type !== 'string' || !Number.isSafeInteger(v)) return;
  const fields: [string, FieldKind][] = [];
  for (let at = 0; at < rest.length; at += 2) {
    const [name, kind] = [rest[at], FIELD_KINDS[rest[at + 1]]];
    if (typeof name !== 'string' || name.length > FIELD_NAME_CHARS_MAX || !kind) return;
    fields.push([name, kind]);
  }
  return { type, v, fields };
};
