// What the page that nobody uses tells today. Pure: the same for each call within a turn, so that the screen stands still, and another
// after it, so that no picture stays on the glass for a day.
import type { SiteContent } from '../../profiles/content-schema.ts';
import type { LocalDate, Told } from '../api-types.ts';

/** What fits beside the way into the kiosk. */
export const TOLD_MAX = 3;
/** How long the same stands. */
export const TOLD_TURN_MS = 10 * 60_000;

export type ToldWhen = {
  /** Code of the station's branch. */
  branch: string;
  /** In the site's zone. */
  today: LocalDate;
  /** Counts the spans of TOLD_TURN_MS. */
  turn: number;
};

type Standing = { from: LocalDate; branches?: string[] };

const standing = <T extends Standing>(
  all: readonly T[],
  { branch, today, turn }: ToldWhen,
  lastDay: (one: T) => LocalDate | undefined,
): T[] => {
  const now = all.filter((one) => {
    const last = lastDay(one);
    const here = one.branches === undefined || one.branches.includes(branch);
    return here && one.from <= today && (last === undefined || today <= last);
  });
  const first = now.length === 0 ? 0 : turn % now.length;
  return [...now.slice(first), ...now.slice(0, first)];
};

/**
 * At most TOLD_MAX entries that stand today in this branch: a campaign, the event, a new book, and more of them while there is room; of
 * each kind another with every turn.
 */
export const toldNow = (content: SiteContent, when: ToldWhen): Told[] => {
  const campaigns = standing(content.campaigns, when, ({ until }) => until).map(
    ({ title, text, until }): Told => ({ kind: 'campaign', title, text, until }),
  );
  const events = standing(content.events, when, ({ date }) => date).map(
    ({ title, text, date, time }): Told => ({ kind: 'event', title, text, date, time }),
  );
  const books = standing(content.newBooks, when, ({ until }) => until).map(
    ({ title, author, about }): Told => ({ kind: 'new-book', title, author, about }),
  );
  const rounds = Math.max(campaigns.length, events.length, books.length);
  return Array.from({ length: rounds }, (_, round) => [
    ...campaigns.slice(round, round + 1),
    ...events.slice(round, round + 1),
    ...books.slice(round, round + 1),
  ])
    .flat()
    .slice(0, TOLD_MAX);
};
