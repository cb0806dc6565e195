// RL866 commands and answers against the recorded ones, field by field, and what the sources got
// wrong.
import { describe, expect, it } from 'vitest';
import * as ask from '../../../../devices/rfid/rl866/rl866-commands.ts';
import { encodeRl866 } from '../../../../devices/rfid/rl866/rl866-frame.ts';
import {
  parseAccess,
  parseBlocks,
  parseHandle,
  parseInventory,
  parseReply,
  parseSystemInfo,
} from '../../../../devices/rfid/rl866/rl866-replies.ts';
import { statusError } from '../../../../devices/rfid/rl866/rl866-status.ts';
import { bytesOf } from '../frame-vectors.ts';

const UID = 'E00401003F3827A7';
const sent = (pcb: number, inf: Uint8Array) => Buffer.from(encodeRl866(pcb, inf)).toString('hex');
const fieldsOf = (hex: string) => parseReply(bytesOf(hex).slice(4, -2)).fields;
const INFO = 'fa1a0140340000110a00010fa727383f000104e000001b030120e7';

describe('requests as recorded', () => {
  it.each([
    ['configuration', 0x00, ask.readConfig(), 'fa08ff00010101ff8e'],
    ['inventory', 0x40, ask.inventory(false), 'fa07ff4031008a6c'],
    [
      'connect',
      0x40,
      ask.connect(UID, ask.UNTOLD_PLACE),
      'fa13ff40320001010901a727383f000104e0a3bf',
    ],
    ['system information', 0x40, ask.systemInfo(1), 'fa0aff403401020a00997b'],
    ['disconnect', 0x00, ask.disconnect(1), 'fa07ff003301c548'],
  ])('%s', (_, pcb, inf, hex) => {
    expect(sent(pcb, inf)).toBe(hex);
  });

  it('trap: the stray 00 of a write is the fourth byte of its block', () => {
    const block = bytesOf('36373800');
    expect(sent(0x40, ask.writeBlocks(1, 12, 1, block))).toBe(
      'fa12ff4034010a04000c00010036373800a2dd',
    );
  });

  it('goes on with an inventory by bit 3', () => {
    expect([...ask.inventory(true)]).toEqual([0x31, 0x08]);
  });

  it('sends nothing whose length would need a second byte', () => {
    expect(() => ask.writeBlocks(1, 0, 31, new Uint8Array(124))).toThrow(RangeError);
    expect(ask.writeBlocks(1, 0, 30, new Uint8Array(120))[2]).toBe(126);
  });
});

describe('answers as recorded', () => {
  it('inventory of three tags, each serial the UID and a 00', () => {
    const hex =
      'fa330100310000000300030e010109a727383f000104e0000e0101092426383f000104e0000e010109a425383f000104e00097ff';
    const place = { antenna: 0, protocol: 1, tagType: 1 };
    const uids = [UID, 'E00401003F382624', 'E00401003F3825A4'];
    expect(parseInventory(fieldsOf(hex))).toEqual({
      more: false,
      reports: uids.map((uid) => ({ uid, place })),
    });
  });

  it('handle of a connected tag', () => {
    expect(parseHandle(fieldsOf('fa09014032000001b293'))).toBe(1);
  });

  it('trap: 1B 03 are 28 blocks of 4 bytes, both told as n-1', () => {
    const { data, status } = parseAccess(fieldsOf(INFO), ask.ACCESS.systemInfo);
    expect(status).toBe(0);
    const info = parseSystemInfo(data, UID);
    expect(info).toEqual({ dsfid: 0, afi: 0, blocks: 28, blockBytes: 4 });
    expect(info.blocks * info.blockBytes).toBe(112);
  });

  it('one block, four bytes', () => {
    const fields = fieldsOf('fa120100340000090300010100363738005729');
    const { data } = parseAccess(fields, ask.ACCESS.readBlocks);
    expect([...parseBlocks(data, 1, 4)]).toEqual([0x36, 0x37, 0x38, 0x00]);
  });
});

describe('answers that are none', () => {
  const info = fieldsOf(INFO);
  const wrong: [string, () => unknown][] = [
    ['cut short', () => parseAccess(info.subarray(0, -1), ask.ACCESS.systemInfo)],
    ['to another access', () => parseAccess(info, ask.ACCESS.readBlocks)],
    ['of another tag', () => parseSystemInfo(info.subarray(4), 'E00401003F3827A8')],
    ['fewer blocks than asked', () => parseBlocks(bytesOf('010036373800'), 2, 4)],
    ['blocks of three bytes', () => parseBlocks(bytesOf('0100363738'), 1, 4)],
    ['a handle of 0', () => parseHandle(Uint8Array.of(0))],
    ['an inventory that ends early', () => parseInventory(bytesOf('000100010e010109'))],
    ['an inventory with too much', () => parseInventory(bytesOf('0000000000'))],
    ['a report with fields never asked for', () => parseInventory(bytesOf('000100019e'))],
    ['a failure without reason', () => parseAccess(bytesOf('050a00000000'), ask.ACCESS.systemInfo)],
    ['nothing', () => parseReply(new Uint8Array(0))],
  ];
  it.each(wrong)('%s', (_, parse) => {
    expect(parse).toThrow(expect.objectContaining({ code: 'reply-malformed' }));
  });
});

it('a card that is no ISO 15693 tag is passed over', () => {
  const card = '0e02040401020304';
  expect(parseInventory(bytesOf(`00010001${card}`)).reports).toEqual([]);
});

it('system information without memory tells no size', () => {
  const data = Uint8Array.of(0x03, ...ask.uidBytes(UID), 0x3e, 0xc2);
  expect(parseSystemInfo(data, UID)).toEqual({ dsfid: 0x3e, afi: 0xc2, blocks: 0, blockBytes: 4 });
});

it('a length of two bytes is understood', () => {
  const data = new Uint8Array(130);
  const fields = Uint8Array.of(0x81, 0x05, 0x03, 0x00, 1, ...data);
  expect(parseAccess(fields, ask.ACCESS.readBlocks).data.length).toBe(130);
});

it.each([
  [0x0401, 'tag-gone', 'write-uncertain'],
  [0x0404, 'tag-gone', 'write-uncertain'],
  [0x0420, 'tag-gone', 'tag-gone'],
  [0x041b, 'tag-refused', 'tag-refused'],
  [0x0422, 'tag-refused', 'tag-refused'],
  [0x0103, 'reader-refused', 'reader-refused'],
  [0x7777, 'reader-refused', 'reader-refused'],
])('status %s means %s, after a write %s', (status, read, written) => {
  expect(statusError(status).code).toBe(read);
  expect(statusError(status, true).code).toBe(written);
  expect(statusError(status).message).toContain(status.toString(16).padStart(4, '0').toUpperCase());
});
