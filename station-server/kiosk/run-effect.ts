// Carries out what the session asked for: calls the desk, builds and queues slips, and gives the reply to step over. A failure of
// the desk becomes a reply too: its reader is told, the station goes on (DESIGN.md "What bad input gets").
import type { ReceiptDocument } from '../../firmware-bridge/messages.ts';
import type { ReadingView } from '../api-types.ts';
import type { ActContext, Desk } from '../desk-types.ts';
import { StationError, type StationErrorCode } from '../errors.ts';
import type { LockerFlow } from '../lockers/locker-flow.ts';
import { buildReceipt, type ReceiptPlace } from '../receipts/receipt-builder.ts';
import { receiptLines } from '../receipts/receipt-text.ts';
import type { DeskReply, SessionEffect } from './session-words.ts';
import type { SlipRequest } from './slip-request.ts';
import type { TagKeeper } from './tag-keeper.ts';
import type { TryLimit } from './try-limit.ts';

export type EffectDeps = {
  place: string;
  receiptPlace: ReceiptPlace;
  desk: Desk;
  /** Of the place's pad. */
  keeper: Pick<TagKeeper, 'beginReturn' | 'lent'>;
  padReady(): boolean;
  /** Stars of this reader in the campaign of today; null where none runs. */
  reading(patronId: string): ReadingView | null;
  lockers: Pick<LockerFlow, 'booksFor' | 'begin' | 'openLent'>;
  /** The reply to an effect that took its time. */
  tellLater(session: number, reply: DeskReply): void;
  tries: TryLimit;
  nowMs(): number;
  /** The id of the print job, or null when no printer takes it. */
  print(document: ReceiptDocument): string | null;
  reprint(jobId: string): string | null;
  onFailure(code: StationErrorCode, cause: unknown): void;
};

const identifyByNumber = (
  effect: SessionEffect & { effect: 'identify-by-number' },
  deps: EffectDeps,
  context: ActContext,
): DeskReply => {
  const { card, proof } = effect;
  const waitMs = deps.tries.waitMs(deps.place, card);
  if (waitMs > 0) {
    deps.desk.recordRefusal('identify', 'too-many-tries', null, context);
    const details = { minutes: Math.ceil(waitMs / 60_000) };
    const answer = { outcome: 'refused', reason: 'too-many-tries', details } as const;
    return { to: 'identify', byNumber: true, answer };
  }
  const answer = deps.desk.identifyByNumber(card, proof, context);
  if (answer.outcome === 'refused') deps.tries.wrong(deps.place, card);
  return { to: 'identify', byNumber: true, answer };
};

/** A slip that no printer takes, for whatever reason, is read from the screen: the loan is long since safe. */
const print = (request: SlipRequest, paper: boolean, deps: EffectDeps): DeskReply => {
  const document = buildReceipt(request, deps.receiptPlace, deps.nowMs());
  const text = receiptLines(document);
  try {
    return { to: 'print', jobId: paper ? deps.print(document) : null, text };
  } catch (cause) {
    deps.onFailure(cause instanceof StationError ? cause.code : 'print-journal-failed', cause);
    return { to: 'print', jobId: null, text };
  }
};

const codeOf = (cause: unknown): StationErrorCode =>
  cause instanceof StationError ? cause.code : 'desk-failed';

/** The loan is answered at once, the door when its sensor has spoken. A failure is this compartment's: the next one is tried. */
const pickUp = (
  effect: SessionEffect & { effect: 'pick-up' },
  deps: EffectDeps,
  context: ActContext,
): DeskReply => {
  const { lockers, onFailure } = deps;
  const { session, patronId, name } = effect;
  const told = (opened: boolean) => deps.tellLater(session, { to: 'door', name, opened });
  try {
    const answer = lockers.begin(name, patronId, context);
    if (answer.outcome !== 'refused') {
      void lockers.openLent(name, context).then(
        ({ opened }) => told(opened),
        (cause: unknown) => {
          onFailure(codeOf(cause), cause);
          told(false);
        },
      );
    }
    return { to: 'pick-up', name, answer };
  } catch (cause) {
    onFailure(codeOf(cause), cause);
    return { to: 'pick-up', name, answer: { outcome: 'refused', reason: 'station-failed' } };
  }
};

const holds = (desk: Desk, patronId: string): DeskReply => ({
  ...{ to: 'holds', patronId, holds: desk.holdsOf(patronId) },
});

const run = (effect: SessionEffect, deps: EffectDeps): DeskReply | null => {
  const { desk } = deps;
  const pad = deps.padReady() ? { pad: true } : {};
  const context: ActContext = { place: deps.place, actor: 'patron', ...pad };
  switch (effect.effect) {
    case 'identify': {
      const answer = desk.identify(effect.card, context);
      return { to: 'identify', byNumber: false, answer };
    }
    case 'identify-by-number':
      return identifyByNumber(effect, deps, context);
    case 'check-out': {
      const { patronId, barcode, kind = 'home', tags } = effect;
      const given = tags ? { ...context, tags } : context;
      const answer = desk.checkOut(patronId, barcode, kind, given);
      return { to: 'check-out', barcode, answer, patronId };
    }
    case 'check-in': {
      const { patronId, barcode } = effect;
      return { to: 'check-in', barcode, answer: desk.checkIn(barcode, patronId, context) };
    }
    case 'begin-return': {
      const { session, patronId, barcode, tags } = effect;
      const begun = deps.keeper.beginReturn(session, barcode, tags, patronId);
      return 'outcome' in begun
        ? { to: 'check-in', barcode, answer: begun }
        : { to: 'returning', barcode, item: begun };
    }
    case 'account':
      return { to: 'account', account: desk.account(effect.patronId) };
    case 'shelf': {
      const { shelf, find, ageYears } = effect;
      return { to: 'shelf', shelf, books: desk.shelf(find, ageYears) };
    }
    case 'stars':
      return { to: 'stars', reading: deps.reading(effect.patronId) };
    case 'renew':
      return { to: 'renew', loanId: effect.loanId, answer: desk.renew(effect.loanId, context) };
    case 'search': {
      const { query, page } = effect;
      return { to: 'search', query, found: desk.search(query, page) };
    }
    case 'title':
      return { to: 'title', detail: desk.title(effect.titleId, effect.patronId) };
    case 'order': {
      const { patronId, titleId } = effect;
      return { to: 'order', answer: desk.orderTitle(patronId, titleId, context) };
    }
    case 'cancel-hold':
      desk.cancelOwnHold(effect.patronId, effect.holdId, context);
      return holds(desk, effect.patronId);
    case 'holds':
      return holds(desk, effect.patronId);
    case 'wish':
      return { to: 'wish', answer: desk.wish(effect.words, effect.about, context) };
    case 'rate':
      desk.rate(effect.barcode, effect.face, context);
      return null;
    case 'lockers':
      return { to: 'lockers', books: deps.lockers.booksFor(effect.patronId, deps.place) };
    case 'pick-up':
      return pickUp(effect, deps, context);
    case 'register':
      return { to: 'register', answer: desk.register(effect.form, context) };
    case 'reregister': {
      const { patronId, agreed } = effect;
      return { to: 'reregister', answer: desk.reregister(patronId, context, agreed) };
    }
    case 'set-pin': {
      const { patronId, typed } = effect;
      return { to: 'set-pin', answer: desk.setPin(patronId, typed, context) };
    }
    case 'set-remembering': {
      const { patronId, wanted } = effect;
      const answer = desk.setRemembering(patronId, wanted, context);
      return { to: 'set-remembering', wanted, answer };
    }
    case 'print':
      return print(effect.request, effect.paper, deps);
    case 'reprint':
      return { to: 'print', jobId: deps.reprint(effect.jobId), text: null };
    case 'set-language':
      desk.setLanguage(effect.patronId, effect.language, context);
      return null;
    case 'record-visit':
      desk.recordVisit(effect.patronId, context);
      return null;
    case 'record-refusal':
      // What was scanned is left away: an unreadable code may be somebody's card of another system.
      desk.recordRefusal(effect.act, effect.reason, null, context);
      return null;
  }
};

export const runEffect = (effect: SessionEffect, deps: EffectDeps): DeskReply | null => {
  try {
    return run(effect, deps);
  } catch (cause) {
    const staffCode = codeOf(cause);
    deps.onFailure(staffCode, cause);
    return { to: 'failed', staffCode };
  }
};
