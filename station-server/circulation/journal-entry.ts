// Every act is one immutable entry named by (station, sequence); state tables are derived in the same transaction
// (DESIGN.md "Journal and sync"). Bodies hold no name, phone, birth date or IIN: those stand in `personal`, kept beside the
// chain and erasable. The list of types is open: an unknown one is stored, forwarded and held, never refused.
import type { Language, LocalDate, PatronCategory } from '../../profiles/site-schema.ts';
import type { CountedWhat } from './people-count.ts';
import type { Reason } from './reasons.ts';
import type { LoanKind, PersonName } from './types.ts';
import type { Face } from './wish.ts';

/** Who did it: the patron at a kiosk, a member of staff, or the station by itself (`self`). */
export type Actor = 'patron' | 'self' | `staff:${string}`;

export const BLOCK_REASONS = [
  'lost-item',
  'damage',
  'conduct',
  'debt',
  'identity',
  'other',
] as const;
/** A code, never a free text: what a person is said to have done stays with the library's papers. */
export type BlockReason = (typeof BLOCK_REASONS)[number];

/** `device` and `lock` as the place names them, `lock` from 0. */
type LockerAct = {
  itemId: string;
  patronId: string;
  holdId: string;
  device: string;
  lock: number;
};

export type EntryBodies = {
  /** The loan's id is the entry's own name. */
  'check-out': {
    itemId: string;
    patronId: string;
    kind: LoanKind;
    dueOn: LocalDate;
    renewalsMax: number;
  };
  /** `loanId` null: it was not on loan here; seen at this branch, nothing else. */
  'check-in': { itemId: string; loanId: string | null; patronId: string | null; withCard: boolean };
  renewal: { loanId: string; itemId: string; patronId: string; dueOn: LocalDate; renewals: number };
  /** The patron's id is the entry's own name. */
  registration: {
    /** Version 1 alone: a body cannot be erased, so from version 2 on the card stands in `personal`. */
    card?: string;
    category: PatronCategory;
    language: Language;
    branch: string;
    status: 'active' | 'pending';
    consent: { version: string; atMs: number };
    rules: { version: string; atMs: number };
    /** True when staff or the patron were warned of a likely duplicate and went on. */
    duplicateWarned: boolean;
    hasGuardian: boolean;
  };
  'registration-confirmed': { patronId: string };
  /** What was agreed to with it, where the reader did it alone; `guarantee`: for a child, by the grown-up beside it. */
  reregistration: {
    patronId: string;
    consent?: { version: string; atMs: number };
    rules?: { version: string; atMs: number };
    guarantee?: boolean;
  };
  /** By staff, at the person's wish: all that describes the person goes, everywhere. */
  erasure: { patronId: string };
  /** The language chosen by a patron who is identified. */
  preference: { patronId: string; language: Language };
  /** The reader set or took away a PIN, card in hand; neither it nor its hash stands in the journal. */
  pin: { patronId: string; set: boolean };
  /** The reader's own wish to be told which books they had before, or its end. */
  remembering: { patronId: string; wanted: boolean };
  /** Staff saw that this grown-up stands for this child, who may now borrow through them. The link's id is the entry's own name. */
  guardian: { adultId: string; childId: string };
  'guardian-ended': { guardianId: string; adultId: string; childId: string };
  /** An unknown barcode is kept as scanned, cut to 40 characters, unless it may name a person. */
  refusal: {
    act:
      | 'check-out'
      | 'check-in'
      | 'renewal'
      | 'identify'
      | 'erasure'
      | 'reregistration'
      | 'hold'
      | 'wish'
      | 'setting'
      | 'guardian';
    reason: Reason;
    itemId: string | null;
    patronId: string | null;
    scanned: string | null;
  };
  /** The refusal card: a book that was asked for and is not there, as typed, without long numbers. */
  wish: { title: string; author: string; language: Language; patronId: string | null };
  /** How a book that came back was liked; of whom is not noted. */
  rating: { titleId: string; face: Face };
  /** One per kiosk session in which something was done. */
  visit: { patronId: string | null };
  /** What contacts counted at the place in that time, within one hour; nobody is named. */
  count: { what: CountedWhat; n: number; fromMs: number; toMs: number };
  /** Undoes the act of that name; the rest names the rows that the act was about. The original stays. */
  storno: {
    entry: string;
    itemId: string | null;
    loanId: string | null;
    patronId: string | null;
  };
  block: { patronId: string; blocked: boolean; reason: BlockReason };
  /** Two records of one person: loans go to the other, and so does the card. */
  merge: { patronId: string; intoPatronId: string };
  /** The hold's id is the entry's own name. `itemId` null: any copy of the title. */
  hold: { itemId: string | null; titleId: string; patronId: string; branch: string };
  /** An item got a tag, written and read back, or found to be its own already. */
  tagged: { itemId: string; uid: string; written: boolean };
  /** What became of a book's security bit, as read back from its tag: right, told to staff, or settled by them. */
  security: {
    itemId: string;
    uid: string;
    wanted: 'secured' | 'unsecured';
    result: 'done' | 'alert' | 'settled';
  };
  'hold-cancelled': { holdId: string; patronId: string };
  /** A held item lies in a compartment of a locker, ready for the reader. */
  'locker-filled': LockerAct;
  /** The reader took it (the check-out is its own entry), or staff did. */
  'locker-emptied': LockerAct & { why: 'picked-up' | 'taken-out' };
  /** What staff of central decided about a contradiction; `entries` are the counter-entries that it made. */
  'review-decided': {
    kind: string;
    ref: string;
    action: 'accept' | 'correct' | 'dismiss';
    reason: string | null;
    entries: string[];
  };
};
export type EntryType = keyof EntryBodies;

/** The version of each body that is written, and the newest that is read; 1 where none stands here. */
const BODY_VERSIONS: Partial<Record<string, number>> = { registration: 2 };
export const bodyVersion = (type: string): number => BODY_VERSIONS[type] ?? 1;

export type PersonalData = {
  name: PersonName;
  birthDate: LocalDate;
  phone: string;
  iin: string | null;
  /** Of a registration, from version 2 on. */
  card?: string;
  guardian: { name: PersonName; phone: string; guaranteeAtMs: number } | null;
};

export type JournalEntry<T extends EntryType = EntryType> = {
  [K in T]: {
    station: number;
    seq: number;
    /** Version of the body's shape. */
    v: number;
    type: K;
    /** When it was entered, epoch milliseconds, by the time that the station believed in; its own today is the day of it. */
    wallMs: number;
    /** Random id of this run of the station-server, and milliseconds since its start: order and time survive a wrong clock. */
    bootId: string;
    upMs: number;
    /** The day on which it took effect: today, or earlier for a book-drop of last night. */
    effectiveOn: LocalDate;
    place: string;
    actor: Actor;
    body: EntryBodies[K];
    /** Hex sha256 of salt and personal data; null where there are none. Survives erasure. */
    personalDigest: string | null;
    /** Hex sha256 over the previous entry's chain value and all the fields above (`journal-chain.ts`). */
    chain: string;
  };
}[T];
