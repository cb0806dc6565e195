// FEIG commands against the recorded ones, and replies that do not fit their command.
import { describe, expect, it } from 'vitest';
import {
  afiData,
  blocksOf,
  bufferBytesOf,
  easData,
  inventoryData,
  inventoryOf,
  systemInfoData,
  systemInfoOf,
  versionOf,
  writeData,
} from '../../../../devices/rfid/feig/feig-commands.ts';
import { feigRequest } from '../../../../devices/rfid/feig/feig-frame.ts';
import { feigError } from '../../../../devices/rfid/feig/feig-status.ts';

const UID = 'E004010809B9CB12';
const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const sent = (data: number[], command = 0xb0) => hexOf(feigRequest('advanced', command, data));

describe('recorded requests (tests/fixtures/feig.jsonl)', () => {
  it('inventory', () => expect(sent(inventoryData(0))).toBe('020009ffb001001843'));
  it('system information', () =>
    expect(sent(systemInfoData(UID))).toBe('020011ffb02b01e004010809b9cb120b65'));
  it('write of a block, given as it was sent', () =>
    expect(sent(writeData(UID, 1, bytesOf('35363738'), 4, false))).toBe(
      '020018ffb02401e004010809b9cb12010104353637383c82',
    ));
  it('write of three blocks, each turned round', () => {
    const memory = bytesOf('303031333600000000000036');
    expect(sent(writeData(UID, 2, memory, 4, true))).toBe(
      '020020ffb02401e004010809b9cb12020304333130300000003636000000207d',
    );
  });
});

it('AFI and EAS are addressed', () => {
  expect(hexOf(Uint8Array.from(afiData(UID, 0xc2)))).toBe('2701e004010809b9cb12c2');
  expect(hexOf(Uint8Array.from(easData(UID, 'set')))).toBe('04a201e004010809b9cb12');
});

it('a recorded reply to a read is turned round', () => {
  const data = bytesOf('0304003201021100303431300039393933');
  expect(hexOf(blocksOf(data, 3, 4, true))).toBe('110201323031343033393939');
  expect(hexOf(blocksOf(data, 3, 4, false))).toBe('320102113034313039393933');
});

it('a reply without security bytes is known by its length', () => {
  expect(hexOf(blocksOf(bytesOf('02040102030405060708'), 2, 4, false))).toBe('0102030405060708');
});

it('an inventory, and one with a tag of another kind at its end', () => {
  expect(inventoryOf(bytesOf('010300e0040150a05f02b7'))).toEqual([
    { uid: 'E0040150A05F02B7', dsfid: 0 },
  ]);
  expect(inventoryOf(bytesOf('02033ee0040150a05f02b704080011223344'))).toEqual([
    { uid: 'E0040150A05F02B7', dsfid: 0x3e },
  ]);
  expect(inventoryOf(bytesOf('00'))).toEqual([]);
  expect(inventoryOf(new Uint8Array())).toEqual([]);
});

it('sizes are one more than told', () => {
  const data = bytesOf('3ee004010809b9cb12071b0301');
  expect(systemInfoOf(data, UID)).toEqual({ dsfid: 0x3e, afi: 7, blocks: 28, blockBytes: 4 });
  data[10] = 0;
  data[11] = 0;
  expect(systemInfoOf(data, UID)).toMatchObject({ blocks: 0, blockBytes: 4 });
});

it('version and buffers', () => {
  expect(versionOf(bytesOf('03030044530d30'))).toEqual({ model: 'FEIG type 83', firmware: '3.3' });
  expect(bufferBytesOf(bytesOf('03030044530d3001180118'))).toEqual({ receive: 280, send: 280 });
  expect(bufferBytesOf(bytesOf('03030044530d30'))).toBeUndefined();
});

describe('replies that do not fit are malformed', () => {
  const cases: [string, () => unknown][] = [
    ['a version cut short', () => versionOf(bytesOf('0303'))],
    ['data sets that are not there', () => inventoryOf(bytesOf('020300e0040150a05f02b7'))],
    ['half a data set', () => inventoryOf(bytesOf('010300e00401'))],
    ['system information cut short', () => systemInfoOf(bytesOf('3ee004'), UID)],
    [
      'system information of another tag',
      () => systemInfoOf(bytesOf('3ee004010809b9cb13071b0301'), UID),
    ],
    ['fewer blocks', () => blocksOf(bytesOf('010400aabbccdd'), 2, 4, true)],
    ['blocks of another size', () => blocksOf(bytesOf('010800aabbccdd'), 1, 4, true)],
    ['a block cut short', () => blocksOf(bytesOf('010400aabb'), 1, 4, true)],
    ['nothing', () => blocksOf(new Uint8Array(), 1, 4, true)],
  ];
  it.each(cases)('%s', (_, parse) => {
    expect(parse).toThrow(expect.objectContaining({ code: 'reply-malformed' }));
  });
});

it.each([
  [0x01, '', false, 'tag-gone'],
  [0x02, '', false, 'tag-gone'],
  [0x03, '05', true, 'write-uncertain'],
  [0x83, '', true, 'write-uncertain'],
  [0x83, '', false, 'tag-gone'],
  [0x11, '', false, 'reader-refused'],
  [0x82, '', false, 'reader-refused'],
  [0x95, '10', false, 'tag-refused'],
  [0x95, '', true, 'tag-refused'],
  [0x77, '', false, 'reader-refused'],
])('status %i %s, writing %s, is %s', (status, data, writing, code) => {
  expect(feigError(status, bytesOf(data), writing).code).toBe(code);
});
