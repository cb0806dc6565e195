import { expect, test } from 'vitest';
import { inKazakhOrder, orderKey } from '../../../station-server/catalogue/kazakh-order.ts';

/** libraries.md 5.5. */
const ALPHABET =
  'А Ә Б В Г Ғ Д Е Ё Ж З И Й К Қ Л М Н Ң О Ө П Р С Т У Ұ Ү Ф Х Һ Ц Ч Ш Щ Ъ Ы І Ь Э Ю Я'.split(' ');

test('the 42 letters stand in their order, in either case', () => {
  const mixed = [...ALPHABET].sort().reverse();
  expect(mixed.sort(inKazakhOrder)).toEqual(ALPHABET);
  const small = ALPHABET.map((letter) => letter.toLowerCase());
  expect([...small].reverse().sort(inKazakhOrder)).toEqual(small);
});

test('a shorter title comes before a longer one, digits before letters, signs do not count', () => {
  const sorted = ['1984', 'Абай', 'Абай жолы', '«Абайдың» елі', 'Ұлы дала', 'Үнсіз үй', 'Lingua'];
  expect([...sorted].reverse().sort(inKazakhOrder)).toEqual(sorted);
  expect(orderKey('«Абай»')).toBe(orderKey('абай'));
});
