// What of a reader's record a kiosk session remembers, for the yearly re-registration and for families: no name, no phone.
import type { PatronCategory } from '../../profiles/site-schema.ts';
import type { Patron } from '../circulation/types.ts';

/** Of the birth date only the year is ever shown. */
export type ReaderRecord = {
  birthDate: string;
  category: PatronCategory;
  branch: string;
  toAgree: boolean;
  /** Books may go home: of age, or a guarantee is on file. */
  guaranteed: boolean;
};

export type ReregisterState = { back: 'borrow' | 'account'; step: 'asked' | 'sent' | 'done' };

export const recordOf = (account: {
  patron: Pick<Patron, 'birthDate' | 'category' | 'branch'>;
  toAgree: boolean;
  guaranteed: boolean;
}): ReaderRecord => {
  const { birthDate, category, branch } = account.patron;
  const { toAgree, guaranteed } = account;
  return { birthDate, category, branch, toAgree, guaranteed };
};
