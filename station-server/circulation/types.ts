// The rows that the rules read and the decisions that they give. Pure data: no database, no clock, no text.
// Ids name the journal entry that made the row, `station-sequence` (`7-41238`); what central imported has station 0.
import type { ItemType, Language, LocalDate, PatronCategory } from '../../profiles/site-schema.ts';
import type { Reason } from './reasons.ts';

export type LoanKind = 'home' | 'hall';
export type PatronStatus = 'active' | 'pending' | 'blocked' | 'merged' | 'erased';
export type ItemStatus = 'available' | 'lost' | 'written-off';

export type Patron = {
  patronId: string;
  /** Card number, 14 digits, or another system's by site rules. */
  card: string;
  status: PatronStatus;
  category: PatronCategory;
  birthDate: LocalDate;
  language: Language;
  branch: string;
  registeredOn: LocalDate;
  /** Day of the last yearly re-registration (the first registration counts). */
  reregisteredOn: LocalDate;
  /** Only of a merged record: the one that stayed, to which its card leads. */
  mergedInto?: string;
};

/** What names a person. Kept beside the patron and erasable; never in a journal body, a log or a URL. */
export type PersonName = { surname: string; givenName: string; patronymic: string };

export type Title = {
  titleId: string;
  title: string;
  author: string;
  /** ISO 639-2, `kaz`. */
  language: string;
  year: string;
  /** Years of age from which it is lent; 0 = everyone. */
  ageMin: number;
};

export type Item = {
  itemId: string;
  barcode: string;
  inventoryNo: string;
  titleId: string;
  branch: string;
  itemType: ItemType;
  /** False: reading room only. */
  home: boolean;
  status: ItemStatus;
};

export type Loan = {
  loanId: string;
  itemId: string;
  patronId: string;
  kind: LoanKind;
  /** The day when the act took effect. */
  takenOn: LocalDate;
  /** When it was entered, epoch milliseconds UTC. */
  enteredAtMs: number;
  dueOn: LocalDate;
  renewals: number;
  renewalsMax: number;
  /** Absent while open. */
  returnedOn: LocalDate | null;
  returnEnteredAtMs: number | null;
};

/** A reader waits for any copy of a title, or for the one that was set aside. */
export type Hold = {
  holdId: string;
  patronId: string;
  itemId: string | null;
  titleId: string;
  branch: string;
  state: 'waiting' | 'filled' | 'cancelled';
  /** The loan that filled it. */
  loanId: string | null;
};

export type Refused = {
  outcome: 'refused';
  reason: Reason;
  /** Figures for the sentence: a limit, a day, an age. */
  details?: { limit?: number; date?: LocalDate; age?: number; days?: number; minutes?: number };
};
export type CheckOutDecision =
  | { outcome: 'lend'; kind: LoanKind; dueOn: LocalDate; renewalsMax: number }
  | Refused;
export type CheckInDecision =
  /** Never refused because late. `overdueDays` counts open days only. */
  | { outcome: 'take-back'; loan: Loan; overdueDays: number; foreignBranch: boolean }
  /** The item stands on the shelf already: nothing to do but tell. */
  | { outcome: 'not-on-loan'; foreignBranch: boolean }
  | Refused;
export type RenewDecision = { outcome: 'renew'; dueOn: LocalDate; renewals: number } | Refused;
