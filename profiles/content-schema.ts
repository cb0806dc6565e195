// What a library tells its readers on a screen that nobody uses: new books, events, reading campaigns. One file per library system,
// `profiles/content/<site id>.json`; a library without such a file tells nothing. Lengths are what three entries may have on one screen.
import Type, { type Static } from 'typebox';
import { ChildShelf, SHELVES_MAX } from './shelf-schema.ts';
import { LocalDate } from './site-schema.ts';

const closed = { additionalProperties: false };

const shortText = Type.String({ pattern: '\\S', maxLength: 60 });
const longText = Type.String({ pattern: '\\S', maxLength: 110 });
const Titles = Type.Object({ kk: shortText, ru: shortText, en: shortText }, closed);
const Sentences = Type.Object({ kk: longText, ru: longText, en: longText }, closed);
/** Codes of branches; absent = in all of them. */
const branches = Type.Optional(Type.Array(Type.String(), { minItems: 1, maxItems: 64 }));

/** Title and author stand as they are printed on the book, in its own language. */
export const NewBook = Type.Object(
  {
    title: shortText,
    author: shortText,
    about: Sentences,
    /** First and last day on which it is told; without `until` as long as it stands here. */
    from: LocalDate,
    until: Type.Optional(LocalDate),
    branches,
  },
  closed,
);

export const LibraryEvent = Type.Object(
  {
    title: Titles,
    text: Sentences,
    /** Told from `from` to the end of the day itself. */
    from: LocalDate,
    date: LocalDate,
    /** In the site's zone. */
    time: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }),
    branches,
  },
  closed,
);

export const Campaign = Type.Object(
  {
    title: Titles,
    text: Sentences,
    /** Both days belong to it. */
    from: LocalDate,
    until: LocalDate,
    /** A reading campaign: each book borrowed or brought back is a star, and so many stars are the badge. */
    stars: Type.Optional(
      Type.Object({ badgeAt: Type.Integer({ minimum: 1, maximum: 500 }) }, closed),
    ),
    branches,
  },
  closed,
);

export const SiteContent = Type.Object(
  {
    /** Of the site. */
    id: Type.String({ pattern: '^[a-z0-9-]+$' }),
    newBooks: Type.Array(NewBook, { maxItems: 12 }),
    events: Type.Array(LibraryEvent, { maxItems: 24 }),
    campaigns: Type.Array(Campaign, { maxItems: 12 }),
    /** At children's kiosks. */
    shelves: Type.Optional(Type.Array(ChildShelf, { minItems: 1, maxItems: SHELVES_MAX })),
  },
  closed,
);

export type NewBook = Static<typeof NewBook>;
export type LibraryEvent = Static<typeof LibraryEvent>;
export type Campaign = Static<typeof Campaign>;
export type SiteContent = Static<typeof SiteContent>;
