// Messages of the RL866 family out of its frames: an answer longer than one frame comes in a chain,
// every part but the last with the chaining bit (hardware.md 2.2). That the parts follow each other
// unasked is unverified: no recording has a chain, and requests here are cut so that no answer to
// them needs one.
import type { FrameParser, Parsed } from '../exchange.ts';
import { createStartByteParser } from '../start-byte-parser.ts';
import { CHAIN_BIT, type Rl866Frame, rl866Format } from './rl866-frame.ts';

/** A whole inventory of 64 tags and then some; a longer chain is noise. */
export const CHAIN_BYTES_MAX = 2_048;

/** The two high bits tell information blocks, 00 and 40, from the others, C0 and E0. */
const isChained = ({ pcb }: Rl866Frame): boolean => pcb < 0x80 && (pcb & CHAIN_BIT) !== 0;

const chainOf = (parts: Rl866Frame[]): Rl866Frame => {
  const inf = new Uint8Array(parts.reduce((sum, part) => sum + part.inf.length, 0));
  let at = 0;
  for (const part of parts) {
    inf.set(part.inf, at);
    at += part.inf.length;
  }
  return { pcb: (parts[0]?.pcb ?? 0) & ~CHAIN_BIT, inf };
};

export const createRl866Parser = (): FrameParser<Rl866Frame> => {
  const frames = createStartByteParser(rl866Format);
  let parts: Rl866Frame[] = [];
  let partBytes = 0;

  const forget = (): number => {
    const dropped = partBytes;
    parts = [];
    partBytes = 0;
    return dropped;
  };

  /** The message that this frame ends, if it ends one. */
  const join = (frame: Rl866Frame, bytes: number): Parsed<Rl866Frame>[] => {
    const found: Parsed<Rl866Frame>[] = [];
    // A resynchronisation ends whatever was under way.
    if (frame.pcb >= 0x80 && partBytes > 0) found.push({ kind: 'noise', bytes: forget() });
    parts.push(frame);
    partBytes += bytes;
    if (partBytes > CHAIN_BYTES_MAX) found.push({ kind: 'noise', bytes: forget() });
    else if (!isChained(frame)) {
      const message = parts.length === 1 ? frame : chainOf(parts);
      found.push({ kind: 'frame', frame: message, bytes: forget() });
    }
    return found;
  };

  return {
    push: (bytes: Uint8Array): Parsed<Rl866Frame>[] =>
      frames
        .push(bytes)
        .flatMap((parsed) =>
          parsed.kind === 'noise' ? [parsed] : join(parsed.frame, parsed.bytes),
        ),
    held: (): number => frames.held() + partBytes,
    reset: (): number => frames.reset() + forget(),
  };
};
