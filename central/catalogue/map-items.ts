// The copies of a work: repeated holdings fields to items. A copy needs a barcode or an inventory
// number; most copies of a library that has just begun have no barcode yet (libraries.md 0), and
// get one when a label is stuck on at the desk. Pure.
import type { Branch, ItemType } from '../../profiles/site-schema.ts';
import type { ImportedTitle } from '../sync-contract.ts';
import { ImportError } from './errors.ts';
import type { Mapping, Mark } from './mapping.ts';
import { cleanText, type RecordText, type Subfields } from './record-text.ts';

type ImportedItem = ImportedTitle['items'][number];
type Holdings = Mapping['holdings'];
export type ItemRejection = {
  reason:
    | 'item-number-missing'
    | 'number-twice'
    | 'location-missing'
    | 'location-unknown'
    | 'item-type-unknown';
  detail: string;
};

/** Locations are compared without case, repeated spaces and a last full stop. */
const plain = (text: string): string => cleanText(text).toLowerCase().replace(/\.$/, '');

const branchFinder = (holdings: Holdings, branches: readonly Branch[]) => {
  const codes = new Map<string, string>();
  for (const { code, name } of branches)
    for (const text of [name.en, name.ru, name.kk, code]) codes.set(plain(text), code);
  for (const [text, code] of Object.entries(holdings.locations)) {
    if (!branches.some((branch) => branch.code === code))
      throw new ImportError('mapping-invalid', `/holdings/locations: the site has no ${code}`);
    codes.set(plain(text), code);
  }
  return (text: string): string | undefined => codes.get(plain(text));
};

const first = (subfields: Subfields, codes: readonly string[]): string => {
  for (const code of codes) {
    const found = subfields.find(([name, value]) => name === code && value.trim() !== '');
    if (found) return cleanText(found[1]);
  }
  return '';
};

const marked = (marks: readonly Mark[]): ((subfields: Subfields) => boolean) => {
  const patterns = marks.map(({ code, pattern }) => ({ code, regExp: new RegExp(pattern, 'iu') }));
  return (subfields) =>
    subfields.some(([name, value]) =>
      patterns.some(({ code, regExp }) => code === name && regExp.test(value)),
    );
};

/**
 * A number that two items of one record share, or ''. Each branch may keep its own inventory book.
 */
const repeated = (items: ImportedItem[]): string => {
  const seen = new Set<string>();
  for (const { barcode, inventoryNo, branch } of items) {
    const inventory = inventoryNo === '' ? '' : `${branch} ${inventoryNo}`;
    for (const number of [barcode, inventory]) {
      if (number !== '' && seen.has(number)) return number;
      seen.add(number);
    }
  }
  return '';
};

export const createItemMapper = (holdings: Holdings, branches: readonly Branch[]) => {
  const findBranch = branchFinder(holdings, branches);
  const isHallOnly = marked(holdings.hallOnly);
  const isLost = marked(holdings.lost);
  const isWrittenOff = marked(holdings.writtenOff);
  const types = new Map(
    Object.entries(holdings.itemTypes).map(([text, type]) => [plain(text), type]),
  );

  const typeOf = (subfields: Subfields, kind: ItemType): ItemType | ItemRejection => {
    const text = holdings.itemType === undefined ? '' : first(subfields, [holdings.itemType]);
    if (text === '') return kind;
    return types.get(plain(text)) ?? { reason: 'item-type-unknown', detail: text };
  };

  const branchOf = (subfields: Subfields): string | ItemRejection => {
    const texts = holdings.location.map((code) => first(subfields, [code])).filter(Boolean);
    if (texts.length === 0) return { reason: 'location-missing', detail: '' };
    for (const text of texts) {
      const code = findBranch(text);
      if (code !== undefined) return code;
    }
    return { reason: 'location-unknown', detail: texts[0]! };
  };

  const mapItem = (subfields: Subfields, kind: ItemType): ImportedItem | ItemRejection => {
    const barcode = first(subfields, holdings.barcode).replaceAll(' ', '');
    const inventoryNo = first(subfields, holdings.inventoryNo);
    if (barcode === '' && inventoryNo === '') return { reason: 'item-number-missing', detail: '' };
    const branch = branchOf(subfields);
    if (typeof branch !== 'string') return branch;
    const itemType = typeOf(subfields, kind);
    if (typeof itemType !== 'string') return itemType;
    const status = isWrittenOff(subfields)
      ? 'written-off'
      : isLost(subfields)
        ? 'lost'
        : 'available';
    return { barcode, inventoryNo, branch, itemType, home: !isHallOnly(subfields), status };
  };

  /** All items of the record, or what is wrong with the first wrong one. */
  return (text: RecordText, kind: ItemType): ImportedItem[] | ItemRejection => {
    const items: ImportedItem[] = [];
    for (const subfields of text.fields(holdings.tag)) {
      const item = mapItem(subfields, kind);
      if ('reason' in item) return item;
      items.push(item);
    }
    const twice = repeated(items);
    return twice === '' ? items : { reason: 'number-twice', detail: twice };
  };
};
