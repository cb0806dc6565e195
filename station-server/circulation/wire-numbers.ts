// Whole numbers as few bits: each named stream has one width that fits it best (Golomb-Rice: the low `width` bits as they are, what
// is above them counted in ones). The streams lie interleaved, in the order in which both sides ask for them. Pure.

/** Larger ones are not exact in JavaScript. */
export const NUMBER_MAX = Number.MAX_SAFE_INTEGER;
const NUMBER_BITS = 53;
/** So many ones announce a number that is written in full: a rare large one must not cost its value in ones. */
const ESCAPE_ONES = 24;
/** In the place of a width: every number of this stream is 0 and takes no bit. */
const ALL_ZERO = -1;
/** The largest number that the bit operators of JavaScript take whole. */
const CHUNK_BITS = 30;

/** A batch that is not what its version says. */
export class WireError extends Error {}

export type NumberWriter = { put(stream: string, value: number): void; text(): string };
export type NumberReader = { take(stream: string): number; end(): void };

const POWERS = Array.from({ length: NUMBER_BITS + 1 }, (_, width) => 2 ** width);
const power = (width: number): number => POWERS[width] as number;

const bitsOf = (values: readonly number[], width: number): number => {
  const size = power(width);
  let bits = 0;
  for (const value of values) {
    const ones = Math.floor(value / size);
    bits += ones < ESCAPE_ONES ? ones + 1 + width : ESCAPE_ONES + NUMBER_BITS;
  }
  return bits;
};

const bestWidth = (values: readonly number[]): number => {
  const most = values.reduce((largest, value) => Math.max(largest, value), 0);
  if (most === 0) return ALL_ZERO;
  let best = 0;
  let bestBits = Number.POSITIVE_INFINITY;
  for (let width = 0; width <= NUMBER_BITS && power(width) <= 2 * most; width += 1) {
    const bits = bitsOf(values, width);
    if (bits < bestBits) [best, bestBits] = [width, bits];
  }
  return best;
};

const createBits = () => {
  const bytes: number[] = [];
  let byte = 0;
  let free = 8;
  /** Up to 30 bits. */
  const chunk = (value: number, count: number): void => {
    let left = count;
    while (left > 0) {
      const taken = Math.min(left, free);
      left -= taken;
      free -= taken;
      byte |= ((value >> left) & ((1 << taken) - 1)) << free;
      if (free === 0) {
        bytes.push(byte);
        [byte, free] = [0, 8];
      }
    }
  };
  const many = (value: number, count: number): void => {
    const low = Math.min(count, CHUNK_BITS);
    if (count > low) chunk(Math.floor(value / power(low)) % power(count - low), count - low);
    chunk(value % power(low), low);
  };
  const end = (): string => {
    if (free < 8) bytes.push(byte);
    return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
  };
  return { many, end };
};
type Bits = ReturnType<typeof createBits>;

/** Elias gamma: small numbers take few bits, and most streams hold nothing but zeros. */
const putWidth = (bits: Bits, width: number): void => {
  const code = width - ALL_ZERO + 1;
  const above = Math.floor(Math.log2(code));
  bits.many(0, above);
  bits.many(code, above + 1);
};

const putNumber = (bits: Bits, value: number, width: number): void => {
  const ones = Math.min(Math.floor(value / power(width)), ESCAPE_ONES);
  bits.many(power(ones) - 1, ones);
  if (ones === ESCAPE_ONES) bits.many(value, NUMBER_BITS);
  else bits.many(value % power(width), width + 1);
};

type Stream = { values: number[]; width: number | null };

export const createNumberWriter = (): NumberWriter => {
  const numbers: number[] = [];
  const order: Stream[] = [];
  const streams = new Map<string, Stream>();
  return {
    put: (name, value) => {
      if (!(Number.isInteger(value) && value >= 0 && value <= NUMBER_MAX)) {
        throw new WireError(`${name} holds a number that does not fit`);
      }
      let stream = streams.get(name);
      if (!stream) {
        stream = { values: [], width: null };
        streams.set(name, stream);
      }
      stream.values.push(value);
      numbers.push(value);
      order.push(stream);
    },
    text: () => {
      const bits = createBits();
      for (const [index, stream] of order.entries()) {
        if (stream.width === null) {
          stream.width = bestWidth(stream.values);
          putWidth(bits, stream.width);
        }
        if (stream.width !== ALL_ZERO) putNumber(bits, numbers[index] as number, stream.width);
      }
      return bits.end();
    },
  };
};

/** `text` as the writer gave it; questions past its end, and bits left over, are a WireError. */
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
    let above = 0;
    while (one() === 0) above += 1;
    const width = above > CHUNK_BITS ? NUMBER_BITS + 1 : power(above) + many(above) - 1 + ALL_ZERO;
    if (width > NUMBER_BITS) throw new WireError('no such width');
    widths.set(stream, width);
    return width;
  };
  return {
    take: (stream) => {
      const width = widthOf(stream);
      if (width === ALL_ZERO) return 0;
      let ones = 0;
      while (ones < ESCAPE_ONES && one() === 1) ones += 1;
      const value = ones === ESCAPE_ONES ? many(NUMBER_BITS) : ones * power(width) + many(width);
      if (value > NUMBER_MAX) throw new WireError('a number is too large');
      return value;
    },
    end: () => {
      if (bytes.length > Math.ceil(at / 8)) throw new WireError('numbers are left over');
    },
  };
};
