// A parent at the kiosk: whose books are lent, what each child may, one receipt by child, and nothing of the family left afterwards.
import { expect, test } from 'vitest';
import type { CheckInAnswer, PatronAccount } from '../../../station-server/desk-types.ts';
import type { PadSight } from '../../../station-server/kiosk/pad-sight.ts';
import type { DeskReply, SessionEffect } from '../../../station-server/kiosk/session-words.ts';
import {
  account,
  friendlyReply,
  identified,
  lent,
  loanOf,
  refusal,
  walk,
} from './session-cases.ts';

const CHILD_CARD = '27101001000034';
const child = (nth: number, fields: Partial<PatronAccount> = {}): PatronAccount => {
  const { patron } = account();
  return account({
    patron: {
      ...patron,
      patronId: `0-1${nth}`,
      card: CHILD_CARD.slice(0, -1) + (3 + nth),
      birthDate: '2017-03-08',
    },
    name: { surname: 'Мұратова', givenName: nth === 1 ? 'Әлия' : 'Ұлпан', patronymic: '' },
    itemsLeft: 2,
    ...fields,
  });
};
const ofChild = (barcode: string) => {
  const loan = loanOf(barcode);
  return { ...loan, loan: { ...loan.loan, patronId: '0-11' } };
};

const family = (children: PatronAccount[] = [child(1), child(2)]) => {
  const reply = (effect: SessionEffect): DeskReply | null => {
    if (effect.effect === 'identify')
      return { to: 'identify', byNumber: false, answer: identified({ children }) };
    if (effect.effect === 'account') return { to: 'account', account: account({ children }) };
    if (effect.effect !== 'check-out') return friendlyReply(effect);
    const { barcode, patronId } = effect;
    const answer = Number(barcode) % 3 === 0 ? refusal('age', barcode) : lent(barcode);
    return { to: 'check-out', barcode, answer, patronId };
  };
  const session = walk(reply);
  session.scanCard();
  return session;
};
const borrowers = (session: ReturnType<typeof family>) =>
  session.effects('check-out').map((effect) => 'patronId' in effect && effect.patronId);

test('the children stand as initials and age, without names, cards or ids', () => {
  const session = family();
  expect(session.view()).toMatchObject({
    family: {
      forChild: null,
      children: [
        { initials: 'Ә. М.', ageYears: 9, itemsLeft: 2 },
        { initials: 'Ұ. М.', ageYears: 9 },
      ],
    },
  });
  expect(JSON.stringify(session.view())).not.toMatch(/Мұратова|Әлия|Ұлпан|2710100|"0-1/);
});

test('a reader without children sees nothing of it, and cannot borrow for anybody', () => {
  const session = family([]);
  expect(session.view()).not.toHaveProperty('family');
  session.act({ act: 'borrow-for', child: 0 });
  session.scanItem('101');
  expect(borrowers(session)).toEqual(['0-1']);
});

test('books go to whoever was chosen; limits and refusals are the child’s, and name it', () => {
  const session = family();
  session.scanItem('101');
  session.act({ act: 'borrow-for', child: 1 });
  expect(session.view()).toMatchObject({ patron: { itemsLeft: 2 }, family: { forChild: 1 } });
  session.scanItem('103');
  session.scanItem('102');
  session.act({ act: 'borrow-for', child: null });
  session.scanItem('106');
  session.scanItem('105');
  expect(borrowers(session)).toEqual(['0-1', '0-12', '0-12', '0-1', '0-1']);
  const view = session.view();
  if (view.screen !== 'borrow') throw new Error('not the page of borrowing');
  const cards = view.cards.map(({ barcode, reader, result }) => [barcode, reader, result.kind]);
  expect(cards).toEqual([
    ['101', undefined, 'lent'],
    ['103', 'Ұ. М. (9)', 'lent'],
    ['102', 'Ұ. М. (9)', 'refused'],
    ['106', undefined, 'lent'],
    ['105', undefined, 'refused'],
  ]);
});

test('a stack on the pad goes to the chosen child', () => {
  const session = family();
  session.act({ act: 'borrow-for', child: 1 });
  const offline = { issue: true, return: true };
  const pad = ['101', '104'].map((barcode) => ({
    ...{ sight: 'item', barcode, uids: [`uid-${barcode}`], offline },
  })) as PadSight[];
  session.give({ input: 'pad', pad, titles: {}, blind: false });
  expect(borrowers(session)).toEqual(['0-12', '0-12']);
  expect(session.view()).toMatchObject({
    cards: [{ reader: 'Ұ. М. (9)' }, { reader: 'Ұ. М. (9)' }],
  });
});

test('what a child has left counts down for the child alone', () => {
  const session = family();
  session.act({ act: 'borrow-for', child: 0 });
  session.scanItem('101');
  expect(session.view()).toMatchObject({ patron: { itemsLeft: 1 } });
  expect(session.state().patron?.view.itemsLeft).toBe(5);
  expect(session.state().children.map(({ view }) => view.itemsLeft)).toEqual([1, 2]);
});

test('a child’s own card chooses it; another one is not wanted', () => {
  const session = family();
  session.scanCard(child(1).patron.card);
  expect(session.view()).toMatchObject({ screen: 'borrow', family: { forChild: 0 } });
  session.scanCard('27101001000099');
  expect(session.view()).toMatchObject({ notice: { reason: 'card-not-wanted' } });
});

test('one receipt, by child, and without a name', () => {
  const session = family();
  session.scanItem('101');
  session.act({ act: 'borrow-for', child: 0 });
  session.scanItem('104');
  session.act({ act: 'finish', receipt: 'paper' });
  expect(session.effects('print')).toMatchObject([
    { request: { lent: [{ barcode: '101' }, { barcode: '104', reader: 'Ә. М. (9)' }] } },
  ]);
  const [print] = session.effects('print');
  expect(JSON.stringify(print)).not.toMatch(/Мұратова|Әлия|childId|reader":""/);
  expect(session.state()).toMatchObject({ children: [], forChild: null });
});

test('a returned and a renewed book of a child stand under the child', () => {
  const loans = [ofChild('101')];
  const session = walk((effect) => {
    const children = [child(1, { loans })];
    if (effect.effect === 'identify')
      return { to: 'identify', byNumber: false, answer: identified({ children }) };
    if (effect.effect === 'account') return { to: 'account', account: account({ children }) };
    if (effect.effect === 'renew')
      return {
        to: 'renew',
        loanId: effect.loanId,
        answer: { outcome: 'renewed', entry: { station: 7, seq: 3 }, ...ofChild('101') },
      };
    if (effect.effect !== 'check-in') return friendlyReply(effect);
    const answer: CheckInAnswer = {
      ...{ outcome: 'returned', entry: { station: 7, seq: 2 }, foreignBranch: false },
      ...ofChild(effect.barcode),
    };
    return { to: 'check-in', barcode: effect.barcode, answer };
  });
  session.scanCard();
  session.act({ act: 'switch', to: 'account' });
  session.act({ act: 'renew-all' });
  expect(session.view()).toMatchObject({
    family: { children: [{ loans: [{ renewal: { kind: 'renewed' } }] }] },
  });
  session.act({ act: 'switch', to: 'return' });
  session.scanItem('102');
  expect(session.view()).toMatchObject({ cards: [{ barcode: '102', reader: 'Ә. М. (9)' }] });
  session.act({ act: 'finish', receipt: 'paper' });
  expect(session.effects('print')).toMatchObject([
    {
      request: {
        returned: [{ barcode: '102', reader: 'Ә. М. (9)' }],
        renewed: [{ barcode: '101', reader: 'Ә. М. (9)' }],
      },
    },
  ]);
});

test('twins are told apart, and a child that is erased ends the visit', () => {
  const twin = child(2, { name: { surname: 'Мұратова', givenName: 'Әсем', patronymic: '' } });
  const session = family([child(1), twin]);
  expect(session.state().children.map(({ label }) => label)).toEqual([
    'Ә. М. (9)',
    'Ә. М. (9) · 2',
  ]);
  session.give({ input: 'forget', patronId: '0-12', card: twin.patron.card });
  expect(session.view().screen).toBe('attract');
  expect(session.state().children).toEqual([]);
});

test('after the end nothing of the family is left', () => {
  const session = family();
  session.act({ act: 'borrow-for', child: 0 });
  session.scanItem('101');
  session.act({ act: 'home' });
  expect(JSON.stringify(session.state())).not.toMatch(/Ә\. М\.|0-11|27101001000034/);
});
