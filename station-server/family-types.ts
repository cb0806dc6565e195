// What the pages get and send of the yearly re-registration, of what a reader sets and of families; part of `api-types.ts`.
import type { LocalDate, PatronCategory, Texts } from '../profiles/site-schema.ts';
import type { Reason } from './circulation/reasons.ts';

/** Masked: what the station has of this reader, and no more than that others may read it over a shoulder. */
export type ReregisterScreen = {
  screen: 'reregister';
  record: { birthYear: number; category: PatronCategory; branch: Texts };
  /** The texts of consent and rules are to be agreed to anew. */
  toAgree: boolean;
  /** A parent or guardian must stand surety. */
  guarantee: boolean;
  back: 'borrow' | 'account';
  state: 'asked' | 'sent' | 'done';
};

export type ReregisterAct =
  | { act: 'reregister-open' }
  /** All is still right. The versions are those of the texts that the page showed or stands by. */
  | { act: 'reregister'; consentVersion: string; rulesVersion: string; guarantee: boolean };

/** A child of the reader who stands here: initials and age, never a name. */
export type ChildView = {
  initials: string;
  ageYears: number;
  itemsLeft: number;
  blockedBy: Reason | null;
};
/** Only of a reader with children. `forChild`: whose books are lent now, by place in the list; null: the reader's own. */
export type FamilyView<L> = { children: (ChildView & { loans: L[] })[]; forChild: number | null };

export type FamilyAct = { act: 'borrow-for'; child: number | null };

/** Beside a typed card number. */
export type CardProof = { birthDate: LocalDate } | { pin: string };

/** What a reader sets alone. `byCard`: the card was shown; a typed number changes nothing. */
export type MyCardScreen = {
  screen: 'my-card';
  part: 'overview' | 'pin' | 'phone';
  byCard: boolean;
  hasPin: boolean;
  /** What is borrowed is remembered, by the reader's own wish. */
  remembers: boolean;
  /** On the part `phone`: the number that the page draws as a QR code. */
  phone: { card: string } | null;
  /** What the last tap did. */
  done: null | 'pin-set' | 'pin-removed' | 'remembers' | 'forgets';
};

export type MyCardAct =
  | { act: 'my-card-open' }
  | { act: 'my-card-part'; part: 'overview' | 'pin' | 'phone' }
  | { act: 'pin-set'; pin: string; again: string }
  | { act: 'pin-remove' }
  | { act: 'remember'; wanted: boolean };
