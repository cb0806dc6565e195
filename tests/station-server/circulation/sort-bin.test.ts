import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BinRule, Bins } from '../../../profiles/site-schema.ts';
import { type ReturnedThing, sortBin } from '../../../station-server/circulation/sort-bin.ts';

const bins: Bins = {
  rules: [
    { bin: 'exception', refused: true, why: 'a person must look' },
    { bin: 'holds', hold: true, why: 'somebody waits' },
    { bin: 'transfer', foreignBranch: true, why: 'belongs elsewhere' },
    { bin: 'children', branches: ['BLK-K'], itemTypes: ['book', 'brochure'], why: 'upstairs' },
    { bin: 'papers', itemTypes: ['magazine', 'newspaper'], why: 'reading hall' },
    { bin: 'shelf', why: 'the rest' },
  ],
};
const book = { branch: 'BLK-C', itemType: 'book' } as const;
const returned = (over: Partial<ReturnedThing> = {}): ReturnedThing => ({
  ...{ item: book, branch: 'BLK-C', hold: false, refused: false },
  ...over,
});

describe('sortBin', () => {
  it.each([
    ['an own book', returned(), 'shelf'],
    ['a magazine', returned({ item: { ...book, itemType: 'magazine' } }), 'papers'],
    ['a book of another branch', returned({ branch: 'BLK-1' }), 'transfer'],
    [
      'a book that somebody waits for, also of another branch',
      returned({ branch: 'BLK-1', hold: true }),
      'holds',
    ],
    [
      "a children's book",
      returned({ item: { ...book, branch: 'BLK-K' }, branch: 'BLK-K' }),
      'children',
    ],
    ['a return that was refused', returned({ refused: true, hold: true }), 'exception'],
    ['a thing that nobody knows', returned({ item: null }), 'shelf'],
  ])('%s', (_name, thing, bin) => {
    expect(sortBin(bins, thing).bin).toBe(bin);
  });

  it('tells why', () => {
    expect(sortBin(bins, returned())).toEqual({ bin: 'shelf', why: 'the rest' });
  });

  it('an unknown item fits no condition about items, also not a negative one', () => {
    const rules = [{ bin: 'own', foreignBranch: false, why: 'x' }, ...bins.rules.slice(-1)];
    expect(sortBin({ rules }, returned({ item: null })).bin).toBe('shelf');
  });
});

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const branch = fc.constantFrom('BLK-C', 'BLK-K', 'BLK-1');
const itemType = fc.constantFrom('book', 'brochure', 'magazine', 'rare' as const);
const thing = fc.record({
  item: fc.option(fc.record({ branch, itemType }) as fc.Arbitrary<ReturnedThing['item'] & object>),
  ...{ branch, hold: fc.boolean(), refused: fc.boolean() },
});
const rule = fc.record({
  bin: fc.constantFrom('1', '2', '3'),
  branches: optional(fc.array(branch)),
  itemTypes: optional(fc.array(itemType)),
  ...{ hold: optional(fc.boolean()), foreignBranch: optional(fc.boolean()) },
  refused: optional(fc.boolean()),
  why: fc.string(),
}) as fc.Arbitrary<BinRule>;

it('any rules that pass the lint give any return exactly one bin, that of the first rule that fits', () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 8 }), thing, (rules, given) => {
      const last = { bin: 'rest', why: 'no condition' };
      const all = [...rules, last];
      const { bin } = sortBin({ rules: all }, given);
      expect(all.map((one) => one.bin)).toContain(bin);
      expect(sortBin({ rules: all }, given).bin).toBe(bin);
      // Alone with the last rule, each earlier one decides for itself or not at all.
      const alone = rules.map((one) => sortBin({ rules: [one, last] }, given).bin !== 'rest');
      expect(bin).toBe(all[alone.includes(true) ? alone.indexOf(true) : rules.length]!.bin);
    }),
  );
});
