// What the pages get and send of the yearly re-registration and of families; part of `api-types.ts`.
import type { PatronCategory, Texts } from '../profiles/site-schema.ts';

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
