// Searching, ordering, wishing and rating in a session: without a card as far as it goes, and nothing of it for the next visitor.
import { expect, test } from 'vitest';
import type { FoundTitles, TitleDetail } from '../../../station-server/desk-types.ts';
import type { DeskReply, SessionEffect } from '../../../station-server/kiosk/session-words.ts';
import { book, friendlyReply, refusal, walk } from './session-cases.ts';

const { title } = book('101');
const detail = (position: number | null): TitleDetail => ({
  title,
  shelves: [
    { branch: 'BLK-C', here: true, onShelf: 0, onLoan: 1, hallOnly: 0, dueOn: '2026-11-06' },
    { branch: 'BLK-9', here: false, onShelf: 1, onLoan: 0, hallOnly: 0, dueOn: null },
  ],
  ...{ queue: position === null ? 1 : 2, position, orderable: true },
});
const found = (page: number): FoundTitles => ({
  ...{ titles: [{ title, here: 0, elsewhere: 1, copies: 2 }], page, found: 13, more: false },
});
const desk = (more: (effect: SessionEffect) => DeskReply | null | undefined = () => undefined) => {
  let position: number | null = null;
  return (effect: SessionEffect): DeskReply | null => {
    const own = more(effect);
    if (own !== undefined) return own;
    switch (effect.effect) {
      case 'search':
        return { to: 'search', query: effect.query, found: found(effect.page) };
      case 'title':
        return { to: 'title', detail: detail(effect.patronId === null ? null : position) };
      case 'order':
        position = 2;
        return { to: 'order', answer: { outcome: 'held' } };
      case 'holds':
      case 'cancel-hold': {
        const holds = [{ holdId: '7-9', title: title.title, author: title.author, position: 2 }];
        const left = effect.effect === 'holds' ? holds : [];
        return { to: 'holds', patronId: effect.patronId, holds: left };
      }
      case 'wish':
        return { to: 'wish', answer: { outcome: 'wished' } };
      default:
        return friendlyReply(effect);
    }
  };
};
const atTitle = (reply = desk()) => {
  const session = walk(reply);
  session.act({ act: 'search-open' });
  session.act({ act: 'search', query: 'кітап' });
  session.act({ act: 'title-open', titleId: title.titleId });
  return session;
};

test('search shows one page of hits; pages that are not there are not asked for', () => {
  const session = walk(desk());
  session.act({ act: 'search', query: 'too early' });
  session.act({ act: 'search-open' });
  session.act({ act: 'search', query: 'кітап' });
  expect(session.view()).toMatchObject({
    ...{ screen: 'search', query: 'кітап', page: 0, pages: 3, found: 13 },
    hits: [{ titleId: title.titleId, title: title.title, here: 0, elsewhere: 1 }],
  });
  session.act({ act: 'search-page', page: 2 });
  expect(session.view()).toMatchObject({ page: 2 });
  session.act({ act: 'search-page', page: 3 });
  expect(session.effects('search')).toMatchObject([{ page: 0 }, { page: 2 }]);
});

test('an answer to a query that was typed on since is dropped', () => {
  const session = walk(desk((effect) => (effect.effect === 'search' ? null : undefined)));
  session.act({ act: 'search-open' });
  session.act({ act: 'search', query: 'кіт' });
  session.act({ act: 'search', query: 'кітап' });
  const { session: number } = session.state();
  session.give({
    input: 'reply',
    session: number,
    reply: { to: 'search', query: 'кіт', found: found(0) },
  });
  expect(session.view()).toMatchObject({ screen: 'search', hits: [] });
});

test('without a card: the order asks for it, goes on by itself, and says the place in the queue', () => {
  const session = atTitle();
  expect(session.view()).toMatchObject({ screen: 'title', position: null, queue: 1 });
  session.act({ act: 'hold-place' });
  expect(session.view()).toMatchObject({ screen: 'identify', after: 'title' });
  session.scanCard();
  expect(session.view()).toMatchObject({ screen: 'title', position: 2, queue: 2, sent: false });
  expect(session.effects('order')).toHaveLength(1);
  session.act({ act: 'search-back' });
  expect(session.view()).toMatchObject({ screen: 'search', query: 'кітап' });
  session.act({ act: 'home' });
  expect(session.effects('record-visit')).toHaveLength(1);
  expect(session.state().find).toEqual({
    ...{ query: '', found: { titles: [], page: 0, found: 0, more: false }, title: null },
  });
});

test('a card shown while searching stays on the page; a second tap is not a second order', () => {
  const session = atTitle(desk((effect) => (effect.effect === 'order' ? null : undefined)));
  session.scanCard();
  expect(session.view()).toMatchObject({ screen: 'title', sent: false });
  session.act({ act: 'hold-place' });
  session.act({ act: 'hold-place' });
  expect(session.effects('order')).toHaveLength(1);
  expect(session.view()).toMatchObject({ screen: 'title', sent: true });
});

test('a refused order says why and can be tried again', () => {
  const session = atTitle(
    desk((effect) =>
      effect.effect === 'order' ? { to: 'order', answer: refusal('hold-on-shelf') } : undefined,
    ),
  );
  session.scanCard();
  session.act({ act: 'hold-place' });
  expect(session.view()).toMatchObject({
    ...{ screen: 'title', sent: false, notice: { reason: 'hold-on-shelf' } },
  });
});

test('orders stand in "my books" and are cancelled there', () => {
  const session = walk(desk());
  session.act({ act: 'start', what: 'account' });
  session.scanCard();
  expect(session.view()).toMatchObject({ screen: 'account', holds: [{ holdId: '7-9' }] });
  session.act({ act: 'hold-cancel', holdId: '7-9' });
  expect(session.view()).toMatchObject({ screen: 'account', holds: [] });
});

test('a wish is sent once, with what was searched for at hand; an empty one comes back', () => {
  const session = walk(desk());
  session.act({ act: 'search-open' });
  session.act({ act: 'search', query: 'ай қызы' });
  session.act({ act: 'wish-open' });
  expect(session.view()).toMatchObject({ screen: 'wish', title: 'ай қызы', state: 'asked' });
  session.act({ act: 'wish', title: 'Ай қызы', author: '' });
  session.act({ act: 'wish', title: 'Ай қызы', author: '' });
  expect(session.effects('wish')).toEqual([
    expect.objectContaining({
      words: { title: 'Ай қызы', author: '' },
      about: { patronId: null, language: 'kk' },
    }),
  ]);
  expect(session.view()).toMatchObject({ screen: 'wish', state: 'done' });

  const refused = walk(
    desk((effect) =>
      effect.effect === 'wish' ? { to: 'wish', answer: refusal('wish-empty') } : undefined,
    ),
  );
  refused.act({ act: 'search-open' });
  refused.act({ act: 'wish-open' });
  refused.act({ act: 'wish', title: '?', author: '' });
  expect(refused.view()).toMatchObject({ state: 'asked', notice: { reason: 'wish-empty' } });
});

test('a returned book gets one face, without a card', () => {
  const session = walk(desk());
  session.scanItem('101');
  const [card] = session.state().cards;
  session.act({ act: 'rate', key: card!.key, face: 'good' });
  session.act({ act: 'rate', key: card!.key, face: 'poor' });
  session.act({ act: 'rate', key: 'nothing', face: 'poor' });
  expect(session.view()).toMatchObject({ screen: 'return', cards: [{ face: 'good' }] });
  expect(session.effects('rate')).toEqual([{ effect: 'rate', barcode: '101', face: 'good' }]);
});
