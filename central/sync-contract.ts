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
/** Version of a push whose entries are packed (`PushColumns`). Central answers in the version it was asked in. */
export const PUSH_VERSION_PACKED = 2;
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

const sha256Base64 = Type.String({ pattern: '^[A-Za-z0-9+/]{43}$' });

/**
 * POST /v1/push in version 2: a PushRequest with its entries packed by `station-server/circulation/wire-columns.ts`, as a tuple:
 * [version, station, epoch, first, previousChain, chain, clocks, count, values, numbers]. Chain values are base64 without `=`;
 * `clocks` is {} where none are known. A central that answers `version-unsupported` or, if it is older than that answer,
 * `body-invalid`, is sent version 1.
 */
export const PushColumns = Type.Tuple([
  Type.Literal(PUSH_VERSION_PACKED),
  Type.Integer({ minimum: 1, maximum: 999 }),
  Type.Integer({ minimum: 0 }),
  Type.Integer({ minimum: 1 }),
  sha256Base64,
  sha256Base64,
  Type.Record(Type.String({ maxLength: 40 }), Type.Integer()),
  Type.Integer({ minimum: 0, maximum: ENTRIES_PER_PUSH_MAX }),
  Type.Array(Type.Unknown()),
  Type.String({ pattern: '^[A-Za-z0-9+/]*$' }),
]);

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

/**
 * GET /v1/erasures?after=ID: ids of erased patrons in the order of their texts, answered also to a station whose entries are
 * refused (`chain-fork`): an old copy of a disk must not keep whom the library has forgotten.
 */
export const ErasuresAnswer = Type.Object(
  {
    version: Type.Integer(),
    patronIds: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 1_000 }),
    more: Type.Boolean(),
  },
  closed,
);

/** Error body of every central end point. `chain-fork` (409): another disk already sent different entries under these numbers; stop and call staff. */
export const CentralError = Type.Object({ code: Type.String(), message: Type.String() }, closed);

export type WireEntry = Static<typeof WireEntry>;
export type PushRequest = Static<typeof PushRequest>;
export type PushColumns = Static<typeof PushColumns>;
export type PushAnswer = Static<typeof PushAnswer>;
export type PullRow = Static<typeof PullRow>;
export type PullAnswer = Static<typeof PullAnswer>;
export type ErasuresAnswer = Static<typeof ErasuresAnswer>;

/** What `data` of a pulled row holds, by table. Stations get no phone, IIN or guardian. */
export type PulledData = {
  patron: Patron & { name: PersonName };
  title: Title;
  item: Item;
  loan: Loan;
  hold: Hold;
};

/**
 * A file of rows for a station without central: this head, the rows (`PullRow`), and `{"rows":N,"sha256":hex}` over all lines
 * before it, one JSON text a line. It is named `rows-<from>-<to>.jsonl` and holds every row with from < ver <= to.
 */
export const RowsFileHead = Type.Object(
  {
    format: Type.Literal('kitap-rows-1'),
    library: Type.String({ maxLength: 64 }),
    from: Type.Integer({ minimum: 0 }),
    to: Type.Integer({ minimum: 0 }),
  },
  closed,
);
export type RowsFileHead = Static<typeof RowsFileHead>;
export const rowsFileName = ({ from, to }: Pick<RowsFileHead, 'from' | 'to'>): string =>
  `rows-${from}-${to}.jsonl`;

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

// --- First load: a snapshot of the library as immutable chunks (sync.md 1.2 "Snapshot") ---

export const SNAPSHOT_FORMAT = 1;
/** Of the manifest: 400 million rows. */
export const SNAPSHOT_CHUNKS_MAX = 20_000;
/** Compressed and unpacked bytes of one chunk. */
export const CHUNK_BYTES_MAX = 8_388_608;
export const CHUNK_TEXT_BYTES_MAX = 33_554_432;

/**
 * One file of packed rows, named by the sha256 of its bytes. Tiers in the order of need: 1 active patrons, open loans and waiting holds, 2
 * items and the titles of one branch's items (1 and 2 are enough to lend), 3 all titles and the other patrons, 4 only for a
 * station that held rows before: what was deleted and loans that were closed, the last closed first.
 */
export const SnapshotChunk = Type.Object({
  tier: Type.Integer({ minimum: 1, maximum: 4 }),
  table: oneOf('patron', 'title', 'item', 'loan', 'hold'),
  /** Only stations of this branch need it. */
  branch: Type.Optional(Type.String({ maxLength: 64 })),
  /** The rows are ids of what was deleted. */
  deleted: Type.Optional(Type.Boolean()),
  rows: Type.Integer({ minimum: 1 }),
  bytes: Type.Integer({ minimum: 1, maximum: CHUNK_BYTES_MAX }),
  sha256: sha256Hex,
});

/**
 * GET /v1/snapshot: what a station whose cursor is 0 loads instead of pulling from the start; 404 when there is none. All
 * rows stand for feed version `ver`, from which pulling goes on. `applied` is the station's last entry whose effects they
 * hold: rows that later entries touched are older than the station's own.
 * GET /v1/snapshot/<sha256>: the bytes of a chunk, brotli of text that `unpackChunk` reads; with Range.
 */
export const SnapshotAnswer = Type.Object({
  format: Type.Integer(),
  epoch: Type.Integer(),
  ver: Type.Integer({ minimum: 0 }),
  applied: Type.Integer({ minimum: 0 }),
  chunks: Type.Array(SnapshotChunk, { maxItems: SNAPSHOT_CHUNKS_MAX }),
});
export type SnapshotChunk = Static<typeof SnapshotChunk>;
export type SnapshotAnswer = Static<typeof SnapshotAnswer>;
export { type UnpackedChunk, unpackChunk } from './snapshot/chunk-text.ts';
