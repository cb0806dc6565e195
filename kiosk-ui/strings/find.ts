// Words of search, orders and wishes.
import type { Language } from '../../station-server/api-types.ts';
import { russian } from './format.ts';

export type FindStrings = {
  heading: string;
  sub: string;
  field: string;
  typeMore: string;
  nothing: string;
  nothingTodo: string;
  found: (n: number, more: boolean) => string;
  wishThis: string;
  here: string;
  elsewhere: string;
  allLent: string;
  noCopies: string;
  page: (page: number, pages: number) => string;
  earlier: string;
  later: string;
  /** Of the title page. */
  bookHeading: string;
  thisLibrary: string;
  onShelf: (n: number) => string;
  hallOnly: string;
  lent: (n: number) => string;
  lentUntil: (date: string) => string;
  fromAge: (years: number) => string;
  queue: (n: number) => string;
  yourPlace: (position: number) => string;
  order: string;
  orderSub: string;
  fetchIt: string;
  toSearch: string;
  /** Of the wish page. */
  wishHeading: string;
  wishLead: string;
  wishTitle: string;
  wishAuthor: string;
  wishSend: string;
  wishDone: string;
  wishDoneSub: string;
  /** Of "my books". */
  waiting: string;
  place: (position: number) => string;
  cancel: string;
  cancelThis: (title: string) => string;
};

export const FIND: Record<Language, FindStrings> = {
  kk: {
    heading: 'Кітап іздеу',
    sub: 'Атауын немесе авторын теріңіз',
    field: 'Атауы, авторы немесе инвентарь нөмірі',
    typeMore: 'Екі әріптен бастап іздейміз. Қазақ әріптерінсіз де табылады.',
    nothing: 'Мұндай кітап табылмады',
    nothingTodo: 'Жазылуын тексеріңіз немесе тілек қалдырыңыз: кітапхана сатып алуға тырысады.',
    found: (n, more) => (more ? `Табылғаны: ${n} және одан көп` : `Табылғаны: ${n}`),
    wishThis: 'Тілек қалдыру',
    here: 'Осы жерде, сөреде',
    elsewhere: 'Басқа кітапханада бар',
    allLent: 'Қазір оқырманда',
    noCopies: 'Данасы тіркелмеген',
    page: (page, pages) => `${pages} беттің ${page}-беті`,
    earlier: 'Алдыңғы бет',
    later: 'Келесі бет',
    bookHeading: 'Кітап қайда',
    thisLibrary: 'осы кітапхана',
    onShelf: (n) => `Сөреде: ${n}`,
    hallOnly: 'тек оқу залында',
    lent: (n) => `Оқырмандарда: ${n}`,
    lentUntil: (date) => `қайтару күні: ${date}`,
    fromAge: (years) => `${years} жастан бастап`,
    queue: (n) => `Кезекте: ${n}`,
    yourPlace: (position) => `Тапсырыс қабылданды. Кезектегі орныңыз: ${position}`,
    order: 'Тапсырыс беру',
    orderSub: 'Билетіңізді көрсетсеңіз, кезекке жазамыз.',
    fetchIt: 'Бұл кітап осы жерде: сөреден алыңыз немесе кітапханашыдан сұраңыз.',
    toSearch: 'Іздеуге қайту',
    wishHeading: 'Кітап керек еді',
    wishLead: 'Кітапханада жоқ кітапты жазыңыз',
    wishTitle: 'Кітаптың атауы',
    wishAuthor: 'Авторы',
    wishSend: 'Тілекті жіберу',
    wishDone: 'Рақмет! Тілегіңіз жазылды.',
    wishDoneSub: 'Кітапханашы оны тізімнен көреді.',
    waiting: 'Тапсырыстарым',
    place: (position) => `Кезектегі орныңыз: ${position}`,
    cancel: 'Болдырмау',
    cancelThis: (title) => `Тапсырысты болдырмау: ${title}`,
  },
  ru: {
    heading: 'Поиск книги',
    sub: 'Наберите название или автора',
    field: 'Название, автор или инвентарный номер',
    typeMore: 'Ищем со второй буквы. Можно и без казахских букв.',
    nothing: 'Такой книги не нашлось',
    nothingTodo: 'Проверьте написание или оставьте пожелание: библиотека постарается купить.',
    found: (n, more) => (more ? `Найдено: ${n} и больше` : `Найдено: ${n}`),
    wishThis: 'Оставить пожелание',
    here: 'Здесь, на полке',
    elsewhere: 'Есть в другой библиотеке',
    allLent: 'Сейчас у читателей',
    noCopies: 'Экземпляров нет',
    page: (page, pages) => `Страница ${page} из ${pages}`,
    earlier: 'Назад',
    later: 'Дальше',
    bookHeading: 'Где книга',
    thisLibrary: 'эта библиотека',
    onShelf: (n) => `На полке: ${n}`,
    hallOnly: 'только в читальном зале',
    lent: (n) => `У читателей: ${n}`,
    lentUntil: (date) => `вернут ${date}`,
    fromAge: (years) => `С ${years} лет`,
    queue: (n) => `В очереди: ${n} ${russian(n, 'читатель', 'читателя', 'читателей')}`,
    yourPlace: (position) => `Заказано. Ваше место в очереди: ${position}`,
    order: 'Заказать',
    orderSub: 'Покажите билет, и мы запишем вас в очередь.',
    fetchIt: 'Эта книга здесь: возьмите её с полки или спросите библиотекаря.',
    toSearch: 'К поиску',
    wishHeading: 'Нужна книга',
    wishLead: 'Напишите, какой книги нет: пожелания учитывают при закупке.',
    wishTitle: 'Название книги',
    wishAuthor: 'Автор',
    wishSend: 'Отправить',
    wishDone: 'Спасибо! Пожелание записано.',
    wishDoneSub: 'Библиотекарь увидит его в списке.',
    waiting: 'Мои заказы',
    place: (position) => `Место в очереди: ${position}`,
    cancel: 'Отменить',
    cancelThis: (title) => `Отменить заказ: ${title}`,
  },
  en: {
    heading: 'Find a book',
    sub: 'Type a title or an author',
    field: 'Title, author or inventory number',
    typeMore: 'We search from the second letter on. Kazakh letters are not needed.',
    nothing: 'No such book was found',
    nothingTodo: 'Check the spelling or leave a wish: the library will try to buy it.',
    found: (n, more) => (more ? `Found: ${n} and more` : `Found: ${n}`),
    wishThis: 'Leave a wish',
    here: 'Here, on the shelf',
    elsewhere: 'At another branch',
    allLent: 'On loan now',
    noCopies: 'No copies',
    page: (page, pages) => `Page ${page} of ${pages}`,
    earlier: 'Back',
    later: 'Next',
    bookHeading: 'Where it is',
    thisLibrary: 'this library',
    onShelf: (n) => `On the shelf: ${n}`,
    hallOnly: 'reading room only',
    lent: (n) => `On loan: ${n}`,
    lentUntil: (date) => `due ${date}`,
    fromAge: (years) => `From the age of ${years}`,
    queue: (n) => `Readers waiting: ${n}`,
    yourPlace: (position) => `Ordered. Your place in the queue: ${position}`,
    order: 'Order',
    orderSub: 'Show your card and we put you in the queue.',
    fetchIt: 'This book is here: take it from the shelf or ask the librarian.',
    toSearch: 'Back to search',
    wishHeading: 'A book I miss',
    wishLead: 'Write which book is missing: wishes count when books are bought.',
    wishTitle: 'Title of the book',
    wishAuthor: 'Author',
    wishSend: 'Send the wish',
    wishDone: 'Thank you! Your wish is noted.',
    wishDoneSub: 'The librarian sees it in a list.',
    waiting: 'My orders',
    place: (position) => `Your place in the queue: ${position}`,
    cancel: 'Cancel',
    cancelThis: (title) => `Cancel the order: ${title}`,
  },
};
