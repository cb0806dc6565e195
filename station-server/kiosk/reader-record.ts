// What of a reader's record a kiosk session remembers, for the yearly re-registration, for what readers set and for families: no
// name, no phone.
import type { PatronCategory } from '../../profiles/site-schema.ts';
import type { Patron } from '../circulation/types.ts';
import type { MyCardScreen } from '../family-types.ts';

/** Of the birth date only the year is ever shown. */
export type ReaderRecord = {
  birthDate: string;
  category: PatronCategory;
  branch: string;
  toAgree: boolean;
  /** Books may go home: of age, or a guarantee is on file. */
  guaranteed: boolean;
  hasPin: boolean;
  remembers: boolean;
};

export type ReregisterState = { back: 'borrow' | 'account'; step: 'asked' | 'sent' | 'done' };

/** `sent`: on its way to the desk. */
export type MyCardState = { part: MyCardScreen['part']; sent: boolean; done: MyCardScreen['done'] };

export const recordOf = (account: {
  patron: Pick<Patron, 'birthDate' | 'category' | 'branch'>;
  toAgree: boolean;
  guaranteed: boolean;
  hasPin: boolean;
  remembers: boolean;
}): ReaderRecord => {
  const { birthDate, category, branch } = account.patron;
  const { toAgree, guaranteed, hasPin, remembers } = account;
  return { birthDate, category, branch, toAgree, guaranteed, hasPin, remembers };
};
