import { expect, test } from 'vitest';
import { fold, foldWords, fromLatin, otherLayout } from '../../../station-server/catalogue/fold.ts';

test.each([
  ['Абай жолы', 'абай жолы', 'АБАЙ ЖОЛЫ'],
  ['Үнсіз үй', 'унсиз уй', 'YНCIЗ YЙ'],
  ['Қаһармандық', 'кахармандык', 'Kаhармандық'],
  ['Ғашықтар', 'гашыктар', 'ғaшықтaр'],
  ['Өмірде шектеу жоқ', 'омирде шектеу жок', 'Oмiрде шeктеу жoк'],
  ['Мәңгілік ел', 'мангилик ел', 'Mәңгiлiк eл'],
  ['Мемлекеттiк тiл', 'мемлекеттик тил', 'Мемлекеттік тіл'],
  ['Мəдениет', 'мадениет', 'Мәдениет'],
  ['Мёртвые души', 'мертвые души', 'МЁРТВЫЕ ДУШИ'],
])('%s is found by %s and by %s', (printed, typed, other) => {
  expect(fold(typed)).toBe(fold(printed));
  expect(fold(other)).toBe(fold(printed));
});

test('letters that are not alike stay apart', () => {
  const apart = [
    'жыл',
    'шыл',
    'зыл',
    'дыл',
    'лыл',
    'пыл',
    'фыл',
    'цыл',
    'чыл',
    'щыл',
    'эыл',
    'юыл',
  ];
  expect(new Set(apart.map(fold)).size).toBe(apart.length);
  expect(fold('май')).not.toBe(fold('маи'));
});

test('quotes, dashes and signs part words; marks over letters do not', () => {
  expect(foldWords('«Өмір»—„бұл” не? (2-кітап)')).toEqual(['омир', 'бул', 'не', '2', 'китап']);
  expect(fold('на́ши')).toBe(fold('наши'));
  expect(fold('и\u0306')).toBe('й');
  expect(foldWords('  …!? ')).toEqual([]);
});

test('folding twice is folding once', () => {
  for (const text of ['Қазақстан Республикасының Заңы', 'Café №5', 'İstanbul', 'Straße ﬁ']) {
    expect(fold(fold(text))).toBe(fold(text));
  }
});

test('what was typed in the other layout', () => {
  expect(otherLayout('f,fq ;jks')).toBe('абай жолы');
  expect(otherLayout('рфккн')).toBe('harry');
  expect(otherLayout('1984')).toBeNull();
});

test('Kazakh in Latin letters', () => {
  expect(fold(fromLatin('Abai joly') as string)).toBe(fold('Абаи жолы'));
  expect(fold(fromLatin('Qazaqstan') as string)).toBe(fold('Қазақстан'));
  expect(fold(fromLatin('Şaǵyn shahar') as string)).toBe(fold('Сагын шахар'));
  expect(fromLatin('абай')).toBeNull();
  expect(fromLatin('1984')).toBeNull();
});
