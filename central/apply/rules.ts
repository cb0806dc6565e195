// Which rule applies which type of entry, and what becomes of an entry that has none: it is held,
// never refused, and holds up nobody behind it. A new type of entry is one file here, one line in
// the table, one schema in body-schemas.ts.
import { Compile } from 'typebox/compile';
import {
  bodyVersion,
  type EntryBodies,
  type EntryType,
  type PersonalData,
} from '../../station-server/circulation/journal-entry.ts';
import type { Act, ActOf, Change, Rows } from './act.ts';
import { applyBlock } from './block.ts';
import { BODY_SCHEMAS, Personal } from './body-schemas.ts';
import { applyCheckIn } from './check-in.ts';
import { applyCheckOut } from './check-out.ts';
import { applyCount } from './count.ts';
import { applyErasure } from './erasure.ts';
import { applyGuardian, applyGuardianEnded } from './guardian.ts';
import { applyHold, applyHoldCancelled } from './hold.ts';
import { applyLockerEmptied, applyLockerFilled } from './locker.ts';
import { applyMerge } from './merge.ts';
import { applyPreference } from './preference.ts';
import { applyRating } from './rating.ts';
import { applyRefusal } from './refusal.ts';
import { applyRegistration } from './registration.ts';
import { applyRegistrationConfirmed } from './registration-confirmed.ts';
import { applyRenewal } from './renewal.ts';
import { applyReregistration } from './reregistration.ts';
import { applyReviewDecided } from './review-decided.ts';
import { applySecurity } from './security.ts';
import { applyPin, applyRemembering } from './setting.ts';
import { applyStorno } from './storno.ts';
import { applyTagged } from './tagged.ts';
import { applyVisit } from './visit.ts';
import { applyWish } from './wish.ts';

type Rule<T extends EntryType> = (act: ActOf<T>, rows: Rows) => Change[];

const RULES: { [T in EntryType]: Rule<T> } = {
  'check-out': applyCheckOut,
  'check-in': applyCheckIn,
  renewal: applyRenewal,
  registration: applyRegistration,
  'registration-confirmed': applyRegistrationConfirmed,
  erasure: applyErasure,
  reregistration: applyReregistration,
  preference: applyPreference,
  guardian: applyGuardian,
  'guardian-ended': applyGuardianEnded,
  pin: applyPin,
  remembering: applyRemembering,
  refusal: applyRefusal,
  visit: applyVisit,
  wish: applyWish,
  rating: applyRating,
  count: applyCount,
  security: applySecurity,
  tagged: applyTagged,
  storno: applyStorno,
  block: applyBlock,
  merge: applyMerge,
  hold: applyHold,
  'hold-cancelled': applyHoldCancelled,
  'locker-filled': applyLockerFilled,
  'locker-emptied': applyLockerEmptied,
  'review-decided': applyReviewDecided,
};

const bodyChecks = new Map(
  Object.entries(BODY_SCHEMAS).map(([type, schema]) => [type, Compile(schema)]),
);
const personalCheck = Compile(Personal);

const isKnown = (type: string): type is EntryType => Object.hasOwn(RULES, type);

/** The stored text of the personal data, or null when it is not what this program can read. */
export const readPersonal = (json: string): PersonalData | null => {
  try {
    const value: unknown = JSON.parse(json);
    return personalCheck.Check(value) ? (value as PersonalData) : null;
  } catch {
    return null;
  }
};

/**
 * Why this program cannot apply it, or null when it can. `personalText` is null where none
 * travelled.
 */
export const holdReason = (
  type: string,
  version: number,
  body: unknown,
  personalText: string | null,
): string | null => {
  if (!isKnown(type)) return 'type-unknown';
  if (version > bodyVersion(type)) return 'version-unknown';
  if (!bodyChecks.get(type)?.Check(body)) return 'body-invalid';
  if (personalText !== null && readPersonal(personalText) === null) return 'personal-invalid';
  return null;
};

export type ApplyAct = (type: string, act: Act<EntryBodies[EntryType]>, rows: Rows) => Change[];

/** What an act that `holdReason` let pass changes. */
export const applyAct: ApplyAct = (type, act, rows) => {
  if (!isKnown(type)) throw new Error(`no rule for ${type}`);
  const rule = RULES[type] as (act: Act<unknown>, rows: Rows) => Change[];
  return rule(act, rows);
};
