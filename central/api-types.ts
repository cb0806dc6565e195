// What central's HTTP interface answers beside the sync contract; pages import types only, from
// here.
import Type, { type Static } from 'typebox';
import { ROWS_PER_PULL_MAX } from './sync-contract.ts';

const closed = { additionalProperties: false };

/** GET /v1/health: 200 when the database answers; 503 with a CentralError body otherwise. */
export const Health = Type.Object({ ok: Type.Boolean(), epoch: Type.Integer() }, closed);

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

export type Health = Static<typeof Health>;
export type PullQuery = Static<typeof PullQuery>;
