// A family of RFID readers whose reader answers anything at all: raw bytes, and frames that are
// sound around a content that is not. Whatever comes, each call ends within its limits, with an
// RfidError or with an answer that fits the question; the parser accounts for every byte and holds
// no more than one message; nothing is left running.
import assert from 'node:assert/strict';
import { RfidError } from '../../devices/rfid/errors.ts';
import type { FrameParser } from '../../devices/rfid/exchange.ts';
import type { TagReader } from '../../devices/rfid/tag-reader.ts';
import { createMemoryPort, type MemoryPort } from '../devices/memory-port.ts';
import { createSteppedClock, type SteppedClock } from '../devices/rfid/stepped-clock.ts';
import type { FuzzTarget } from './fuzz-target.ts';

const UID = 'E00401003F3827A7';
const BLOCKS = 8;
const LIMIT_MS = 200_000;

export type ReaderFamily = {
  name: string;
  bytesMax: number;
  makeParser(): FrameParser<unknown>;
  heldMax: number;
  makeReader(port: MemoryPort, clock: SteppedClock): TagReader;
  tagsMax: number;
  /** A sound frame, as an answer to this request, around these bytes; null where it has none. */
  answer(request: Uint8Array, content: Uint8Array): Uint8Array | null;
  seeds(): Uint8Array[];
};

const isByte = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 255;

type Call = (reader: TagReader, tagsMax: number) => Promise<unknown>;
const CALLS: Readonly<Record<string, Call>> = {
  open: (reader) => reader.open(),
  async inventory(reader, tagsMax) {
    const seen = await reader.inventory();
    assert(seen.length <= tagsMax, `${seen.length} tags`);
    for (const { uid } of seen) assert.match(uid, /^[0-9A-F]{16}$/);
  },
  async info(reader) {
    const { dsfid, afi, blocks, blockBytes } = await reader.info(UID);
    assert(isByte(dsfid) && isByte(afi), 'DSFID and AFI');
    assert(blocks >= 0 && blocks <= 256 && blockBytes >= 1 && blockBytes <= 256, 'sizes');
  },
  async read(reader) {
    assert.equal((await reader.read(UID, 0, BLOCKS, 4)).length, BLOCKS * 4);
  },
  write: (reader) => reader.write(UID, 0, new Uint8Array(BLOCKS * 4), 4),
  lock: (reader) => reader.lock(UID, 0, 1),
  writeAfi: (reader) => reader.writeAfi(UID, 0xc2),
  writeDsfid: (reader) => reader.writeDsfid(UID, 0x3e),
  setEas: (reader) => reader.setEas!(UID, true),
  async readEas(reader) {
    assert([true, false, null].includes(await reader.readEas!(UID)), 'EAS');
  },
  resetField: (reader) => reader.resetField(),
};

const checkParser = (family: ReaderFamily, bytes: Uint8Array, random: () => number): void => {
  const parser = family.makeParser();
  let told = 0;
  for (let at = 0; at < bytes.length; ) {
    const piece = bytes.subarray(at, at + 1 + Math.floor(random() * 64));
    at += piece.length;
    for (const parsed of parser.push(piece)) told += parsed.bytes;
    assert(parser.held() <= family.heldMax, `holds ${parser.held()}`);
  }
  assert.equal(told + parser.reset(), bytes.length, 'every byte is told once');
};

export const createReaderLineTarget = (family: ReaderFamily): FuzzTarget => {
  const names = Object.keys(CALLS);
  const counts: Record<string, number> = {};
  const count = (answer: string): void => {
    counts[answer] = (counts[answer] ?? 0) + 1;
  };

  const ask = async (bytes: Uint8Array, random: () => number): Promise<void> => {
    const clock = createSteppedClock();
    const port = createMemoryPort();
    const reader = family.makeReader(port, clock);
    port.onWrite((request) => {
      const framed = random() < 0.7 ? family.answer(request, bytes) : null;
      // After the write, as a line does.
      clock.after(1, () => port.receive(framed ?? bytes));
    });
    const name = names[Math.floor(random() * names.length)]!;
    try {
      await clock.until(CALLS[name]!(reader, family.tagsMax), LIMIT_MS);
      count('resolved');
    } catch (failure) {
      if (!(failure instanceof RfidError)) throw failure;
      count(failure.code);
    }
    reader.close();
    await clock.advance(10_000);
    assert.equal(clock.pending(), 0, `${name}: a timer is left`);
  };

  return {
    name: family.name,
    bytesMax: family.bytesMax,
    async run(bytes, random) {
      checkParser(family, bytes, random);
      await ask(bytes, random);
    },
    seeds: family.seeds,
    answers: () => ({ ...counts }),
  };
};
