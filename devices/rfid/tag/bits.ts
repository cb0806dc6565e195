// Codes of a few bits, most significant first, as ISO/IEC 15962 packs characters into bytes.

export type BitReader = {
  /** Bits not yet taken. */
  left(): number;
  /** The next `width` bits; the caller has looked that they are there. */
  take(width: number): number;
};

export const createBitReader = (bytes: Uint8Array): BitReader => {
  let at = 0;
  return {
    left: () => bytes.length * 8 - at,
    take: (width) => {
      let value = 0;
      for (let taken = 0; taken < width; taken++, at++)
        value = (value << 1) | ((bytes[at >> 3]! >> (7 - (at & 7))) & 1);
      return value;
    },
  };
};

export type BitCode = { value: number; width: number };

/** Whole bytes; `padBit` tells the bits behind the last code, counted from 0. */
export const packBits = (
  codes: readonly BitCode[],
  padBit: (index: number) => 0 | 1,
): Uint8Array => {
  const bits = codes.reduce((sum, { width }) => sum + width, 0);
  const bytes = new Uint8Array(Math.ceil(bits / 8));
  let at = 0;
  const put = (bit: number): void => {
    bytes[at >> 3]! |= bit << (7 - (at & 7));
    at++;
  };
  for (const { value, width } of codes)
    for (let shift = width - 1; shift >= 0; shift--) put((value >> shift) & 1);
  for (let index = 0; at < bytes.length * 8; index++) put(padBit(index));
  return bytes;
};
