// Elements of ISO 28560-1 by their relative object identifier, in the words of the standard; and what a type of usage means.

export const OID = { pii: 1, contentParameter: 2, owner: 3, parts: 4, usage: 5 } as const;

const NAMES: readonly string[] = [
  'unique item identifier',
  'primary item identifier',
  'content parameter',
  'owner institution (ISIL)',
  'set information',
  'type of usage',
  'shelf location',
  'ONIX media format',
  'MARC media format',
  'supplier identifier',
  'order number',
  'ILL borrowing institution (ISIL)',
  'ILL borrowing transaction number',
  'GS1 product identifier',
  'alternative unique item identifier',
  'local data A',
  'local data B',
  'title',
  'product identifier local',
  'media format (other)',
  'supply chain stage',
  'supplier invoice number',
  'alternative item identifier',
  'alternative owner institution',
  'subsidiary of an owner institution',
  'alternative ILL borrowing institution',
  'local data C',
];

export const OID_NAMED_MAX: number = NAMES.length - 1;

export const elementName = (oid: number): string => NAMES[oid] ?? 'reserved';

/** Elements of one byte, told as two hex digits. */
export const BYTE_OIDS: ReadonlySet<number> = new Set([OID.usage, 19, 20]);
/** Elements that hold an ISIL. */
export const ISIL_OIDS: ReadonlySet<number> = new Set([OID.owner, 11]);

/** High nibble of the type of usage. */
const CLASSES: readonly string[] = [
  'acquisition item',
  'circulating item',
  'item not for circulation',
  'for local use',
  'for local use',
  'for future use',
  'no information',
  'discarded item',
  'patron card',
  'library equipment',
];
const DETAILS: Readonly<Record<number, string>> = {
  1: 'automated',
  2: 'manual',
  17: 'for automatic sorting',
  18: 'not for automatic sorting',
  19: 'not for issue offline',
  20: 'not for return offline',
  21: 'not for issue or return offline',
  113: 'for sale',
  114: 'sold',
  115: 'for disposal',
  129: 'adult',
  130: 'young adult',
  131: 'child',
  145: 'personal computer',
  146: 'video projector',
  147: 'overhead projector',
  148: 'whiteboard',
};

export const USAGE_CLASS = { discarded: 7, patronCard: 8 } as const;

export const usageName = (usage: number): string => {
  const detail = DETAILS[usage];
  return `${CLASSES[usage >> 4] ?? 'for future use'}${detail === undefined ? '' : `, ${detail}`}`;
};
