// What is held under the scanner means what is obvious at this point of the session: who is here, whose book it is, whether it comes
// or goes (libraries.md 7.1; peers.md 5.9). Pure.
import type { Reason } from '../circulation/reasons.ts';
import { goTo } from './session-borrow.ts';
import { borrowerOf } from './session-family.ts';
import { HELD_MAX } from './session-limits.ts';
import { endSession, only, type SessionState, type Stepped, withReason } from './session-state.ts';
import type { RecognisedScan } from './session-words.ts';

/** Asks what waits for whoever stands here; by the card alone, never by a typed number. */
export const lookInLockers = (state: SessionState): Stepped => {
  const { patron, session, settings } = state;
  if (!patron || !settings.lockers) return only(state);
  return only(state, { effect: 'lockers', session, patronId: patron.patronId });
};

/** Whose books are lent from here on; null: one's own. */
export const borrowFor = (state: SessionState, at: number | null): Stepped => {
  const stage = state.stage.at;
  if ((stage !== 'borrow' && stage !== 'account') || !state.patron) return only(state);
  const child = at === null ? null : state.children[at];
  if (child === undefined) return only(state);
  return goTo({ ...state, forChild: child?.patronId ?? null }, 'borrow');
};

const scannedCard = (state: SessionState, card: string): Stepped => {
  if (!state.patron) return only(state, { effect: 'identify', session: state.session, card });
  if (state.patron.card === card) {
    // Who typed the number had the card with them after all.
    const shown = { ...state, patron: { ...state.patron, byNumber: false } };
    return lookInLockers(state.patron.byNumber ? shown : state);
  }
  const child = state.children.find((one) => one.card === card);
  if (child) return goTo({ ...state, forChild: child.patronId }, 'borrow');
  return only(withReason(state, 'card-not-wanted'));
};

const scannedItem = (state: SessionState, barcode: string): Stepped => {
  const { session, patron } = state;
  const patronId = patron?.patronId ?? null;
  const returns = state.stage.at === 'interrupted' && state.interrupted?.patronId === null;
  if (state.stage.at === 'attract' || state.stage.at === 'return' || returns) {
    if (state.returned.some((item) => item.barcode === barcode)) return only(state);
    const returning: SessionState = { ...state, stage: { at: 'return' } };
    return only(returning, { effect: 'check-in', session, patronId, barcode });
  }
  if (state.stage.at === 'identify' || patronId === null) {
    if (state.lent.some((item) => item.barcode === barcode)) return only(state);
    if (state.held.includes(barcode) || state.held.length >= HELD_MAX) return only(state);
    const keypad = state.stage.at === 'identify' && state.stage.keypad;
    const stage = { at: 'identify', after: 'borrow', keypad } as const;
    return only({ ...state, stage, held: [...state.held, barcode] });
  }
  const borrowing: SessionState = { ...state, stage: { at: 'borrow' } };
  if (state.lent.some((item) => item.barcode === barcode)) {
    return only(withReason(borrowing, 'item-already-yours'));
  }
  const borrower = borrowerOf(state) ?? patronId;
  return only(borrowing, { effect: 'check-out', session, patronId: borrower, barcode });
};

const refusedScan = (state: SessionState, reason: Reason): Stepped => {
  const { at } = state.stage;
  const act = at === 'identify' ? 'identify' : at === 'borrow' ? 'check-out' : 'check-in';
  return only(withReason(state, reason), { effect: 'record-refusal', act, reason });
};

/** What was held under the scanner means what is obvious at this point of the session. */
export const scanned = (state: SessionState, scan: RecognisedScan): Stepped => {
  if (state.stage.at === 'register') return only(withReason(state, 'register-first'));
  if (state.stage.at === 'farewell' || state.stage.at === 'class-done') {
    const ended = endSession(state);
    const next = scanned(ended.state, scan);
    return only(next.state, ...ended.effects, ...next.effects);
  }
  if (scan.kind === 'refused') return refusedScan(state, scan.reason);
  if (scan.kind === 'isbn') return refusedScan(state, 'isbn-not-item');
  return scan.kind === 'patron' ? scannedCard(state, scan.number) : scannedItem(state, scan.number);
};
