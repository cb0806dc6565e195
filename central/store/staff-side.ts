// What staff of central use of the store: their tokens, the library's rules, the review queue and
// what is decided about it.
import type { Language } from '../../profiles/site-schema.ts';
import type { ReviewKind } from '../../station-server/circulation/contradictions.ts';
import type { StaffReview, StaffReviews } from '../api-types.ts';
import { type Deciding, decideReview } from './decisions.ts';
import { readLibraryRules } from './library-rules.ts';
import { describeReviews } from './review-reader.ts';
import { listReviews, type ReviewState, readReview } from './reviews.ts';
import type { SqlDatabase } from './sql.ts';
import { addStaff, findStaff, type StaffRef } from './staff.ts';

export type StaffSide = {
  /** Resolves to the token, which is stored nowhere. Throws `staff-exists` unless `again`. */
  addStaff(libraryId: string, staffId: string, again?: boolean): Promise<string>;
  findStaff(token: string): Promise<StaffRef | undefined>;
  staffReviews(
    libraryId: string,
    asked: { state: ReviewState; language: Language; skip?: number },
  ): Promise<StaffReviews>;
  /** Throws `review-unknown`, `review-decided`, `review-action-unknown`, `reason-needed`, `patron-needed`. */
  decideReview(staff: StaffRef, given: Deciding, language: Language): Promise<StaffReview>;
};

const PAGE = 100;

export const createStaffSide = (
  database: SqlDatabase,
  clock: () => number,
  tellNews: (libraryId: string) => void,
): StaffSide => {
  const described = async (libraryId: string, kind: ReviewKind, ref: string, lang: Language) => {
    const review = await readReview(database, libraryId, kind, ref);
    if (review === undefined) throw new Error('a review that was decided is gone');
    const rules = await readLibraryRules(database, libraryId);
    const [told] = await describeReviews(database, libraryId, [review], lang, rules);
    if (told === undefined) throw new Error('a review without words');
    return told;
  };
  return {
    addStaff: (libraryId, staffId, again = false) =>
      addStaff(database, { libraryId, staffId }, again, clock()),
    findStaff: (token) => findStaff(database, token),
    staffReviews: async (libraryId, { state, language, skip = 0 }) => {
      const found = await listReviews(database, libraryId, state, skip, PAGE + 1);
      const rules = await readLibraryRules(database, libraryId);
      const page = found.slice(0, PAGE);
      const reviews = await describeReviews(database, libraryId, page, language, rules);
      const [row] = await database.all(
        `SELECT COUNT(*) AS waiting, MIN(raised_at_ms) AS oldest FROM review
         WHERE library_id = $1 AND state = 'open'`,
        [libraryId],
      );
      const oldestOpenAtMs = row?.oldest == null ? null : Number(row.oldest);
      return { reviews, more: found.length > PAGE, open: Number(row?.waiting), oldestOpenAtMs };
    },
    decideReview: async (staff, given, language) => {
      const nowMs = clock();
      const news = await database.transaction((sql) => decideReview(sql, staff, given, nowMs));
      if (news) tellNews(staff.libraryId);
      return described(staff.libraryId, given.kind, given.ref, language);
    },
  };
};
