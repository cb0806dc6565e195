// Where stations and central meet: the bodies of `/v1/push` and `/v1/pull` (sync.md 1.2). Both sides validate with these
// schemas. Authorisation is `Bearer <station token>` from `kitap central add-station`; the token names library and station.
import Type, { type Static } from 'typebox';
import { LocalDate, oneOf } from '../profiles/site-schema.ts';
import type {
  Hold,
  Item,
  Loan,
  Patron,
  PersonName,
  Title,
} from '../station-server/circulation/types.ts';

export const SYNC_VERSION = 1;
export const ENTRIES_PER_PUSH_MAX = 1_000;
export const PUSH_BYTES_MAX = 1_048_576;
export const ROWS_PER_PULL_MAX = 500;
/** A pull waits this long for news before it answers with none. */
export const PULL_WAIT_SECONDS_MAX = 300;

const closed = { additionalProperties: false };
const sha256Hex = Type.String({ pattern: '^[0-9a-f]{64}$' });

/**
 * One entry on the wire, as a tuple, in the order of `JournalEntry` without station and seq (implied by the batch):
 * [v, type, wallMs, bootId, upMs, effectiveOn, place, actor, body, personalDigest, personal].
 * `personal` is null or [saltHex, canonical JSON text of PersonalData]; erased personal data travel as null under a kept digest.
 */
export const WireEntry = Type.Tuple([
  Type.Integer({ minimum: 1 }),
  Type.String({ maxLength: 64 }),
  Type.Integer(),
  Type.String({ maxLength: 40 }),
  Type.Integer({ minimum: 0 }),
  LocalDate,
  Type.String({ maxLength: 32 }),
  Type.String({ maxLength: 64 }),
  Type.Record(Type.String(), Type.Unknown()),
  Type.Union([Type.Null(), sha256Hex]),
  Type.Union([
    Type.Null(),
    Type.Tuple([Type.String({ maxLength: 64 }), Type.String({ maxLength: 8192 })]),
  ]),
]);

/** POST /v1/push. Consecutive entries from `first`; `previousChain` is the chain value of entry first-1 (64 zeros for 1). */
export const PushRequest = Type.Object(
  {
    version: Type.Integer(),
    station: Type.Integer({ minimum: 1, maximum: 999 }),
    epoch: Type.Integer({ minimum: 0 }),
    first: Type.Integer({ minimum: 1 }),
    previousChain: sha256Hex,
    entries: Type.Array(WireEntry, { maxItems: ENTRIES_PER_PUSH_MAX }),
    /**
     * By boot id: central's clock minus uptime, milliseconds, as best known (the exchange with the shortest round trip).
     * Central then trusts uptime rather than the wall clock; boots that are not named fall back to the wall clock.
     */
    clocks: Type.Optional(Type.Record(Type.String({ maxLength: 40 }), Type.Integer())),
    /** Chain value of the last entry: central computes the same or answers `chain-fork`. */
    chain: sha256Hex,
  },
  closed,
);

/** Answered after the commit. `applied` is the last sequence that is durable at central; it may be behind what was sent (a gap: send from there). */
export const PushAnswer = Type.Object(
  {
    version: Type.Integer(),
    epoch: Type.Integer(),
    applied: Type.Integer({ minimum: 0 }),
    nowMs: Type.Integer(),
  },
  closed,
);

/** One changed row. `data` null = deleted. Rows come in the order of `ver`. */
export const PullRow = Type.Object(
  {
    /** `hold` only where the station asked for it. */
    table: oneOf('patron', 'title', 'item', 'loan', 'hold'),
    id: Type.String({ maxLength: 40 }),
    ver: Type.Integer({ minimum: 1 }),
    data: Type.Union([Type.Null(), Type.Record(Type.String(), Type.Unknown())]),
  },
  closed,
);

/** GET /v1/pull?cursor=N&limit=N&waitSeconds=N&tables=hold. Rows with ver > cursor; `applied` and `epoch` as in a push. */
export const PullAnswer = Type.Object(
  {
    version: Type.Integer(),
    epoch: Type.Integer(),
    applied: Type.Integer({ minimum: 0 }),
    nowMs: Type.Integer(),
    rows: Type.Array(PullRow, { maxItems: ROWS_PER_PULL_MAX }),
    /** The cursor to ask with next; store it in one transaction with the rows. */
    cursor: Type.Integer({ minimum: 0 }),
    more: Type.Boolean(),
  },
  closed,
);

/** Error body of every central end point. `chain-fork` (409): another disk already sent different entries under these numbers; stop and call staff. */
export const CentralError = Type.Object({ code: Type.String(), message: Type.String() }, closed);

export type WireEntry = Static<typeof WireEntry>;
export type PushRequest = Static<typeof PushRequest>;
export type PushAnswer = Static<typeof PushAnswer>;
export type PullRow = Static<typeof PullRow>;
export type PullAnswer = Static<typeof PullAnswer>;

/** What `data` of a pulled row holds, by table. Stations get no phone, IIN or guardian. */
export type PulledData = {
  patron: Patron & { name: PersonName };
  title: Title;
  item: Item;
  loan: Loan;
  hold: Hold;
};

/** A title with its items as an importer found it; the unit of `kitap import catalogue`. */
export type ImportedTitle = {
  /** Stable within its source: field 001, else a digest of the description. Importing the same key again updates. */
  key: string;
  title: Omit<Title, 'titleId'>;
  items: (Omit<Item, 'itemId' | 'titleId' | 'status'> & { status: Item['status'] })[];
  /** As the record has them, several ISBN separated by a space; a store may leave them out. */
  isbn?: string;
  udc?: string;
};
export type ImportOutcome =
  | { outcome: 'new' | 'updated' | 'unchanged' }
  /** Such as `barcode-taken`: another title's item has this barcode. Nothing of the record was stored. */
  | { outcome: 'rejected'; reason: string };
export type ImportedPatron = Patron & { name: PersonName; phone: string };
