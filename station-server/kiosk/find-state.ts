// What a session remembers of a search: words and books, nobody.
import type { FoundTitles, TitleDetail } from '../desk-types.ts';

export type FindState = {
  query: string;
  found: FoundTitles;
  title: TitleDetail | null;
};
export type FindStage =
  | { at: 'search' }
  | { at: 'title'; sent: boolean }
  | { at: 'wish'; step: 'asked' | 'sent' | 'done' };

export const isFinding = (stage: { at: string }): stage is FindStage =>
  stage.at === 'search' || stage.at === 'title' || stage.at === 'wish';

/** Asks what a reader waits for. */
export const holdsOf = ({ session }: { session: number }, patronId: string) =>
  ({ effect: 'holds', session, patronId }) as const;
