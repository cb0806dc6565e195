// Shapes that more than one route takes or gives. Closed: what is not named is refused on the way in and left out on the way out.
import Type from 'typebox';
import { Language, LocalDate, oneOf, PatronCategory } from '../../profiles/site-schema.ts';
import { FIELD_FAULTS, REASONS } from '../circulation/reasons.ts';
import { ROW_ID_PATTERN } from '../store/row-key.ts';

export const closed = { additionalProperties: false };

export const PlaceId = Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' });
/** A number as scanned or typed; which numbers exist is the desk's business. */
export const Barcode = Type.String({ minLength: 1, maxLength: 64 });
/** `station-sequence`, the name of a journal entry. */
export const EntryId = Type.String({ pattern: ROW_ID_PATTERN });
export const PlaceParams = Type.Object({ place: PlaceId }, closed);
export const Reason = oneOf(...REASONS);
export const LoanKind = oneOf('home', 'hall');
const whole = Type.Integer({ minimum: 0 });

export const ApiErrorBody = Type.Object(
  { code: Type.String(), message: Type.String(), hint: Type.String() },
  closed,
);
/** The answers that every route may give beside its own. */
export const errorAnswers = { '4xx': ApiErrorBody, '5xx': ApiErrorBody };
/** An act that says all by its address. */
export const NoBody = Type.Object({}, closed);
export const Accepted = Type.Object({ accepted: Type.Literal(true) }, closed);

/** Of an act that a storno can undo. */
export const EntryRef = Type.Object({ station: Type.Integer(), seq: Type.Integer() }, closed);
export const StaffItem = Type.Object(
  { itemId: Type.String(), barcode: Type.String(), title: Type.String(), author: Type.String() },
  closed,
);
export const StaffLoan = Type.Object(
  {
    loanId: Type.String(),
    patronId: Type.String(),
    item: StaffItem,
    kind: LoanKind,
    takenOn: LocalDate,
    dueOn: LocalDate,
    overdueDays: whole,
    renewals: whole,
    renewalsMax: whole,
  },
  closed,
);
export const ReasonDetails = Type.Object(
  {
    limit: Type.Optional(Type.Integer()),
    date: Type.Optional(LocalDate),
    age: Type.Optional(Type.Integer()),
    days: Type.Optional(Type.Integer()),
    minutes: Type.Optional(Type.Integer()),
  },
  closed,
);
const RefusalText = Type.Object({ why: Type.String(), todo: Type.String() }, closed);
export const RefusedBody = Type.Object(
  {
    outcome: Type.Literal('refused'),
    reason: Reason,
    details: ReasonDetails,
    item: Type.Union([Type.Null(), StaffItem]),
    /** For the reader, in three languages: why, then what to do. */
    texts: Type.Object({ kk: RefusalText, ru: RefusalText, en: RefusalText }, closed),
    /** For staff. */
    hint: Type.String(),
  },
  closed,
);

const text = (maxLength: number) => Type.String({ maxLength });
/** Typed by hand: what is wrong with a value is told as a fault of its field, so only sizes are checked here. */
const formFields = {
  surname: text(200),
  givenName: text(200),
  patronymic: text(200),
  birthDate: text(10),
  category: PatronCategory,
  phone: text(40),
  language: Language,
  iin: text(24),
  guardianSurname: text(200),
  guardianGivenName: text(200),
  guardianPhone: text(40),
  guaranteeAccepted: Type.Boolean(),
  consentVersion: text(64),
  consentAccepted: Type.Boolean(),
  rulesVersion: text(64),
  rulesAccepted: Type.Boolean(),
  duplicateAccepted: Type.Boolean(),
};
export const FormBody = Type.Object(formFields, closed);
export const PartialFormBody = Type.Partial(FormBody, closed);
const fault = oneOf(...FIELD_FAULTS);
const faultFields = Object.fromEntries(Object.keys(formFields).map((field) => [field, fault]));
export const Faults = Type.Partial(
  Type.Object(faultFields as Record<keyof typeof formFields, typeof fault>, closed),
  closed,
);
