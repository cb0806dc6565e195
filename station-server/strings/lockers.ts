// What a reader reads at a locker, in three languages.
import type { Texts } from '../../profiles/site-schema.ts';

export const lockerTexts: Record<'opened' | 'not-opened', Texts> = {
  opened: {
    kk: 'Ұяшық ашылды. Кітапты алып, есігін жабыңыз.',
    ru: 'Ячейка открыта. Возьмите книгу и закройте дверцу.',
    en: 'The locker is open. Take the book and close the door.',
  },
  'not-opened': {
    kk: 'Ұяшық ашылмады. Кітап сізге жазылды, оны кітапханашы береді.',
    ru: 'Ячейка не открылась. Книга записана на вас, её выдаст библиотекарь.',
    en: 'The locker did not open. The book is lent to you; a librarian will hand it over.',
  },
};
