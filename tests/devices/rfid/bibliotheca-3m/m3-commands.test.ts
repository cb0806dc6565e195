// 3M 210/810 commands and answers against the specification's examples and the recordings.
import { describe, expect, it } from 'vitest';
import * as ask from '../../../../devices/rfid/bibliotheca-3m/m3-commands.ts';
import { encodeM3, OLD_START } from '../../../../devices/rfid/bibliotheca-3m/m3-frame.ts';
import * as reply from '../../../../devices/rfid/bibliotheca-3m/m3-replies.ts';
import { statusError } from '../../../../devices/rfid/bibliotheca-3m/m3-status.ts';
import { bytesOf } from '../frame-vectors.ts';

const UID = '0000000001234567';
const sent = (body: Uint8Array, start?: number) =>
  Buffer.from(encodeM3(body, start)).toString('hex');

it.each([
  ['read 2 blocks', ask.readBlocks(UID, 0, 2), 'd6000d02000000000123456700022def'],
  [
    'write 2 blocks',
    ask.writeBlocks(UID, 0, bytesOf('1234abcd55667788')),
    'd600160400000000012345670002001234abcd556677885e79',
  ],
  ['write AFI D7', ask.writeAfi('E007000001234567', 0xd7), 'd6000c09e007000001234567d7f4f7'],
  ['read AFI', ask.getAfi('E007000001234567'), 'd6000b0ae00700000123456711cb'],
  ['inventory', ask.inventory(), 'd60005fe0005fa40'],
])('asks as specified: %s', (_, body, hex) => {
  expect(sent(body)).toBe(hex);
});

it('greets as every recording does', () => {
  expect(sent(ask.oldVersion(), OLD_START)).toBe('d500050400118c66');
});

describe('answers', () => {
  const fields = (hex: string) => reply.parseReply(bytesOf(hex)).fields;

  it('one tag, options 05', () => {
    expect(reply.parseInventory(fields('fe00000501e00401003123aa26'))).toEqual([
      { uid: 'E00401003123AA26', dsfid: null },
    ]);
  });

  it('options 07 tell the DSFID before each UID', () => {
    expect(reply.parseInventory(fields('fe000007013ee00401003123aa26'))).toEqual([
      { uid: 'E00401003123AA26', dsfid: 0x3e },
    ]);
  });

  it('no tag', () => {
    expect(reply.parseInventory(fields('fe00000700'))).toEqual([]);
  });

  it('versions, old and new', () => {
    expect(reply.isOldVersion(bytesOf('0400110a050002'))).toBe(true);
    expect(reply.parseOldVersion(bytesOf('0400110a050002'))).toBe('5.0.2');
    expect(reply.parseVersion(fields('11000a050119'))).toBe('5.1.25');
  });

  it('blocks, each with its number and whether it is locked', () => {
    const { bytes, locked } = reply.parseBlocks(bytesOf('0203001234abcd040155667788'), 3, 2);
    expect(Buffer.from(bytes).toString('hex')).toBe('1234abcd55667788');
    expect(locked).toEqual([false, true]);
  });

  it('trap: size and number of blocks are told as n-1', () => {
    const info = reply.parseTagInfo(bytesOf('0f3ec2031b0001'));
    expect(info).toEqual({ dsfid: 0x3e, afi: 0xc2, blocks: 28, blockBytes: 4 });
  });

  it('tag information without memory tells no size', () => {
    expect(reply.parseTagInfo(bytesOf('02c2'))).toEqual({
      dsfid: 0,
      afi: 0xc2,
      blocks: 0,
      blockBytes: 4,
    });
  });

  const wrong: [string, () => unknown][] = [
    ['without its error byte', () => reply.parseReply(Uint8Array.of(0xfe))],
    ['of another tag', () => reply.ofTag(bytesOf('e00401003123aa2600'), UID)],
    ['a tag more than told', () => reply.parseInventory(bytesOf('000500e00401003123aa26'))],
    ['a tag fewer than told', () => reply.parseInventory(bytesOf('000502e00401003123aa26'))],
    ['tags without identifiers', () => reply.parseInventory(bytesOf('000001'))],
    ['another block', () => reply.parseBlocks(bytesOf('0104001234abcd'), 3, 1)],
    ['fewer blocks', () => reply.parseBlocks(bytesOf('0103001234abcd'), 3, 2)],
    ['half a block', () => reply.parseBlocks(bytesOf('0103001234'), 3, 1)],
    ['half an information', () => reply.parseTagInfo(bytesOf('0f3e'))],
    ['half a version', () => reply.parseVersion(bytesOf('0a05'))],
    ['two bytes for one', () => reply.parseByte(bytesOf('c2c2'), 'AFI')],
  ];
  it.each(wrong)('that are none: %s', (_, parse) => {
    expect(parse).toThrow(expect.objectContaining({ code: 'reply-malformed' }));
  });
});

it.each([
  [0x02, 'reader-refused', 'reader-refused'],
  [0x06, 'tag-gone', 'write-uncertain'],
  [0x30, 'tag-refused', 'tag-refused'],
  [0x32, 'tag-refused', 'tag-refused'],
  [0xfd, 'reader-refused', 'write-uncertain'],
  [0xfe, 'reader-refused', 'write-uncertain'],
])('error %s means %s, after a write %s', (error, read, written) => {
  expect(statusError(error).code).toBe(read);
  expect(statusError(error, true).code).toBe(written);
});
