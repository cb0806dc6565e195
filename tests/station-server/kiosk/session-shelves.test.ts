// Shelves of pictures by cases: whose age counts, which shelves fit, one step back at a time, and that nothing beyond the age is asked for.
import { describe, expect, test } from 'vitest';
import { loadContent } from '../../../profiles/loader.ts';
import type { ShelfBook } from '../../../station-server/api-types.ts';
import type { SessionState } from '../../../station-server/kiosk/session-state.ts';
import type { DeskReply, SessionEffect } from '../../../station-server/kiosk/session-words.ts';
import { account, freshState, friendlyReply, walk } from './session-cases.ts';

const shelves = loadContent('balkhash').shelves ?? [];
const book: ShelfBook = {
  ...{ titleId: '0-1', title: 'Теремок', author: '', place: 'here', dueOn: null, branch: null },
};
/** The surroundings stand at 22 October 2026. */
const library =
  (birthDate = '2018-10-23') =>
  (effect: SessionEffect): DeskReply | null => {
    if (effect.effect === 'shelf') return { to: 'shelf', shelf: effect.shelf, books: [book] };
    if (effect.effect !== 'identify') return friendlyReply(effect);
    const patron = { ...account().patron, birthDate, category: 'pupil' as const };
    return {
      ...{ to: 'identify', byNumber: false },
      answer: { outcome: 'identified', ...account({ patron }) },
    };
  };
const state = (more: Partial<SessionState['settings']> = {}): SessionState => {
  const fresh = freshState();
  return { ...fresh, settings: { ...fresh.settings, audience: 'children', shelves, ...more } };
};
const shown = (room: ReturnType<typeof walk>): string[] => {
  const view = room.view();
  if (view.screen !== 'shelves') throw new Error(`at ${view.screen}`);
  return view.shelves.map(({ id }) => id);
};

describe('who is offered them', () => {
  test.each([
    ['a children’s kiosk with shelves', {}, true],
    ['one without', { shelves: [] }, false],
    ['a kiosk for everyone', { audience: 'everyone' as const }, false],
  ])('%s', (_, more, offered) => {
    const room = walk(library(), state(more));
    expect(room.view().shelvesOffer).toBe(offered);
    room.act({ act: 'shelves-open' });
    expect(room.view().screen).toBe(offered ? 'shelves' : 'attract');
  });
});

describe('without a card a child says how old it is', () => {
  test('first the age, then the shelves of it; the youngest of the group decides', () => {
    const room = walk(library(), state());
    room.act({ act: 'shelves-open' });
    expect(room.view()).toMatchObject({ ageYears: null, ageKnown: false, shelves: [] });
    room.act({ act: 'shelf-open', shelf: 'tales' });
    expect(room.effects('shelf')).toEqual([]);
    room.act({ act: 'shelves-age', from: 7 });
    expect(shown(room)).toEqual(['tales', 'animals', 'poems', 'adventure', 'science']);
    room.act({ act: 'shelf-open', shelf: 'tales' });
    expect(room.effects('shelf')).toMatchObject([{ shelf: 'tales', ageYears: 7 }]);
    expect(room.view()).toMatchObject({ shelf: { id: 'tales' }, books: [book], open: null });
  });

  test('an age that is no group’s is none', () => {
    const room = walk(library(), state());
    room.act({ act: 'shelves-open' });
    room.act({ act: 'shelves-age', from: 17 });
    expect(room.view()).toMatchObject({ ageYears: null });
  });

  test('a shelf of another age is not opened, whatever the page asks for', () => {
    const room = walk(library(), state());
    room.act({ act: 'shelves-open' });
    room.act({ act: 'shelves-age', from: 13 });
    room.act({ act: 'shelf-open', shelf: 'small' });
    room.act({ act: 'shelf-open', shelf: 'no-such-shelf' });
    expect(room.effects('shelf')).toEqual([]);
  });
});

describe('a card tells the age', () => {
  test('of the day, not of the year: seven until tomorrow', () => {
    const room = walk(library(), state());
    room.scanCard();
    room.act({ act: 'shelves-open' });
    expect(room.view()).toMatchObject({ screen: 'shelves', ageYears: 7, ageKnown: true });
    room.act({ act: 'shelves-age', from: 13 });
    expect(room.view()).toMatchObject({ ageYears: 7 });
  });

  test('a little one sees the little ones’ shelf', () => {
    const room = walk(library('2022-05-01'), state());
    room.scanCard();
    room.act({ act: 'shelves-open' });
    expect(shown(room)).toEqual(['small', 'tales', 'animals', 'poems']);
  });
});

test('one step back at a time, to where it began', () => {
  const room = walk(library(), state());
  room.act({ act: 'shelves-open' });
  room.act({ act: 'shelves-age', from: 7 });
  room.act({ act: 'shelf-open', shelf: 'tales' });
  room.act({ act: 'shelf-book', titleId: '0-99' });
  expect(room.view()).toMatchObject({ open: null });
  room.act({ act: 'shelf-book', titleId: '0-1' });
  expect(room.view()).toMatchObject({ open: { title: 'Теремок', place: 'here' } });
  const back = () => room.act({ act: 'shelves-back' });
  back();
  expect(room.view()).toMatchObject({ open: null, shelf: { id: 'tales' } });
  back();
  expect(room.view()).toMatchObject({ shelf: null, books: [], ageYears: 7 });
  back();
  expect(room.view()).toMatchObject({ ageYears: null });
  back();
  expect(room.view()).toMatchObject({ screen: 'attract', session: 2 });
});

test('with a card the last step leads back to borrowing', () => {
  const room = walk(library(), state());
  room.scanCard();
  room.act({ act: 'shelves-open' });
  room.act({ act: 'shelves-back' });
  expect(room.view().screen).toBe('borrow');
});

test('a card scanned at a shelf leads to borrowing, a book is lent to who stands there', () => {
  const room = walk(library(), state());
  room.act({ act: 'shelves-open' });
  room.scanCard();
  expect(room.view().screen).toBe('borrow');
  room.act({ act: 'shelves-open' });
  room.scanItem('101');
  expect(room.view()).toMatchObject({ screen: 'borrow', lentCount: 1 });
});

test('an answer for a shelf that was left is not shown', () => {
  const room = walk((effect) => (effect.effect === 'shelf' ? null : library()(effect)), state());
  room.act({ act: 'shelves-open' });
  room.act({ act: 'shelves-age', from: 7 });
  room.act({ act: 'shelf-open', shelf: 'tales' });
  room.act({ act: 'shelf-open', shelf: 'animals' });
  room.give({ input: 'reply', session: 1, reply: { to: 'shelf', shelf: 'tales', books: [book] } });
  expect(room.view()).toMatchObject({ shelf: { id: 'animals' }, books: [] });
});
