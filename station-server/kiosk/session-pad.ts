// The kiosk session and its pad: a stack is done at once, each item once while it lies there, a set when its parts are together. Pure.
// What lay there when a session ended belongs to nobody's next session: it is left alone until it is lifted. The same holds for what
// lies there when the pad comes into sight, at the start of the station too: books that were just lent may lie there after a power cut,
// and would be taken back behind their reader's back.
import type { TagProgress } from '../api-types.ts';
import type { PadMeeting, PadSight } from './pad-sight.ts';
import { loanKindOf, scannedInClass } from './session-class.ts';
import { borrowerOf } from './session-family.ts';
import { PAD_BLIND_MS } from './session-limits.ts';
import { lookInLockers } from './session-scan.ts';
import { only, type SessionState, type Stepped, withReason } from './session-state.ts';
import type { SessionEffect } from './session-words.ts';

type ItemSight = Extract<PadSight, { sight: 'item' }>;

/** What the items on the pad are for at this point of the session; null: they wait. */
const wantedAct = (state: SessionState): 'return' | 'borrow' | null => {
  const { at } = state.stage;
  const returned = at === 'interrupted' && state.interrupted?.patronId === null;
  if (at === 'attract' || at === 'return' || returned) return 'return';
  return (at === 'borrow' || at === 'class') && state.patron ? 'borrow' : null;
};

const meet = (state: SessionState, uids: readonly string[], how: PadMeeting): SessionState => ({
  ...state,
  padMet: { ...state.padMet, ...Object.fromEntries(uids.map((uid) => [uid, how])) },
});

const stepItem = (state: SessionState, sight: ItemSight): Stepped => {
  const { barcode, uids, offline } = sight;
  const act = wantedAct(state);
  const met = uids.map((uid) => state.padMet[uid]);
  const over = met.some((how) => how === 'final' || how === 'left');
  if (act === null || over || met.every((how) => how === act)) return only(state);
  // Taken away too early and put back: its keeper goes on by itself. Or done before the station stopped.
  const done = act === 'return' ? [...state.lent, ...state.returned] : state.lent;
  if (done.some((item) => item.barcode === barcode)) return only(meet(state, uids, 'final'));
  const { session } = state;
  const patronId = state.patron?.patronId ?? null;
  const tried = meet(state, uids, act);
  if (!state.surroundings.online && !offline[act === 'return' ? 'return' : 'issue']) {
    return only(withReason(tried, act === 'return' ? 'tag-offline-return' : 'tag-offline-issue'));
  }
  const borrower = borrowerOf(state);
  if (act === 'borrow' && borrower !== null) {
    const kind = loanKindOf(state);
    const lend = { effect: 'check-out', session, patronId: borrower, barcode, kind } as const;
    return only(tried, { ...lend, tags: uids });
  }
  const returning: SessionState = { ...tried, stage: { at: 'return' } };
  return only(returning, { effect: 'begin-return', session, patronId, barcode, tags: uids });
};

/** Nobody has put it down just now, and nobody is here. */
const layBefore = ({ stage, padBlindMs, padMet }: SessionState, { uids }: PadSight): boolean =>
  stage.at === 'attract' && padBlindMs > 0 && uids.some((uid) => padMet[uid] === undefined);

const stepSight = (state: SessionState, sight: PadSight): Stepped => {
  if (layBefore(state, sight)) {
    return only(meet(withReason(state, 'tag-lift-first'), sight.uids, 'left'));
  }
  if (sight.sight === 'item') return stepItem(state, sight);
  if (sight.sight === 'parts') return only(state);
  if (sight.uids.every((uid) => state.padMet[uid] !== undefined)) return only(state);
  if (sight.sight === 'refused') {
    return only(meet(withReason(state, sight.reason), sight.uids, 'told'));
  }
  if (state.stage.at === 'class') {
    if (sight.uids.every((uid) => state.padMet[uid] !== undefined)) return only(state);
    const seen = scannedInClass(state, { kind: 'patron', number: sight.card });
    return only(meet(seen.state, sight.uids, 'told'), ...seen.effects);
  }
  if (state.patron?.card === sight.card) {
    const look = lookInLockers(state);
    return only(meet(look.state, sight.uids, 'told'), ...look.effects);
  }
  if (state.patron || !['attract', 'identify', 'return'].includes(state.stage.at)) {
    return only(state);
  }
  const { session } = state;
  return only(meet(state, sight.uids, 'told'), { effect: 'identify', session, card: sight.card });
};

/** Does what the pad asks for at this point; nothing when all of it was met already. */
export const stepPad = (state: SessionState): Stepped => {
  const effects: SessionEffect[] = [];
  let now = state;
  for (const sight of state.pad) {
    const stepped = stepSight(now, sight);
    now = stepped.state;
    effects.push(...stepped.effects);
  }
  return only(now === state ? state : { ...now, idleMs: 0 }, ...effects);
};

const forgetGone = (state: SessionState): SessionState => {
  const here = new Set(state.pad.flatMap(({ uids }) => uids));
  const padMet = Object.fromEntries(Object.entries(state.padMet).filter(([uid]) => here.has(uid)));
  return { ...state, padMet };
};

/** Tags that left are forgotten, so that putting them down again begins anew; not while a pad does not see. */
export const withPad = (state: SessionState, pad: PadSight[], blind: boolean): SessionState => {
  if (blind) return { ...state, pad, padBlindMs: PAD_BLIND_MS };
  return state.padBlindMs > 0 ? { ...state, pad } : forgetGone({ ...state, pad });
};

/** The pad of the place sees since `ms` more. */
export const withPadTime = (state: SessionState, ms: number): SessionState => {
  if (state.padBlindMs === 0 || !state.surroundings.pad) return state;
  const padBlindMs = Math.max(0, state.padBlindMs - ms);
  return padBlindMs === 0 ? forgetGone({ ...state, padBlindMs }) : { ...state, padBlindMs };
};

/** Lent or returned: done for as long as it lies there. */
export const settled = (state: SessionState, barcode: string): SessionState => {
  const uids = state.pad.flatMap((sight) =>
    sight.sight === 'item' && sight.barcode === barcode ? sight.uids : [],
  );
  return uids.length === 0 ? state : meet(state, uids, 'final');
};

/** How it stands with the security bit of a book, on its newest card. */
export const withTagProgress = (
  state: SessionState,
  barcode: string,
  tag: TagProgress,
): SessionState => {
  const at = state.cards.findLastIndex((card) => card.barcode === barcode);
  const card = state.cards[at];
  if (!card || card.tag === tag) return state;
  return { ...state, cards: state.cards.with(at, { ...card, tag }) };
};

/** Books whose bits are being changed, or that were taken away before they were: the session does not end over them. */
export const tagsOpen = (state: SessionState, ...which: TagProgress[]): boolean =>
  state.cards.some(({ tag }) => tag !== undefined && which.includes(tag));
