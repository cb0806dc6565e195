// What POST /api/counter/lookups and the acts of the counter answer, as the page reads it (station-server/http/routes/counter.ts).
import type {
  Language,
  LocalDate,
  PatronCategory,
  Reason,
} from '../../station-server/api-types.ts';

export type CounterItem = { itemId: string; barcode: string; title: string; author: string };
export type CounterLoan = {
  loanId: string;
  patronId: string;
  item: CounterItem;
  kind: 'home' | 'hall';
  dueOn: LocalDate;
  overdueDays: number;
};
export type Account = {
  patronId: string;
  card: string;
  status: string;
  category: PatronCategory;
  branch: string;
  surname: string;
  givenName: string;
  patronymic: string;
  itemsLeft: number;
  blockedBy: Reason | null;
  reregistrationReminder: boolean;
  loans: CounterLoan[];
};
export type Person = Pick<Account, 'patronId' | 'card' | 'surname' | 'givenName' | 'patronymic'> & {
  birthDate: LocalDate;
};
export type FoundItem = {
  kind: 'item';
  item: CounterItem;
  inventoryNo: string;
  branch: string;
  status: string;
  home: boolean;
  loan: CounterLoan | null;
  borrower: Person | null;
  waiting: number;
};
export type TitleHit = {
  titleId: string;
  title: string;
  author: string;
  here: number;
  elsewhere: number;
  copies: number;
};
export type Found =
  | { kind: 'patron'; account: Account }
  | FoundItem
  | { kind: 'choice'; patrons: Person[]; titles: TitleHit[] };

type Entry = { station: number; seq: number };
export type Refused = {
  outcome: 'refused';
  texts: Record<Language, { why: string; todo: string }>;
};
export type Lent = { outcome: 'lent'; entry: Entry; loan: CounterLoan };
export type Returned =
  | {
      outcome: 'returned';
      entry: Entry;
      overdueDays: number;
      foreignBranch: boolean;
      item: CounterItem;
    }
  | { outcome: 'not-on-loan'; foreignBranch: boolean; item: CounterItem };
export type Renewed = { outcome: 'renewed'; entry: Entry; loan: CounterLoan };
export type Undone = { outcome: 'undone'; entry: string };

/** One act of this page, newest first in its list; `undone` is final. */
export type Done = {
  entry: string;
  what: 'lent' | 'returned' | 'renewed';
  title: string;
  who: string;
  dueOn: LocalDate | null;
  overdueDays: number;
  undone: boolean;
};

export const entryName = ({ station, seq }: Entry): string => `${station}-${seq}`;
export const nameOf = ({
  surname,
  givenName,
  patronymic,
}: Pick<Account, 'surname' | 'givenName' | 'patronymic'>): string =>
  [surname, givenName, patronymic].filter(Boolean).join(' ');
