// Cuts a byte stream into lines of bounded length. Kept as pieces until the end of the line comes,
// so that a line in many small pieces costs no more than one in a few.
import { BridgeError } from './errors.ts';

const NEWLINE = 0x0a;

/**
 * Calls `onLine` with each line without its `\n`; empty lines are passed over. Throws
 * `line-too-long` as soon as more than `bytesMax` bytes stand without an end of line, and holds
 * nothing after that.
 */
export const createLineReader = (bytesMax: number, onLine: (line: string) => void) => {
  let pieces: Uint8Array[] = [];
  let held = 0;
  const keep = (piece: Uint8Array) => {
    held += piece.length;
    if (held > bytesMax) {
      pieces = [];
      held = 0;
      throw new BridgeError('line-too-long', `over ${bytesMax} bytes`);
    }
    if (piece.length > 0) pieces.push(piece);
  };
  return (chunk: Uint8Array): void => {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      keep(chunk.subarray(from, at));
      from = at + 1;
      const line = Buffer.concat(pieces, held).toString('utf8').trim();
      pieces = [];
      held = 0;
      if (line !== '') onLine(line);
    }
    keep(chunk.subarray(from));
  };
};
