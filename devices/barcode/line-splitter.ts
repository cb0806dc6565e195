// Cuts a scanner's byte stream into codes: prefix, one of several suffixes, or a silence
// (hardware.md 3.3). Bounded whatever comes in: popular delimiter parsers keep noise for ever, this
// one drops it, reports it and falls in step again at the next suffix, prefix or silence.
import type { Clock } from '../driver.ts';

export type LineSplitterOptions = {
  clock: Clock;
  /** Before each code; bytes ahead of it are noise. Empty: none is sent. */
  prefix: Uint8Array;
  /**
   * Any of these ends a code; the longest that fits is eaten. None, or an empty one: a silence ends
   * it.
   */
  suffixes: readonly Uint8Array[];
  /**
   * A silence this long ends a code without suffix, and makes a started one noise where a suffix
   * was due.
   */
  interByteMs: number;
  /** Longer lines, prefix and suffix included, are noise. */
  lineBytesMax: number;
  /** A code without prefix and suffix, never empty; a copy that the receiver may keep. */
  onLine(line: Uint8Array): void;
  onNoise(bytes: number): void;
};

export type LineSplitter = {
  push(bytes: Uint8Array): void;
  /** Forgets what came in so far and stops its timer. */
  reset(): void;
};

const startsWithAt = (bytes: Uint8Array, part: Uint8Array, at: number): boolean =>
  at >= 0 &&
  at + part.length <= bytes.length &&
  part.every((byte, index) => bytes[at + index] === byte);

/**
 * Index of the last place where `part` stands, or -1. The last: of two starts in one line the
 * earlier lost its end.
 */
const lastIndexOf = (bytes: Uint8Array, part: Uint8Array): number => {
  for (let at = bytes.length - part.length; at >= 0; at--)
    if (startsWithAt(bytes, part, at)) return at;
  return -1;
};

export const createLineSplitter = (options: LineSplitterOptions): LineSplitter => {
  const { clock, prefix, interByteMs, lineBytesMax, onLine, onNoise } = options;
  const suffixes = options.suffixes.filter((suffix) => suffix.length > 0);
  const silenceEnds = suffixes.length === 0 || suffixes.length < options.suffixes.length;
  const longest = Math.max(0, ...suffixes.map((suffix) => suffix.length));
  /** Only these can complete a suffix: most bytes need no comparison. */
  const lastBytes = new Set(suffixes.map((suffix) => suffix[suffix.length - 1]));
  const buffer = new Uint8Array(lineBytesMax);
  let used = 0;
  /** Bytes of the present line already thrown away: the line is noise until it ends. */
  let overflowed = 0;
  /** What may still follow an eaten suffix as part of a longer one: the LF after CR. */
  let tail: Uint8Array = new Uint8Array(0);
  let cancelSilence: () => void = () => {};
  /** Counts resets: one that comes from inside `onLine` ends the push under way too. */
  let resets = 0;

  const clear = (): void => {
    used = 0;
    overflowed = 0;
  };

  const finish = (lineBytes: number): void => {
    const line = buffer.slice(0, lineBytes);
    const dropped = overflowed;
    clear();
    const startsAt = prefix.length === 0 ? 0 : lastIndexOf(line, prefix);
    if (startsAt < 0 || (dropped > 0 && prefix.length === 0)) {
      if (dropped + line.length > 0) onNoise(dropped + line.length);
      return;
    }
    if (dropped + startsAt > 0) onNoise(dropped + startsAt);
    const code = line.slice(startsAt + prefix.length);
    if (code.length > 0) onLine(code);
  };

  const silence = (): void => {
    tail = new Uint8Array(0);
    if (used + overflowed === 0) return;
    if (silenceEnds) {
      finish(used);
      return;
    }
    const dropped = used + overflowed;
    clear();
    onNoise(dropped);
  };

  /** Makes room by keeping only the newest bytes that may begin a prefix or be its code. */
  const makeRoom = (): void => {
    const startsAt = prefix.length === 0 ? -1 : lastIndexOf(buffer, prefix);
    let keepFrom = startsAt > 0 ? startsAt : used - Math.max(prefix.length - 1, longest - 1, 0);
    if (keepFrom < 1) keepFrom = 1;
    buffer.copyWithin(0, keepFrom, used);
    overflowed += keepFrom;
    used -= keepFrom;
  };

  const take = (byte: number): void => {
    if (tail.length > 0) {
      const continues = tail[0] === byte;
      tail = continues ? tail.subarray(1) : new Uint8Array(0);
      if (continues) return;
    }
    if (used === lineBytesMax) makeRoom();
    buffer[used++] = byte;
    if (!lastBytes.has(byte)) return;
    const held = buffer.subarray(0, used);
    let ended: Uint8Array | null = null;
    for (const suffix of suffixes)
      if (suffix.length > (ended?.length ?? 0) && startsWithAt(held, suffix, used - suffix.length))
        ended = suffix;
    if (!ended) return;
    tail = tailAfter(suffixes, ended);
    finish(used - ended.length);
  };

  return {
    push(bytes) {
      cancelSilence();
      const resetsBefore = resets;
      for (const byte of bytes) {
        take(byte);
        if (resets !== resetsBefore) return;
      }
      cancelSilence =
        used + overflowed + tail.length > 0 ? clock.after(interByteMs, silence) : () => {};
    },
    reset() {
      resets++;
      cancelSilence();
      clear();
      tail = new Uint8Array(0);
    },
  };
};

/** The rest of the longest suffix that begins with the one just seen. */
const tailAfter = (suffixes: readonly Uint8Array[], ended: Uint8Array): Uint8Array => {
  const longer = suffixes
    .filter((suffix) => suffix.length > ended.length && startsWithAt(suffix, ended, 0))
    .sort((a, b) => b.length - a.length)[0];
  return longer ? longer.slice(ended.length) : new Uint8Array(0);
};
