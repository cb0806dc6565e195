// Writes an item onto a tag: the blocks that differ, then what they are (DSFID), then in stock
// (AFI, EAS), then all of it read back; locked only after that, where asked. The first block is
// emptied before and written last, so that a tag pulled away in the middle holds no mixture of two
// numbers: it is blank or unreadable, never half.
import type { TagItem, TagWriteOutcome } from '../driver.ts';
import { RfidError, type RfidErrorCode } from './errors.ts';
import { type ReadDeps, readBlocks, readTag, type TagRead } from './read-tag.ts';
import { setSecurityBit } from './security-bit.ts';
import { type BlockRun, changedBlocks } from './tag/changed-blocks.ts';
import type { EncodedTag, TagCodec } from './tag-codec.ts';
import type { TagInfo } from './tag-reader.ts';

export type WriteDeps = ReadDeps & { codec: TagCodec; writeTries: number };

/** Of what a tag is left with: null when it could not be read at all. */
export type WrittenTag = TagWriteOutcome & { read: TagRead | null };

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);

/** Runs of blocks that differ, none longer than the reader takes. */
export const changedRuns = (
  old: Uint8Array,
  wanted: Uint8Array,
  blockBytes: number,
  runBytesMax: number,
): BlockRun[] => {
  const pieceBytes = Math.max(1, Math.floor(runBytesMax / blockBytes)) * blockBytes;
  return changedBlocks(old, wanted, blockBytes).flatMap(({ firstBlock, bytes }) =>
    Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, piece) => ({
      firstBlock: firstBlock + (piece * pieceBytes) / blockBytes,
      bytes: bytes.slice(piece * pieceBytes, (piece + 1) * pieceBytes),
    })),
  );
};

/** What is written, in order: the first block empty, the others, the first block as wanted. */
const writesOf = (
  old: Uint8Array,
  wanted: Uint8Array,
  blockBytes: number,
  max: number,
): BlockRun[] => {
  const first = wanted.slice(0, blockBytes);
  const blank = new Uint8Array(blockBytes);
  const others = Uint8Array.from(wanted);
  others.set(old.subarray(0, blockBytes));
  const runs = changedRuns(old, others, blockBytes, max);
  const mustEmpty = runs.length > 0 && !sameBytes(old.subarray(0, blockBytes), blank);
  const mustFill = mustEmpty || !sameBytes(old.subarray(0, blockBytes), first);
  return [
    ...(mustEmpty ? [{ firstBlock: 0, bytes: blank }] : []),
    ...runs,
    ...(mustFill ? [{ firstBlock: 0, bytes: first }] : []),
  ];
};

const padded = (memory: Uint8Array, blockBytes: number): Uint8Array => {
  const bytes = new Uint8Array(Math.ceil(memory.length / blockBytes) * blockBytes);
  bytes.set(memory);
  return bytes;
};

/**
 * One try: writes and reads back; the fault of a write that failed, or null when memory and DSFID
 * are as wanted.
 */
const writeOnce = async (
  deps: WriteDeps,
  uid: string,
  info: TagInfo,
  encoded: EncodedTag,
): Promise<boolean> => {
  const { blockBytes } = info;
  const wanted = padded(encoded.memory, blockBytes);
  const end = wanted.length / blockBytes;
  const old = await readBlocks(deps, uid, info, 0, end);
  for (const { firstBlock, bytes } of writesOf(old, wanted, blockBytes, deps.readBytesMax))
    await deps.reader.write(uid, firstBlock, bytes, blockBytes);
  if (info.dsfid !== encoded.dsfid) await deps.reader.writeDsfid(uid, encoded.dsfid);
  const back = await readBlocks(deps, uid, info, 0, end);
  return sameBytes(back, wanted) && (await deps.reader.info(uid)).dsfid === encoded.dsfid;
};

const lockBlocks = async (deps: WriteDeps, uid: string, blocks: readonly number[]) => {
  for (const block of blocks) await deps.reader.lock(uid, block, 1);
};

/** The fault of these steps, or null. */
const writeAll = async (
  deps: WriteDeps,
  uid: string,
  item: TagItem,
  lock: boolean,
): Promise<RfidErrorCode | null> => {
  const { reader, rules, writeTries } = deps;
  let fault: RfidErrorCode = 'write-uncertain';
  for (let tried = 0; tried < writeTries; tried++) {
    try {
      if (tried > 0) await reader.resetField();
      const info = await reader.info(uid);
      const { blockBytes } = info;
      const memoryBytes = info.blocks * blockBytes;
      const model = rules.models[0]!;
      const encoded = deps.codec.encodeTag(item, { model, memoryBytes, blockBytes, lock });
      if (!(await writeOnce(deps, uid, info, encoded))) continue;
      const secured = await setSecurityBit(deps, uid, true);
      if (!secured.done) return secured.fault;
      if (lock) await lockBlocks(deps, uid, encoded.lockBlocks);
      return null;
    } catch (failure) {
      if (!(failure instanceof RfidError)) throw failure;
      fault = failure.code;
      if (fault === 'tag-too-small' || fault === 'value-unfit' || fault === 'reader-closed')
        return fault;
    }
  }
  return fault;
};

/**
 * Never rejects for what a tag or reader does; `content` is what the tag holds now, as read back.
 */
export const writeItem = async (
  deps: WriteDeps,
  uid: string,
  item: TagItem,
  lock: boolean,
): Promise<WrittenTag> => {
  const fault = await writeAll(deps, uid, item, lock);
  let read: TagRead | null = null;
  try {
    read = await readTag(deps, uid);
  } catch (failure) {
    if (!(failure instanceof RfidError)) throw failure;
    if (fault === null) return { done: false, content: null, fault: failure.code, read };
  }
  const content = read?.content ?? null;
  const done = fault === null && content?.kind === 'item' && content.pii === item.pii;
  return { done, content, fault: done ? null : (fault ?? 'write-uncertain'), read };
};
