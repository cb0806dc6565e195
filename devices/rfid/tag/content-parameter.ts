// Which elements a tag holds beside the identifier (ISO 28560-1, OID 2): bit i from the most significant stands for OID 3 + i. Makers
// keep zero bytes behind it so that it can grow.

const FIRST_OID = 3;

export const expandContentParameter = (bytes: Uint8Array): number[] =>
  Array.from({ length: bytes.length * 8 }, (_, index) => index)
    .filter((index) => (bytes[index >> 3]! >> (7 - (index & 7))) & 1)
    .map((index) => index + FIRST_OID);

export const compactContentParameter = (oids: readonly number[]): Uint8Array => {
  const bits = oids.map((oid) => oid - FIRST_OID).filter((index) => index >= 0);
  const bytes = new Uint8Array(Math.floor(Math.max(0, ...bits) / 8) + 1);
  for (const index of bits) bytes[index >> 3]! |= 0x80 >> (index & 7);
  return bytes;
};
