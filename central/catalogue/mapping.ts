// What a mapping file may say: where one family of MARC records keeps the title, the author and the
// copies of a work. One file in `mappings/` is one dialect with one holdings field; a new source is
// a new file, not code.
import { Ajv } from 'ajv';
import Type, { type Static } from 'typebox';
import { ItemType, oneOf } from '../../profiles/site-schema.ts';
import { ImportError } from './errors.ts';

const closed = { additionalProperties: false };
const Tag = Type.String({ pattern: '^[0-9A-Za-z]{3}$' });
const Code = Type.String({ pattern: '^[0-9a-z]$' });
const Codes = Type.Array(Code, { minItems: 1 });
const Pattern = Type.String({ format: 'regex' });

/** One place to look. Several are tried in order and the first that gives a text wins. */
export const Selector = Type.Object(
  {
    tags: Type.Array(Tag, { minItems: 1 }),
    /** Subfield codes, read in the order of the record; empty for a control field. */
    codes: Type.String({ pattern: '^[0-9a-z]*$' }),
    /** What stands before a subfield of this code when it is not the first; a space when absent. */
    before: Type.Optional(Type.Record(Type.String(), Type.String())),
    /** First and one past the last character of coded data. */
    slice: Type.Optional(Type.Tuple([Type.Integer({ minimum: 0 }), Type.Integer({ minimum: 1 })])),
    /** The text must match; capture group 1, where present, is taken instead of the whole. */
    pattern: Type.Optional(Pattern),
    /** Texts of repeated fields are joined by this; without it only the first field counts. */
    join: Type.Optional(Type.String()),
  },
  closed,
);
const Selectors = Type.Array(Selector);

export const DocumentKind = Type.Union([ItemType, oneOf('article', 'e-document')]);

const KindRule = Type.Object(
  {
    kind: DocumentKind,
    /** Leader positions and the letters that they may hold, such as {"7": "ab"}. */
    leader: Type.Optional(Type.Record(Type.String({ pattern: '^[0-9]{1,2}$' }), Type.String())),
    field: Type.Optional(Selector),
    why: Type.String(),
  },
  closed,
);

const Mark = Type.Object({ code: Code, pattern: Pattern }, closed);

const Holdings = Type.Object(
  {
    tag: Tag,
    barcode: Codes,
    inventoryNo: Codes,
    /**
     * Tried in order until one names a branch: its code, its name in any language, or a text of
     * `locations`.
     */
    location: Codes,
    locations: Type.Record(Type.String(), Type.String()),
    /** Absent: the kind of the document. */
    itemType: Type.Optional(Code),
    itemTypes: Type.Record(Type.String(), ItemType),
    /** Any of these makes it reading room only. */
    hallOnly: Type.Array(Mark),
    lost: Type.Array(Mark),
    writtenOff: Type.Array(Mark),
  },
  closed,
);

export const Mapping = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z0-9-]+$' }),
    dialect: oneOf('unimarc', 'marc21'),
    source: Type.String(),
    key: Selectors,
    title: Selectors,
    /**
     * The title of one issue or volume that names nothing by itself ("No. 7") is put behind that of
     * its host.
     */
    host: Type.Optional(Type.Object({ whenTitle: Pattern, title: Selectors }, closed)),
    author: Selectors,
    year: Selectors,
    language: Selectors,
    isbn: Selectors,
    udc: Selectors,
    /** Years of age from which it is lent. Only an explicit mark restricts a book. */
    age: Selectors,
    /** The first rule that fits wins; the last one must have no condition. */
    kinds: Type.Array(KindRule, { minItems: 1 }),
    holdings: Holdings,
    /** Fields that are read on purpose by nothing: they are not reported as unmapped. */
    ignored: Type.Array(Tag),
  },
  closed,
);

export type Selector = Static<typeof Selector>;
export type KindRule = Static<typeof KindRule>;
export type DocumentKind = Static<typeof DocumentKind>;
export type Mark = Static<typeof Mark>;
export type Mapping = Static<typeof Mapping>;

const isRegExp = (pattern: string): boolean => {
  try {
    return Boolean(new RegExp(pattern, 'iu'));
  } catch {
    return false;
  }
};

const ajv = new Ajv({ allErrors: true, formats: { regex: isRegExp } });
const validate = ajv.compile(Mapping);

/**
 * Checks the text of a mapping file. Throws `mapping-invalid` naming each wrong place. `where` is
 * the name of the file.
 */
export const parseMapping = (text: string, where: string): Mapping => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ImportError('mapping-invalid', `${where}: not JSON`, { cause });
  }
  if (!validate(value)) {
    const faults = (validate.errors ?? []).map((e) => `${e.instancePath || '/'} ${e.message}`);
    throw new ImportError('mapping-invalid', `${where}: ${faults.join('; ')}`);
  }
  const mapping = value as Mapping;
  const last = mapping.kinds.at(-1);
  if (last?.leader || last?.field)
    throw new ImportError('mapping-invalid', `${where}: /kinds the last rule has a condition`);
  return mapping;
};
