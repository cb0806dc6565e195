// Memory of a tag through an RL866: several blocks with one command where reader and tag know it,
// else block by block (access codes 0003 and 004F, 0004 and 0050, hardware.md 2.2).
import { RfidError } from '../errors.ts';
import {
  ACCESS,
  ACCESS_BYTES_MAX,
  readBlock,
  readBlocks,
  writeBlock,
  writeBlocks,
} from './rl866-commands.ts';
import { parseBlock, parseBlocks } from './rl866-replies.ts';
import { isUnsupported, OK, statusError } from './rl866-status.ts';
import type { Access, Rl866Tags } from './rl866-tags.ts';

/**
 * ICODE SLI has no command for several blocks at once, and every recording writes one (lainuri
 * `02-iblock_test.py`): one a command.
 */
const WRITE_BLOCKS = 1;

export const createRl866Blocks = (tags: Rl866Tags, writeTimeoutMs: number) => {
  const run = async (uid: string, access: Access, writing: boolean) => {
    const reply = await tags.access(uid, access);
    if (reply.status !== OK && !isUnsupported(reply.status))
      throw statusError(reply.status, writing);
    return reply;
  };

  /** For what is known no other way. */
  const mustRun = async (uid: string, access: Access, writing: boolean) => {
    const reply = await run(uid, access, writing);
    if (reply.status !== OK) throw statusError(reply.status, writing);
    return reply;
  };

  const readSingly = async (uid: string, first: number, count: number, blockBytes: number) => {
    const bytes = new Uint8Array(count * blockBytes);
    for (let at = 0; at < count; at++) {
      const single = (handle: number) => readBlock(handle, first + at);
      const { data } = await mustRun(uid, { code: ACCESS.readBlock, bytes: single }, false);
      bytes.set(parseBlock(data, blockBytes), at * blockBytes);
    }
    return bytes;
  };

  const writeOne = async (uid: string, block: number, bytes: Uint8Array): Promise<void> => {
    const limitMs = writeTimeoutMs;
    const several = (handle: number) => writeBlocks(handle, block, WRITE_BLOCKS, bytes);
    const access = { code: ACCESS.writeBlocks, bytes: several, limitMs };
    if ((await run(uid, access, true)).status === OK) return;
    const single = (handle: number) => writeBlock(handle, block, bytes);
    await mustRun(uid, { code: ACCESS.writeBlock, bytes: single, limitMs }, true);
  };

  return {
    async read(uid: string, first: number, count: number, blockBytes: number): Promise<Uint8Array> {
      const several = (handle: number) => readBlocks(handle, first, count);
      const reply = await run(uid, { code: ACCESS.readBlocks, bytes: several }, false);
      if (reply.status !== OK) return readSingly(uid, first, count, blockBytes);
      return parseBlocks(reply.data, count, blockBytes);
    },
    async write(uid: string, first: number, bytes: Uint8Array, blockBytes: number): Promise<void> {
      if (bytes.length % blockBytes !== 0 || blockBytes > ACCESS_BYTES_MAX / 2)
        throw new RfidError('value-unfit', `${bytes.length} bytes in blocks of ${blockBytes}`);
      for (let at = 0; at * blockBytes < bytes.length; at++)
        await writeOne(uid, first + at, bytes.slice(at * blockBytes, (at + 1) * blockBytes));
    },
  };
};
