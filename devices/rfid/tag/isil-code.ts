// The owner's ISIL in compaction 0 (ISO 28560-2, application-defined): three sets of codes, upper and lower case of five bits, digits
// of four. It begins in upper case; a shift holds for one character, a latch until the next.
import { type BitCode, createBitReader, packBits } from './bits.ts';

type SetName = 'upper' | 'lower' | 'digit';
type Switch = { to: SetName; stays: boolean };
type CodeSet = { width: number; characters: string; switches: Readonly<Record<number, Switch>> };

const latch = (to: SetName): Switch => ({ to, stays: true });
const shift = (to: SetName): Switch => ({ to, stays: false });

const SETS: Readonly<Record<SetName, CodeSet>> = {
  upper: {
    width: 5,
    characters: '-ABCDEFGHIJKLMNOPQRSTUVWXYZ:',
    switches: { 28: latch('lower'), 29: shift('lower'), 30: latch('digit'), 31: shift('digit') },
  },
  lower: {
    width: 5,
    characters: '-abcdefghijklmnopqrstuvwxyz/',
    switches: { 28: latch('upper'), 29: shift('upper'), 30: latch('digit'), 31: shift('digit') },
  },
  digit: {
    width: 4,
    characters: '0123456789-:',
    switches: { 12: latch('upper'), 13: shift('upper'), 14: latch('lower'), 15: shift('lower') },
  },
};
const SET_NAMES = ['upper', 'lower', 'digit'] as const;

/** Null where the bytes are no such code. The end is padded with ones, which read as a shift with nothing behind it. */
export const expandIsil = (bytes: Uint8Array): string | null => {
  const bits = createBitReader(bytes);
  let set: SetName = 'upper';
  let once: SetName | null = null;
  let text = '';
  for (;;) {
    const now: CodeSet = once === null ? SETS[set] : SETS[once];
    if (bits.left() < now.width) break;
    const code = bits.take(now.width);
    const change: Switch | undefined = now.switches[code];
    if (change === undefined) {
      text += now.characters[code];
      once = null;
    } else {
      // A shift must be followed by a character of its set.
      if (once !== null) return null;
      if (change.stays) set = change.to;
      else once = change.to;
    }
  }
  const rest = bits.left();
  if (rest > 0 && bits.take(rest) !== (1 << rest) - 1) return null;
  return text;
};

type Way = { bits: number; codes: BitCode[] };

const switchCode = (from: SetName, to: SetName, stays: boolean): BitCode => {
  const { width, switches } = SETS[from];
  const found = Object.entries(switches).find(([, s]) => s.to === to && s.stays === stays)!;
  return { value: Number(found[0]), width };
};

/** The shortest ways to write one more character, from each set to the text behind it. */
const extend = (character: string, behind: Record<SetName, Way | null>, from: SetName) => {
  let best: Way | null = null;
  const offer = (codes: BitCode[], rest: Way | null): void => {
    if (rest === null) return;
    const bits = codes.reduce((sum, { width }) => sum + width, rest.bits);
    if (best === null || bits < best.bits) best = { bits, codes: [...codes, ...rest.codes] };
  };
  for (const to of SET_NAMES) {
    const value = SETS[to].characters.indexOf(character);
    if (value < 0) continue;
    const code = { value, width: SETS[to].width };
    if (to === from) offer([code], behind[from]);
    else {
      // Of two as short, the shift: so does the standard's worked example.
      offer([switchCode(from, to, false), code], behind[from]);
      offer([switchCode(from, to, true), code], behind[to]);
    }
  }
  return best;
};

/** The shortest code, or null where the text has other characters than an ISIL (ISO 15511). */
export const compactIsil = (isil: string): Uint8Array | null => {
  const nothing: Way = { bits: 0, codes: [] };
  let behind: Record<SetName, Way | null> = { upper: nothing, lower: nothing, digit: nothing };
  for (const character of [...isil].reverse())
    behind = {
      upper: extend(character, behind, 'upper'),
      lower: extend(character, behind, 'lower'),
      digit: extend(character, behind, 'digit'),
    };
  return behind.upper === null ? null : packBits(behind.upper.codes, () => 1);
};
