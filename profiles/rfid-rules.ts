// What differs from one library to the next about its tags: the values of the security bit, the data models and their order, whose
// tags are its own. Part of the site file; the defaults are the registered values (ISO 28560-1; AFI C2 = out on loan, 07 = in stock,
// often told the wrong way round).
import Type, { type Static } from 'typebox';

const closed = { additionalProperties: false };
const hexByte = Type.String({ pattern: '^[0-9a-f]{2}$' });
const model = Type.Enum(['28560-3', '28560-2', '3m']);

export const RfidRules = Type.Object(
  {
    /** Which sign the gate looks at. `both`: written AFI first, and secured only when both say so. */
    security: Type.Enum(['afi', 'eas', 'both']),
    afiOnLoan: hexByte,
    afiInStock: hexByte,
    /** Tried in this order after the DSFID; the first one is written. */
    models: Type.Array(model, { minItems: 1, maxItems: 3 }),
    /** Tags whose DSFID lies: many in the field hold 00. */
    dsfidModels: Type.Array(Type.Object({ dsfid: hexByte, model }, closed), { maxItems: 16 }),
    /** The whole identifier must match, after the prefix is gone; else the tag is unreadable. */
    piiPattern: Type.String({ maxLength: 200 }),
    /** Norway's tags carry `10` before the number. */
    piiStripPrefix: Type.String({ maxLength: 8 }),
    /** ISILs whose tags are this library's, beside its own; a tag that names no owner is taken as its own. */
    otherOwners: Type.Array(Type.String({ maxLength: 16 }), { maxItems: 32 }),
    /** ISO 28560-3 with a wrong check value is believed; off unless a library's old tags are so. */
    acceptBadCrc: Type.Boolean(),
    /** Bytes to skip before ISO 28560-2 data; a site with junk in the first block names [0, 4]. */
    resyncOffsets: Type.Array(Type.Integer({ minimum: 0, maximum: 16 }), {
      minItems: 1,
      maxItems: 4,
    }),
    /**
     * Every book bears a tag: lent by its barcode beside a pad, one of which no tag is known must be put there, or its tag would stay
     * armed and nobody would know of it. Off while books are still being tagged.
     */
    everyItemTagged: Type.Boolean(),
    /** Locks what may not change after tagging (never AFI: it is the security bit). */
    lockTags: Type.Boolean(),
  },
  closed,
);
export type RfidRules = Static<typeof RfidRules>;

export const defaultRfidRules: RfidRules = {
  security: 'afi',
  afiOnLoan: 'c2',
  afiInStock: '07',
  models: ['28560-3', '28560-2', '3m'],
  dsfidModels: [],
  piiPattern: '[0-9A-Za-z][0-9A-Za-z ./:-]{0,31}',
  piiStripPrefix: '',
  otherOwners: [],
  acceptBadCrc: false,
  resyncOffsets: [0],
  everyItemTagged: false,
  lockTags: false,
};
