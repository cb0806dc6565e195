// Shelves of pictures for children: what a library puts together for whom, as part of its content file. A station fills a shelf with
// the titles that it has.
import Type, { type Static } from 'typebox';
import { oneOf } from './site-schema.ts';

const closed = { additionalProperties: false };
const name = Type.String({ pattern: '\\S', maxLength: 24 });
const Years = Type.Integer({ minimum: 0, maximum: 17 });

/** Drawn by the page. */
export const ShelfPicture = oneOf(
  ...(['tales', 'animals', 'adventure', 'science', 'poems'] as const),
  ...(['nature', 'history', 'small'] as const),
);

export const ChildShelf = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' }),
    name: Type.Object({ kk: name, ru: name, en: name }, closed),
    picture: ShelfPicture,
    /** For children of these years, both included. A title's own age mark is kept besides. */
    ages: Type.Object({ from: Years, to: Years }, closed),
    /** What a reader would type to find such books: words of titles, authors. */
    find: Type.Array(Type.String({ minLength: 2, maxLength: 60 }), { minItems: 1, maxItems: 8 }),
  },
  closed,
);
export const SHELVES_MAX = 8;

export type ChildShelf = Static<typeof ChildShelf>;
export type ShelfPicture = Static<typeof ShelfPicture>;
