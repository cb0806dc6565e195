// Whatever fits is written so that it reads as itself, in every model; what does not fit is refused before the first byte.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TagItem } from '../../../../devices/driver.ts';
import { RfidError } from '../../../../devices/rfid/errors.ts';
import { changedBlocks } from '../../../../devices/rfid/tag/changed-blocks.ts';
import { decodeTag } from '../../../../devices/rfid/tag/decode-tag.ts';
import {
  type EncodeOptions,
  encodeTag,
  type TagData,
} from '../../../../devices/rfid/tag/encode-tag.ts';
import { writeObjects } from '../../../../devices/rfid/tag/iso-28560-2-writer.ts';
import type { TagModel } from '../../../../devices/rfid/tag-content.ts';
import { defaultRfidRules } from '../../../../profiles/rfid-rules.ts';
import { bytesUsages, classUsages, extras, items } from './tag-arbitraries.ts';
import { bytesOf, hexOf } from './vectors.ts';

const rules = { ...defaultRfidRules, piiPattern: '.*' };
const options = (model: TagModel, over: Partial<EncodeOptions> = {}): EncodeOptions => ({
  model,
  memoryBytes: 1_024,
  blockBytes: 4,
  lock: false,
  ...over,
});
const item = (over: Partial<TagData> = {}): TagData => ({
  pii: '30001004000017',
  owner: 'KZ-BALK',
  parts: null,
  usage: null,
  ...over,
});
const read = (memory: Uint8Array, dsfid: number | null) =>
  decodeTag(memory, { dsfid, rules, isil: 'KZ-BALK' });

/** What a tag must say of the item; a fixed-length tag always names a class of usage. */
const checkContent = (
  model: TagModel,
  tagItem: TagItem,
  memory: Uint8Array,
  dsfid: number | null,
) => {
  const { content } = read(memory, dsfid);
  const usage = tagItem.usage ?? (model === '28560-3' ? 0x10 : null);
  const kind =
    usage === null || usage >> 4 < 7 || usage >> 4 > 8
      ? 'item'
      : usage >> 4 === 7
        ? 'discarded'
        : 'patron-card';
  const parts = tagItem.parts?.of === 1 ? null : tagItem.parts;
  const { pii, owner } = tagItem;
  expect(content).toMatchObject({ kind, model, pii, owner });
  if (content.kind === 'item') expect(content).toMatchObject({ parts, usage });
};

const refusal = (data: TagData, encode: EncodeOptions): string => {
  try {
    encodeTag(data, encode);
    return 'written';
  } catch (error) {
    if (!(error instanceof RfidError)) throw error;
    return error.code;
  }
};

describe.each([
  ['28560-2', bytesUsages],
  ['28560-3', classUsages],
] as const)('%s', (model, usages) => {
  it('any item and elements that fit decode to themselves, with and without DSFID, locked or not', () => {
    fc.assert(
      fc.property(
        items(usages),
        extras,
        fc.boolean(),
        fc.constantFrom(1, 4, 8),
        fc.boolean(),
        (tagItem, elements, lock, blockBytes, tellsDsfid) => {
          const fits = model === '28560-2' || Buffer.byteLength(tagItem.pii) <= 16;
          const chosen = fits ? elements : elements.filter(({ oid }) => oid !== 22);
          const encoded = encodeTag(
            { ...tagItem, elements: chosen },
            options(model, { lock, blockBytes }),
          );
          const dsfid = tellsDsfid ? encoded.dsfid : null;
          checkContent(model, tagItem, encoded.memory, dsfid);
          const told = read(encoded.memory, dsfid).elements;
          for (const { oid, value } of chosen)
            expect(told.find((element) => element.oid === oid)?.value).toBe(value);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('either fits as it is or is refused as too small, on tags of every size', () => {
    const codes = new Set<string>();
    fc.assert(
      fc.property(
        items(usages),
        extras,
        fc.integer({ min: 0, max: 112 }),
        (tagItem, elements, bytes) => {
          const encode = options(model, { memoryBytes: bytes });
          const data = { ...tagItem, elements: elements.filter(({ oid }) => oid !== 22) };
          const code = refusal(data, encode);
          codes.add(code);
          expect(['written', 'tag-too-small']).toContain(code);
          if (code !== 'written') return;
          const { memory, dsfid } = encodeTag(data, encode);
          expect(memory.length).toBe(bytes);
          checkContent(model, tagItem, memory, dsfid);
        },
      ),
      { numRuns: 300 },
    );
    expect([...codes].toSorted()).toEqual(['tag-too-small', 'written']);
  });
});

describe('28560-2 writing', () => {
  it('is the worked example of the standard, byte for byte', () => {
    const { memory, lockBlocks, dsfid } = encodeTag(
      {
        pii: '123456789012',
        owner: 'US-InU-Mu',
        parts: { of: 12, ordinal: 3 },
        usage: null,
        elements: [{ oid: 6, value: 'QA268.L55' }],
      },
      options('28560-2', { memoryBytes: 36, lock: true }),
    );
    expect(hexOf(memory)).toBe(
      '9100051cbe991a140201d0140204b34607441cb6e2e335d6830207acc09ebaa06f6b0000',
    );
    expect(lockBlocks).toEqual([0, 1, 6, 7, 8]);
    expect(dsfid).toBe(0x06);
  });

  it('pads between what is locked and what is not, as in the second layout of the sources', () => {
    const part = (oid: number, value: string, lock: boolean) => ({ oid, value, lock });
    const { bytes, lockBlocks } = writeObjects(
      [
        part(1, '123456789012', true),
        part(2, '', false),
        part(4, '1203', false),
        part(6, 'QA268.L55', false),
        part(3, 'US-InU-Mu', true),
        part(17, 'test', true),
      ],
      4,
    );
    // The source writes the title as UTF-8; four lower-case letters are octets by the standard's choice.
    expect(hexOf(bytes)).toBe(
      '9100051cbe991a140202d002140204b3c60207441cb6e2e335d600000307acc09ebaa06f6b6f020474657374',
    );
    expect(lockBlocks).toEqual([0, 1, 7, 8, 9, 10]);
  });

  it('of an identifier alone is nothing else', () => {
    const alone = { pii: '123456789012', owner: null, parts: null, usage: null };
    const { memory, lockBlocks } = encodeTag(
      alone,
      options('28560-2', { memoryBytes: 8, lock: true }),
    );
    expect(hexOf(memory)).toBe('9100051cbe991a14');
    expect(lockBlocks).toEqual([0, 1]);
  });

  it('locks no block in which something open stands', () => {
    fc.assert(
      fc.property(items(bytesUsages), extras, (tagItem, elements) => {
        const { memory, lockBlocks } = encodeTag(
          { ...tagItem, elements },
          options('28560-2', { lock: true }),
        );
        const open = { ...tagItem, usage: 0x71, parts: { of: 9, ordinal: 9 } };
        const later = encodeTag({ ...open, elements }, options('28560-2', { lock: true }));
        // The identifier's blocks are the same whatever the open elements become.
        const piiBlocks = lockBlocks.filter((block, index) => block === index).length;
        expect(later.memory.slice(0, piiBlocks * 4)).toEqual(memory.slice(0, piiBlocks * 4));
        expect(piiBlocks).toBeGreaterThan(0);
      }),
    );
  });
});

describe('28560-3 writing', () => {
  it('is Annex B.1 and B.2 of the standard, byte for byte', () => {
    const b1 = { pii: '1000000056', owner: 'DK-718500', parts: null, usage: null };
    expect(hexOf(encodeTag(b1, options('28560-3', { memoryBytes: 34 })).memory)).toBe(
      '1101013130303030303030353600000000000098a4444b3731383530300000000000',
    );
    expect(hexOf(encodeTag(b1, options('28560-3', { memoryBytes: 32 })).memory)).toBe(
      '1101013130303030303030353600000000000098a4444b373138353030000000',
    );
    const b2 = {
      ...b1,
      pii: '1000000136',
      elements: [
        { oid: 19, value: '01' },
        { oid: 9, value: 'Bogvognen' },
        { oid: 18, value: '1234567890' },
        { oid: 21, value: 'a789656c' },
      ],
    };
    const { memory, dsfid } = encodeTag(b2, options('28560-3', { memoryBytes: 74 }));
    expect(hexOf(memory)).toBe(
      '110101313030303030303133360000000000003615444b3731383530300000000000' +
        '050100050122020071426f67766f676e656e0031323334353637383930000061373839363536' +
        '6300',
    );
    expect(dsfid).toBe(0x3e);
  });

  it('puts number of parts first, then the ordinal', () => {
    const data = item({ parts: { of: 3, ordinal: 2 } });
    expect(hexOf(encodeTag(data, options('28560-3')).memory.subarray(0, 3))).toBe('110302');
  });

  it('locks whole blocks of the basic block only', () => {
    const locked = (memoryBytes: number, blockBytes: number) =>
      encodeTag(item(), options('28560-3', { memoryBytes, blockBytes, lock: true })).lockBlocks;
    expect(locked(112, 4)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(locked(32, 4)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(locked(256, 8)).toEqual([0, 1, 2, 3]);
    expect(encodeTag(item(), options('28560-3')).lockBlocks).toEqual([]);
  });
});

describe('3M writing', () => {
  it('reads as itself', () => {
    const data = { pii: '1302003767', owner: null, parts: { of: 3, ordinal: 2 }, usage: null };
    const { memory, dsfid } = encodeTag(data, options('3m', { memoryBytes: 32 }));
    expect(hexOf(memory)).toBe('0423000131333032303033373637000000000000000000000000000000000000');
    checkContent('3m', data, memory, dsfid);
    checkContent('3m', data, memory, null);
  });
});

describe('what cannot be written is refused', () => {
  const models = ['28560-2', '28560-3', '3m'] as const;
  it.each<[string, Partial<TagData>]>([
    ['an empty identifier', { pii: '' }],
    ['control characters', { pii: '12\u000034' }],
    ['half a surrogate pair', { pii: '12\ud800' }],
    ['a blank at an end', { pii: '1234 ' }],
    ['an owner that is no ISIL', { owner: 'Балқаш' }],
    ['an owner of 17 characters', { owner: 'KZ-12345678901234' }],
    ['part 3 of 2', { parts: { of: 2, ordinal: 3 } }],
    ['part 0', { parts: { of: 2, ordinal: 0 } }],
    ['256 parts', { parts: { of: 256, ordinal: 1 } }],
    ['a usage beyond a byte', { usage: 256 }],
    ['an element of the item twice', { elements: [{ oid: 3, value: 'KZ-X' }] }],
    ['a reserved element', { elements: [{ oid: 27, value: 'x' }] }],
    [
      'an element twice',
      {
        elements: [
          { oid: 6, value: 'a' },
          { oid: 6, value: 'b' },
        ],
      },
    ],
    ['a byte that is none', { elements: [{ oid: 19, value: 'book' }] }],
  ])('%s, in every model', (_name, over) => {
    for (const model of models) expect(refusal(item(over), options(model))).toBe('value-unfit');
  });

  it.each<[TagModel, string, Partial<TagData>]>([
    ['28560-3', 'a sub-class of usage', { usage: 0x13 }],
    ['28560-3', 'an ISIL without a country', { owner: 'OCLC-123' }],
    ['28560-3', 'local data', { elements: [{ oid: 15, value: 'x' }] }],
    ['28560-3', 'a byte 00', { elements: [{ oid: 20, value: '00' }] }],
    ['28560-3', 'a title of 252 bytes', { elements: [{ oid: 17, value: 'x'.repeat(252) }] }],
    [
      '28560-3',
      'a second long identifier',
      { pii: '1'.repeat(17), elements: [{ oid: 22, value: 'x' }] },
    ],
    ['3m', 'an owner', {}],
    ['3m', 'a long identifier', { owner: null, pii: '1'.repeat(17) }],
    ['3m', '16 parts', { owner: null, parts: { of: 16, ordinal: 1 } }],
    ['3m', 'a usage', { owner: null, usage: 0x10 }],
    ['3m', 'an element', { owner: null, elements: [{ oid: 6, value: 'x' }] }],
  ])('%s: %s', (model, _name, over) => {
    expect(refusal(item(over), options(model))).toBe('value-unfit');
  });

  it('a tag that is too small, with the bytes that are needed', () => {
    expect(() => encodeTag(item(), options('28560-2', { memoryBytes: 12 }))).toThrow(
      /bytes are needed/,
    );
    for (const model of models)
      expect(
        refusal(
          { ...item(), owner: null },
          options(model, { memoryBytes: model === '28560-2' ? 7 : 27 }),
        ),
      ).toBe('tag-too-small');
    const longOwner = item({ owner: 'KZ-1234567890' });
    expect(refusal(longOwner, options('28560-3', { memoryBytes: 32 }))).toBe('tag-too-small');
    expect(refusal(longOwner, options('28560-3', { memoryBytes: 34 }))).toBe('written');
  });
});

describe('changedBlocks', () => {
  it('gives runs of neighbouring blocks, and nothing for the same memory', () => {
    const before = bytesOf('00000000 11111111 22222222 33333333 44444444');
    const after = bytesOf('00000000 11111112 22222223 33333333 44444440');
    expect(changedBlocks(before, before, 4)).toEqual([]);
    expect(changedBlocks(before, after, 4)).toEqual([
      { firstBlock: 1, bytes: bytesOf('1111111222222223') },
      { firstBlock: 4, bytes: bytesOf('44444440') },
    ]);
  });

  it('written over what was there gives what is wanted', () => {
    const memory = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(memory, memory, fc.constantFrom(4, 8), (before, after, blockBytes) => {
        const tag = before.slice();
        for (const run of changedBlocks(before, after, blockBytes))
          tag.set(run.bytes, run.firstBlock * blockBytes);
        expect(tag).toEqual(after);
      }),
    );
  });
});

describe('any bytes', () => {
  it('decode to an answer, and to an item only with an identifier of the site', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 112 }),
        fc.option(fc.constantFrom(0x00, 0x06, 0x46, 0x3e, 0xff)),
        (memory, dsfid) => {
          const { content } = decodeTag(memory, {
            dsfid,
            rules: defaultRfidRules,
            isil: 'KZ-BALK',
          });
          if (content.kind === 'blank' || content.kind === 'unreadable') return;
          expect(content.pii).toMatch(new RegExp(`^(?:${defaultRfidRules.piiPattern})$`));
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
