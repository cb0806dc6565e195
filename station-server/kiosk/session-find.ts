// Searching at the kiosk: what was typed, one page of what was found, one title with its copies, a place in the queue for it, a wish
// where nothing was found. No card is needed but for an order. A face for a returned book stands here too: it needs no card at all.
// Pure.
import type { FindAct, FindScreen } from '../api-types.ts';
import { type FindStage, holdsOf } from './find-state.ts';
import { NO_FIND, only, type SessionState, type Stepped, withReason } from './session-state.ts';
import type { DeskReply, SessionEffect } from './session-words.ts';

/** Longer ones are cut by the search itself; the schema refuses them. */
const PAGES_MAX = 10;
const TITLES_PER_PAGE = 6;

const patronId = (state: SessionState): string | null => state.patron?.patronId ?? null;
const lookAt = (state: SessionState, titleId: string): SessionEffect => ({
  ...{ effect: 'title', session: state.session, titleId, patronId: patronId(state) },
});
const order = (state: SessionState): SessionEffect[] => {
  const { patron, find, session } = state;
  if (!patron || !find.title) return [];
  const { titleId } = find.title.title;
  return [{ effect: 'order', session, patronId: patron.patronId, titleId }];
};

const open = (state: SessionState): Stepped => {
  const { at } = state.stage;
  if (at === 'register' || at === 'farewell' || at === 'interrupted') return only(state);
  return only({ ...state, notice: null, find: NO_FIND, stage: { at: 'search' } });
};

const placeHold = (state: SessionState): Stepped => {
  const { stage, find, patron } = state;
  if (stage.at !== 'title' || stage.sent || !find.title) return only(state);
  if (!patron) {
    return only({
      ...state,
      notice: null,
      stage: { at: 'identify', after: 'title', keypad: false },
    });
  }
  return only({ ...state, notice: null, stage: { at: 'title', sent: true } }, ...order(state));
};

/** What the card was asked for: the order goes on by itself, and "my books" shows what is waited for. */
export const afterCard = (before: SessionState, state: SessionState): Stepped => {
  if (before.patron || !state.patron) return only(state);
  if (state.stage.at === 'account') return only(state, holdsOf(state, state.patron.patronId));
  if (state.stage.at !== 'title') return only(state);
  if (before.stage.at === 'identify') {
    return only({ ...state, stage: { at: 'title', sent: true } }, ...order(state));
  }
  return only(state, ...(state.find.title ? [lookAt(state, state.find.title.title.titleId)] : []));
};

const sendWish = (state: SessionState, { title, author }: FindAct & { act: 'wish' }): Stepped => {
  const { stage, session, language } = state;
  if (stage.at !== 'wish' || stage.step !== 'asked') return only(state);
  const about = { patronId: patronId(state), language };
  return only(
    { ...state, notice: null, stage: { at: 'wish', step: 'sent' } },
    { effect: 'wish', session, words: { title, author }, about },
  );
};

const rate = (state: SessionState, { key, face }: FindAct & { act: 'rate' }): Stepped => {
  const card = state.cards.find((one) => one.key === key);
  if (card?.result.kind !== 'returned' || card.face !== undefined) return only(state);
  const cards = state.cards.map((one) => (one === card ? { ...one, face } : one));
  return only({ ...state, cards }, { effect: 'rate', barcode: card.barcode, face });
};

export const stepFind = (state: SessionState, act: FindAct): Stepped => {
  const { stage, session, find } = state;
  switch (act.act) {
    case 'search-open':
      return open(state);
    case 'search':
      if (stage.at !== 'search') return only(state);
      return only(
        { ...state, find: { ...find, query: act.query } },
        { effect: 'search', session, query: act.query, page: 0 },
      );
    case 'search-page': {
      const { page } = act;
      const there = page < PAGES_MAX && page * TITLES_PER_PAGE < find.found.found;
      if (stage.at !== 'search' || !there) return only(state);
      return only(state, { effect: 'search', session, query: find.query, page });
    }
    case 'title-open':
      if (stage.at !== 'search') return only(state);
      return only(state, lookAt(state, act.titleId));
    case 'search-back':
      if (stage.at !== 'title' && stage.at !== 'wish') return only(state);
      return only({ ...state, notice: null, stage: { at: 'search' } });
    case 'hold-place':
      return placeHold(state);
    case 'hold-cancel': {
      if (stage.at !== 'account' || !state.patron) return only(state);
      const { holdId } = act;
      return only(state, {
        effect: 'cancel-hold',
        session,
        patronId: state.patron.patronId,
        holdId,
      });
    }
    case 'wish-open':
      if (stage.at !== 'search') return only(state);
      return only({ ...state, notice: null, stage: { at: 'wish', step: 'asked' } });
    case 'wish':
      return sendWish(state, act);
    case 'rate':
      return rate(state, act);
  }
};

export type FindReply = Extract<DeskReply, { to: 'search' | 'title' | 'order' | 'holds' | 'wish' }>;

export const afterFind = (state: SessionState, reply: FindReply): Stepped => {
  const { stage, find } = state;
  switch (reply.to) {
    case 'search':
      // Of a query that was typed on since, nothing is shown.
      if (stage.at !== 'search' || reply.query !== find.query) return only(state);
      return only({ ...state, find: { ...find, found: reply.found } });
    case 'title':
      if (!reply.detail || (stage.at !== 'search' && stage.at !== 'title')) return only(state);
      return only({
        ...state,
        find: { ...find, title: reply.detail },
        stage: { at: 'title', sent: false },
      });
    case 'order': {
      if (stage.at !== 'title' || !find.title) return only(state);
      const open: SessionState = { ...state, stage: { at: 'title', sent: false } };
      const look = lookAt(state, find.title.title.titleId);
      const { answer } = reply;
      if (answer.outcome === 'refused')
        return only(withReason(open, answer.reason, answer.details), look);
      // A visit in which something was done.
      return only({ ...open, registered: true }, look);
    }
    case 'holds':
      return only(
        state.patron?.patronId === reply.patronId ? { ...state, holds: reply.holds } : state,
      );
    case 'wish': {
      if (stage.at !== 'wish') return only(state);
      const { answer } = reply;
      if (answer.outcome !== 'refused')
        return only({ ...state, stage: { at: 'wish', step: 'done' } });
      return only(withReason({ ...state, stage: { at: 'wish', step: 'asked' } }, answer.reason));
    }
  }
};

export const findScreen = (state: SessionState, stage: FindStage): FindScreen | null => {
  const { find, settings } = state;
  if (stage.at === 'wish') return { screen: 'wish', title: find.query, state: stage.step };
  if (stage.at === 'search') {
    const { titles, page, found, more } = find.found;
    const hits = titles.map(({ title: { titleId, title, author, year }, ...copies }) => ({
      ...{ titleId, title, author, year, ...copies },
    }));
    const pages = Math.ceil(found / TITLES_PER_PAGE);
    return { screen: 'search', query: find.query, hits, page, pages, found, more };
  }
  if (!find.title) return null;
  const { title, shelves, queue, position, orderable } = find.title;
  const named = shelves.map(({ branch: code, ...shelf }) => ({
    ...shelf,
    branch: settings.branches[code] ?? { kk: code, ru: code, en: code },
  }));
  const { title: name, author, year, ageMin } = title;
  return {
    ...{ screen: 'title', title: { title: name, author, year, ageMin }, shelves: named },
    ...{ queue, position, orderable, sent: stage.sent },
  };
};
