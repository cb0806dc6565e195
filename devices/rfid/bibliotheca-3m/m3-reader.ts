// A 3M 210 or 810 pad as a TagReader (hardware.md 2.3). It addresses each tag by its UID, so
// nothing is held between two commands. Whether a security bit is set is best read by AFI: an EAS
// that is off cannot be told from a tag that is not there.
import { RfidError } from '../errors.ts';
import type { SeenTag, TagInfo, TagReader } from '../tag-reader.ts';
import * as ask from './m3-commands.ts';
import { createM3Link, type M3Link, type M3LinkOptions } from './m3-link.ts';
import * as reply from './m3-replies.ts';
import { NO_TRANSPONDER, NOT_IMPLEMENTED, OK, statusError } from './m3-status.ts';

const { BLOCK_BYTES } = ask;

const mustBeFour = (blockBytes: number): void => {
  if (blockBytes !== BLOCK_BYTES)
    throw new RfidError('reader-refused', `it knows no blocks of ${blockBytes} bytes`);
};

/** For a reader without tag information: the AFI is what counts, the size is not told. */
const infoInParts = async (link: M3Link, uid: string): Promise<TagInfo> => {
  const afi = reply.parseByte(await link.queryTag(ask.getAfi(uid), uid), 'AFI');
  const { error, fields } = await link.query(ask.getDsfid(uid));
  const told = error === OK;
  if (!told && error !== NOT_IMPLEMENTED) throw statusError(error);
  const dsfid = told ? reply.parseByte(reply.ofTag(fields, uid), 'DSFID') : 0;
  return { dsfid, afi, blockBytes: BLOCK_BYTES, blocks: 0 };
};

const info = async (link: M3Link, uid: string): Promise<TagInfo> => {
  const { error, fields } = await link.query(ask.tagInfo(uid));
  if (error === NOT_IMPLEMENTED) return infoInParts(link, uid);
  if (error !== OK) throw statusError(error);
  return reply.parseTagInfo(reply.ofTag(fields, uid));
};

/** Several blocks at once, else one by one. */
const writePiece = async (link: M3Link, uid: string, first: number, bytes: Uint8Array) => {
  const { error, fields } = await link.change(ask.writeBlocks(uid, first, bytes));
  if (error === OK) return void reply.ofTag(fields, uid);
  if (error !== NOT_IMPLEMENTED) throw statusError(error, true);
  for (let at = 0; at < bytes.length; at += BLOCK_BYTES) {
    const block = bytes.slice(at, at + BLOCK_BYTES);
    await link.changeTag(ask.writeBlock(uid, first + at / BLOCK_BYTES, block), uid);
  }
};

const readBlocks = async (link: M3Link, uid: string, first: number, count: number) =>
  reply.parseBlocks(await link.queryTag(ask.readBlocks(uid, first, count), uid), first, count);

/**
 * A block that reads as locked is locked, whatever the command answered: also before, which is no
 * failure.
 */
const lockBlock = async (link: M3Link, uid: string, block: number): Promise<void> => {
  const { error } = await link.change(ask.lockBlock(uid, block));
  if (error === OK) return;
  if (error === NOT_IMPLEMENTED) throw statusError(error);
  const { locked } = await readBlocks(link, uid, block, 1);
  if (!locked[0]) throw statusError(error, true);
};

const easOf = (link: M3Link): Pick<TagReader, 'setEas' | 'readEas'> => ({
  setEas: (uid, on) => link.changeTag(ask.setEas(uid, on), uid),
  async readEas(uid) {
    const { error, fields } = await link.query(ask.checkEas(uid));
    // "EAS off" or "no tag": the specification says itself that it is either (hardware.md 0, trap
    // 7).
    if (error === NO_TRANSPONDER) return null;
    if (error !== OK) throw statusError(error);
    return reply.parseByte(reply.ofTag(fields, uid), 'EAS') !== 0;
  },
});

export const createM3Reader = (options: M3LinkOptions): TagReader => {
  const link = createM3Link(options);
  const { eas, tagsMax } = options.settings;

  const inventory = async (): Promise<SeenTag[]> => {
    const { error, fields } = await link.query(ask.inventory());
    if (error === NO_TRANSPONDER) return [];
    if (error !== OK) throw statusError(error);
    return reply.parseInventory(fields).slice(0, tagsMax);
  };

  return {
    open: async () => ({ model: '3M', firmware: await link.firmware() }),
    inventory,
    info: (uid) => info(link, uid),
    async read(uid, first, count, blockBytes) {
      mustBeFour(blockBytes);
      return (await readBlocks(link, uid, first, count)).bytes;
    },
    async write(uid, first, bytes, blockBytes) {
      mustBeFour(blockBytes);
      if (bytes.length % BLOCK_BYTES !== 0)
        throw new RfidError('value-unfit', `${bytes.length} bytes in blocks of ${BLOCK_BYTES}`);
      const piece = ask.WRITE_BLOCKS_MAX * BLOCK_BYTES;
      for (let at = 0; at < bytes.length; at += piece)
        await writePiece(link, uid, first + at / BLOCK_BYTES, bytes.slice(at, at + piece));
    },
    async lock(uid, first, count) {
      for (let block = first; block < first + count; block++) await lockBlock(link, uid, block);
    },
    writeAfi: (uid, afi) => link.changeTag(ask.writeAfi(uid, afi), uid),
    writeDsfid: (uid, dsfid) => link.changeTag(ask.writeDsfid(uid, dsfid), uid),
    ...(eas ? easOf(link) : {}),
    /** No command is known that switches the field; an inventory asks every tag anew. */
    async resetField() {
      await inventory();
    },
    close: () => link.close(),
  };
};
