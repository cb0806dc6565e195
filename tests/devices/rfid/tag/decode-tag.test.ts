// What a station makes of whole tags: detection, the site's rules, and each trap that has cost libraries money (hardware.md 0, 1).
import { describe, expect, it } from 'vitest';
import { securedByAfi } from '../../../../devices/rfid/tag/afi.ts';
import { computedCrc } from '../../../../devices/rfid/tag/basic-block.ts';
import { type DecodeOptions, decodeTag } from '../../../../devices/rfid/tag/decode-tag.ts';
import { tagCrc } from '../../../../devices/rfid/tag/tag-crc.ts';
import { defaultRfidRules, type RfidRules } from '../../../../profiles/rfid-rules.ts';
import { bytesOf } from './vectors.ts';

const decode = (
  hex: string,
  rules: Partial<RfidRules> = {},
  options: Partial<DecodeOptions> = {},
) =>
  decodeTag(bytesOf(hex), {
    dsfid: null,
    isil: 'KZ-BALK',
    ...options,
    rules: { ...defaultRfidRules, ...rules },
  });

const B1 = '1101013130303030303030353600000000000098a4444b3731383530300000000000';
const FINNISH = '9101046091CE4380 0201A8 050110 67024241 03073240DE05AB075B 00';

/** A basic block with its check value, by hand. */
const basic = (head: string, pii: string, owner = '', bytes = 34): string => {
  const memory = new Uint8Array(bytes);
  memory.set(bytesOf(head));
  memory.set(Buffer.from(pii), 3);
  memory.set(Buffer.from(owner), 21);
  const crc = computedCrc(memory);
  memory.set([crc & 0xff, crc >> 8], 19);
  return Buffer.from(memory).toString('hex');
};
const spoiled = (hex: string, at: number): string => {
  const bytes = bytesOf(hex);
  bytes[at]! ^= 1;
  return Buffer.from(bytes).toString('hex');
};

describe('detection', () => {
  it('by check value where the DSFID says nothing', () => {
    for (const dsfid of [null, 0x00])
      expect(decode(B1, {}, { dsfid })).toMatchObject({
        model: '28560-3',
        content: {
          kind: 'item',
          model: '28560-3',
          pii: '1000000056',
          owner: 'DK-718500',
          parts: null,
          usage: 0x10,
          offline: { issue: true, return: true },
        },
        checks: [{ of: 'basic block', ok: true, stored: 'A498', computed: 'A498' }],
      });
  });

  it('by the identifier in front for 28560-2, with or without its DSFID', () => {
    for (const dsfid of [null, 0x00, 0x06, 0x46])
      expect(decode(FINNISH, {}, { dsfid }).content).toEqual({
        kind: 'item',
        model: '28560-2',
        pii: '1620168259',
        owner: 'FI-Mamk-M',
        parts: null,
        usage: 0x10,
        offline: { issue: true, return: true },
      });
  });

  it('of a DSFID that lies, by the override of the site', () => {
    const tag = '1102012c00000000';
    expect(decode(tag, {}, { dsfid: 0x3e }).content).toMatchObject({ fault: 'cut-short' });
    const dsfidModels: RfidRules['dsfidModels'] = [{ dsfid: '3e', model: '28560-2' }];
    expect(decode(tag, { dsfidModels }, { dsfid: 0x3e }).content).toMatchObject({ pii: '300' });
  });

  it('takes a valid check value against a DSFID of 28560-2, and nothing against one of 28560-3', () => {
    expect(decode(B1, {}, { dsfid: 0x06 }).content).toMatchObject({ pii: '1000000056' });
    expect(decode(FINNISH.padEnd(90, '0'), {}, { dsfid: 0x3e }).content).toEqual({
      kind: 'unreadable',
      fault: 'crc-wrong',
    });
  });

  it('tries only the models of the site', () => {
    const rules: Partial<RfidRules> = { models: ['28560-3'] };
    expect(decode(FINNISH.padEnd(90, '0'), rules).content).toEqual({
      kind: 'unreadable',
      fault: 'model-unknown',
    });
    expect(decode(FINNISH.padEnd(90, '0')).content).toMatchObject({ pii: '1620168259' });
  });

  it.each([
    ['28560-2', '28560-3', '3m'],
    ['3m', '28560-2', '28560-3'],
  ] as const)(
    'a damaged fixed-length tag is no other model, whatever the order: %s %s %s',
    (...models) => {
      const preset = basic('110101', '', 'DE526', 40);
      for (const hex of [spoiled(B1, 9), spoiled(preset, 22)])
        expect(decode(hex, { models: [...models] }).content).toEqual({
          kind: 'unreadable',
          fault: 'crc-wrong',
        });
    },
  );

  it('knows 3M tags, and their factory blanks', () => {
    const tag = '0411000131333032303033373637000000000000000000000000000000000000';
    expect(decode(tag).content).toMatchObject({ kind: 'item', model: '3m', pii: '1302003767' });
    expect(decode('55'.repeat(24) + '00'.repeat(4)).content).toEqual({ kind: 'blank' });
    expect(decode('55'.repeat(23) + '00'.repeat(5)).content.kind).toBe('unreadable');
  });

  it('an all-zero tag is blank, whatever its DSFID and length', () => {
    for (const dsfid of [null, 0x00, 0x06, 0x3e])
      for (const bytes of [1, 28, 32, 112])
        expect(decode('00'.repeat(bytes), {}, { dsfid }).content).toEqual({ kind: 'blank' });
    expect(decode('').content).toEqual({ kind: 'unreadable', fault: 'cut-short' });
  });
});

describe('the rules of the site', () => {
  it('the whole identifier must match', () => {
    expect(decode(B1, { piiPattern: '[0-9]{10}' }).content.kind).toBe('item');
    for (const piiPattern of ['[0-9]{9}', '3[0-9]{13}', '1|2'])
      expect(decode(B1, { piiPattern }).content).toEqual({
        kind: 'unreadable',
        fault: 'pii-implausible',
      });
  });

  it('an identifier with a blank at its end is none', () => {
    expect(decode(basic('110101', '10000 ')).content).toMatchObject({ fault: 'pii-implausible' });
  });

  it('Norwegian tags carry 10 before the number', () => {
    const tag = basic('110101', '1003011860976002', 'NO2030000');
    const rules = { piiStripPrefix: '10', piiPattern: '[0-9]{14}' };
    expect(decode(tag, rules).content).toMatchObject({
      pii: '03011860976002',
      owner: 'NO-2030000',
    });
  });

  it('a wrong check value is believed only where the site says so', () => {
    const tag = spoiled(B1, 19);
    expect(decode(tag).content).toEqual({ kind: 'unreadable', fault: 'crc-wrong' });
    const reading = decode(tag, { acceptBadCrc: true });
    expect(reading.content).toMatchObject({ pii: '1000000056' });
    expect(reading.checks).toMatchObject([{ ok: false }]);
  });

  it('tells foreign owners from its own, also without the hyphen and cut short', () => {
    expect(decode(B1).foreign).toBe(true);
    expect(decode(B1, { otherOwners: ['DK-718500'] }).foreign).toBe(false);
    expect(decode(FINNISH).foreign).toBe(true);
    expect(decode(FINNISH, {}, { isil: 'FI-Mamk-M' }).foreign).toBe(false);
    const zdb = decode(basic('110101', '77', 'ZDB12'), {}, { isil: 'ZDB-12' });
    expect(zdb).toMatchObject({ foreign: false, content: { owner: 'ZDB-12' } });
    const long = 'DE-1234567890A';
    const cut = decode(basic('110101', '77', 'DE123456789', 32), {}, { isil: long });
    expect(cut).toMatchObject({ foreign: false, content: { owner: long } });
    expect(decode(basic('110101', '77')).foreign).toBe(false);
  });
});

describe('what carries the tag', () => {
  it.each([
    ['80', 'patron-card'],
    ['82', 'patron-card'],
    ['70', 'discarded'],
    ['72', 'discarded'],
    ['20', 'item'],
  ])('28560-2 usage %s: %s', (usage, kind) => {
    expect(decode(`11030aa8ae0501${usage}`).content).toMatchObject({ kind, pii: '698542' });
  });

  it.each([
    ['180101', 'patron-card'],
    ['170101', 'discarded'],
    ['110101', 'item'],
  ])('28560-3 head %s: %s', (head, kind) => {
    expect(decode(basic(head, '698542')).content).toMatchObject({ kind, pii: '698542' });
  });

  it.each([
    ['10', true, true],
    ['13', false, true],
    ['14', true, false],
    ['15', false, false],
  ])('offline, usage %s: issue %s, return %s', (usage, issue, back) => {
    expect(decode(`11030aa8ae0501${usage}`).content).toMatchObject({
      usage: Number.parseInt(usage, 16),
      offline: { issue, return: back },
    });
  });
});

describe('traps', () => {
  it('AFI polarity: C2 is out on loan, 07 is in stock, and other values are the site file’s', () => {
    expect(securedByAfi(0xc2, defaultRfidRules)).toBe(false);
    expect(securedByAfi(0x07, defaultRfidRules)).toBe(true);
    expect(securedByAfi(0x00, defaultRfidRules)).toBeNull();
    const threeM = { afiOnLoan: 'da', afiInStock: 'd7' };
    expect(decode(B1, threeM, { afi: 0xd7 }).secured).toBe(true);
    expect(decode(B1, threeM, { afi: 0xda }).secured).toBe(false);
    expect(decode(B1, threeM, { afi: 0xc2 }).secured).toBeNull();
    expect(decode(B1).secured).toBeNull();
  });

  it('part order: byte 1 is the number of parts, byte 2 which part', () => {
    expect(decode(basic('110302', '77')).content).toMatchObject({ parts: { of: 3, ordinal: 2 } });
    expect(decode(basic('110203', '77')).content).toEqual({
      kind: 'unreadable',
      fault: 'parts-wrong',
    });
    expect(decode('11030aa8ae 24020302').content).toMatchObject({ parts: { of: 3, ordinal: 2 } });
    expect(decode('11030aa8ae 24020203').content).toMatchObject({ fault: 'parts-wrong' });
  });

  it('block byte order: a tag with each block reversed is seen by its check value, where asked', () => {
    const reversed = '3101011130303030353030300000003698000000374b44a43035383100000030';
    expect(decode(reversed).content.kind).toBe('unreadable');
    expect(decode(reversed, {}, { eitherBlockOrderOf: 4 })).toMatchObject({
      blocksReversed: true,
      content: { pii: '1000000056', owner: 'DK-718500' },
    });
    expect(decode(B1, {}, { eitherBlockOrderOf: 4 }).blocksReversed).toBe(false);
  });

  it('memory size n - 1 is the reader’s to undo: a memory cut short is told, not read in part', () => {
    // 28 blocks of 4 taken for 28 of 3: the last element lies behind the cut.
    const title = `7f0250${Buffer.from('t'.repeat(80)).toString('hex')}`;
    const whole = `${FINNISH.slice(0, -2)}${title}`.replaceAll(' ', '');
    expect(bytesOf(whole).length).toBeGreaterThan(84);
    expect(decode(whole).content).toMatchObject({ pii: '1620168259' });
    expect(decode(whole.slice(0, 84 * 2)).content).toEqual({
      kind: 'unreadable',
      fault: 'cut-short',
    });
    expect(decode(B1.slice(0, 31 * 2), {}, { dsfid: 0x3e }).content).toEqual({
      kind: 'unreadable',
      fault: 'cut-short',
    });
  });

  it('CRC-16s that look alike: those of 3M and FEIG readers give other values', () => {
    const model = Buffer.from('RFID tag data model');
    expect(tagCrc(model)).toBe(0x1aee);
    expect(tagCrc(bytesOf('000903000200000003')) ^ 0xffff).toBe(0x12e6);
    expect(tagCrc(bytesOf('05ff65'))).not.toBe(0xcbe5);
    // Little-endian on the tag.
    expect(B1.slice(38, 42)).toBe('98a4');
    expect(computedCrc(bytesOf(B1))).toBe(0xa498);
    expect(computedCrc(new Uint8Array(34))).toBe(0xf14c);
  });

  it('a 32-byte tag is checked as if zeros followed', () => {
    expect(decode(B1.slice(0, 64)).content).toMatchObject({ pii: '1000000056' });
    // The German reading that hashes 30 bytes comes to another value.
    const block = bytesOf(B1);
    const thirty = Buffer.concat([block.subarray(0, 19), block.subarray(21, 32)]);
    expect(tagCrc(thirty)).not.toBe(0xa498);
  });

  it('a valid check value with an empty identifier is a tag set up beforehand, no item', () => {
    const preset =
      '11010100000000000000000000000000000000b7cc44453532360000000000000000050100050100';
    for (const dsfid of [null, 0x3e, 0x06])
      expect(decode(preset, {}, { dsfid }).content).toMatchObject({ kind: 'unreadable' });
    expect(decode(preset).content).toEqual({ kind: 'unreadable', fault: 'pii-missing' });
  });

  const LIUXING = '21040000610a534530313033363130330201a0030b1b81e120000a01aca2a65f65018000';
  it('the liuxing tag with junk in its first block is unreadable', () => {
    for (const dsfid of [null, 0x06])
      expect(decode(LIUXING, {}, { dsfid }).content).toEqual({
        kind: 'unreadable',
        fault: 'text-malformed',
      });
  });

  it('the liuxing tag is read by a site that names its offset', () => {
    for (const dsfid of [null, 0x06])
      expect(decode(LIUXING, { resyncOffsets: [0, 4] }, { dsfid }).content).toMatchObject({
        pii: 'SE01036103',
        owner: 'CN-120000-01-TJSE',
        kind: 'patron-card',
      });
  });

  it('a tag that looks encrypted is unreadable under every DSFID', () => {
    const noise =
      'd3a1f7085c2be94677e09b13c8d25fa6410eb7926dfc8355a4190be278cf3d61e5944ab80c7f2d93';
    for (const dsfid of [null, 0x00, 0x06, 0x46, 0x3e])
      expect(decode(noise, { resyncOffsets: [0, 4] }, { dsfid }).content.kind).toBe('unreadable');
  });

  it('a fault in any element makes the tag unreadable: never the identifier alone', () => {
    const tag = bytesOf(FINNISH);
    // The length of the last object, one too long for what is there.
    tag[tag.length - 9] = 0x7f;
    expect(decode(Buffer.from(tag).toString('hex')).content).toMatchObject({ kind: 'unreadable' });
    expect(decode('11030aa8ae 7f0202c328').content).toEqual({
      kind: 'unreadable',
      fault: 'text-malformed',
    });
    expect(decode('11030aa8ae 11030aa977').content).toMatchObject({ fault: 'pii-implausible' });
    expect(decode('01030aa8ae').content).toMatchObject({ fault: 'compaction-unknown' });
    expect(decode('11030aa8ae ff7f00ffffffff7f').content).toMatchObject({ fault: 'cut-short' });
    expect(decode('11030aa8ae 7f8001aa').content).toMatchObject({ fault: 'length-wrong' });
  });

  it('swapped nibbles of old Bibliotheca tags: 21 is not for circulation, 71 discarded, 81 a card', () => {
    expect(decode(basic('210101', '77')).content).toMatchObject({ kind: 'item', usage: 0x20 });
    expect(decode(basic('710101', '77')).content).toMatchObject({ kind: 'discarded' });
    expect(decode(basic('810101', '77')).content).toMatchObject({ kind: 'patron-card' });
    expect(decode(basic('330101', '77')).content).toEqual({
      kind: 'unreadable',
      fault: 'model-unknown',
    });
  });

  it('a check value that fits by chance takes no 28560-2 tag away', () => {
    // The bytes behind the end of the data are chosen so that the check value of the other model comes out.
    const tag = new Uint8Array(34);
    tag.set(bytesOf('11030aa8ae7f020f4b6974617020417274'));
    let found = 0;
    for (let tail = 0; tail < 0x1_0000 && found === 0; tail++) {
      tag.set([tail & 0xff, tail >> 8], 30);
      if (computedCrc(tag) === (tag[19]! | (tag[20]! << 8))) found = tail;
    }
    expect(found).toBeGreaterThan(0);
    expect(decode(Buffer.from(tag).toString('hex')).content).toMatchObject({ pii: '698542' });
  });

  it('null bytes between objects, pads of 00 and of 80 are skipped', () => {
    expect(decode('80 80 11030aa8ae 80 050113').content).toMatchObject({
      pii: '698542',
      usage: 0x13,
    });
    expect(decode('9105030aa8ae 8080808080 050113').content).toMatchObject({ usage: 0x13 });
    expect(decode('9105030aa8ae 0000000000 050113').content).toMatchObject({ usage: 0x13 });
  });

  it('what a maker leaves behind the end of the data is not read', () => {
    expect(decode(`${FINNISH}${'00'.repeat(4)}574f4b4b`).content).toMatchObject({
      pii: '1620168259',
    });
    expect(decode(`${B1}00574f4b4b`).content).toMatchObject({ pii: '1000000056' });
  });
});

describe('extension blocks', () => {
  const B2 =
    '110101313030303030303133360000000000003615444b3731383530300000000000' +
    '050100050122020071426f67766f676e656e00313233343536373839300000613738393635366300';
  const values = (hex: string) =>
    decode(hex)
      .elements.filter(({ oid }) => oid > 5)
      .map(({ oid, value }) => [oid, value]);

  it('give their elements in the order of the standard', () => {
    expect(values(B2)).toEqual([
      [19, '01'],
      [9, 'Bogvognen'],
      [18, '1234567890'],
      [21, 'a789656c'],
    ]);
  });

  it('fillers are skipped, a wrong XOR is told and its block not read; the item stays', () => {
    expect(values(`${B1}0101050100050100`)).toEqual([[19, '01']]);
    const bad = decode(`${B1}050100060100`);
    expect(bad.checks).toMatchObject([{ ok: true }, { of: 'library block', ok: false }]);
    expect(bad.content).toMatchObject({ pii: '1000000056' });
    expect(values(`${B1}050100060100`)).toEqual([]);
  });

  it('the XOR byte of old tags stands last', () => {
    // Title block: length 0A, id 0004, then "Kitap" and the XOR over all before it.
    const head = [0x09, 0x04, 0x00, ...Buffer.from('Kitap')];
    const xor = head.reduce((sum, byte) => sum ^ byte, 0);
    expect(xor).toBeLessThan(0x80);
    const old = Buffer.from([...head, xor]).toString('hex');
    const newer = Buffer.from([0x09, 0x04, 0x00, xor, ...Buffer.from('Kitap')]).toString('hex');
    expect(values(`${B1}${newer}00`)).toEqual([[17, 'Kitap']]);
    // Only where the other reading is no text: here the XOR byte is made a control character.
    const text = Buffer.from('Кітап');
    const cyrillic = [4 + text.length, 0x04, 0x00, ...text];
    const sum = cyrillic.reduce((all, byte) => all ^ byte, 0);
    expect(values(`${B1}${Buffer.from([...cyrillic, sum]).toString('hex')}00`)).toEqual([
      [17, 'Кітап'],
    ]);
    expect(values(`${B1}${old}00`)).toHaveLength(1);
  });

  it('a long identifier stands in the library block, and only where its check values are right', () => {
    const pii = 'KZ-BALK-0000000000123';
    const payload = [0x01, ...Buffer.from(pii)];
    const head = [4 + payload.length, 0x01, 0x00];
    const xor = [...head, ...payload].reduce((sum, byte) => sum ^ byte, 0);
    const block = Buffer.from([...head, xor, ...payload]).toString('hex');
    const front = basic('110101', '\x01');
    expect(decode(`${front}${block}`).content).toMatchObject({ pii });
    expect(decode(`${front}${spoiled(block, 9)}`).content).toEqual({
      kind: 'unreadable',
      fault: 'pii-missing',
    });
    expect(decode(front).content).toMatchObject({ fault: 'pii-missing' });
  });
});
