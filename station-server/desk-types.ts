// What the desk answers: the one door through which kiosk, staff pages, HTTP and later SIP2 change anything about loans.
// Every call is synchronous, one immediate transaction, durable before it returns (WAL, synchronous FULL).
import type { Language, LocalDate } from '../profiles/site-schema.ts';
import type { Actor, BlockReason } from './circulation/journal-entry.ts';
import type { CountedWhat } from './circulation/people-count.ts';
import type { FieldFault, Reason } from './circulation/reasons.ts';
import type { RegistrationForm } from './circulation/registration.ts';
import type { TagDuty } from './circulation/tag-duty.ts';
import type { Hold, Item, Loan, LoanKind, Patron, PersonName, Title } from './circulation/types.ts';
import type { Face, WishWords } from './circulation/wish.ts';
import type { CardProof } from './family-types.ts';
import type { AccountHold } from './find-types.ts';
import type { Locker, LockerName } from './lockers/locker-rule.ts';
import type { ShelfBook } from './shelf-types.ts';
import type { WishRow } from './store/find-rows.ts';
import type { StoredPatron } from './store/rows.ts';

/** Where and by whom, and the day it took effect where that is not today. */
export type ActContext = {
  place: string;
  actor: Actor;
  effectiveOn?: LocalDate;
  /** Tags of the item that lie on the place's pad: about to be unsecured by a check-out, read back as secured at a check-in. */
  tags?: readonly string[];
  /** A pad of the place is ready: a reader who returns a tagged book puts it there. */
  pad?: boolean;
};

export type DeskItem = { item: Item; title: Title };
export type DeskLoan = DeskItem & { loan: Loan; overdueDays: number };
export type DeskRefusal = {
  outcome: 'refused';
  reason: Reason;
  details?: { limit?: number; date?: LocalDate; age?: number; days?: number; minutes?: number };
  /** Present when the item is known, so that its title can be shown. */
  item?: DeskItem;
};

export type CheckOutAnswer =
  /** `readBefore`: by the reader's own wish. */
  | ({
      outcome: 'lent';
      entry: { station: number; seq: number };
      readBefore?: true;
    } & DeskLoan)
  | DeskRefusal;
/** `again`: lent before, and its door may not have opened. */
export type PickupAnswer = CheckOutAnswer | { outcome: 'again'; loan: Loan };
/** Where returns are sorted: the bin by the site's rules (circulation/sort-bin.ts). */
export type SortedItem = { bin?: string };

export type CheckInAnswer =
  /** `returned` closed a loan; `not-on-loan` only noted that it was seen here. */
  | ({
      outcome: 'returned';
      entry: { station: number; seq: number };
      overdueDays: number;
      loan: Loan;
      foreignBranch: boolean;
    } & DeskItem &
      SortedItem)
  | ({ outcome: 'not-on-loan'; foreignBranch: boolean } & DeskItem & SortedItem)
  | DeskRefusal;
export type RenewAnswer =
  | ({ outcome: 'renewed'; entry: { station: number; seq: number } } & DeskLoan)
  | DeskRefusal;

export type PatronAccount = {
  patron: Patron;
  name: PersonName;
  loans: DeskLoan[];
  /** How many more items may be taken home now; 0 when a block stands. */
  itemsLeft: number;
  /** What stands in the way of a new loan, if anything. */
  blockedBy: Reason | null;
  /** Re-registration is due this year and only reminded of so far. */
  reregistrationReminder: boolean;
  /** The texts of consent and rules have changed since this reader agreed, or it is not known here to which they did. */
  toAgree: boolean;
  /** Books may go home: of age, or a grown-up's guarantee is on file at this station. */
  guaranteed: boolean;
  /** A PIN is known here. */
  hasPin: boolean;
  /** The reader wishes to be told what they had before. */
  remembers: boolean;
  /** Those who borrow through this reader, each with their own limits; none of a child's own account. */
  children: PatronAccount[];
};
export type IdentifyAnswer = ({ outcome: 'identified' } & PatronAccount) | DeskRefusal;

/** Of what a reader sets alone. */
export type SettingAnswer = { outcome: 'set' } | DeskRefusal;

/** The versions of the texts that were on the screen; `guarantee`: a grown-up stands surety for the child. */
export type AgreedTexts = { consentVersion: string; rulesVersion: string; guarantee: boolean };
export type ReregisterAnswer = { outcome: 'reregistered' } | DeskRefusal;

export type RegisterAnswer =
  | { outcome: 'registered'; patron: Patron; name: PersonName }
  | { outcome: 'invalid'; faults: Partial<Record<keyof RegistrationForm, FieldFault>> }
  /** Same name and birth date exist; send again with `duplicateAccepted` to go on. Says no more about them. */
  | { outcome: 'duplicate-warning' };

/** `entry` is the counter-entry; undoing twice gives the first one again. */
export type UndoAnswer =
  | { outcome: 'undone'; entry: { station: number; seq: number } }
  | DeskRefusal;

/** A visit that has begun and not ended, as the journal tells of it. */
export type OpenVisit = {
  /** Null: nobody showed a card. */
  patronId: string | null;
  lent: DeskLoan[];
  returned: DeskItem[];
  renewed: DeskLoan[];
  /** Put down to be lent or returned, and neither happened. */
  missed: DeskItem[];
  /** When something last happened in it. */
  atMs: number;
};

/** A title found, with its copies: on the shelf of this branch, on those of others, and all that are not gone. */
export type FoundTitle = { title: Title; here: number; elsewhere: number; copies: number };
export type FoundTitles = {
  titles: FoundTitle[];
  page: number;
  found: number;
  /** There are more than were looked at. */
  more: boolean;
};
/** `dueOn`: when the first of those lent is due. `hallOnly`: of those on the shelf. */
export type Shelf = {
  branch: string;
  here: boolean;
  onShelf: number;
  onLoan: number;
  hallOnly: number;
  dueOn: LocalDate | null;
};
export type TitleDetail = {
  title: Title;
  shelves: Shelf[];
  /** Readers who wait, and the place of the one who asks, from 1. */
  queue: number;
  position: number | null;
  orderable: boolean;
};

/** What one input at the counter means: a reader, an item, or what begins like it. `waiting`: readers for the title. */
export type CounterFound =
  | ({ kind: 'patron' } & PatronAccount)
  | ({
      kind: 'item';
      loan: DeskLoan | null;
      borrower: StoredPatron | null;
      waiting: number;
    } & DeskItem)
  | { kind: 'choice'; patrons: StoredPatron[]; titles: FoundTitle[] };

export type Desk = {
  /** For staff: of a card, a barcode, an inventory number, a name or a title as scanned or typed. Changes and notes nothing. */
  lookUp(text: string): CounterFound;
  lookUpPatron(patronId: string): CounterFound;
  /** By card as scanned. */
  identify(card: string, context: ActContext): IdentifyAnswer;
  /**
   * By card number typed, with the PIN as the proof, or the birth date of a reader who has set none. One and the same answer
   * to everything that does not fit.
   */
  identifyByNumber(card: string, proof: CardProof, context: ActContext): IdentifyAnswer;
  /** By the reader, card in hand: a PIN typed twice, or none from now on. */
  setPin(
    patronId: string,
    typed: { pin: string; again: string } | null,
    context: ActContext,
  ): SettingAnswer;

  account(patronId: string): PatronAccount | undefined;
  /** Titles that such words find, for a child of these years, with where a copy is. */
  shelf(find: readonly string[], ageYears: number): ShelfBook[];
  /** Books borrowed and brought back within these days, both of them included. */
  stars(patronId: string, days: { from: LocalDate; until: LocalDate }): number;
  checkOut(patronId: string, barcode: string, kind: LoanKind, context: ActContext): CheckOutAnswer;
  /** `patronId` when a card was shown; a return never needs one and may be of another patron's loan. */
  checkIn(barcode: string, patronId: string | null, context: ActContext): CheckInAnswer;
  renew(loanId: string, context: ActContext): RenewAnswer;
  register(form: RegistrationForm, context: ActContext): RegisterAnswer;
  confirmRegistration(
    patronId: string,
    context: ActContext,
  ): { outcome: 'confirmed' } | DeskRefusal;
  /**
   * By the reader, card in hand: from now on what they borrow is remembered, so that they are told when they had it before; or no
   * longer, and what was remembered is gone.
   */
  setRemembering(patronId: string, wanted: boolean, context: ActContext): SettingAnswer;
  /** By staff who saw the papers: the child borrows through the grown-up too. Linking twice gives the first link. */
  linkGuardian(
    adultId: string,
    childId: string,
    context: ActContext,
  ): { outcome: 'linked'; guardianId: string } | DeskRefusal;
  endGuardian(
    adultId: string,
    childId: string,
    context: ActContext,
  ): { outcome: 'ended' } | DeskRefusal;
  /** For this year. `agreed`: by the reader alone, at a kiosk. */
  reregister(patronId: string, context: ActContext, agreed?: AgreedTexts): ReregisterAnswer;
  /**
   * By staff alone: all that describes the person goes, here at once and everywhere after the next sync. Refused while
   * anything is on loan.
   */
  erasePatron(patronId: string, context: ActContext): { outcome: 'erased' } | DeskRefusal;
  setLanguage(patronId: string, language: Language, context: ActContext): void;
  recordRefusal(
    act: 'check-out' | 'check-in' | 'renewal' | 'identify',
    reason: Reason,
    scanned: string | null,
    context: ActContext,
  ): void;
  recordVisit(patronId: string | null, context: ActContext): void;
  /** One more of what a contact of the place tells; durable, and in the journal within the hour. */
  countPassage(what: CountedWhat, place: string): void;
  /** Journals what was counted in hours that are over, or all of it. */
  journalCounts(which: 'past-hours' | 'all'): void;
  /** Undoes a lending, a return or a renewal of this station, `station-sequence`, by a counter-entry. */
  undo(entry: string, context: ActContext): UndoAnswer;
  block(
    patronId: string,
    blocked: boolean,
    reason: BlockReason,
    context: ActContext,
  ): { outcome: 'blocked' | 'unblocked' } | DeskRefusal;
  /** Two records of one person: loans go to the other, and the card of the first leads to it. */
  merge(
    patronId: string,
    intoPatronId: string,
    context: ActContext,
  ): { outcome: 'merged'; intoPatronId: string } | DeskRefusal;
  /** `itemId` where one copy was set aside, null for any copy of the title. */
  placeHold(
    patronId: string,
    titleId: string,
    itemId: string | null,
    context: ActContext,
  ): { outcome: 'held'; hold: Hold } | DeskRefusal;
  /** The item and title of a barcode; changes and notes nothing. */
  describe(barcode: string): DeskItem | undefined;
  describeItem(itemId: string): DeskItem | undefined;
  /**
   * Before the tags of a returned book are secured: from here on their bits are not known, which is durable when it returns. Ends
   * with `checkIn` (context `tags`) or `noteSecurity`.
   */
  beginReturn(
    barcode: string,
    uids: readonly string[],
    patronId: string | null,
    context: ActContext,
  ): ({ outcome: 'begun'; onLoan: boolean } & DeskItem) | DeskRefusal;
  /** What a tag's bit was read back as; null: it could not be read after a try to change it. */
  noteSecurity(uid: string, secured: boolean | null, context: ActContext): void;
  /** What this station knows of a tag's bit; undefined for a tag that it never saw on an item. */
  tagBit(uid: string): boolean | null | undefined;
  /** Bits that are not known to be as they must, oldest first. */
  tagDuties(): TagDuty[];
  /** Tells staff of those duties for which nobody is at work any more. */
  raiseTagAlerts(wanted: (duty: TagDuty) => boolean, context: ActContext): void;
  /** The item bears this tag from now on, secured as it was written; nothing where the item is unknown. */
  recordTag(barcode: string, uid: string, written: boolean, context: ActContext): void;
  /** By staff, book in hand: the bit is as it must be. */
  settleTag(uid: string, context: ActContext): { outcome: 'settled' } | DeskRefusal;
  /** A held item into a free compartment, for the reader whose turn it is. */
  fillLocker(
    name: LockerName,
    barcode: string,
    context: ActContext,
  ): ({ outcome: 'filled'; locker: Locker } & DeskItem) | DeskRefusal;
  /** Lends what lies in the compartment, before its door opens. */
  beginPickup(name: LockerName, patronId: string, context: ActContext): PickupAnswer;
  /** What became of the door. */
  endPickup(name: LockerName, opened: boolean, context: ActContext): void;
  /** By staff: the compartment is empty now. */
  emptyLocker(
    name: LockerName,
    context: ActContext,
  ): { outcome: 'emptied'; locker: Locker } | DeskRefusal;
  /** All compartments in use. */
  lockers(): Locker[];
  /** Before the first act of a visit, again when its card is known, and before a stack: what it is about to do. Durable. */
  beginVisit(place: string, visit: { patronId: string | null; wanted: readonly string[] }): void;
  endVisit(place: string): void;
  /** The visit that this station's last run left open. */
  openVisit(place: string): OpenVisit | undefined;
  /** Those of the place from which this reader may take something out. */
  lockersFor(patronId: string, place: string): Locker[];
  /** Titles as one types, the best first: one page of them, from 0, and how many were found (at most 60). */
  search(query: string, page: number): FoundTitles;
  title(titleId: string, patronId: string | null): TitleDetail | undefined;
  /** By the reader alone, by the rules of `circulation/place-hold.ts`. */
  orderTitle(
    patronId: string,
    titleId: string,
    context: ActContext,
  ): { outcome: 'held' } | DeskRefusal;
  /** What the reader waits for. */
  holdsOf(patronId: string): AccountHold[];
  /** Nothing where it is not this reader's, or waits no more. */
  cancelOwnHold(patronId: string, holdId: string, context: ActContext): void;
  wish(
    words: WishWords,
    about: { patronId: string | null; language: Language },
    context: ActContext,
  ): { outcome: 'wished' } | DeskRefusal;
  /** The newest wishes of this station, without the readers. */
  wishes(): WishRow[];
  /** A face for the title of a book; nothing where it is unknown. */
  rate(barcode: string, face: Face, context: ActContext): void;
  cancelHold(holdId: string, context: ActContext): { outcome: 'cancelled' } | DeskRefusal;
};
