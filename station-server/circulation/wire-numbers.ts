// Whole numbers as few bits: each named stream has one width that fits it best (Golomb-Rice: the low `width` bits as they are, what
// is above them counted in ones). The streams lie interleaved, in the order in which both sides ask for them. Pure.

/** Larger ones are not exact in JavaScript. */
export const NUMBER_MAX = Number.MAX_SAFE_INTEGER;
const NUMBER_BITS = 53;
/** So many ones announce a number that is written in full: a rare large one must not cost its value in ones. */
const ESCAPE_ONES = 24;
const WIDTH_BITS = 6;
/** In the place of a width: every number of this stream is 0 and takes no bit. */
const ALL_ZERO = 63;

/** A batch that is not what its version says. */
export class WireError extends Error {}

export type NumberWriter = { put(stream: string, value: number): void; text(): string };
export type NumberReader = { take(stream: string): number; end(): void };

const bitsOf = (values: readonly number[], width: number): number => {
  let bits = 0;
  for (const value of values) {
    const ones = Math.floor(value / 2 ** width);
    bits += ones < ESCAPE_ONES ? ones + 1 + width : ESCAPE_ONES + NUMBER_BITS;
  }
  return bits;
};

const bestWidth = (values: readonly number[]): number => {
  if (values.every((value) => value === 0)) return ALL_ZERO;
  let best = 0;
  let bestBits = Number.POSITIVE_INFINITY;
  for (let width = 0; width <= NUMBER_BITS; width += 1) {
    const bits = bitsOf(values, width);
    if (bits < bestBits) [best, bestBits] = [width, bits];
  }
  return best;
};

const createBits = () => {
  const bytes: number[] = [];
  let used = 8;
  const one = (bit: number): void => {
    if (used === 8) {
      bytes.push(0);
      used = 0;
    }
    if (bit) bytes[bytes.length - 1] = (bytes[bytes.length - 1] as number) | (128 >> used);
    used += 1;
  };
  const many = (value: number, count: number): void => {
    for (let at = count - 1; at >= 0; at -= 1) one(Math.floor(value / 2 ** at) % 2);
  };
  return { one, many, text: () => Buffer.from(bytes).toString('base64').replace(/=+$/, '') };
};

export const createNumberWriter = (): NumberWriter => {
  const order: [stream: string, value: number][] = [];
  const streams = new Map<string, number[]>();
  return {
    put: (stream, value) => {
      if (!(Number.isInteger(value) && value >= 0 && value <= NUMBER_MAX)) {
        throw new WireError(`${stream} holds a number that does not fit`);
      }
      order.push([stream, value]);
      const values = streams.get(stream);
      if (values) values.push(value);
      else streams.set(stream, [value]);
    },
    text: () => {
      const bits = createBits();
      const widths = new Map<string, number>();
      for (const [stream, value] of order) {
        let width = widths.get(stream);
        if (width === undefined) {
          width = bestWidth(streams.get(stream) ?? []);
          widths.set(stream, width);
          bits.many(width, WIDTH_BITS);
        }
        if (width === ALL_ZERO) continue;
        const ones = Math.floor(value / 2 ** width);
        for (let count = 0; count < Math.min(ones, ESCAPE_ONES); count += 1) bits.one(1);
        if (ones >= ESCAPE_ONES) bits.many(value, NUMBER_BITS);
        else {
          bits.one(0);
          bits.many(value, width);
        }
      }
      return bits.text();
    },
  };
};

/** `text` as the writer gave it; asks past its end, and bits left over, are a WireError. */
export const createNumberReader = (text: string): NumberReader => {
  const bytes = Buffer.from(text, 'base64');
  const widths = new Map<string, number>();
  let at = 0;
  const one = (): number => {
    const byte = bytes[at >> 3];
    if (byte === undefined) throw new WireError('the numbers end too early');
    const bit = (byte >> (7 - (at & 7))) & 1;
    at += 1;
    return bit;
  };
  const many = (count: number): number => {
    let value = 0;
    for (let left = count; left > 0; left -= 1) value = value * 2 + one();
    return value;
  };
  const widthOf = (stream: string): number => {
    const known = widths.get(stream);
    if (known !== undefined) return known;
    const width = many(WIDTH_BITS);
    if (width > NUMBER_BITS && width !== ALL_ZERO) throw new WireError('no such width');
    widths.set(stream, width);
    return width;
  };
  return {
    take: (stream) => {
      const width = widthOf(stream);
      if (width === ALL_ZERO) return 0;
      let ones = 0;
      while (ones < ESCAPE_ONES && one() === 1) ones += 1;
      const value = ones === ESCAPE_ONES ? many(NUMBER_BITS) : ones * 2 ** width + many(width);
      if (value > NUMBER_MAX) throw new WireError('a number is too large');
      return value;
    },
    end: () => {
      if (bytes.length - Math.ceil(at / 8) > 0) throw new WireError('numbers are left over');
    },
  };
};
