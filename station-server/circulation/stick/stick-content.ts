// What the frames of a file on a stick hold. To central: a `Question`, then one PushRequest a frame.
// To the station: an `Answer`, then one `Page` of changed rows a frame. No clock of either side is
// among it: a file may lie for a month, so nothing can be measured by it.
import { Ajv } from 'ajv';
import Type, { type Static, type TSchema } from 'typebox';
import { PullRow, ROWS_PER_PULL_MAX } from '../../../central/sync-contract.ts';
import { StickFault } from './stick-fault.ts';

const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/** Where a station stood when it wrote a file; central repeats it in its answer. */
export const Asked = Type.Object({
  /** Rises with each file that the station writes; 0 where it could not count. */
  question: Count,
  epoch: Count,
  applied: Count,
});
export const Question = Type.Object({
  asked: Asked,
  /** The version of rows that the station has. */
  cursor: Count,
  /** The first entry in this file, and the last of all files that were written with it. */
  first: Type.Integer({ minimum: 1 }),
  to: Count,
});
export const Answer = Type.Object({
  asked: Asked,
  epoch: Count,
  /** The last entry of the station that central has, and its chain value: so the station knows its own. */
  applied: Count,
  chain: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  /** Central met other entries under this station's numbers and takes nothing more from it. */
  quarantined: Type.Boolean(),
  /** The pages hold the rows above this version. */
  since: Count,
});
/** As in a PullAnswer. */
export const Page = Type.Object({
  rows: Type.Array(PullRow, { maxItems: ROWS_PER_PULL_MAX }),
  cursor: Count,
  more: Type.Boolean(),
});
export type Asked = Static<typeof Asked>;
export type Question = Static<typeof Question>;
export type Answer = Static<typeof Answer>;
export type Page = Static<typeof Page>;

// The schemas are our own: they are not held against the schema of schemas at every start.
const ajv = new Ajv({ meta: false, validateSchema: false });
const reader = <T>(schema: TSchema) => {
  const check = ajv.compile<T>(schema);
  return (content: unknown): T => {
    if (check(content)) return content;
    throw new StickFault('stick-unreadable', ajv.errorsText(check.errors));
  };
};

/** Each throws StickFault `stick-unreadable`. */
export const readQuestion = reader<Question>(Question);
export const readAnswer = reader<Answer>(Answer);
export const readPage = reader<Page>(Page);
