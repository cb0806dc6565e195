// The site file: everything that differs from one library system to the next, as data.
// One `site.json` is validated against this schema before any process starts (DESIGN.md, "Processes").
import Type, { type Static, type TEnum } from 'typebox';
import { RfidRules } from './rfid-rules.ts';

const closed = { additionalProperties: false };

/** A choice of texts, so that one list is both the check and the type. */
export const oneOf = <T extends string>(...values: T[]): TEnum<T[]> => Type.Enum(values);

/** A calendar day in the site's own time zone, `YYYY-MM-DD`. Due dates are such days, never instants. */
export const LocalDate = Type.String({
  pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
});
export const Language = oneOf('kk', 'ru', 'en');
export const Texts = Type.Object(
  { kk: Type.String(), ru: Type.String(), en: Type.String() },
  closed,
);

export const Symbology = oneOf(
  'code128',
  'code39',
  'codabar',
  'ean13',
  'ean8',
  'itf',
  'qr',
  'datamatrix',
  'unknown',
);

/**
 * How this library recognises what was scanned; the first rule that fits wins. `pattern` is matched on the text after
 * `stripPrefix`, Codabar start/stop characters and AIM identifier are gone; capture group 1, where present, is the number.
 */
export const BarcodeRule = Type.Object(
  {
    kind: oneOf('patron', 'item', 'isbn'),
    pattern: Type.String(),
    /** Symbologies that may carry it; absent = any. A scanner that tells none reports `unknown`, which always passes. */
    symbologies: Type.Optional(Type.Array(Symbology)),
    checkDigit: oneOf('luhn', 'isbn13', 'mod43', 'mod10-itf', 'none'),
    stripPrefix: Type.Optional(Type.String()),
    why: Type.String(),
  },
  closed,
);

export const Branch = Type.Object(
  {
    code: Type.String({ pattern: '^[A-Z0-9-]{1,16}$' }),
    kind: Type.String(),
    name: Texts,
  },
  closed,
);

export const PatronCategory = oneOf(
  'worker',
  'employee',
  'entrepreneur',
  'unemployed',
  'student',
  'pupil',
  'preschool',
  'pensioner',
  'disabled',
);

export const ItemType = oneOf('book', 'brochure', 'magazine', 'newspaper', 'audiobook', 'rare');

/** One row of the loan policy. The first rule whose conditions all hold decides; the last one must have no condition. */
export const LoanRule = Type.Object(
  {
    categories: Type.Optional(Type.Array(PatronCategory)),
    itemTypes: Type.Optional(Type.Array(ItemType)),
    /** Codes of the branches where the loan is made: a delivery point visited once a month needs a longer term. */
    branches: Type.Optional(Type.Array(Type.String())),
    /** Days from the effective date to the due date, before closed days move it. */
    loanDays: Type.Integer({ minimum: 0, maximum: 400 }),
    renewalsMax: Type.Integer({ minimum: 0, maximum: 50 }),
    /** Whether it may leave the building; a reading-room-only item is lent to the hall until the end of the day. */
    home: Type.Boolean(),
    why: Type.String(),
  },
  closed,
);

export const Policy = Type.Object(
  {
    loanRules: Type.Array(LoanRule, { minItems: 1 }),
    /** Items in hand at once for a home loan, by patron category. */
    itemsMax: Type.Object(
      {
        default: Type.Integer({ minimum: 0 }),
        byCategory: Type.Record(Type.String(), Type.Integer({ minimum: 0 })),
      },
      closed,
    ),
    /** Items in hand at once for the reading hall, beside the home limit. */
    hallItemsMax: Type.Integer({ minimum: 0 }),
    /** A registration made at a kiosk may lend this many items until staff confirm it. */
    pendingItemsMax: Type.Integer({ minimum: 0 }),
    /** New loans are refused when an item is overdue by more than this many days that count. Returning never is. */
    overdueBlockDays: Type.Integer({ minimum: 0 }),
    /** Re-registration is due once per calendar year; this many days into the new year it is only reminded. */
    reregistrationGraceDays: Type.Integer({ minimum: 0, maximum: 366 }),
    /** Renewal needs no overdue item in hand. */
    renewalNeedsNoOverdue: Type.Boolean(),
    /** A patron younger than this needs a guardian and a guarantee. */
    guardianUnderYears: Type.Integer({ minimum: 0, maximum: 25 }),
    /** How long after the last act a kiosk session ends, seconds, and when the warning with "more time" shows. */
    kioskIdleSeconds: Type.Integer({ minimum: 20 }),
    kioskIdleWarningSeconds: Type.Integer({ minimum: 5 }),
    consentVersion: Type.String(),
    rulesVersion: Type.String(),
  },
  closed,
);

/** Weekly closed days, single closed days, and closed periods (both ends closed). All move due dates and stop overdue counting. */
export const Calendar = Type.Object(
  {
    /** 1 = Monday ... 7 = Sunday (ISO 8601). */
    closedWeekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { maxItems: 6 }),
    closedDays: Type.Array(Type.Object({ date: LocalDate, why: Type.String() }, closed)),
    closedPeriods: Type.Array(
      Type.Object({ from: LocalDate, to: LocalDate, why: Type.String() }, closed),
    ),
    /** What the home page says about today, `HH:MM`. */
    opens: Type.String({ pattern: '^[0-2][0-9]:[0-5][0-9]$' }),
    closes: Type.String({ pattern: '^[0-2][0-9]:[0-5][0-9]$' }),
  },
  closed,
);

/** Where a returned item goes at a sorter or on the returns trolley. All conditions of a rule must hold; the first that fits decides. */
export const BinRule = Type.Object(
  {
    /** Name on the bin, also in SIP2 answers (field CL): `1`, `children`, `exception`. */
    bin: Type.String({ pattern: '^[a-z0-9-]{1,16}$' }),
    /** Codes of the branches that the item belongs to. */
    branches: Type.Optional(Type.Array(Type.String())),
    itemTypes: Type.Optional(Type.Array(ItemType)),
    /** Somebody waits for it. */
    hold: Type.Optional(Type.Boolean()),
    /** It belongs to another branch than the one where it was returned. */
    foreignBranch: Type.Optional(Type.Boolean()),
    /** The return could not be booked: unknown item, unreadable tag. */
    refused: Type.Optional(Type.Boolean()),
    why: Type.String(),
  },
  closed,
);

/** What moves the flap of a bin: an output of a relay board in the place of the book drop, for so long. */
export const BinOutput = Type.Object(
  {
    bin: Type.String({ pattern: '^[a-z0-9-]{1,16}$' }),
    device: Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' }),
    output: Type.Integer({ minimum: 0, maximum: 63 }),
    ms: Type.Integer({ minimum: 50, maximum: 10_000 }),
  },
  closed,
);

export const Bins = Type.Object(
  {
    /** The last rule has no condition: its bin takes what nothing else does. */
    rules: Type.Array(BinRule, { minItems: 1, maxItems: 32 }),
    /** Absent for bins that people fill by hand. */
    outputs: Type.Optional(Type.Array(BinOutput, { maxItems: 32 })),
  },
  closed,
);

/** About books that wait in lockers. */
export const LockerRules = Type.Object(
  {
    /** After so many days staff are told to take the book back. Nothing is undone by itself. */
    daysMax: Type.Integer({ minimum: 1, maximum: 60 }),
  },
  closed,
);
export const defaultLockerRules: Static<typeof LockerRules> = { daysMax: 5 };

export const Site = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]+$' }),
    /** Four digits of every card and item number (digits 2-5). */
    libraryNumber: Type.String({ pattern: '^[0-9]{4}$' }),
    isil: Type.String({ maxLength: 16 }),
    name: Texts,
    timeZone: Type.String(),
    defaultLanguage: Language,
    branches: Type.Array(Branch, { minItems: 1 }),
    barcodeRules: Type.Array(BarcodeRule, { minItems: 1 }),
    policy: Policy,
    calendar: Calendar,
    /** Only where books carry tags and something differs from `defaultRfidRules`. */
    rfid: Type.Optional(RfidRules),
    /** Only where returns are sorted. */
    bins: Type.Optional(Bins),
    /** Only where it differs from `defaultLockerRules`. */
    lockers: Type.Optional(LockerRules),
  },
  closed,
);

export type LocalDate = Static<typeof LocalDate>;
export type Language = Static<typeof Language>;
export type Texts = Static<typeof Texts>;
export type Symbology = Static<typeof Symbology>;
export type BarcodeRule = Static<typeof BarcodeRule>;
export type Branch = Static<typeof Branch>;
export type PatronCategory = Static<typeof PatronCategory>;
export type ItemType = Static<typeof ItemType>;
export type LoanRule = Static<typeof LoanRule>;
export type BinRule = Static<typeof BinRule>;
export type BinOutput = Static<typeof BinOutput>;
export type Bins = Static<typeof Bins>;
export type Policy = Static<typeof Policy>;
export type Calendar = Static<typeof Calendar>;
export type Site = Static<typeof Site>;
