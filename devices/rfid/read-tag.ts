// Reads one tag in as few commands as its data allow: system information, then the first 32 bytes,
// which hold all that lending needs of an ISO 28560-3 tag (hardware.md 1.5); the rest only when
// these do not explain themselves. Content comes of whole reads alone.
import type { RfidRules } from '../../profiles/rfid-rules.ts';
import { readSecured } from './security-bit.ts';
import type { TagCodec } from './tag-codec.ts';
import type { TagContent } from './tag-content.ts';
import type { TagInfo, TagReader } from './tag-reader.ts';

export const HEAD_BYTES = 32;
/**
 * ISO 15693 numbers blocks in one byte and has blocks of up to 32 bytes; no library tag has more
 * than this.
 */
export const MEMORY_BYTES_MAX = 2_048;

export type ReadDeps = {
  reader: TagReader;
  codec: Pick<TagCodec, 'decodeTag'>;
  rules: RfidRules;
  isil: string;
  readBytesMax: number;
};

export type TagRead = { content: TagContent; secured: boolean | null; info: TagInfo };

const blocksOf = (info: TagInfo): number =>
  Math.min(info.blocks, Math.floor(MEMORY_BYTES_MAX / info.blockBytes));

/** From one block to another, in the pieces that the reader can give. */
export const readBlocks = async (
  { reader, readBytesMax }: Pick<ReadDeps, 'reader' | 'readBytesMax'>,
  uid: string,
  info: TagInfo,
  first: number,
  end: number,
): Promise<Uint8Array> => {
  const { blockBytes } = info;
  const piece = Math.max(1, Math.floor(readBytesMax / blockBytes));
  const bytes = new Uint8Array((end - first) * blockBytes);
  for (let at = first; at < end; at += piece) {
    const blocks = Math.min(piece, end - at);
    bytes.set(await reader.read(uid, at, blocks, blockBytes), (at - first) * blockBytes);
  }
  return bytes;
};

/**
 * The head says all: a 28560-3 block whose check value is right, or a tag that was never written.
 */
const isEnough = (content: TagContent): boolean =>
  content.kind === 'blank' || (content.kind !== 'unreadable' && content.model === '28560-3');

const readContent = async (deps: ReadDeps, uid: string, info: TagInfo): Promise<TagContent> => {
  const options = { dsfid: info.dsfid, afi: info.afi, rules: deps.rules, isil: deps.isil };
  // A tag that does not tell its size is asked for the head alone; every library tag has that much.
  const headBlocks = Math.ceil(HEAD_BYTES / info.blockBytes);
  const blocks = info.blocks === 0 ? headBlocks : blocksOf(info);
  const headEnd = Math.min(blocks, headBlocks);
  const head = await readBlocks(deps, uid, info, 0, headEnd);
  const { content } = deps.codec.decodeTag(head, options);
  if (isEnough(content) || blocks <= headEnd) return content;
  const rest = await readBlocks(deps, uid, info, headEnd, blocks);
  const whole = new Uint8Array(head.length + rest.length);
  whole.set(head);
  whole.set(rest, head.length);
  return deps.codec.decodeTag(whole, options).content;
};

/** Rejects with the reader's RfidError; nothing of a tag that left meanwhile is told. */
export const readTag = async (deps: ReadDeps, uid: string): Promise<TagRead> => {
  const info = await deps.reader.info(uid);
  const content = await readContent(deps, uid, info);
  return { content, secured: await readSecured(deps.reader, deps.rules, uid, info), info };
};
