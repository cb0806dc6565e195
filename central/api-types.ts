// What central's HTTP interface answers beside the sync contract; pages import types only, from
// here.
import Type, { type Static, type TSchema } from 'typebox';
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
  },
  closed,
);

/** Query of GET /v1/erasures. */
export const ErasuresQuery = Type.Object(
  { after: Type.Optional(Type.String({ maxLength: 40 })) },
  closed,
);

export type Health = Static<typeof Health>;
export type HealthReport = Static<typeof HealthReport>;
export type PullQuery = Static<typeof PullQuery>;
