// What a kiosk session remembers. Data only; `session.ts` steps over it, `view.ts` shows it; what may happen to it and what it asks
// to be done is in `session-words.ts`. No clock, no database, no full name.

import type { Comfort } from '../../profiles/comfort-schema.ts';
import type { ChildShelf } from '../../profiles/shelf-schema.ts';
import type { Language, PatronCategory, Policy, Texts } from '../../profiles/site-schema.ts';
import type { Audience } from '../../profiles/station-schema.ts';
import type {
  AccountHold,
  AccountLoan,
  ItemCard,
  LockerDoor,
  Notice,
  PatronView,
  ReadingView,
  RegisterStep,
  RegistrationForm,
  ShelfBook,
  SlipState,
} from '../api-types.ts';
import type { FieldFault, Reason } from '../circulation/reasons.ts';
import type { LockerName } from '../lockers/locker-rule.ts';
import type { ClassRoom } from './class-room.ts';
import type { ComfortState } from './comfort.ts';
import type { FindStage, FindState } from './find-state.ts';
import type { HelpState } from './help-call.ts';
import { leaveAll, type PadMeeting, type PadSight } from './pad-sight.ts';
import type { MyCardState, ReaderRecord, ReregisterState } from './reader-record.ts';
import { type CameraRules, type CameraState, NO_CAMERA } from './session-camera.ts';
import {
  CHILDREN_FAREWELL_MS,
  CHILDREN_IDLE_MS_MIN,
  CLASS_IDLE_MS,
  FAREWELL_MS,
  FAREWELL_TEXT_MS,
  INTERRUPTED_MS_MIN,
  PAD_BLIND_MS,
  REGISTER_IDLE_MS_MIN,
  REGISTERED_MS,
} from './session-limits.ts';
import type { DeviceTrouble, SessionEffect, Surroundings } from './session-words.ts';
import type { ReceiptItem } from './slip-request.ts';

export type SessionLocker = LockerDoor & { name: LockerName; barcode: string };

export type SessionPatron = {
  patronId: string;
  card: string;
  /** The number was typed: what a card alone may do is not done. */
  byNumber: boolean;
  view: PatronView;
  record: ReaderRecord;
};

/** `ageYears` as chosen by a child without a card; `shelf` its id. */
export type ShelvesState = {
  ageYears: number | null;
  shelf: string | null;
  books: ShelfBook[];
  open: ShelfBook | null;
};

/** Who borrows through the reader, by their own rules. `label`: `Ә. М. (9)`. */
export type ChildReader = {
  patronId: string;
  card: string;
  label: string;
  ageYears: number;
  view: PatronView;
  loans: AccountLoan[];
};

export type Slip = {
  state: SlipState;
  jobId: string | null;
  text: string[];
  /** Torn in the middle: may be printed once more while its owner is here. */
  interrupted: boolean;
  reprinted: boolean;
};

export type RegisterState = {
  step: RegisterStep;
  draft: Partial<RegistrationForm>;
  faults: Partial<Record<keyof RegistrationForm, FieldFault>>;
  duplicateWarning: boolean;
  /** Sent to the desk, not yet answered: a second tap is not a second patron. */
  submitted: boolean;
};

export type Stage =
  | { at: 'attract' }
  | { at: 'identify'; after: 'borrow' | 'account' | 'title'; keypad: boolean }
  | FindStage
  | { at: 'borrow' }
  | { at: 'return' }
  | { at: 'account' }
  | ({ at: 'reregister' } & ReregisterState)
  | { at: 'shelves' }
  | { at: 'class' }
  | { at: 'class-done' }
  | ({ at: 'my-card' } & MyCardState)
  | { at: 'locker' }
  | ({ at: 'register' } & RegisterState)
  /** What was done before the station stopped; the card goes on with it. */
  | { at: 'interrupted' }
  | { at: 'registered'; card: string; initials: string; itemsMax: number }
  | { at: 'farewell' };

/** What one site and place always have. */
export type SessionSettings = {
  place: string;
  audience: Audience;
  sounds: boolean;
  /** Of pictures, for children. */
  shelves: readonly ChildShelf[];
  libraryName: Texts;
  branchName: Texts;
  /** Of the whole library, by their codes. */
  branches: Record<string, Texts>;
  defaultLanguage: Language;
  policy: Policy;
  /** Whose cards open a class session here. */
  classOpeners: readonly PatronCategory[];
  /** It has lockers that a card opens. */
  lockers: boolean;
  /** What every visit begins with. */
  comfort: Comfort;
  /** Null where the place has no camera. */
  camera: CameraRules | null;
};

export type SessionState = ComfortState &
  CameraState &
  HelpState & {
    settings: SessionSettings;
    surroundings: Surroundings;
    /** Counts sessions; raised when one ends. */
    session: number;
    revision: number;
    /** The revision at which the kind of screen last changed: an act on an older one is a double tap. */
    stageRevision: number;
    noticeId: number;
    keys: number;
    stage: Stage;
    language: Language;
    notice: Notice | null;
    /** A device is away or noisy; stands behind `notice` and outlives the session while the trouble lasts. */
    deviceNotice: Notice | null;
    idleMs: number;
    patron: SessionPatron | null;
    cards: ItemCard[];
    lent: ReceiptItem[];
    returned: ReceiptItem[];
    renewed: ReceiptItem[];
    lentCount: number;
    returnedCount: number;
    renewedCount: number;
    registered: boolean;
    loans: AccountLoan[];
    classRoom: ClassRoom | null;
    /** Asked for at children's kiosks. */
    reading: ReadingView | null;
    shelves: ShelvesState;
    /** What this reader waits for. */
    holds: AccountHold[];
    find: FindState;
    children: ChildReader[];
    /** For which of the children books are lent now. */
    forChild: string | null;
    held: string[];
    lockers: SessionLocker[];
    slip: Slip;
    /** Finishing was asked for while bits are being changed or a door moves: it follows by itself. */
    finishing: 'paper' | 'none' | null;
    pad: PadSight[];
    titles: Record<string, string>;
    /** By uid, what was done about a tag since it lies there. Outlives the session. */
    padMet: Record<string, PadMeeting>;
    /** Milliseconds for which what comes into sight lay there before. */
    padBlindMs: number;
    /** Whose visit the station's stop cut short, until a card tells; `missed`: put down, and not done. */
    interrupted: { patronId: string | null; missed: ReceiptItem[] } | null;
  };

export type Stepped = { state: SessionState; effects: SessionEffect[] };

/** Nothing typed, nothing found. */
export const NO_FIND: FindState = {
  query: '',
  found: { titles: [], page: 0, found: 0, more: false },
  title: null,
};

export const NO_SLIP: Slip = {
  state: 'none',
  jobId: null,
  text: [],
  interrupted: false,
  reprinted: false,
};

/** Nobody has looked at a shelf yet. */
export const NO_SHELVES: ShelvesState = { ageYears: null, shelf: null, books: [], open: null };

/** All that belongs to one visitor, empty. Spread over the state at the end of a session: nothing personal survives it. */
export const emptySession = (settings: SessionSettings) => ({
  stage: { at: 'attract' } as Stage,
  language: settings.defaultLanguage,
  comfort: settings.comfort,
  comfortOpen: false,
  ...NO_CAMERA,
  notice: null,
  idleMs: 0,
  patron: null,
  cards: [],
  lent: [],
  returned: [],
  renewed: [],
  lentCount: 0,
  returnedCount: 0,
  renewedCount: 0,
  registered: false,
  loans: [],
  classRoom: null,
  reading: null,
  shelves: NO_SHELVES,
  holds: [],
  find: NO_FIND,
  children: [],
  forChild: null,
  held: [],
  lockers: [],
  slip: NO_SLIP,
  finishing: null,
  interrupted: null,
});

export const initialState = (settings: SessionSettings, surroundings: Surroundings): SessionState =>
  withDevice(
    {
      settings,
      surroundings,
      session: 1,
      revision: 1,
      stageRevision: 1,
      noticeId: 0,
      keys: 0,
      ...{ helpMs: 0, helpTaken: false },
      deviceNotice: null,
      pad: [],
      titles: {},
      padMet: {},
      padBlindMs: PAD_BLIND_MS,
      ...emptySession(settings),
    },
    surroundings.trouble,
  );

export const only = (state: SessionState, ...effects: SessionEffect[]): Stepped => ({
  state,
  effects,
});

/** Milliseconds of doing nothing after which this stage ends by itself. */
export const idleLimitMs = (state: SessionState): number => {
  const children = state.settings.audience === 'children';
  const usual = Math.max(
    state.settings.policy.kioskIdleSeconds * 1_000,
    children ? CHILDREN_IDLE_MS_MIN : 0,
  );
  const reads = ['register', 'reregister', 'wish', 'my-card'].includes(state.stage.at);
  if (reads) return Math.max(usual, REGISTER_IDLE_MS_MIN);
  if (state.stage.at === 'class') return CLASS_IDLE_MS;
  if (state.stage.at === 'class-done') return Math.max(usual, CHILDREN_IDLE_MS_MIN);
  if (state.stage.at === 'registered') return Math.max(usual, REGISTERED_MS);
  if (state.stage.at === 'interrupted') return Math.max(usual, INTERRUPTED_MS_MIN);
  if (state.stage.at === 'farewell') {
    if (state.slip.state === 'screen') return FAREWELL_TEXT_MS;
    return children ? CHILDREN_FAREWELL_MS : FAREWELL_MS;
  }
  return usual;
};

export const withReason = (
  state: SessionState,
  reason: Reason,
  details?: Notice['details'],
  staffCode: string = reason,
): SessionState => {
  const id = state.noticeId + 1;
  const notice: Notice = { id, kind: 'reason', reason, staffCode };
  return { ...state, noticeId: id, notice: details ? { ...notice, details } : notice };
};

export const withDevice = (state: SessionState, device: DeviceTrouble | null): SessionState => {
  if (device === null) return state.deviceNotice ? { ...state, deviceNotice: null } : state;
  const id = state.noticeId + 1;
  return {
    ...state,
    noticeId: id,
    deviceNotice: { id, kind: 'device', device, staffCode: device },
  };
};

/** Something was done for which a visit is counted (libraries.md 1B B4). */
export const didSomething = (state: SessionState): boolean =>
  state.lentCount + state.returnedCount + state.renewedCount > 0 || state.registered;

/** Ends the session: counts the visit unless the farewell did, and forgets everything of its visitor. */
export const endSession = (state: SessionState): Stepped => {
  const visit = didSomething(state) && state.stage.at !== 'farewell';
  const padMet = leaveAll(state.pad, state.padMet);
  const ended = { ...state, ...emptySession(state.settings), padMet, session: state.session + 1 };
  return {
    state: withDevice(ended, state.surroundings.trouble),
    effects: visit ? [{ effect: 'record-visit', patronId: state.patron?.patronId ?? null }] : [],
  };
};
