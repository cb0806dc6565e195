// Reads a file of a stick from its bytes, in whatever pieces they come: the header, then frame after
// frame. Nothing is given out that was not authenticated; memory holds one frame.
import { StickFault } from './stick-fault.ts';
import { createUnsealer, FRAME_HEAD_BYTES, readFrameHead, SIGNATURE_BYTES } from './stick-frame.ts';
import { HEADER_BYTES_MAX, parseHeader, type StickHeader } from './stick-header.ts';
import type { OpenKeys } from './stick-keys.ts';

export type OpenedStick = {
  header: StickHeader;
  /**
   * The contents in order. Throws StickFault `stick-cut` or `stick-damaged` behind the last one that is
   * whole, so that what was given before may be used.
   */
  frames: AsyncGenerator<unknown, void, void>;
  /** Safe to call twice, and after the frames are used up. */
  close(): Promise<void>;
};

const NEWLINE = 10;

/** Takes bytes off the front, as many as asked or as there are. */
const createByteReader = (bytes: AsyncIterable<Uint8Array>) => {
  const source = bytes[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  let ended = false;
  const more = async (): Promise<boolean> => {
    if (ended) return false;
    const next = await source.next();
    ended = next.done === true;
    if (!next.done) held = Buffer.concat([held, next.value]);
    return !ended;
  };
  const cut = (count: number): Buffer => {
    const taken = held.subarray(0, count);
    held = held.subarray(count);
    return taken;
  };
  return {
    line: async (bytesMax: number): Promise<Buffer> => {
      while (!held.subarray(0, bytesMax).includes(NEWLINE) && held.length < bytesMax)
        if (!(await more())) break;
      const end = held.subarray(0, bytesMax).indexOf(NEWLINE);
      return cut(end === -1 ? bytesMax : end + 1);
    },
    take: async (count: number): Promise<Buffer> => {
      const pieces: Uint8Array[] = [held];
      let length = held.length;
      while (length < count && !ended) {
        const next = await source.next();
        ended = next.done === true;
        if (next.done) break;
        pieces.push(next.value);
        length += next.value.length;
      }
      held = Buffer.concat(pieces);
      return cut(count);
    },
    close: async (): Promise<void> => {
      await source.return?.();
    },
  };
};
type ByteReader = ReturnType<typeof createByteReader>;

const readFrames = async function* (
  reader: ByteReader,
  start: Buffer,
  header: StickHeader,
  keys: OpenKeys,
): AsyncGenerator<unknown, void, void> {
  const unsealer = createUnsealer(start, header, keys);
  for (let ended = false; !ended; ) {
    const head = await reader.take(FRAME_HEAD_BYTES);
    if (head.length < FRAME_HEAD_BYTES) throw new StickFault('stick-cut');
    const { last, sealedBytes } = readFrameHead(head);
    const sealed = await reader.take(sealedBytes);
    const signature = await reader.take(SIGNATURE_BYTES);
    if (signature.length < SIGNATURE_BYTES) throw new StickFault('stick-cut');
    yield unsealer.open(head, sealed, signature);
    ended = last;
  }
  if ((await reader.take(1)).length > 0) throw new StickFault('stick-damaged', 'behind its end');
};

/**
 * `keysOf` finds the keys of the sender that the header names, or throws a StickFault. Where this
 * throws, the bytes are closed; otherwise the caller does it.
 */
export const openStick = async (
  bytes: AsyncIterable<Uint8Array>,
  keysOf: (header: StickHeader) => OpenKeys | Promise<OpenKeys>,
): Promise<OpenedStick> => {
  const reader = createByteReader(bytes);
  try {
    const start = await reader.line(HEADER_BYTES_MAX);
    const header = parseHeader(start);
    const keys = await keysOf(header);
    const frames = readFrames(reader, start, header, keys);
    return { header, frames, close: reader.close };
  } catch (error) {
    await reader.close();
    throw error;
  }
};
