import { expect, test } from 'vitest';
import { decideWish, WISH_CHARACTERS_MAX } from '../../../station-server/circulation/wish.ts';

test('words are kept as typed, on one line', () => {
  expect(decideWish({ title: ' Көшпенділер \n 2-кітап ', author: 'Есенберлин  І.' })).toEqual({
    ...{ outcome: 'wish', title: 'Көшпенділер 2-кітап', author: 'Есенберлин І.' },
  });
});

test.each(['27101001000018', '061211600012', '8 701 000 00 00', '+7 (701) 000-00-00'])(
  'nothing by which a person could be found goes into the journal: %s',
  (number) => {
    const decision = decideWish({ title: `Менің кітабым ${number}`, author: number });
    expect(JSON.stringify(decision)).not.toMatch(/\d{3}/);
  },
);

test('a year stays', () => {
  expect(decideWish({ title: 'Оруэлл 1984', author: '' })).toMatchObject({ title: 'Оруэлл 1984' });
});

test.each(['', '  ', '!?', 'а', '27101001000018'])('%j is no title', (title) => {
  expect(decideWish({ title, author: 'Абай' })).toEqual({
    outcome: 'refused',
    reason: 'wish-empty',
  });
});

test('long words are cut', () => {
  const decision = decideWish({ title: 'а'.repeat(500), author: 'б'.repeat(500) });
  expect(decision).toMatchObject({ title: 'а'.repeat(WISH_CHARACTERS_MAX) });
});
