// Words of families at the kiosk and of linking them at the desk. A child stands as initials and age, never with a suffix.
import type { Language } from '../../station-server/api-types.ts';
import { russian } from './format.ts';

export type FamilyStrings = {
  who: string;
  me: string;
  age: (years: number) => string;
  /** Above the page: whose books are lent now. */
  child: (label: string) => string;
  forThis: (label: string) => string;
  borrowFor: string;
  own: string;
  none: string;
};

export const FAMILY: Record<Language, FamilyStrings> = {
  kk: {
    who: 'Кітап кімге алынады?',
    me: 'Өзіме',
    age: (years) => `${years} жас`,
    child: (label) => `Балаға: ${label}`,
    forThis: (label) => `Балаға кітап алу: ${label}`,
    borrowFor: 'Балаға кітап алу',
    own: 'Өз кітаптарым',
    none: 'Қолында кітап жоқ',
  },
  ru: {
    who: 'Для кого книги?',
    me: 'Для меня',
    age: (years) => `${years} ${russian(years, 'год', 'года', 'лет')}`,
    child: (label) => `Для ребёнка: ${label}`,
    forThis: (label) => `Взять для ребёнка: ${label}`,
    borrowFor: 'Взять для ребёнка',
    own: 'Мои собственные',
    none: 'Книг на руках нет',
  },
  en: {
    who: 'Who are the books for?',
    me: 'For me',
    age: (years) => `age ${years}`,
    child: (label) => `For the child: ${label}`,
    forThis: (label) => `Borrow for this child: ${label}`,
    borrowFor: 'Borrow for this child',
    own: 'My own',
    none: 'No books on loan',
  },
};
