// Text and its compacted bytes, schemes 1 to 7 of ISO/IEC 15962 (0, application-defined, has a file for each element that uses it).
// Which scheme it is says the precursor, never the element: real tags hold the same element in four of them.
import { createBitReader, packBits } from './bits.ts';

export const COMPACTION_NAMES = [
  'application-defined',
  'integer',
  'numeric',
  '5-bit',
  '6-bit',
  '7-bit',
  'octets',
  'UTF-8',
] as const;

/** Nineteen nines; the standard goes no further. */
const INTEGER_MAX = 9_999_999_999_999_999_999n;
const PAD_NIBBLE = 0xf;
const SPACE = 0x20;
const DELETE = 0x7f;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

type Scheme = {
  /** Whether an encoder may choose it for this text. */
  fits(text: string): boolean;
  compact(text: string): Uint8Array;
  /** Null where these bytes cannot have come out of `compact`. */
  expand(bytes: Uint8Array): string | null;
};

const codesOf = (text: string, width: number) =>
  Array.from(text, (_, index) => ({ value: text.charCodeAt(index) & ((1 << width) - 1), width }));

/** Annex P pads an integer with a leading zero byte: it is read, never written. */
const integer: Scheme = {
  fits: (text) => /^[1-9][0-9]{1,18}$/.test(text),
  compact: (text) => {
    const hex = BigInt(text).toString(16);
    return Uint8Array.from(Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex'));
  },
  expand: (bytes) => {
    const significant = bytes.subarray(
      Math.max(
        0,
        bytes.findIndex((byte) => byte !== 0),
      ),
    );
    if (significant.length > 8) return null;
    const value = BigInt(`0x${Buffer.from(significant).toString('hex')}`);
    return value > INTEGER_MAX ? null : value.toString();
  },
};

const numeric: Scheme = {
  fits: (text) => /^[0-9]{2,}$/.test(text),
  compact: (text) => Uint8Array.from(Buffer.from(text.length % 2 === 0 ? text : `${text}f`, 'hex')),
  expand: (bytes) => {
    const hex = Buffer.from(bytes).toString('hex');
    const digits = bytes.at(-1)! % 16 === PAD_NIBBLE ? hex.slice(0, -1) : hex;
    return /^[0-9]+$/.test(digits) ? digits : null;
  },
};

/** A group of zero is padding: it stands at the end only. */
const fiveBit: Scheme = {
  fits: (text) => /^[\x41-\x5f]{3,}$/.test(text),
  compact: (text) => packBits(codesOf(text, 5), () => 0),
  expand: (bytes) => {
    const bits = createBitReader(bytes);
    let text = '';
    while (bits.left() >= 5) {
      const code = bits.take(5);
      if (code === 0) break;
      text += String.fromCharCode(0x40 + code);
    }
    while (bits.left() > 0) if (bits.take(1) !== 0) return null;
    return text === '' ? null : text;
  },
};

/** Padded with the first bits of 100000: six of them look like a space, hence none may end the text. */
const sixBit: Scheme = {
  fits: (text) => /^[\x20-\x5f]{4,}$/.test(text) && !text.endsWith(' '),
  compact: (text) => packBits(codesOf(text, 6), (index) => (index === 0 ? 1 : 0)),
  expand: (bytes) => {
    const bits = createBitReader(bytes);
    const codes: number[] = [];
    while (bits.left() >= 6) codes.push(bits.take(6));
    const rest = bits.left();
    if (rest > 0 && bits.take(rest) !== 1 << (rest - 1)) return null;
    if (rest === 0 && codes.at(-1) === SPACE) codes.pop();
    const text = String.fromCharCode(...codes.map((code) => (code < SPACE ? code + 0x40 : code)));
    return text === '' ? null : text;
  },
};

const sevenBit: Scheme = {
  fits: (text) => /^[\x20-\x7e]{8,}$/.test(text),
  compact: (text) => packBits(codesOf(text, 7), () => 1),
  expand: (bytes) => {
    const bits = createBitReader(bytes);
    const codes: number[] = [];
    while (bits.left() >= 7) codes.push(bits.take(7));
    const rest = bits.left();
    if (rest > 0 && bits.take(rest) !== (1 << rest) - 1) return null;
    if (rest === 0 && codes.at(-1) === DELETE) codes.pop();
    return codes.length === 0 || codes.includes(DELETE) ? null : String.fromCharCode(...codes);
  },
};

const octets: Scheme = {
  fits: (text) => /^[\x20-\xff]+$/.test(text),
  compact: (text) => Uint8Array.from(Buffer.from(text, 'latin1')),
  expand: (bytes) => Buffer.from(bytes).toString('latin1'),
};

const utf8Text: Scheme = {
  fits: (text) => text !== '' && !/\p{Surrogate}/u.test(text),
  compact: (text) => Uint8Array.from(Buffer.from(text, 'utf8')),
  expand: (bytes) => {
    try {
      return utf8.decode(bytes);
    } catch {
      return null;
    }
  },
};

/** By compaction code, 1 to 7; also the order in which the standard has an encoder try them. */
const SCHEMES = [integer, numeric, fiveBit, sixBit, sevenBit, octets, utf8Text] as const;

export type TextCompaction = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const isTextCompaction = (code: number): code is TextCompaction => code >= 1 && code <= 7;

/** The text of compacted bytes, or null where they are malformed. No bytes are no text: some makers write empty elements. */
export const expandText = (compaction: TextCompaction, bytes: Uint8Array): string | null =>
  bytes.length === 0 ? '' : SCHEMES[compaction - 1]!.expand(bytes);

export const compactText = (compaction: TextCompaction, text: string): Uint8Array =>
  SCHEMES[compaction - 1]!.compact(text);

/** The scheme that the standard chooses for a text; null where none can hold it (empty, or half a surrogate pair). */
export const chooseCompaction = (text: string): TextCompaction | null => {
  const index = SCHEMES.findIndex((scheme) => scheme.fits(text));
  return index < 0 ? null : ((index + 1) as TextCompaction);
};
