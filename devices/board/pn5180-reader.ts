// The PN5180 behind the kiosk board as a reader of tags (hardware.md 2.5): the board drives the chip, this speaks ISO 15693 through
// it. The chip is reset before each time that the field goes on, for after a lost field it may answer nothing.
import { RfidError } from '../rfid/errors.ts';
import type { SeenTag, TagInfo, TagReader } from '../rfid/tag-reader.ts';
import { BoardError } from './errors.ts';
import * as iso from './iso15693.ts';
import * as pn5180 from './pn5180-messages.ts';

/** ISO 15693-3: an answer begins 0.3 ms after the request; a read of 32 bytes takes 12 ms of air. */
const READ_WAIT_MS = 40;
/** A write may take 20 ms before its answer begins. */
const WRITE_WAIT_MS = 50;
const INVENTORY_WAIT_MS = 8;
/** Rounds of 16 slots; a stack of 20 takes about five. */
const ROUNDS_MAX = 48;
/** EEPROM address of the chip's firmware version (data sheet, EEPROM map), least byte first. */
const FIRMWARE_VERSION = [0x07, 0x12, 0x02] as const;
/** An answer's head beside data, in what the board hands on of it. */
const DATA_BYTES_MAX = 224;

export type Pn5180ReaderOptions = {
  /** One request to the chip; rejects with a BoardError. */
  ask(payload: Uint8Array): Promise<Uint8Array>;
  /** Before the first request: a board that is this reader's own is greeted here. */
  begin(): Promise<void>;
  end(): void;
  readBytesMax: number;
  tagsMax: number;
};

const asRfidError = (error: unknown): RfidError => {
  if (error instanceof RfidError) return error;
  if (!(error instanceof BoardError)) throw error;
  const options = { cause: error };
  if (error.code === 'board-closed') return new RfidError('reader-closed', undefined, options);
  if (error.code === 'board-silent') return new RfidError('reader-silent', undefined, options);
  if (error.nak === 'chip-silent')
    return new RfidError('reader-silent', 'no PN5180 at the board', options);
  return new RfidError('reader-refused', error.message, options);
};

/** What is thrown when a command to a tag brought no sound answer. */
const unanswered = (reply: pn5180.AirReply, writing: boolean): RfidError =>
  writing
    ? new RfidError('write-uncertain', reply.kind)
    : new RfidError('tag-gone', reply.kind === 'none' ? undefined : reply.kind);

export const createPn5180Reader = (options: Pn5180ReaderOptions): TagReader => {
  let closed = false;

  const ask = async (payload: Uint8Array): Promise<Uint8Array> => {
    if (closed) throw new RfidError('reader-closed');
    try {
      return await options.ask(payload);
    } catch (error) {
      throw asRfidError(error);
    }
  };
  const air = async (payload: Uint8Array): Promise<pn5180.AirReply> => {
    const reply = pn5180.parseAirReply(await ask(payload));
    if (!reply) throw new RfidError('reply-malformed');
    return reply;
  };
  const resetField = async () => void (await ask(pn5180.fieldOn()));

  /** The data of a tag's answer. */
  const command = async (bytes: Uint8Array, writing: boolean): Promise<Uint8Array> => {
    const waitMs = writing ? WRITE_WAIT_MS : READ_WAIT_MS;
    const reply = await air(pn5180.transceive(waitMs, bytes)).catch((error: unknown) => {
      const unsure = error instanceof RfidError && error.code === 'reader-silent';
      if (!writing || !unsure) throw error;
      throw new RfidError('write-uncertain', error.message, { cause: error });
    });
    const answer = reply.kind === 'data' ? iso.parseAnswer(reply.bytes) : null;
    if (!answer) throw unanswered(reply, writing);
    if ('data' in answer) return answer.data;
    throw new RfidError('tag-refused', `code ${answer.error}`, { cause: answer.error });
  };
  const change = async (bytes: Uint8Array): Promise<void> => void (await command(bytes, true));

  /** Who answers in each of the 16 slots; slots in which several do are masks of their own. */
  const round = async (mask: iso.UidMask, seen: Map<string, SeenTag>): Promise<iso.UidMask[]> => {
    const crowded: iso.UidMask[] = [];
    for (let slot = 0; slot < iso.SLOTS; slot++) {
      const reply = await air(
        slot === 0
          ? pn5180.transceive(INVENTORY_WAIT_MS, iso.inventorySlots(mask))
          : pn5180.nextSlot(INVENTORY_WAIT_MS),
      );
      const tag = reply.kind === 'data' ? iso.parseInventory(reply.bytes) : null;
      if (tag) seen.set(tag.uid, tag);
      else if (reply.kind !== 'none' && iso.canNarrow(mask)) crowded.push(iso.narrowed(mask, slot));
    }
    return crowded;
  };

  return {
    async open() {
      try {
        await options.begin();
      } catch (error) {
        throw asRfidError(error);
      }
      await resetField();
      const answer = await ask(pn5180.chipCommand(2, FIRMWARE_VERSION));
      const [minor, major] = answer.subarray(1);
      if (minor === undefined || major === undefined) throw new RfidError('reply-malformed');
      if (minor === 0xff && major === 0xff) throw new RfidError('reader-refused', 'no PN5180');
      return { model: 'PN5180', firmware: `${major}.${minor}` };
    },
    async inventory() {
      // Nobody there is told in one slot. One who answers may drown a weaker one: so all slots are asked whenever somebody does.
      const anybody = await air(pn5180.transceive(INVENTORY_WAIT_MS, iso.inventoryOne()));
      if (anybody.kind === 'none') return [];
      const seen = new Map<string, SeenTag>();
      const masks = [iso.NO_MASK];
      for (let rounds = 0; rounds < ROUNDS_MAX && seen.size < options.tagsMax; rounds++) {
        const mask = masks.shift();
        if (!mask) break;
        masks.push(...(await round(mask, seen)));
      }
      return [...seen.values()].slice(0, options.tagsMax);
    },
    async info(uid): Promise<TagInfo> {
      const info = iso.parseSystemInfo(await command(iso.addressed('systemInfo', uid), false));
      if (!info) throw new RfidError('reply-malformed');
      return info;
    },
    async read(uid, firstBlock, blocks, blockBytes) {
      const bytesMax = Math.min(options.readBytesMax, DATA_BYTES_MAX);
      const blocksMax = Math.max(1, Math.floor(bytesMax / blockBytes));
      const memory = new Uint8Array(blocks * blockBytes);
      for (let at = 0; at < blocks; at += blocksMax) {
        const count = Math.min(blocksMax, blocks - at);
        const request = iso.addressed('readBlocks', uid, firstBlock + at, count - 1);
        const data = await command(request, false);
        if (data.length !== count * blockBytes) throw new RfidError('reply-malformed');
        memory.set(data, at * blockBytes);
      }
      return memory;
    },
    async write(uid, firstBlock, bytes, blockBytes) {
      for (let at = 0; at < bytes.length; at += blockBytes) {
        const block = bytes.subarray(at, at + blockBytes);
        await change(iso.addressed('writeBlock', uid, firstBlock + at / blockBytes, ...block));
      }
    },
    async lock(uid, firstBlock, blocks) {
      for (let block = firstBlock; block < firstBlock + blocks; block++)
        await change(iso.addressed('lockBlock', uid, block)).catch((error: unknown) => {
          if (!(error instanceof RfidError) || error.cause !== iso.ALREADY_LOCKED) throw error;
        });
    },
    writeAfi: (uid, afi) => change(iso.addressed('writeAfi', uid, afi)),
    writeDsfid: (uid, dsfid) => change(iso.addressed('writeDsfid', uid, dsfid)),
    resetField,
    close() {
      if (closed) return;
      closed = true;
      options.end();
    },
  };
};
