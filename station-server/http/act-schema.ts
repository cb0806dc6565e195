// The KioskAct of api-types.ts as a schema, with `revision` beside it: the view on which the finger came down.
import Type from 'typebox';
import { BARCODE_TEXT_MAX } from '../../profiles/barcode-rules.ts';
import { PartialComfort } from '../../profiles/comfort-schema.ts';
import { Language, LocalDate, oneOf, Symbology } from '../../profiles/site-schema.ts';
import { REGISTER_STEPS } from '../api-types.ts';
import { QUERY_CHARACTERS_MAX } from '../catalogue/fold.ts';
import { CHILDREN_MAX } from '../circulation/guardian-rule.ts';
import { FACES, WISH_CHARACTERS_MAX } from '../circulation/wish.ts';
import { Barcode, closed, EntryId, PartialFormBody } from './schemas.ts';

const revision = { revision: Type.Optional(Type.Integer({ minimum: 0 })) };
const Version = Type.String({ maxLength: 64 });
const WishText = Type.String({ maxLength: WISH_CHARACTERS_MAX });
/** What is no PIN is told to the reader; only sizes are checked here. */
const Pin = Type.String({ maxLength: 16 });
const act = <N extends string, F extends Record<string, Type.TSchema>>(name: N, fields: F) =>
  Type.Object({ act: Type.Literal(name), ...fields, ...revision }, closed);

export const ActBody = Type.Union([
  act('language', { language: Language }),
  act('comfort', { set: Type.Optional(PartialComfort), open: Type.Optional(Type.Boolean()) }),
  act('camera', { open: Type.Boolean() }),
  act('camera-scan', {
    text: Type.String({ minLength: 1, maxLength: BARCODE_TEXT_MAX }),
    symbology: Symbology,
  }),
  act('start', { what: oneOf('borrow', 'return', 'account', 'register') }),
  act('keypad', { open: Type.Boolean() }),
  act('identify-by-number', { card: Barcode, birthDate: LocalDate }),
  act('identify-by-number', { card: Barcode, pin: Pin }),
  act('switch', { to: oneOf('borrow', 'return', 'account') }),
  act('renew', { loanId: EntryId }),
  act('renew-all', {}),
  act('reregister-open', {}),
  act('shelves-open', {}),
  act('shelves-age', { from: Type.Integer({ minimum: 0, maximum: 17 }) }),
  act('shelf-open', { shelf: Type.String({ maxLength: 32 }) }),
  act('shelf-book', { titleId: EntryId }),
  act('shelves-back', {}),
  act('class-open', {}),
  act('class-close', {}),
  act('reregister', {
    ...{ consentVersion: Version, rulesVersion: Version, guarantee: Type.Boolean() },
  }),
  act('my-card-open', {}),
  act('my-card-part', { part: oneOf('overview', 'pin', 'phone') }),
  act('remember', { wanted: Type.Boolean() }),
  act('pin-set', { pin: Pin, again: Pin }),
  act('pin-remove', {}),
  act('borrow-for', {
    child: Type.Union([Type.Null(), Type.Integer({ minimum: 0, maximum: CHILDREN_MAX - 1 })]),
  }),
  act('register-step', { step: oneOf(...REGISTER_STEPS), fields: PartialFormBody }),
  act('register-back', {}),
  act('register-submit', { duplicateAccepted: Type.Boolean() }),
  act('search-open', {}),
  act('search', { query: Type.String({ maxLength: QUERY_CHARACTERS_MAX }) }),
  act('search-page', { page: Type.Integer({ minimum: 0, maximum: 100 }) }),
  act('title-open', { titleId: EntryId }),
  act('search-back', {}),
  act('hold-place', {}),
  act('hold-cancel', { holdId: EntryId }),
  act('wish-open', {}),
  act('wish', { title: WishText, author: WishText }),
  act('rate', { key: Type.String({ maxLength: 32 }), face: oneOf(...FACES) }),
  act('finish', { receipt: oneOf('paper', 'none') }),
  act('more-time', {}),
  act('dismiss-notice', {}),
  act('call-librarian', {}),
  act('home', {}),
]);

export const KeysBody = Type.Object(
  {
    keys: Type.Array(
      Type.Object(
        {
          code: Type.String({ maxLength: 24 }),
          shift: Type.Boolean(),
          gapMs: Type.Number({ minimum: 0 }),
        },
        closed,
      ),
      { minItems: 1, maxItems: 256 },
    ),
  },
  closed,
);
