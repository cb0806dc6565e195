// Noise on a line, the same each time: a wrong baud rate or a broken cable, for tests and the
// demonstration panel.

/**
 * Yields `bytes` bytes in pieces, none of them in `avoid`, so that noise holds no end of a code by
 * accident. Seeded: repeats.
 */
export function* noisePieces(bytes: number, pieceBytes: number, avoid: readonly number[] = []) {
  let seed = 0x2545f491;
  for (let left = bytes; left > 0; left -= pieceBytes) {
    const piece = new Uint8Array(Math.min(pieceBytes, left));
    for (let at = 0; at < piece.length; ) {
      // xorshift32 (Marsaglia 2003, "Xorshift RNGs").
      seed ^= seed << 13;
      seed ^= seed >>> 17;
      seed ^= seed << 5;
      const byte = seed & 0xff;
      if (!avoid.includes(byte)) piece[at++] = byte;
    }
    yield piece;
  }
}
