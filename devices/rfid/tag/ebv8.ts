// Lengths as ISO/IEC 15962 writes them (EBV-8): seven bits a byte, most significant first, the top bit says that more follow.

/** A tag of 8 KiB needs two bytes; longer ones are no length. */
const EBV_BYTES_MAX = 3;

/** Null where the bytes end before it does, or it is longer than any length can be. */
export const readEbv8 = (bytes: Uint8Array, at: number): { value: number; next: number } | null => {
  let value = 0;
  for (let used = 0; used < EBV_BYTES_MAX; used++) {
    const byte = bytes[at + used];
    if (byte === undefined) return null;
    value = value * 128 + (byte & 0x7f);
    if ((byte & 0x80) === 0) return { value, next: at + used + 1 };
  }
  return null;
};

export const ebv8Bytes = (value: number): number[] => {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128))
    bytes.unshift(0x80 | (rest % 128));
  return bytes;
};
