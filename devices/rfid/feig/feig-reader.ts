// A FEIG reader in ISO-host mode as a reader of tags: commands out, replies in, its status bytes as
// errors (hardware.md 2.1). Its replies do not say to which tag they belong, so after a reply that
// did not come the version is asked until it is answered: what comes before that answer is old, and
// dropped.
import type { RfidSettings } from '../../../profiles/device-schema.ts';
import type { Clock, Port } from '../../driver.ts';
import { RfidError } from '../errors.ts';
import { createExchange, type Request } from '../exchange.ts';
import type { SeenTag, TagReader } from '../tag-reader.ts';
import * as commands from './feig-commands.ts';
import { createFeigParser, type FeigReply, type FrameKind, feigRequest } from './feig-frame.ts';
import {
  feigError,
  ISO_ALREADY_LOCKED,
  STATUS_ISO_ERROR,
  STATUS_MORE_DATA,
  STATUS_NO_TRANSPONDER,
  STATUS_OK,
  STATUS_RF_WARNING,
} from './feig-status.ts';

/** 6.1.4 and 6.1.5: no more than so many bytes of memory in one command. */
const DATA_BYTES_MAX = 128;
/** What a frame holds beside data: head, command, address, counts, check value. */
const OVERHEAD_BYTES = 24;
/** Frames of one inventory; more tags than these hold do not fit on a pad. */
const INVENTORY_FRAMES_MAX = 16;
/** 6.1.1: MORE, bit 7 of MODE. */
const MORE_BIT = 0x80;

export type FeigReaderOptions = {
  port: Port;
  clock: Clock;
  settings: RfidSettings;
  onNoise(bytes: number): void;
};

type Asked = { command: number; data?: readonly number[]; writing?: boolean };

const isOk = ({ status }: FeigReply): boolean =>
  status === STATUS_OK || status === STATUS_RF_WARNING;

/** One reader's line: frames of the kind that it knows, limits of the profile. */
const createLine = ({ port, clock, settings, onNoise }: FeigReaderOptions) => {
  let kind: FrameKind = 'advanced';
  const request = ({ command, data, writing }: Asked): Request<FeigReply> => ({
    bytes: feigRequest(kind, command, data),
    limitMs: writing ? settings.writeTimeoutMs : settings.replyTimeoutMs,
    accepts: (reply) => reply.command === command,
  });
  const resync: Request<FeigReply> = {
    get bytes() {
      return feigRequest(kind, commands.VERSION);
    },
    limitMs: settings.replyTimeoutMs,
    accepts: (reply) => reply.command === commands.VERSION,
  };
  const { gapMs, interByteMs } = settings;
  const parser = createFeigParser();
  const exchange = createExchange({ port, clock, parser, gapMs, interByteMs, resync, onNoise });
  return {
    close: exchange.close,
    /** The reply, whatever its status. */
    ask: (asked: Asked): Promise<FeigReply> => exchange.ask(request(asked)),
    /** The reply's data; rejects with what its status means. */
    async data(asked: Asked): Promise<Uint8Array> {
      const writing = asked.writing ?? false;
      let reply: FeigReply;
      try {
        reply = await exchange.ask(request(asked));
      } catch (failure) {
        const unsure = failure instanceof RfidError && failure.code !== 'reader-closed';
        if (!writing || !unsure) throw failure;
        throw new RfidError('write-uncertain', failure.message, { cause: failure });
      }
      if (isOk(reply)) return reply.data;
      throw feigError(reply.status, reply.data, writing);
    },
    /** Asks the version in advanced frames, then in standard ones: older readers know no others. */
    async version(): Promise<Uint8Array> {
      try {
        return await this.data({ command: commands.VERSION });
      } catch (failure) {
        if (!(failure instanceof RfidError) || failure.code === 'reader-closed') throw failure;
        kind = 'standard';
        return this.data({ command: commands.VERSION });
      }
    },
  };
};

type Line = ReturnType<typeof createLine>;

const createInventory = (line: Line, settings: RfidSettings, resetField: () => Promise<void>) => {
  const moreBit = settings.moreBit ?? MORE_BIT;
  let before = new Set<string>();

  const once = async (): Promise<Map<string, SeenTag>> => {
    const tags = new Map<string, SeenTag>();
    for (let frames = 0; frames < INVENTORY_FRAMES_MAX; frames++) {
      const data = commands.inventoryData(frames === 0 ? 0 : moreBit);
      const reply = await line.ask({ command: commands.ISO_STANDARD, data });
      if (reply.status === STATUS_NO_TRANSPONDER) break;
      const more = reply.status === STATUS_MORE_DATA;
      if (!isOk(reply) && !more) throw feigError(reply.status, reply.data, false);
      const known = tags.size;
      for (const tag of commands.inventoryOf(reply.data)) tags.set(tag.uid, tag);
      // A reader that begins anew instead of going on would do so for ever.
      if (!more || tags.size === known || tags.size >= settings.tagsMax) break;
    }
    return tags;
  };

  return async (): Promise<SeenTag[]> => {
    let tags = await once();
    // A reader set to tell only new tags (CFG5, ONT) leaves out those that it told; after a reset
    // of the field it tells all.
    if ([...before].some((uid) => !tags.has(uid))) {
      await resetField();
      tags = new Map([...tags, ...(await once())]);
    }
    before = new Set(tags.keys());
    return [...tags.values()].slice(0, settings.tagsMax);
  };
};

export const createFeigReader = (options: FeigReaderOptions): TagReader => {
  const { settings } = options;
  const { blockReversed } = settings;
  const line = createLine(options);
  let pieceBytes = DATA_BYTES_MAX;
  const standard = (data: readonly number[], writing = false) =>
    line.data({ command: commands.ISO_STANDARD, data, writing });
  const custom = { command: commands.ISO_CUSTOM };
  const resetField = async () => {
    await line.data({ command: commands.RF_RESET });
  };
  const inventory = createInventory(line, settings, resetField);
  const info: TagReader['info'] = async (uid) =>
    commands.systemInfoOf(await standard(commands.systemInfoData(uid)), uid);

  /** First block and blocks of each command that reads or writes so many. */
  const pieces = (first: number, blocks: number, blockBytes: number) => {
    const most = Math.max(1, Math.floor(pieceBytes / (blockBytes + 1)));
    return Array.from({ length: Math.ceil(blocks / most) }, (_, index) => ({
      from: first + index * most,
      count: Math.min(most, blocks - index * most),
      at: index * most * blockBytes,
    }));
  };

  return {
    async open() {
      const version = commands.versionOf(await line.version());
      // Readers too old for it refuse; theirs take what the oldest manual allows.
      const told = await line.ask({ command: commands.READER_INFO, data: [0] });
      const buffers = isOk(told) ? commands.bufferBytesOf(told.data) : undefined;
      const least = Math.min(buffers?.receive ?? 255, buffers?.send ?? 255) - OVERHEAD_BYTES;
      pieceBytes = Math.max(8, Math.min(DATA_BYTES_MAX, least));
      await resetField();
      // A reader in scan mode answers all of the above and refuses this (status 82).
      await inventory();
      return version;
    },
    inventory,
    info,
    async read(uid, first, blocks, blockBytes) {
      const bytes = new Uint8Array(blocks * blockBytes);
      for (const { from, count, at } of pieces(first, blocks, blockBytes)) {
        const data = await standard(commands.readData(uid, from, count));
        bytes.set(commands.blocksOf(data, count, blockBytes, blockReversed), at);
      }
      return bytes;
    },
    async write(uid, first, bytes, blockBytes) {
      for (const { from, count, at } of pieces(first, bytes.length / blockBytes, blockBytes)) {
        const piece = bytes.subarray(at, at + count * blockBytes);
        await standard(commands.writeData(uid, from, piece, blockBytes, blockReversed), true);
      }
    },
    async lock(uid, first, blocks) {
      for (let block = first; block < first + blocks; block++) {
        const data = commands.lockData(uid, block, 1);
        const asked = { command: commands.ISO_STANDARD, data, writing: true };
        const reply = await line.ask(asked);
        const already = reply.status === STATUS_ISO_ERROR && reply.data[0] === ISO_ALREADY_LOCKED;
        if (!isOk(reply) && !already) throw feigError(reply.status, reply.data, true);
      }
    },
    async writeAfi(uid, afi) {
      await standard(commands.afiData(uid, afi), true);
    },
    async writeDsfid(uid, dsfid) {
      await standard(commands.dsfidData(uid, dsfid), true);
    },
    async setEas(uid, on) {
      const data = commands.easData(uid, on ? 'set' : 'reset');
      await line.data({ ...custom, data, writing: true });
    },
    async readEas(uid) {
      // 8.3.4: a tag whose EAS is off stays silent, as one does that left or was not understood.
      // So: silent twice, and it is there.
      for (let asked = 0; asked < 2; asked++) {
        const reply = await line.ask({ ...custom, data: commands.easData(uid, 'alarm') });
        if (isOk(reply)) return true;
        if (reply.status !== STATUS_NO_TRANSPONDER)
          throw feigError(reply.status, reply.data, false);
      }
      await info(uid);
      return false;
    },
    resetField,
    close: line.close,
  };
};
