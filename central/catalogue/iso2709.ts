// One ISO 2709 record: bytes to fields and back. Leader 24 bytes, directory of 12-byte entries,
// fields ended by 1E, record by 1D; every length counts bytes (ISO 2709:2008).
// Many programs count characters instead, or leave the old lengths in an edited record: then the
// delimiters decide, and `healed` says so. Pure.
import { ImportError } from './errors.ts';

export const RECORD_BYTES_MAX = 99_999;
export const FIELD_BYTES_MAX = 9_999;
export const LEADER_BYTES = 24;
const ENTRY_BYTES = 12;
export const RECORD_END = 0x1d;
export const FIELD_END = 0x1e;
export const SUBFIELD_MARK = 0x1f;

/**
 * `data` is everything before the field terminator, in the file's own character set: indicators and
 * subfields, or plain data.
 */
export type MarcField = { tag: string; data: Buffer };
export type Healing = 'record-length' | 'record-end' | 'base-address' | 'directory-lengths';
export type MarcRecord = { leader: string; fields: MarcField[]; healed: Healing[] };
export type MalformedReason =
  | 'too-long'
  | 'cut-short'
  | 'leader-broken'
  | 'directory-broken'
  | 'fields-missing';
export type Parsed = { ok: true; record: MarcRecord } | { ok: false; reason: MalformedReason };
type Entry = { tag: string; length: number; start: number };

/** Value of `count` ASCII digits, or -1. */
export const digitsAt = (bytes: Buffer, at: number, count: number): number => {
  if (at + count > bytes.length) return -1;
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = bytes[i]! - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
};

const readEntry = (bytes: Buffer, at: number): Entry => ({
  tag: bytes.toString('latin1', at, at + 3),
  length: digitsAt(bytes, at + 3, 4),
  start: digitsAt(bytes, at + 7, 5),
});

/**
 * Fields where the directory says they are; null as soon as one entry disagrees with the
 * terminators.
 */
const byDirectory = (bytes: Buffer, base: number, entries: Entry[]): MarcField[] | null => {
  const fields: MarcField[] = [];
  for (const { tag, length, start } of entries) {
    if (length < 1 || start < 0) return null;
    const from = base + start;
    const end = from + length - 1;
    if (end >= bytes.length || bytes.indexOf(FIELD_END, from) !== end) return null;
    // A field begins after another field's terminator: an entry that points into a text is wrong.
    if (from > base && bytes[from - 1] !== FIELD_END) return null;
    fields.push({ tag, data: bytes.subarray(from, end) });
  }
  return fields;
};

type Piece = { start: number; data: Buffer };

const splitPieces = (bytes: Buffer, base: number, countMax: number): Piece[] => {
  const pieces: Piece[] = [];
  for (let from = base; pieces.length < countMax; ) {
    const end = bytes.indexOf(FIELD_END, from);
    if (end < 0) break;
    pieces.push({ start: from - base, data: bytes.subarray(from, end) });
    from = end + 1;
  }
  return pieces;
};

/** One entry is wrong and all others fit exactly: it belongs to the piece that is left. */
const byElimination = (pieces: Piece[], entries: Entry[]): MarcField[] | null => {
  const left = new Map(pieces.map((piece) => [piece.start, piece]));
  const placed = entries.map((entry) => {
    const piece = left.get(entry.start);
    if (piece?.data.length !== entry.length - 1) return null;
    left.delete(entry.start);
    return piece;
  });
  if (left.size > 1) return null;
  const [last] = left.values();
  return entries.map(({ tag }, index) => ({ tag, data: (placed[index] ?? last!).data }));
};

/**
 * Fields by their terminators where the directory is wrong. There must be one for each entry.
 * Lengths counted in characters still rise with the position, so starts that rise (or say nothing)
 * mean that the directory stands in the order of the fields.
 */
const byTerminators = (
  bytes: Buffer,
  base: number,
  entries: Entry[],
): MarcField[] | MalformedReason => {
  const pieces = splitPieces(bytes, base, entries.length + 1);
  if (pieces.length !== entries.length) return 'fields-missing';
  const exact = byElimination(pieces, entries);
  if (exact) return exact;
  const starts = entries.map((entry) => entry.start);
  const silent = starts.every((start) => start <= 0);
  const rising = starts.every((start, i) => start >= 0 && (i === 0 || start > starts[i - 1]!));
  if (!silent && !rising) return 'directory-broken';
  return entries.map(({ tag }, index) => ({ tag, data: pieces[index]!.data }));
};

/**
 * Reads the bytes of one record, with or without its record terminator. The fields are views into
 * `bytes`.
 * @param healed what the caller had to put right about the ends of the record
 */
export const parseRecord = (bytes: Buffer, healed: Healing[] = []): Parsed => {
  const body = bytes.at(-1) === RECORD_END ? bytes.subarray(0, -1) : bytes;
  if (body.length > RECORD_BYTES_MAX) return { ok: false, reason: 'too-long' };
  const directoryEnd = body.indexOf(FIELD_END, LEADER_BYTES);
  const leader = body.toString('latin1', 0, LEADER_BYTES);
  if (leader.length < LEADER_BYTES) return { ok: false, reason: 'cut-short' };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the delimiters are control characters.
  if (/[\x1d-\x1f]/.test(leader)) return { ok: false, reason: 'leader-broken' };
  if (directoryEnd < 0) return { ok: false, reason: 'cut-short' };
  const directoryBytes = directoryEnd - LEADER_BYTES;
  if (directoryBytes === 0) return { ok: false, reason: 'fields-missing' };
  if (directoryBytes % ENTRY_BYTES !== 0) return { ok: false, reason: 'directory-broken' };
  const entries: Entry[] = [];
  for (let at = LEADER_BYTES; at < directoryEnd; at += ENTRY_BYTES)
    entries.push(readEntry(body, at));
  if (!entries.every(({ tag }) => /^[0-9A-Za-z]{3}$/.test(tag)))
    return { ok: false, reason: 'directory-broken' };
  const base = directoryEnd + 1;
  const notes = [...healed];
  if (digitsAt(body, 12, 5) !== base) notes.push('base-address');
  const read = byDirectory(body, base, entries);
  if (read) return { ok: true, record: { leader, fields: read, healed: notes } };
  const found = byTerminators(body, base, entries);
  if (!Array.isArray(found)) return { ok: false, reason: found };
  notes.push('directory-lengths');
  return { ok: true, record: { leader, fields: found, healed: notes } };
};

/**
 * Bytes of a data field: two indicators, then subfields. `encode` writes text in the file's
 * character set.
 */
export const encodeField = (
  tag: string,
  indicators: string,
  subfields: readonly (readonly [code: string, value: string])[],
  encode: (text: string) => Buffer,
): MarcField => ({
  tag,
  data: encode(indicators + subfields.map(([code, value]) => `\x1f${code}${value}`).join('')),
});

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/**
 * Writes one record with right lengths. Of `leader` only bytes 5-11 and 17-23 count (status, type,
 * level, `450 `). Throws `record-too-long` when ISO 2709 cannot hold it; a delimiter inside a field
 * is a bug of the caller.
 */
export const writeRecord = (record: { leader: string; fields: readonly MarcField[] }): Buffer => {
  const directory: string[] = [];
  const pieces: Buffer[] = [];
  let start = 0;
  for (const { tag, data } of record.fields) {
    if (data.includes(RECORD_END) || data.includes(FIELD_END))
      throw new Error(`field ${tag} holds a delimiter of ISO 2709`);
    const length = data.length + 1;
    if (length > FIELD_BYTES_MAX) throw new ImportError('record-too-long', `field ${tag}`);
    directory.push(`${tag}${pad(length, 4)}${pad(start, 5)}`);
    pieces.push(data, Buffer.of(FIELD_END));
    start += length;
  }
  const base = LEADER_BYTES + directory.length * ENTRY_BYTES + 1;
  const total = base + start + 1;
  if (total > RECORD_BYTES_MAX) throw new ImportError('record-too-long', `${total} bytes`);
  const { leader } = record;
  const head = `${pad(total, 5)}${leader.slice(5, 12)}${pad(base, 5)}${leader.slice(17, 24)}`;
  return Buffer.concat([
    Buffer.from(head + directory.join(''), 'latin1'),
    Buffer.of(FIELD_END),
    ...pieces,
    Buffer.of(RECORD_END),
  ]);
};
