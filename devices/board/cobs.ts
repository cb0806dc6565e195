// Consistent Overhead Byte Stuffing (Cheshire and Baker, 1997; hardware.md 5.1): bytes without a zero, so that a zero ends a
// frame. One block only, as in firmware-bridge/firmware/cobs.c: frames of the board are never longer.

export const COBS_BYTES_MAX = 254;

/** Without the closing zero. `bytes` has at most COBS_BYTES_MAX. */
export const encodeCobs = (bytes: Uint8Array): Uint8Array => {
  if (bytes.length > COBS_BYTES_MAX) throw new RangeError(`${bytes.length} bytes in a COBS block`);
  const stuffed = new Uint8Array(bytes.length + 1);
  let codeAt = 0;
  bytes.forEach((byte, index) => {
    stuffed[index + 1] = byte;
    if (byte !== 0) return;
    stuffed[codeAt] = index + 1 - codeAt;
    codeAt = index + 1;
  });
  stuffed[codeAt] = stuffed.length - codeAt;
  return stuffed;
};

/** Null for bytes that no encoder makes. */
export const decodeCobs = (stuffed: Uint8Array): Uint8Array | null => {
  if (stuffed.length < 1 || stuffed.length > COBS_BYTES_MAX + 1 || stuffed.includes(0)) return null;
  const bytes = stuffed.slice(1);
  let codeAt = 0;
  while (codeAt < stuffed.length) {
    const next = codeAt + stuffed[codeAt]!;
    if (next > stuffed.length) return null;
    if (next < stuffed.length) bytes[next - 1] = 0;
    codeAt = next;
  }
  return bytes;
};
