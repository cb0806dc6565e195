// A reader of the RL866 family as a TagReader (hardware.md 2.2): one antenna, ISO 15693 tags,
// blocks in the order of memory. What no source tells is not sent unless the profile says so: see
// `inferred` below.
import type { RfidSettings } from '../../../profiles/device-schema.ts';
import type { Clock, Port } from '../../driver.ts';
import { RfidError } from '../errors.ts';
import { createExchange } from '../exchange.ts';
import { createTurns } from '../in-turn.ts';
import type { TagInfo, TagReader } from '../tag-reader.ts';
import { createRl866Blocks } from './rl866-blocks.ts';
import * as ask from './rl866-commands.ts';
import { createRl866Field } from './rl866-field.ts';
import { createRl866Link } from './rl866-link.ts';
import { createRl866Parser } from './rl866-parser.ts';
import { parseSystemInfo } from './rl866-replies.ts';
import { isUnanswered, LOCKED_OR_NO_BLOCK, OK, statusError } from './rl866-status.ts';
import { createRl866Tags, type Rl866Tags } from './rl866-tags.ts';

const { ACCESS } = ask;

export type Rl866ReaderOptions = {
  port: Port;
  clock: Clock;
  settings: RfidSettings;
  /**
   * Whether the access codes that stand in no source may be sent: writing the DSFID, locking
   * blocks.
   */
  inferred: boolean;
  onNoise(bytes: number): void;
};

const readInfo = async (tags: Rl866Tags, uid: string): Promise<TagInfo> => {
  const access = { code: ACCESS.systemInfo, bytes: ask.systemInfo };
  const { status, data } = await tags.access(uid, access);
  if (status !== OK) throw statusError(status);
  return parseSystemInfo(data, uid);
};

/**
 * A tag whose EAS is off says nothing to the alarm command, no more than one that is gone or was
 * not heard: off is what was silent twice, from a tag that answered another command in between.
 */
const readEas = async (tags: Rl866Tags, uid: string): Promise<boolean> => {
  const alarms = async (): Promise<boolean> => {
    const { status } = await tags.access(uid, { code: ACCESS.easAlarm, bytes: ask.easAlarm });
    if (status !== OK && !isUnanswered(status)) throw statusError(status);
    return status === OK;
  };
  if (await alarms()) return true;
  await readInfo(tags, uid);
  return alarms();
};

const mustBeThere = async (tags: Rl866Tags, uid: string, block: number): Promise<void> => {
  const { blocks } = await readInfo(tags, uid);
  if (block >= blocks) throw statusError(LOCKED_OR_NO_BLOCK);
};

/** Everything that changes a tag. */
const changesOf = (tags: Rl866Tags, limitMs: number, inferred: boolean) => {
  const change = async (
    uid: string,
    code: ask.AccessCode,
    bytes: (handle: number) => Uint8Array,
  ): Promise<void> => {
    const { status } = await tags.access(uid, { code, bytes, limitMs });
    if (status !== OK) throw statusError(status, true);
  };
  return {
    afi: (uid: string, afi: number) =>
      change(uid, ACCESS.writeAfi, (handle) => ask.writeAfi(handle, afi)),
    eas: (uid: string, on: boolean) =>
      change(uid, on ? ACCESS.easOn : ACCESS.easOff, (handle) => ask.setEas(handle, on)),
    /**
     * One status says "locked or no such block": a block that the tag has was locked before, which
     * is no failure.
     */
    async lock(uid: string, first: number, count: number): Promise<void> {
      if (!inferred) throw new RfidError('reader-refused', 'how to lock blocks is not known');
      for (let block = first; block < first + count; block++) {
        const bytes = (handle: number) => ask.lockBlocks(handle, block, 1);
        const access = { code: ACCESS.lockBlocks, bytes, limitMs };
        const { status } = await tags.access(uid, access);
        if (status === LOCKED_OR_NO_BLOCK) await mustBeThere(tags, uid, block);
        else if (status !== OK) throw statusError(status, true);
      }
    },
    async dsfid(uid: string, dsfid: number): Promise<void> {
      if (inferred)
        return change(uid, ACCESS.writeDsfid, (handle) => ask.writeDsfid(handle, dsfid));
      if ((await readInfo(tags, uid)).dsfid === dsfid) return;
      throw new RfidError('reader-refused', 'how to write the DSFID is not known');
    },
  };
};

export const createRl866Reader = (options: Rl866ReaderOptions): TagReader => {
  const { port, clock, settings, inferred, onNoise } = options;
  const { gapMs, interByteMs, writeTimeoutMs } = settings;
  const parser = createRl866Parser();
  const exchange = createExchange({ port, clock, parser, gapMs, interByteMs, onNoise });
  const link = createRl866Link(exchange, settings);
  const tags = createRl866Tags(link);
  const field = createRl866Field(link, tags, settings.tagsMax);
  const blocks = createRl866Blocks(tags, writeTimeoutMs);
  const change = changesOf(tags, writeTimeoutMs, inferred);
  const inTurn = createTurns();

  const eas: Pick<TagReader, 'setEas' | 'readEas'> = {
    setEas: (uid, on) => inTurn(() => change.eas(uid, on)),
    readEas: (uid) => inTurn(() => readEas(tags, uid)),
  };

  return {
    open: () => inTurn(field.open),
    inventory: () => inTurn(field.inventory),
    info: (uid) => inTurn(() => readInfo(tags, uid)),
    read: (...asked) => inTurn(() => blocks.read(...asked)),
    write: (...asked) => inTurn(() => blocks.write(...asked)),
    lock: (...asked) => inTurn(() => change.lock(...asked)),
    writeAfi: (uid, afi) => inTurn(() => change.afi(uid, afi)),
    writeDsfid: (uid, dsfid) => inTurn(() => change.dsfid(uid, dsfid)),
    ...(settings.eas ? eas : {}),
    /**
     * No source tells how the field is switched off; an inventory, after all handles were given
     * back, begins anew with every tag.
     */
    resetField: () =>
      inTurn(async () => {
        await field.inventory();
      }),
    close: () => exchange.close(),
  };
};
