// The few words of search and faces that stand on pages of the first load.
import type { Face, Language } from '../../station-server/api-types.ts';

type Offer = {
  search: string;
  /** After the title. */
  rate: string;
  faces: Record<Face, string>;
  thanks: string;
  cardForOrder: string;
};
export const FIND_OFFER: Record<Language, Offer> = {
  kk: {
    search: 'Кітап іздеу',
    rate: 'Кітап ұнады ма?',
    faces: { good: 'Ұнады', fair: 'Орташа', poor: 'Ұнамады' },
    thanks: 'Пікіріңізге рақмет!',
    cardForOrder: 'Содан кейін тапсырыс қабылданады',
  },
  ru: {
    search: 'Найти книгу',
    rate: 'Понравилась книга?',
    faces: { good: 'Да', fair: 'Так себе', poor: 'Нет' },
    thanks: 'Спасибо за ответ!',
    cardForOrder: 'После этого книга будет заказана',
  },
  en: {
    search: 'Find a book',
    rate: 'Did you like it?',
    faces: { good: 'Yes', fair: 'So-so', poor: 'No' },
    thanks: 'Thank you for telling!',
    cardForOrder: 'Then the book is ordered',
  },
};
