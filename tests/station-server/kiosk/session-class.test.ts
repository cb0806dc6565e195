// A class session by cases: who may open it, whose turn it is, what a pupil without a guarantee gets, and how it ends.
import { describe, expect, test } from 'vitest';
import {
  CHILDREN_IDLE_MS_MIN,
  CLASS_IDLE_MS,
  CLASS_PUPILS_MAX,
  SAME_CARD_MS_MIN,
} from '../../../station-server/kiosk/session-limits.ts';
import type { SessionState } from '../../../station-server/kiosk/session-state.ts';
import type { DeskReply, SessionEffect } from '../../../station-server/kiosk/session-words.ts';
import { account, CARD, freshState, friendlyReply, lent, refusal, walk } from './session-cases.ts';

const pupilCard = (n: number): string => `PUPIL-${n}`;
/** Odd pupils have a guarantee on file, even ones have none. */
const pupil = (card: string): DeskReply => {
  const n = Number(card.split('-')[1]);
  const patron = {
    ...account().patron,
    patronId: `0-${100 + n}`,
    card,
    category: 'pupil' as const,
  };
  const name = { surname: 'Ә', givenName: String.fromCharCode(0x410 + (n % 30)), patronymic: '' };
  return {
    ...{ to: 'identify', byNumber: false },
    answer: { outcome: 'identified', ...account({ patron, name, guaranteed: n % 2 === 1 }) },
  };
};
const school = (effect: SessionEffect): DeskReply | null => {
  if (effect.effect === 'identify' && effect.card.startsWith('PUPIL')) return pupil(effect.card);
  if (effect.effect !== 'check-out') return friendlyReply(effect);
  const { barcode, patronId, kind = 'home' } = effect;
  if (barcode === '666') return { to: 'check-out', barcode, answer: refusal('age', barcode) };
  const answer = lent(barcode);
  if (answer.outcome !== 'lent') throw new Error('the friendly desk refused');
  return {
    to: 'check-out',
    barcode,
    answer: { ...answer, loan: { ...answer.loan, kind, patronId } },
  };
};
const hall = (): SessionState => {
  const state = freshState();
  const settings = { ...state.settings, audience: 'children', classOpeners: ['employee'] } as const;
  return { ...state, settings };
};
const opened = (reply = school) => {
  const room = walk(reply, hall());
  room.scanCard();
  room.act({ act: 'class-open' });
  expect(room.view()).toMatchObject({ screen: 'class', pupil: null, pupilCount: 0 });
  return room;
};

describe('who may open it', () => {
  test('a card of the place’s list is offered it, before it borrows', () => {
    const room = walk(school, hall());
    room.scanCard();
    expect(room.view()).toMatchObject({ screen: 'borrow', classOffer: true });
    room.scanItem('101');
    expect(room.view()).not.toHaveProperty('classOffer');
    room.act({ act: 'class-open' });
    expect(room.view().screen).toBe('borrow');
  });

  test.each<[string, Parameters<typeof account>[0]]>([
    ['a pupil', { patron: { ...account().patron, category: 'pupil' } }],
    ['a blocked card', { blockedBy: 'patron-blocked' }],
    ['a card that waits for staff', { patron: { ...account().patron, status: 'pending' } }],
  ])('%s cannot', (_, fields) => {
    const room = walk(
      (effect) =>
        effect.effect === 'identify'
          ? {
              to: 'identify',
              byNumber: false,
              answer: { outcome: 'identified', ...account(fields) },
            }
          : school(effect),
      hall(),
    );
    room.scanCard();
    expect(room.view()).not.toHaveProperty('classOffer');
    room.act({ act: 'class-open' });
    expect(room.view().screen).toBe('borrow');
  });

  test('nobody can where the place names no category', () => {
    const room = walk(school);
    room.scanCard();
    room.act({ act: 'class-open' });
    expect(room.view().screen).toBe('borrow');
  });
});

test('the next card is the next pupil: only initials, only their own books', () => {
  const room = opened();
  room.scanCard(pupilCard(1));
  room.scanItem('101');
  room.scanItem('102');
  expect(room.view()).toMatchObject({
    screen: 'class',
    pupil: { initials: 'Б. Ә.' },
    bookCount: 2,
  });
  room.scanCard(pupilCard(3));
  expect(room.view()).toMatchObject({ pupil: { initials: 'Г. Ә.' }, cards: [], pupilCount: 2 });
  room.scanItem('103');
  const lendings = room.effects('check-out').map((effect) => effect as { patronId: string });
  expect(lendings.map(({ patronId }) => patronId)).toEqual(['0-101', '0-101', '0-103']);
});

test('without a guarantee on file books are for the reading hall', () => {
  const room = opened();
  room.scanCard(pupilCard(2));
  expect(room.view()).toMatchObject({ pupil: { home: false } });
  room.scanItem('101');
  room.scanCard(pupilCard(1));
  room.scanItem('102');
  expect(room.effects('check-out')).toMatchObject([{ kind: 'hall' }, { kind: 'home' }]);
  room.act({ act: 'class-close' });
  expect(room.view()).toMatchObject({
    screen: 'class-done',
    pupils: [
      { home: 0, hall: 1, refused: 0 },
      { home: 1, hall: 0, refused: 0 },
    ],
  });
});

test('a pupil without a guarantee who stands alone at the kiosk borrows as before', () => {
  const alone = walk(school, hall());
  alone.scanCard(pupilCard(2));
  alone.scanItem('101');
  expect(alone.effects('check-out')).toMatchObject([{ barcode: '101' }]);
  expect(alone.effects('check-out')[0]).not.toHaveProperty('kind', 'hall');
});

test('a refused book is counted, an unknown card leaves the pupil who is here', () => {
  const room = opened((effect) =>
    effect.effect === 'identify' && effect.card === 'NOBODY'
      ? { to: 'identify', byNumber: false, answer: refusal('patron-unknown') }
      : school(effect),
  );
  room.scanCard(pupilCard(1));
  room.scanItem('666');
  room.scanCard('NOBODY');
  expect(room.view()).toMatchObject({ notice: { reason: 'patron-unknown' }, pupilCount: 1 });
  expect(room.view()).toMatchObject({ pupil: { initials: 'Б. Ә.' } });
  room.act({ act: 'class-close' });
  expect(room.view()).toMatchObject({ pupils: [{ home: 0, hall: 0, refused: 1 }] });
});

test('before the first card, books are brought back', () => {
  const room = opened();
  room.scanItem('101');
  room.scanItem('102');
  expect(room.effects('check-in')).toHaveLength(2);
  room.scanCard(pupilCard(1));
  room.act({ act: 'class-close' });
  expect(room.view()).toMatchObject({ screen: 'class-done', returnedCount: 2 });
});

test('each pupil who did something is one visit, once', () => {
  const room = opened();
  for (const n of [1, 3, 5]) {
    room.scanCard(pupilCard(n));
    if (n !== 3) room.scanItem(String(100 + n));
  }
  room.act({ act: 'class-close' });
  room.act({ act: 'home' });
  expect(room.effects('record-visit')).toMatchObject([
    { patronId: '0-101' },
    { patronId: '0-105' },
  ]);
  expect(room.view().screen).toBe('attract');
  expect(JSON.stringify(room.state())).not.toContain('PUPIL');
  expect(JSON.stringify(room.state())).not.toContain('0-101');
});

test('the teacher’s card ends it, but not the card that still lies under the scanner', () => {
  const room = opened();
  room.scanCard(CARD);
  expect(room.view().screen).toBe('class');
  room.scanCard(pupilCard(1));
  room.scanItem('101');
  room.time(SAME_CARD_MS_MIN);
  room.scanCard(CARD);
  expect(room.view()).toMatchObject({ screen: 'class-done', pupils: [{ home: 1 }] });
});

test('a pupil who walks away is gone after 90 seconds, the class after ten minutes', () => {
  const room = opened();
  room.scanCard(pupilCard(1));
  room.scanItem('101');
  room.time(CHILDREN_IDLE_MS_MIN);
  expect(room.view()).toMatchObject({ screen: 'class', pupil: null, cards: [], pupilCount: 1 });
  room.time(CLASS_IDLE_MS - CHILDREN_IDLE_MS_MIN - 1);
  expect(room.view().screen).toBe('class');
  room.time(1);
  expect(room.view().screen).toBe('class-done');
  room.time(CHILDREN_IDLE_MS_MIN);
  expect(room.view().screen).toBe('attract');
});

test('acts of other pages do nothing in a class', () => {
  const room = opened();
  room.scanCard(pupilCard(1));
  room.act({ act: 'switch', to: 'account' });
  room.act({ act: 'start', what: 'register' });
  room.act({ act: 'finish', receipt: 'paper' });
  expect(room.view()).toMatchObject({ screen: 'class', pupil: { initials: 'Б. Ә.' } });
});

test('on the overview the next card begins another visit', () => {
  const room = opened();
  room.act({ act: 'class-close' });
  room.scanCard();
  expect(room.view()).toMatchObject({ screen: 'borrow', session: 2 });
});

test('a class has an end: one pupil more than fit closes it', () => {
  const room = opened();
  for (let n = 1; n <= CLASS_PUPILS_MAX; n += 1) room.scanCard(pupilCard(n));
  expect(room.view()).toMatchObject({ screen: 'class', pupilCount: CLASS_PUPILS_MAX });
  room.scanCard(pupilCard(CLASS_PUPILS_MAX + 1));
  expect(room.view().screen).toBe('class-done');
});

test('a book taken off the pad too early keeps the next pupil waiting', () => {
  const room = opened();
  room.scanCard(pupilCard(1));
  room.scanItem('101');
  room.give({ input: 'tag', session: 1, barcode: '101', tag: 'put-back' });
  room.scanCard(pupilCard(3));
  expect(room.view()).toMatchObject({ pupil: { initials: 'Б. Ә.' } });
  expect(room.view()).toMatchObject({ notice: { reason: 'tag-put-back' } });
  room.act({ act: 'class-close' });
  expect(room.view().screen).toBe('class');
});

test('cards and books on the pad do the same', () => {
  const room = opened();
  const lie = (pad: Extract<Parameters<typeof room.give>[0], { input: 'pad' }>['pad']) =>
    room.give({ input: 'pad', pad, titles: {}, blind: false });
  lie([{ sight: 'card', uids: ['c1'], card: pupilCard(2) }]);
  expect(room.view()).toMatchObject({ pupil: { home: false } });
  const offline = { issue: true, return: true };
  lie([{ sight: 'item', uids: ['b1'], barcode: '101', offline }]);
  expect(room.effects('check-out')).toMatchObject([
    { patronId: '0-102', kind: 'hall', tags: ['b1'] },
  ]);
});

test('a pupil who is erased takes the class along', () => {
  const room = opened();
  room.scanCard(pupilCard(1));
  room.scanCard(pupilCard(3));
  room.give({ input: 'forget', patronId: '0-101', card: pupilCard(1) });
  expect(room.view()).toMatchObject({ screen: 'attract', session: 2 });
});
