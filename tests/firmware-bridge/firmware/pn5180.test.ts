// Tags through the C board: the host's reader, the C code that drives the chip (under the sanitizers), and a simulated PN5180 at the
// SPI frames that the board sends over the control channel.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBoardLink } from '../../../devices/board/board-link.ts';
import { TYPE } from '../../../devices/board/board-messages.ts';
import { createPn5180Reader } from '../../../devices/board/pn5180-reader.ts';
import type { TagReader } from '../../../devices/rfid/tag-reader.ts';
import { createIso15693Air } from '../../../firmware-bridge/simulated/iso15693-air.ts';
import { createRfidField, type RfidField } from '../../../firmware-bridge/simulated/rfid-field.ts';
import {
  createSimulatedPn5180,
  type SimulatedPn5180,
} from '../../../firmware-bridge/simulated/simulated-pn5180.ts';
import { systemClock } from '../../../firmware-bridge/system-clock.ts';
import { stack, uidAt } from '../../devices/rfid/tag-stack.ts';
import { type BoardProcess, startBoard } from './board-process.ts';
import { buildFirmware } from './build-firmware.ts';

/** The processes of a busy test machine are slower than a board. */
const REPLY_TIMEOUT_MS = 5_000;

let built: ReturnType<typeof buildFirmware>;
let board: BoardProcess;
let field: RfidField;
let chip: SimulatedPn5180;
let reader: TagReader;
let present: boolean;
let resets: boolean[];

beforeAll(() => {
  built = buildFirmware('board-checked');
});
afterAll(() => built.remove());
beforeEach(async () => {
  field = createRfidField();
  chip = createSimulatedPn5180(createIso15693Air(field));
  present = true;
  resets = [];
  board = await startBoard({
    program: built.program,
    spi: (sent) => (present ? chip.transfer(sent) : new Uint8Array(sent.length)),
    spiReset: (level) => {
      resets.push(level);
      chip.reset(level);
    },
  });
  const link = createBoardLink({
    port: board.port,
    clock: systemClock,
    replyTimeoutMs: REPLY_TIMEOUT_MS,
    on: { events: () => {}, forgotten: () => {}, noise: () => {} },
  });
  reader = createPn5180Reader({
    ask: (payload) => link.request(TYPE.pn5180, payload),
    begin: async () => {
      link.open();
      await link.greet();
    },
    end: link.close,
    readBytesMax: 64,
    tagsMax: 32,
  });
});
afterEach(async () => {
  reader.close();
  await board.stop();
  expect(board.complaints).toBe('');
});

describe('a PN5180 behind the C board', () => {
  it('is reset before the field goes on, and says its firmware', async () => {
    expect(await reader.open()).toEqual({ model: 'PN5180', firmware: '4.0' });
    expect(resets).toEqual([false, true]);
  });

  it.each([0, 1, 3, 20])('finds %i tags in its slots', async (tags) => {
    field.put(stack(tags));
    await reader.open();
    const seen = await reader.inventory();
    expect(seen.map(({ uid }) => uid).sort()).toEqual(stack(tags).map(({ uid }) => uid));
    // After slots an ordinary command is a whole frame again.
    if (tags > 0) expect(await reader.info(uidAt(0))).toMatchObject({ afi: 7, blocks: 28 });
  });

  it('reads, writes, sets AFI and DSFID and locks', async () => {
    field.put(stack(2));
    await reader.open();
    const memory = field.tag(uidAt(1))!.memory;
    expect([...(await reader.read(uidAt(1), 0, 28, 4))]).toEqual([...memory]);
    const bytes = Uint8Array.from({ length: 12 }, (_, at) => at * 20);
    await reader.write(uidAt(1), 5, bytes, 4);
    expect([...field.tag(uidAt(1))!.memory.subarray(20, 32)]).toEqual([...bytes]);
    await reader.writeAfi(uidAt(1), 0xc2);
    await reader.writeDsfid(uidAt(1), 0x06);
    expect(await reader.info(uidAt(1))).toEqual({ dsfid: 6, afi: 0xc2, blocks: 28, blockBytes: 4 });
    await reader.lock(uidAt(1), 5, 1);
    await expect(reader.write(uidAt(1), 5, bytes, 4)).rejects.toMatchObject({
      code: 'tag-refused',
    });
  });

  it('tells tags that are gone, lost answers of writes, and mute tags after a reset', async () => {
    field.put(stack(1));
    await reader.open();
    await expect(reader.info(uidAt(5))).rejects.toMatchObject({ code: 'tag-gone' });
    field.trouble(uidAt(0), 'lie-write');
    await expect(reader.writeAfi(uidAt(0), 1)).rejects.toMatchObject({ code: 'write-uncertain' });
    field.trouble(uidAt(0), 'mute');
    expect(await reader.inventory()).toEqual([]);
    await reader.resetField();
    expect(await reader.inventory()).toHaveLength(1);
  });

  it('that is not there is told, not waited for', async () => {
    present = false;
    await expect(reader.open()).rejects.toMatchObject({ code: 'reader-silent' });
  });
});
