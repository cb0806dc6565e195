// The bodies that this program can apply, as it must find them. A body that does not fit is held,
// so more fields than these are welcome and a wrong type is not. The types stand in
// `station-server/circulation/journal-entry.ts`.
import Type, { type TSchema } from 'typebox';
import { Language, LocalDate, oneOf, PatronCategory } from '../../profiles/site-schema.ts';
import type { EntryType } from '../../station-server/circulation/journal-entry.ts';
import { COUNTED } from '../../station-server/circulation/people-count.ts';
import { FACES, WISH_CHARACTERS_MAX } from '../../station-server/circulation/wish.ts';

const Id = Type.String({ minLength: 1, maxLength: 40 });
const OptionalId = Type.Union([Type.Null(), Id]);
/** What `station-sequence` looks like; an erasure takes it apart. */
const RowId = Type.String({ pattern: '^[0-9]{1,6}-[0-9]{1,9}$' });
const Word = Type.String({ maxLength: 16 });
const Count = Type.Integer({ minimum: 0, maximum: 1_000_000 });
const Agreement = Type.Object({ version: Type.String({ maxLength: 64 }), atMs: Type.Integer() });

const locker = {
  ...{ itemId: Id, patronId: Id, holdId: Id, device: Type.String({ maxLength: 32 }) },
  lock: Type.Integer({ minimum: 0, maximum: 255 }),
};

export const BODY_SCHEMAS: Record<EntryType, TSchema> = {
  'check-out': Type.Object({
    itemId: Id,
    patronId: Id,
    kind: oneOf('home', 'hall'),
    dueOn: LocalDate,
    renewalsMax: Count,
  }),
  'check-in': Type.Object({
    itemId: Id,
    loanId: OptionalId,
    patronId: OptionalId,
    withCard: Type.Boolean(),
  }),
  renewal: Type.Object({
    loanId: Id,
    itemId: Id,
    patronId: Id,
    dueOn: LocalDate,
    renewals: Count,
  }),
  registration: Type.Object({
    // Version 1; later the card is among the personal data.
    card: Type.Optional(Id),
    category: PatronCategory,
    language: Language,
    branch: Type.String({ maxLength: 16 }),
    status: oneOf('active', 'pending'),
    consent: Agreement,
    rules: Agreement,
    duplicateWarned: Type.Boolean(),
    hasGuardian: Type.Boolean(),
  }),
  'registration-confirmed': Type.Object({ patronId: Id }),
  erasure: Type.Object({ patronId: RowId }),
  reregistration: Type.Object({
    patronId: Id,
    consent: Type.Optional(Agreement),
    rules: Type.Optional(Agreement),
    guarantee: Type.Optional(Type.Boolean()),
  }),
  preference: Type.Object({ patronId: Id, language: Language }),
  guardian: Type.Object({ adultId: Id, childId: Id }),
  'guardian-ended': Type.Object({ guardianId: Id, adultId: Id, childId: Id }),
  pin: Type.Object({ patronId: Id, set: Type.Boolean() }),
  remembering: Type.Object({ patronId: Id, wanted: Type.Boolean() }),
  refusal: Type.Object({ act: Type.String(), reason: Type.String() }),
  visit: Type.Object({ patronId: OptionalId }),
  wish: Type.Object({
    title: Type.String({ minLength: 1, maxLength: WISH_CHARACTERS_MAX }),
    author: Type.String({ maxLength: WISH_CHARACTERS_MAX }),
    language: Language,
    patronId: OptionalId,
  }),
  rating: Type.Object({ titleId: Id, face: oneOf(...FACES) }),
  count: Type.Object({
    what: oneOf(...COUNTED),
    n: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    fromMs: Type.Integer(),
    toMs: Type.Integer(),
  }),
  storno: Type.Object({ entry: Id, itemId: OptionalId, loanId: OptionalId, patronId: OptionalId }),
  block: Type.Object({ patronId: Id, blocked: Type.Boolean(), reason: Word }),
  merge: Type.Object({ patronId: Id, intoPatronId: Id }),
  hold: Type.Object({ itemId: OptionalId, titleId: Id, patronId: Id, branch: Word }),
  tagged: Type.Object({ itemId: Id, uid: Word, written: Type.Boolean() }),
  security: Type.Object({
    itemId: Id,
    uid: Word,
    wanted: oneOf('secured', 'unsecured'),
    result: oneOf('done', 'alert', 'settled'),
  }),
  'hold-cancelled': Type.Object({ holdId: Id, patronId: Id }),
  'locker-filled': Type.Object(locker),
  'locker-emptied': Type.Object({ ...locker, why: oneOf('picked-up', 'taken-out') }),
  'review-decided': Type.Object({
    kind: Type.String({ maxLength: 64 }),
    ref: Type.String({ maxLength: 64 }),
    action: oneOf('accept', 'correct', 'dismiss'),
    reason: Type.Union([Type.Null(), Type.String({ maxLength: 400 })]),
    entries: Type.Array(Id, { maxItems: 16 }),
  }),
};

const Name = Type.Object({
  surname: Type.String(),
  givenName: Type.String(),
  patronymic: Type.String(),
});
export const Personal = Type.Object({
  name: Name,
  birthDate: LocalDate,
  phone: Type.String(),
  iin: Type.Union([Type.Null(), Type.String()]),
  card: Type.Optional(Id),
  guardian: Type.Union([
    Type.Null(),
    Type.Object({ name: Name, phone: Type.String(), guaranteeAtMs: Type.Integer() }),
  ]),
});
