// What central's HTTP interface answers beside the sync contract; pages import types only, from
// here.
import Type, { type Static, type TSchema } from 'typebox';
import { Language, oneOf } from '../profiles/site-schema.ts';
import { REVIEW_KINDS } from '../station-server/circulation/contradictions.ts';
import { ROWS_PER_PULL_MAX } from './sync-contract.ts';

const closed = { additionalProperties: false };

/** GET /v1/health, for everyone: 200 when the database answers; 503 with a CentralError body otherwise. */
export const Health = Type.Object({ ok: Type.Boolean(), epoch: Type.Integer() }, closed);

const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const count = Type.Integer({ minimum: 0 });

/** GET /v1/health/long, for operators: the same report as `kitap central health`. */
export const HealthReport = Type.Object(
  {
    /** No problem is named. */
    ok: Type.Boolean(),
    /** Codes of `ops/health-problems.ts`. */
    problems: Type.Array(Type.String()),
    engine: Type.Union([Type.Literal('sqlite'), Type.Literal('postgres')]),
    /** How long the database took; null when it did not answer in time. */
    answeredMs: orNull(count),
    schema: orNull(count),
    schemaKnown: count,
    epoch: orNull(count),
    libraries: Type.Array(
      Type.Object(
        {
          library: Type.String(),
          /** Counter of the feed. */
          feed: count,
          stations: count,
          quarantined: count,
          /** Since any station spoke to central. */
          lastContactAgeMs: orNull(count),
          heldEntries: count,
          openReviews: count,
        },
        closed,
      ),
    ),
    /** Where the database is a file of this machine. */
    diskFreeBytes: orNull(count),
    backupAgeMs: orNull(count),
    /** Of the read replica, where one is given; null as well when it is away. */
    replicaLagMs: orNull(count),
  },
  closed,
);

/** Query of GET /v1/pull. */
export const PullQuery = Type.Object(
  {
    cursor: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: ROWS_PER_PULL_MAX })),
    waitSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 300 })),
    /** Tables beside those of the first version, separated by commas: `hold`. */
    tables: Type.Optional(Type.String({ maxLength: 64 })),
  },
  closed,
);

/** Query of GET /v1/erasures. */
export const ErasuresQuery = Type.Object(
  { after: Type.Optional(Type.String({ maxLength: 40 })) },
  closed,
);

export const ReviewState = oneOf(
  ...(['open', 'listed', 'settled', 'accepted', 'corrected', 'dismissed'] as const),
);
export const ReviewAction = oneOf('accept', 'correct', 'dismiss', 'undo');
const Kind = oneOf(...REVIEW_KINDS);
const nullable = <T extends Type.TSchema>(type: T) => Type.Union([Type.Null(), type]);
const Side = Type.Record(Type.String(), Type.Unknown());

/** One contradiction as a librarian reads it. Names of readers are in none of it. */
export const StaffReview = Type.Object(
  {
    kind: Kind,
    ref: Type.String(),
    state: ReviewState,
    /** The entry that brought it up: station 0 is central itself. */
    station: Type.Integer(),
    seq: Type.Integer(),
    raisedAtMs: Type.Integer(),
    settledAtMs: nullable(Type.Integer()),
    /** What each side saw, as ids and times. */
    saw: Type.Object({ station: Side, central: Side }, closed),
    happened: Type.String(),
    decided: Type.String(),
    todo: Type.String(),
    /** What can be done now, with the words of its button. */
    actions: Type.Array(Type.Object({ action: ReviewAction, label: Type.String() }, closed)),
    item: nullable(
      Type.Object(
        {
          itemId: Type.String(),
          barcode: Type.String(),
          title: Type.String(),
          branch: Type.String(),
        },
        closed,
      ),
    ),
    card: nullable(Type.String()),
    otherCard: nullable(Type.String()),
    decision: nullable(
      Type.Object(
        {
          /** The short name of the member of staff. */
          by: Type.String(),
          atMs: Type.Integer(),
          action: Type.String(),
          reason: nullable(Type.String()),
        },
        closed,
      ),
    ),
  },
  closed,
);

/** GET /v1/staff/reviews: oldest first, at most 100. */
export const ReviewsQuery = Type.Object(
  {
    state: Type.Optional(ReviewState),
    lang: Type.Optional(Language),
    skip: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  },
  closed,
);
export const StaffReviews = Type.Object(
  {
    reviews: Type.Array(StaffReview),
    more: Type.Boolean(),
    /** How many wait for a decision, and since when the oldest does. */
    open: Type.Integer(),
    oldestOpenAtMs: nullable(Type.Integer()),
  },
  closed,
);

/** POST /v1/staff/reviews/:kind/:ref/:action */
export const DecideParams = Type.Object(
  { kind: Kind, ref: Type.String({ minLength: 1, maxLength: 64 }), action: ReviewAction },
  closed,
);
export const DecideBody = Type.Object(
  {
    lang: Type.Optional(Language),
    /** Asked for by `dismiss`. */
    reason: Type.Optional(Type.String({ maxLength: 400 })),
    /** Where records are merged: the one that stays. Proposed where two records look alike. */
    intoPatronId: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
  },
  closed,
);

export type StaffReview = Static<typeof StaffReview>;
export type StaffReviews = Static<typeof StaffReviews>;
export type Health = Static<typeof Health>;
export type HealthReport = Static<typeof HealthReport>;
export type PullQuery = Static<typeof PullQuery>;
