// What the pages get and send; kiosk-ui imports types only, from here. The page shows a KioskView and posts KioskActs; every
// decision is the server's. GET /api/places/:place/stream (Server-Sent Events: `view` with a whole KioskView at once and
// after every change, `idle` with IdleTick once a second while a session runs), POST /api/places/:place/acts with a KioskAct,
// POST /api/places/:place/keys with TypedKeys. Reasons and faults are codes; the page's string tables hold their words.
import type { Comfort } from '../profiles/comfort-schema.ts';
import type { Language, LocalDate, Symbology, Texts } from '../profiles/site-schema.ts';
import type { Audience } from '../profiles/station-schema.ts';
import type { FieldFault, Reason } from './circulation/reasons.ts';
import type { RegistrationForm } from './circulation/registration.ts';
import type { LoanKind } from './circulation/types.ts';
import type { ClassAct, ClassScreen } from './class-types.ts';
import type {
  CardProof,
  FamilyAct,
  FamilyView,
  MyCardAct,
  MyCardScreen,
  ReregisterAct,
  ReregisterScreen,
} from './family-types.ts';
import type { AccountHold, Face, FindAct, FindScreen } from './find-types.ts';
import type { ReadingView } from './reading-types.ts';
import type { ShelfAct, ShelfScreen } from './shelf-types.ts';

export type { ReceiptBlock, ReceiptDocument } from '../firmware-bridge/messages.ts';
export type { Comfort } from '../profiles/comfort-schema.ts';
export type { Language, LocalDate, PatronCategory, Texts } from '../profiles/site-schema.ts';
export type { Audience } from '../profiles/station-schema.ts';
export type { FieldFault, Reason } from './circulation/reasons.ts';
export type { RegistrationForm } from './circulation/registration.ts';
export type { LoanKind } from './circulation/types.ts';
export type { ClassPupilLine } from './class-types.ts';
export type { DemoAct, DemoView } from './demo-types.ts';
export type {
  AccountHold,
  Face,
  FindAct,
  FindScreen,
  SearchScreen,
  ShelfView,
  TitleHit,
} from './find-types.ts';
export type { TaggingFault, TaggingMode } from './kiosk/tagging.ts';
export type { ReadingView } from './reading-types.ts';
export type { ShelfAct, ShelfBook, ShelfLine, ShelfScreen } from './shelf-types.ts';
export type { LockerList, StationStatus, TaggingView } from './staff-types.ts';

/** One line in the list of a session, newest last. `key` is stable, for keyed rendering. */
export type ItemCard = {
  key: string;
  barcode: string;
  title: string;
  author: string;
  result: /** `readBefore`: the reader had this title before, and wished to be told. */
    | { kind: 'lent'; dueOn: LocalDate; loanKind: LoanKind; readBefore?: true }
    /** `bin`: where it belongs, at places that sort. */
    | { kind: 'returned'; overdueDays: number; foreignBranch: boolean; bin?: string }
    | { kind: 'not-on-loan'; foreignBranch: boolean; bin?: string }
    | { kind: 'renewed'; dueOn: LocalDate }
    /** Its tag is being secured; it is not returned yet. */
    | { kind: 'returning' }
    | { kind: 'refused'; reason: Reason; details: ReasonDetails };
  /** Lent to or kept from a child of the reader: whose, as `Ә. М. (9)`. */
  reader?: string;
  /** Only of a book that lies or lay on the pad. */
  tag?: TagProgress;
  /** How whoever brought it back liked it. */
  face?: Face;
};
/** The security bit: being changed, taken away before it was, as it must be, or left to staff. */
export type TagProgress = 'working' | 'put-back' | 'done' | 'staff';
/** A set that lies on the pad without all of its parts. */
export type WaitingSet = { barcode: string; title: string; of: number; missing: number[] };
export type ReasonDetails = {
  limit?: number;
  date?: LocalDate;
  age?: number;
  days?: number;
  minutes?: number;
};

/** A loan in "my books". */
export type AccountLoan = {
  loanId: string;
  title: string;
  author: string;
  dueOn: LocalDate;
  overdueDays: number;
  loanKind: LoanKind;
  renewalsLeft: number;
  /** What the last try to renew in this session gave. */
  renewal:
    | null
    | { kind: 'renewed'; dueOn: LocalDate }
    | { kind: 'refused'; reason: Reason; details: ReasonDetails };
};

/** Initials only: a kiosk never shows a full name (libraries.md 7.6). */
export type PatronView = {
  initials: string;
  itemsLeft: number;
  pending: boolean;
  blockedBy: Reason | null;
  reregistrationReminder: boolean;
};

/** A sentence above the page's content: a refused scan, a device that is away. `staffCode` names the hint in the table of errors. */
export type Notice = {
  /** Changes with each new notice, so that a repeated one is seen. */
  id: number;
  kind: 'reason' | 'device';
  reason?: Reason;
  details?: ReasonDetails;
  device?:
    | 'scanner-away'
    | 'printer-away'
    | 'paper-out'
    | 'printer-fault'
    | 'bridge-away'
    | 'scanner-noise';
  staffCode: string;
};

/** A compartment of the locker that holds a book for the reader who stands here; `door` as it is painted. */
export type LockerDoor = {
  door: number;
  title: string;
  author: string;
  state:
    | { kind: 'waiting' }
    /** `dueOn` once the loan is made. */
    | { kind: 'opening'; dueOn?: LocalDate }
    /** The loan stands in both; `not-opened`: the librarian was called. */
    | { kind: 'open' | 'not-opened'; dueOn: LocalDate | null }
    | { kind: 'refused'; reason: Reason; details: ReasonDetails };
};

export const REGISTER_STEPS = [
  'name',
  'birth-date',
  'category',
  'contact',
  'guardian',
  'agreement',
  'review',
] as const;
export type RegisterStep = (typeof REGISTER_STEPS)[number];

/** What the library tells on the page that nobody uses; a book's title and author in its own language. */
export type Told =
  /** `until`: its last day. */
  | { kind: 'campaign'; title: Texts; text: Texts; until: LocalDate }
  /** `time`: HH:MM in the site's zone. */
  | { kind: 'event'; title: Texts; text: Texts; date: LocalDate; time: string }
  | { kind: 'new-book'; title: string; author: string; about: Texts };

export type KioskScreen =
  | { screen: 'attract'; told: Told[] }
  /** Waits for a card; `after` is what it leads to. `keypad`: typing the number and a proof instead. */
  | { screen: 'identify'; after: 'borrow' | 'account' | 'title'; keypad: boolean }
  | FindScreen
  | {
      screen: 'borrow';
      patron: PatronView;
      cards: ItemCard[];
      lentCount: number;
      waiting: WaitingSet[];
      /** This card may open a class session now. */
      classOffer?: true;
      /** Where a reading campaign runs, at a children's kiosk. */
      reading?: ReadingView;
      family?: FamilyView<AccountLoan>;
    }
  | ShelfScreen
  | ClassScreen<PatronView, ItemCard, WaitingSet>
  | { screen: 'return'; cards: ItemCard[]; returnedCount: number; waiting: WaitingSet[] }
  | {
      screen: 'account';
      patron: PatronView;
      loans: AccountLoan[];
      holds: AccountHold[];
      family?: FamilyView<AccountLoan>;
    }
  | (ReregisterScreen & { patron: PatronView })
  | (MyCardScreen & { patron: PatronView })
  /** The card opened the reader's compartments, one after the other. */
  | { screen: 'locker'; patron: PatronView; doors: LockerDoor[]; lentCount: number }
  | {
      screen: 'register';
      step: RegisterStep;
      /** The steps that this patron meets, for "2 of 6"; a grown-up has no guardian step. */
      steps: RegisterStep[];
      draft: Partial<RegistrationForm>;
      faults: Partial<Record<keyof RegistrationForm, FieldFault>>;
      duplicateWarning: boolean;
    }
  /**
   * The station stopped in the middle of a visit and is back: what was done, and what was put down and was not. `cardWanted`: the
   * same card goes on with it; else the books do.
   */
  | {
      screen: 'interrupted';
      cards: ItemCard[];
      lentCount: number;
      returnedCount: number;
      missed: { title: string; author: string }[];
      cardWanted: boolean;
    }
  /** The card number is shown as text and printed as a barcode. */
  | { screen: 'registered'; card: string; initials: string; itemsMax: number; slip: SlipState }
  | {
      screen: 'farewell';
      lentCount: number;
      returnedCount: number;
      slip: SlipState;
      dueOn: LocalDate | null;
      reading?: ReadingView;
      receiptText: string[] | null;
    };

/** `none`: not wanted. `screen`: could not be printed, shown as `receiptText`. */
export type SlipState = 'none' | 'printing' | 'printed' | 'unconfirmed' | 'screen';

export type KioskView = KioskScreen & {
  place: string;
  audience: Audience;
  /** The page chimes. */
  sounds: boolean;
  /** It has shelves of pictures to look at. */
  shelvesOffer: boolean;
  /** Counts the visits: with a new one the page makes all its elements anew. */
  session: number;
  language: Language;
  libraryName: Texts;
  branchName: Texts;
  /** Today's hours, or closed. */
  hours: { opens: string; closes: string } | null;
  today: LocalDate;
  notice: Notice | null;
  /** Whether a paper receipt can be had now. */
  paper: boolean;
  /** Whether books can be put on an RFID pad now. */
  pad: boolean;
  /** Whether central was reached lately; lending does not need it. */
  online: boolean;
  helpCalled: boolean;
  /** Staff took the call. */
  helpComing: boolean;
  /** What this visitor set; `comfortOpen`: the panel for it is shown. */
  comfort: Comfort;
  comfortOpen: boolean;
  /** Whether the machine's camera may read codes here, and is asked to. */
  camera: 'none' | 'closed' | 'open';
  /** Raised with each view; an act may name it so that a double tap is dropped. */
  revision: number;
  idle: IdleTick | null;
  agreement: { consentVersion: string; rulesVersion: string };
  guardianUnderYears: number;
};

/** `warning`: the page asks whether more time is needed. */
export type IdleTick = { secondsLeft: number; totalSeconds: number; warning: boolean };

export type KioskAct =
  | { act: 'language'; language: Language }
  | { act: 'comfort'; set?: Partial<Comfort>; open?: boolean }
  | { act: 'camera'; open: boolean }
  /** A code that the page read with the camera; the view may have `camera: 'open'` only. */
  | { act: 'camera-scan'; text: string; symbology: Symbology }
  | { act: 'start'; what: 'borrow' | 'return' | 'account' | 'register' }
  | { act: 'keypad'; open: boolean }
  | ({ act: 'identify-by-number'; card: string } & CardProof)
  | { act: 'switch'; to: 'borrow' | 'return' | 'account' }
  | { act: 'renew'; loanId: string }
  | { act: 'renew-all' }
  | ReregisterAct
  | ClassAct
  | ShelfAct
  | FindAct
  | MyCardAct
  | FamilyAct
  | { act: 'register-step'; step: RegisterStep; fields: Partial<RegistrationForm> }
  | { act: 'register-back' }
  | { act: 'register-submit'; duplicateAccepted: boolean }
  | { act: 'finish'; receipt: 'paper' | 'none' }
  | { act: 'more-time' }
  | { act: 'dismiss-notice' }
  | { act: 'call-librarian' }
  /** Ends the session without a receipt and clears the screen. */
  | { act: 'home' };

/** Raw keys for a keyboard-wedge scanner: physical key codes, decoded by the driver in the bridge. */
export type TypedKeys = { keys: { code: string; shift: boolean; gapMs: number }[] };

/** Every error body of the HTTP interface. */
export type ApiError = { code: string; message: string; hint: string };
