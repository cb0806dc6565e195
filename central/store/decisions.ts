// What staff decide about a review: a few entries of central's own journal, in one transaction with
// what follows from them. Deciding the same twice is one decision; each can be taken back.
import {
  CONTRADICTIONS,
  type ReviewKind,
  type StaffAction,
  staffActionsOf,
} from '../../station-server/circulation/contradictions.ts';
import { stateAfter } from '../apply/review-decided.ts';
import { CentralError } from '../errors.ts';
import { readLibraryRules } from './library-rules.ts';
import { appendOwn, lockOwnJournal, type OwnEntry } from './own-journal.ts';
import { readEntry } from './rare-rows.ts';
import { type Review, readReview } from './reviews.ts';
import type { Sql } from './sql.ts';
import type { StaffRef } from './staff.ts';

export type Deciding = {
  kind: ReviewKind;
  ref: string;
  action: StaffAction | 'undo';
  /** Why it is dismissed. */
  reason?: string;
  /** The record that stays, where records are merged. */
  intoPatronId?: string;
};

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const stornoOf = async (sql: Sql, libraryId: string, entry: string): Promise<OwnEntry> => {
  const row = await readEntry(sql, libraryId, entry);
  if (row === undefined) throw new CentralError('review-action-unknown', `no entry ${entry}`);
  const outer = JSON.parse(String(row.body)) as Record<string, unknown>;
  const loanId = row.type === 'check-out' ? entry : text(outer.loanId);
  const { itemId, patronId } = outer;
  return {
    type: 'storno',
    body: { entry, itemId: text(itemId), loanId, patronId: text(patronId) },
  };
};

const mergeOf = async (
  sql: Sql,
  libraryId: string,
  review: Review,
  given: Deciding,
): Promise<OwnEntry> => {
  const others = review.saw.central.patronIds;
  const proposed = Array.isArray(others) ? text(others[0]) : null;
  const intoPatronId = given.intoPatronId ?? proposed;
  if (intoPatronId === null || intoPatronId === review.ref) throw new CentralError('patron-needed');
  const [row] = await sql.all(
    'SELECT status FROM patron WHERE library_id = $1 AND patron_id = $2',
    [libraryId, intoPatronId],
  );
  if (row === undefined || row.status === 'erased') throw new CentralError('patron-needed');
  return { type: 'merge', body: { patronId: review.ref, intoPatronId } };
};

/** The counter-entry of `correct`. */
const counterOf = async (
  sql: Sql,
  libraryId: string,
  review: Review,
  given: Deciding,
): Promise<OwnEntry> => {
  const { saw, ref } = review;
  switch (CONTRADICTIONS[review.kind].correct) {
    case 'undo the act':
      return stornoOf(sql, libraryId, ref);
    case 'undo the later loan':
      return stornoOf(sql, libraryId, String(saw.central.holder));
    case 'merge the patrons':
      return mergeOf(sql, libraryId, review, given);
    case 'cancel the hold':
      return {
        type: 'hold-cancelled',
        body: { holdId: ref, patronId: String(saw.central.patronId) },
      };
    case null:
      throw new CentralError('review-action-unknown', review.kind);
  }
};

const decided = async (
  sql: Sql,
  libraryId: string,
  next: number,
  review: Review,
  given: Deciding & { action: StaffAction },
): Promise<OwnEntry[]> => {
  const { kind, ref } = review;
  const { action } = given;
  if (!staffActionsOf(kind).includes(action)) throw new CentralError('review-action-unknown', kind);
  if (review.state !== 'open' && review.state !== 'listed')
    throw new CentralError('review-decided', review.state);
  const reason = given.reason?.trim() ?? '';
  if (action === 'dismiss' && reason === '') throw new CentralError('reason-needed');
  const counter = action === 'correct' ? [await counterOf(sql, libraryId, review, given)] : [];
  const entries = counter.map((_, index) => `0-${next + index}`);
  const body = { kind, ref, action, reason: reason === '' ? null : reason, entries };
  return [...counter, { type: 'review-decided', body }];
};

/** The decision and its counter-entries lose their effect, the newest first. */
const takenBack = async (sql: Sql, libraryId: string, review: Review): Promise<OwnEntry[]> => {
  const [row] = await sql.all(
    'SELECT entry FROM review_decision WHERE library_id = $1 AND kind = $2 AND ref = $3',
    [libraryId, review.kind, review.ref],
  );
  if (row === undefined) return [];
  const name = String(row.entry);
  const entry = await readEntry(sql, libraryId, name);
  const { entries } = JSON.parse(String(entry?.body)) as { entries: string[] };
  const names = [name, ...entries.toReversed()];
  const stornos: OwnEntry[] = [];
  for (const each of names) stornos.push(await stornoOf(sql, libraryId, each));
  return stornos;
};

/** True where something was decided, false where it had been before. */
export const decideReview = async (
  sql: Sql,
  { libraryId, staffId }: StaffRef,
  given: Deciding,
  nowMs: number,
): Promise<boolean> => {
  const journal = await lockOwnJournal(sql, libraryId, nowMs);
  const review = await readReview(sql, libraryId, given.kind, given.ref);
  if (review === undefined) throw new CentralError('review-unknown', `${given.kind} ${given.ref}`);
  const { action } = given;
  if (action !== 'undo' && review.state === stateAfter(action)) return false;
  const entries =
    action === 'undo'
      ? await takenBack(sql, libraryId, review)
      : await decided(sql, libraryId, journal.applied + 1, review, { ...given, action });
  if (entries.length === 0) return false;
  const rules = await readLibraryRules(sql, libraryId);
  await appendOwn(sql, libraryId, journal, { entries, staffId, rules, nowMs });
  return true;
};
