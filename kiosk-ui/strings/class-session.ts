// Words of the class session.
import type { Language } from '../../station-server/api-types.ts';
import { russian } from './format.ts';

export type ClassStrings = {
  open: string;
  heading: string;
  lead: string;
  pupil: (initials: string) => string;
  nextCard: string;
  hallOnly: string;
  count: (pupils: number, books: number) => string;
  close: string;
  doneHeading: string;
  nobody: string;
  home: (n: number) => string;
  hall: (n: number) => string;
  refused: (n: number) => string;
  returned: (n: number) => string;
  ready: string;
};

const books = (n: number) => `${n} ${russian(n, 'книга', 'книги', 'книг')}`;
const pupils = (n: number) => `${n} ${russian(n, 'ученик', 'ученика', 'учеников')}`;

export const CLASS: Record<Language, ClassStrings> = {
  kk: {
    open: 'Сынып келді',
    heading: 'Билет, кітап, келесі билет!',
    lead: 'Асықпаймыз. Мұғалімнің билеті бәрін аяқтайды.',
    pupil: (initials) => `Сәлем, ${initials}!`,
    nextCard: 'Кітабыңды көрсет. Болсаң, келесі билет.',
    hallOnly: 'Бүгін осында, оқу залында оқисың. Үйге алу үшін ата-анаңның кепілдігі керек.',
    count: (n, of) => `${n} оқушы, ${of} кітап`,
    close: 'Сыныпты аяқтау',
    doneHeading: 'Жарайсыңдар!',
    nobody: 'Бұл жолы ешкім билет көрсетпеді.',
    home: (n) => `Үйге: ${n}`,
    hall: (n) => `Залда: ${n}`,
    refused: (n) => `Күтеді: ${n}`,
    returned: (n) => `Қайтарылған кітап: ${n}`,
    ready: 'Дайын',
  },
  ru: {
    open: 'Пришёл класс',
    heading: 'Билет, книги, следующий билет!',
    lead: 'Не спешим. Билет учителя завершает всё.',
    pupil: (initials) => `Привет, ${initials}!`,
    nextCard: 'Покажи книги. Всё? Тогда следующий билет.',
    hallOnly: 'Сегодня читаем здесь, в зале. Чтобы взять домой, нужна гарантия родителей.',
    count: (n, of) => `${pupils(n)}, ${books(of)}`,
    close: 'Завершить класс',
    doneHeading: 'Вы молодцы!',
    nobody: 'В этот раз никто не показал билет.',
    home: (n) => `Домой: ${n}`,
    hall: (n) => `В зале: ${n}`,
    refused: (n) => `Не выдано: ${n}`,
    returned: (n) => `Возвращено: ${books(n)}`,
    ready: 'Готово',
  },
  en: {
    open: 'A class is here',
    heading: 'Card, books, next card!',
    lead: 'No hurry. The teacher’s card ends it all.',
    pupil: (initials) => `Hello, ${initials}!`,
    nextCard: 'Show your books. Done? Then the next card.',
    hallOnly:
      'Today you read here, in the hall. To take books home, a parent’s guarantee is needed.',
    count: (n, of) => `${n} ${n === 1 ? 'pupil' : 'pupils'}, ${of} ${of === 1 ? 'book' : 'books'}`,
    close: 'End the class',
    doneHeading: 'Well done, all of you!',
    nobody: 'Nobody showed a card this time.',
    home: (n) => `Home: ${n}`,
    hall: (n) => `Hall: ${n}`,
    refused: (n) => `Not lent: ${n}`,
    returned: (n) => `Books brought back: ${n}`,
    ready: 'Ready',
  },
};
