// A reader of the RL866 family as a TagReader (hardware.md 2.2): one antenna, ISO 15693 tags, blocks in the order of memory. What no
// source tells is not sent unless the profile says so: see `inferred` below.
import type { RfidSettings } from '../../../profiles/device-schema.ts';
import type { Clock, Port } from '../../driver.ts';
import { RfidError } from '../errors.ts';
import { createExchange } from '../exchange.ts';
import { createTurns } from '../in-turn.ts';
import type { SeenTag, TagInfo, TagReader } from '../tag-reader.ts';
import { createRl866Blocks } from './rl866-blocks.ts';
import * as ask from './rl866-commands.ts';
import { createRl866Link } from './rl866-link.ts';
import { createRl866Parser } from './rl866-parser.ts';
import { parseInventory, parseSystemInfo } from './rl866-replies.ts';
import { isUnanswered, OK, statusError, TAG_NOT_FOUND } from './rl866-status.ts';
import { type Access, createRl866Tags } from './rl866-tags.ts';

/** The reader's store fills up, or its time ends, and it is asked to go on so many times. */
const INVENTORY_ROUNDS_MAX = 8;

export type Rl866ReaderOptions = {
  port: Port;
  clock: Clock;
  settings: RfidSettings;
  /** Whether the access codes that stand in no source may be sent: writing the DSFID, locking blocks. */
  inferred: boolean;
  onNoise(bytes: number): void;
};

export const createRl866Reader = (options: Rl866ReaderOptions): TagReader => {
  const { port, clock, settings, inferred, onNoise } = options;
  const { gapMs, interByteMs, writeTimeoutMs, tagsMax } = settings;
  const parser = createRl866Parser();
  const exchange = createExchange({ port, clock, parser, gapMs, interByteMs, onNoise });
  const link = createRl866Link(exchange, settings);
  const tags = createRl866Tags(link);
  const blocks = createRl866Blocks(tags, writeTimeoutMs);
  const inTurn = createTurns();

  const write = async (uid: string, access: Access): Promise<void> => {
    const { status } = await tags.access(uid, { ...access, limitMs: writeTimeoutMs });
    if (status !== OK) throw statusError(status, true);
  };

  const info = async (uid: string): Promise<TagInfo> => {
    const access = { code: ask.ACCESS.systemInfo, bytes: ask.systemInfo };
    const { status, data } = await tags.access(uid, access);
    if (status !== OK) throw statusError(status);
    return parseSystemInfo(data, uid);
  };

  const open = async (): Promise<{ model: string; firmware: string }> => {
    const { status } = await link.command(ask.readConfig());
    if (status !== OK) throw statusError(status);
    // Handles that an earlier program left open.
    await tags.release();
    return { model: 'RL866', firmware: 'unknown' };
  };

  const inventory = async (): Promise<SeenTag[]> => {
    await tags.release();
    const places = new Map<string, ask.TagPlace>();
    for (let round = 0; round < INVENTORY_ROUNDS_MAX; round++) {
      const { status, fields } = await link.command(ask.inventory(round > 0));
      if (status === TAG_NOT_FOUND) break;
      if (status !== OK) throw statusError(status);
      const { more, reports } = parseInventory(fields);
      for (const { uid, place } of reports) if (places.size < tagsMax) places.set(uid, place);
      if (!more || places.size >= tagsMax) break;
    }
    tags.placesNow(places);
    return [...places.keys()].map((uid) => ({ uid, dsfid: null }));
  };

  const lock = async (uid: string, first: number, count: number): Promise<void> => {
    if (!inferred) throw new RfidError('reader-refused', 'how to lock blocks is not known');
    const bytes = (handle: number) => ask.lockBlocks(handle, first, count);
    await write(uid, { code: ask.ACCESS.lockBlocks, bytes });
  };

  const writeDsfid = async (uid: string, dsfid: number): Promise<void> => {
    if (!inferred) {
      if ((await info(uid)).dsfid === dsfid) return;
      throw new RfidError('reader-refused', 'how to write the DSFID is not known');
    }
    const bytes = (handle: number) => ask.writeDsfid(handle, dsfid);
    await write(uid, { code: ask.ACCESS.writeDsfid, bytes });
  };

  const writeAfi = (uid: string, afi: number): Promise<void> =>
    write(uid, { code: ask.ACCESS.writeAfi, bytes: (handle) => ask.writeAfi(handle, afi) });

  const setEas = (uid: string, on: boolean): Promise<void> => {
    const code = on ? ask.ACCESS.easOn : ask.ACCESS.easOff;
    return write(uid, { code, bytes: (handle) => ask.setEas(handle, on) });
  };

  /** A tag whose EAS is off says nothing to the alarm command, no more than one that is gone: so it is asked whether it is there. */
  const readEas = async (uid: string): Promise<boolean> => {
    const { status } = await tags.access(uid, {
      code: ask.ACCESS.easAlarm,
      bytes: ask.easAlarm,
    });
    if (status === OK) return true;
    if (!isUnanswered(status)) throw statusError(status);
    await info(uid);
    return false;
  };

  /** No source tells how the field is switched off; giving back all handles and an inventory begins anew with every tag. */
  const resetField = async (): Promise<void> => {
    await inventory();
  };

  return {
    open: () => inTurn(open),
    inventory: () => inTurn(inventory),
    info: (uid) => inTurn(() => info(uid)),
    read: (...asked) => inTurn(() => blocks.read(...asked)),
    write: (...asked) => inTurn(() => blocks.write(...asked)),
    lock: (...asked) => inTurn(() => lock(...asked)),
    writeAfi: (...asked) => inTurn(() => writeAfi(...asked)),
    writeDsfid: (...asked) => inTurn(() => writeDsfid(...asked)),
    ...(settings.eas
      ? {
          setEas: (uid: string, on: boolean) => inTurn(() => setEas(uid, on)),
          readEas: (uid: string) => inTurn(() => readEas(uid)),
        }
      : {}),
    resetField: () => inTurn(resetField),
    close: () => exchange.close(),
  };
};
