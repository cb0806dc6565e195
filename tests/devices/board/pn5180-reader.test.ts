// The PN5180 reader on the contract of all readers, over the simulated board; the C board and the chip's own wires are in
// tests/firmware-bridge/firmware/pn5180.test.ts.
import { describe, expect, it } from 'vitest';
import { createBoardLink, REQUEST_TRIES } from '../../../devices/board/board-link.ts';
import { TYPE } from '../../../devices/board/board-messages.ts';
import * as iso from '../../../devices/board/iso15693.ts';
import { createPn5180Reader } from '../../../devices/board/pn5180-reader.ts';
import { createBoardPeer } from '../../../firmware-bridge/simulated/board-peer.ts';
import { createBoardPn5180 } from '../../../firmware-bridge/simulated/board-pn5180.ts';
import { createIso15693Air } from '../../../firmware-bridge/simulated/iso15693-air.ts';
import { createRfidField } from '../../../firmware-bridge/simulated/rfid-field.ts';
import { createMemoryPort } from '../memory-port.ts';
import { type ReaderBench, readerContract, stack, uidAt } from '../rfid/reader-contract.ts';
import { createSteppedClock } from '../rfid/stepped-clock.ts';

/** Time that a command takes on the line and in the air. */
const ANSWER_MS = 5;

const makeBench = (): ReaderBench => {
  const clock = createSteppedClock();
  const port = createMemoryPort();
  const field = createRfidField();
  let mute = 0;
  let spoil = 0;
  let cancelAnswer = () => {};
  const answer = (bytes: Uint8Array) => {
    if (mute > 0) mute--;
    else if (spoil-- > 0) port.receive(bytes.map((byte, at) => (at === 3 ? byte ^ 8 : byte)));
    else port.receive(bytes);
  };
  const peer = createBoardPeer({
    // The silence of a board is not the subject here, and its timer not the reader's.
    clock: { ...clock, after: () => () => {} },
    outputs: [],
    inputs: [],
    pn5180: createBoardPn5180(createIso15693Air(field)),
    send: (bytes) => {
      cancelAnswer = clock.after(ANSWER_MS, () => answer(bytes));
    },
  });
  port.onWrite((bytes) => peer.receive(bytes));
  const link = createBoardLink({
    port,
    clock,
    replyTimeoutMs: 200,
    on: { events: () => {}, forgotten: () => {}, noise: () => {} },
  });
  const reader = createPn5180Reader({
    ask: (payload) => link.request(TYPE.pn5180, payload),
    begin: async () => {
      link.open();
      await link.greet();
    },
    end: link.close,
    readBytesMax: 128,
    tagsMax: 32,
  });
  return {
    clock,
    field,
    reader,
    // A request is sent three times before it counts as unanswered.
    muteNext: (times) => {
      mute = times * REQUEST_TRIES;
    },
    spoilNext: (times) => {
      spoil = times * REQUEST_TRIES;
    },
    unplug: () => {
      cancelAnswer();
      port.unplug();
    },
  };
};

readerContract('pn5180', { make: makeBench, eas: false });

describe('pn5180 reader', () => {
  it('says chip and firmware', async () => {
    const { clock, reader } = makeBench();
    expect(await clock.until(reader.open())).toEqual({ model: 'PN5180', firmware: '4.0' });
  });

  it('tells apart tags whose numbers differ in the highest bits only', async () => {
    const { clock, reader, field } = makeBench();
    const [tag] = stack(1);
    const uids = ['E004010000000001', 'E004810000000001', 'E104010000000001', 'E00401000000FF01'];
    field.put(uids.map((uid) => ({ ...tag!, uid })));
    await clock.until(reader.open());
    const seen = await clock.until(reader.inventory());
    expect(seen.map(({ uid }) => uid).sort()).toEqual(uids.toSorted());
  });

  it('gives up on tags that can never be told apart, and tells the others', async () => {
    const { clock, reader, field } = makeBench();
    field.put(stack(3));
    field.trouble(uidAt(1), 'collide', 10_000);
    await clock.until(reader.open());
    const seen = await clock.until(reader.inventory());
    expect(seen.map(({ uid }) => uid).sort()).toEqual([uidAt(0), uidAt(2)]);
  });
});

describe('ISO 15693 bytes', () => {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

  it('are those of the standard and of hardware.md', () => {
    expect(hex(iso.inventoryOne())).toBe('260100');
    expect(hex(iso.inventorySlots(iso.NO_MASK))).toBe('060100');
    const mask = iso.narrowed(iso.narrowed(iso.narrowed(iso.NO_MASK, 1), 0xa), 3);
    expect(hex(iso.inventorySlots(mask))).toBe('06010ca103');
    expect(hex(iso.addressed('readBlocks', 'E004010012345678', 0, 7))).toBe(
      '222378563412000104e00007',
    );
    expect(hex(iso.addressed('writeAfi', 'E004010012345678', 0xc2))).toBe('222778563412000104e0c2');
  });

  it('a system information of 28 blocks says 1B 03 (hardware.md 0.4)', () => {
    const info = Buffer.from('0f78563412000104e03e071b0301', 'hex');
    expect(iso.parseSystemInfo(info)).toEqual({ dsfid: 62, afi: 7, blocks: 28, blockBytes: 4 });
    // A tag that tells neither AFI nor size.
    expect(iso.parseSystemInfo(Buffer.from('0178563412000104e03e', 'hex'))).toMatchObject({
      dsfid: 62,
      blocks: 0,
    });
    expect(iso.parseSystemInfo(info.subarray(0, 11))).toBeNull();
  });
});
