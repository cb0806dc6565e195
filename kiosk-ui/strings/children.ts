// Words of the children's kiosk: few, and said to one child. What is not here is said as to everyone. No suffix on a figure or a
// date, as in `strings.ts`.
import type { Language, Reason } from '../../station-server/api-types.ts';
import { russian, showDate } from './format.ts';
import type { Refusal } from './strings.ts';

export type ChildrenStrings = {
  hello: string;
  showCard: string;
  borrow: string;
  giveBack: string;
  myBooks: string;
  help: string;
  noCard: string;
  back: string;
  scanBook: string;
  itemsLeft: (n: number) => string;
  noMore: string;
  /** Chosen by turns, one a book. */
  praiseBorrow: [string, string, string, string];
  praiseReturn: [string, string, string, string];
  until: (date: string) => string;
  hall: string;
  stars: (n: number) => string;
  /** In a reading campaign. */
  starsOf: (n: number, of: number) => string;
  badgeWon: string;
  done: string;
  toReturn: string;
  toBorrow: string;
  giveBackLead: string;
  bye: string;
  byeBorrowed: (n: number) => string;
  byeReturned: (n: number) => string;
  understood: string;
  choose: string;
  howOld: string;
  years: (from: number, to: number) => string;
  whichShelf: string;
  touchCover: string;
  shelfEmpty: string;
  onShelf: string;
  notHere: string;
  place: {
    here: string;
    hereTodo: string;
    lent: (date: string) => string;
    lentTodo: string;
    elsewhere: (branch: string) => string;
    elsewhereTodo: string;
  };
  /** What a child is told otherwise than everyone: what to do comes as something that can be done now. */
  reasons: Partial<Record<Reason, Refusal>>;
};

export const CHILDREN: Record<Language, ChildrenStrings> = {
  kk: {
    hello: 'Сәлем, оқырман!',
    showCard: 'Билетіңді маған көрсет',
    borrow: 'Аламын',
    giveBack: 'Қайтарамын',
    myBooks: 'Менің кітаптарым',
    help: 'Көмек керек',
    noCard: 'Билетім жоқ',
    back: 'Артқа',
    scanBook: 'Кітапты маған көрсет',
    itemsLeft: (n) => `Тағы ${n} кітап алуға болады`,
    noMore: 'Бүгінге жетеді!',
    praiseBorrow: ['Тамаша таңдау!', 'Керемет кітап!', 'Бұл маған да ұнайды!', 'Қандай қызық!'],
    praiseReturn: ['Рақмет саған!', 'Жарайсың!', 'Кітап үйіне келді!', 'Міне, тамаша!'],
    until: (date) => `${showDate(date)} күніне дейін`,
    hall: 'Осында, оқу залында оқисың',
    stars: (n) => `Жұлдызың: ${n}`,
    starsOf: (n, of) => `Жұлдыз: ${n}. Төсбелгіге дейін: ${of - n}`,
    badgeWon: 'Төсбелгі сенікі! Оны кітапханашыдан ал.',
    done: 'Болдым!',
    toReturn: 'Қайтарамын',
    toBorrow: 'Аламын',
    giveBackLead: 'Билет керек емес',
    bye: 'Жарайсың! Сау бол!',
    byeBorrowed: (n) => `${n} кітап алдың`,
    byeReturned: (n) => `${n} кітап қайтардың`,
    understood: 'Жақсы',
    choose: 'Кітап таңдаймын',
    howOld: 'Жасың нешеде?',
    years: (from, to) => `${from}–${to} жас`,
    whichShelf: 'Қай сөреге қараймыз?',
    touchCover: 'Ұнаған кітапты түрт',
    onShelf: 'Сөреде',
    notHere: 'Қазір жоқ',
    shelfEmpty: 'Бұл сөре әзірге бос. Басқасына қара!',
    place: {
      here: 'Бұл кітап осында!',
      hereTodo: 'Сөреден ізде. Таппасаң, кітапханашыдан сұра.',
      lent: (date) => `Оны біреу оқып жүр: ${showDate(date)} күніне дейін.`,
      lentTodo: 'Әзірге басқасын таңда.',
      elsewhere: (branch) => `Ол басқа кітапханада: ${branch}.`,
      elsewhereTodo: 'Алдырып беруді кітапханашыдан сұра.',
    },
    reasons: {
      'item-limit': {
        why: ({ limit }) => (limit ? `Сенде ${limit} кітап бар екен!` : 'Сенде кітап көп екен!'),
        todo: 'Біреуін қайтарсаң, жаңасын аласың.',
      },
      'overdue-block': {
        why: 'Үйдегі кітап бізді сағынды.',
        todo: 'Алдымен соны алып кел. Ешкім ұрыспайды.',
      },
      age: { why: 'Бұл кітап сен өскенде күтеді.', todo: 'Үкі саған басқасын табады.' },
      'reading-room-only': {
        why: 'Бұл кітап кітапханада тұрады.',
        todo: 'Кітапханашыға бер: осында оқисың.',
      },
      'patron-unknown': {
        why: 'Бұл билетті танымадым.',
        todo: 'Тағы бір көрсет немесе кітапханашыны шақыр.',
      },
      'item-unknown': { why: 'Бұл кітапты танымадым.', todo: 'Оны кітапханашыға апар.' },
      'isbn-not-item': {
        why: 'Бұл жолақ емес!',
        todo: 'Кітапхана жапсырған жолақты көрсет.',
      },
      'item-already-yours': { why: 'Бұл кітап сенікі!', todo: 'Келесі кітапты көрсет.' },
      'item-on-loan-to-other': {
        why: 'Бұл кітапты басқа бала алған.',
        todo: 'Кітапханашыға бер, ол анықтайды.',
      },
      'card-not-wanted': {
        why: 'Билетіңді көрдім!',
        todo: 'Енді кітапты көрсет.',
      },
    },
  },
  ru: {
    hello: 'Привет, читатель!',
    showCard: 'Покажи мне свой билет',
    borrow: 'Беру',
    giveBack: 'Возвращаю',
    myBooks: 'Мои книги',
    help: 'Нужна помощь',
    noCard: 'У меня нет билета',
    back: 'Назад',
    scanBook: 'Покажи мне книгу',
    itemsLeft: (n) => `Можно взять ещё ${n} ${russian(n, 'книгу', 'книги', 'книг')}`,
    noMore: 'На сегодня хватит!',
    praiseBorrow: [
      'Отличный выбор!',
      'Чудесная книга!',
      'Мне она тоже нравится!',
      'Как интересно!',
    ],
    praiseReturn: ['Спасибо тебе!', 'Молодец!', 'Книга вернулась домой!', 'Вот здорово!'],
    until: (date) => `до ${showDate(date)}`,
    hall: 'Читаем здесь, в зале',
    stars: (n) => `Твои звёзды: ${n}`,
    starsOf: (n, of) => `Звёзд: ${n}. До значка осталось: ${of - n}`,
    badgeWon: 'Значок твой! Возьми его у библиотекаря.',
    done: 'Готово!',
    toReturn: 'Возвращаю',
    toBorrow: 'Беру',
    giveBackLead: 'Билет не нужен',
    bye: 'Молодец! До встречи!',
    byeBorrowed: (n) => `Взято: ${n} ${russian(n, 'книга', 'книги', 'книг')}`,
    byeReturned: (n) => `Возвращено: ${n} ${russian(n, 'книга', 'книги', 'книг')}`,
    understood: 'Хорошо',
    choose: 'Выбираю книгу',
    howOld: 'Сколько тебе лет?',
    years: (from, to) => `${from}–${to} лет`,
    whichShelf: 'На какую полку посмотрим?',
    touchCover: 'Коснись книги, которая нравится',
    onShelf: 'На полке',
    notHere: 'Сейчас нет',
    shelfEmpty: 'Эта полка пока пустая. Посмотри другую!',
    place: {
      here: 'Эта книга здесь!',
      hereTodo: 'Ищи на полке. Не нашлась? Спроси библиотекаря.',
      lent: (date) => `Её сейчас читают, до ${showDate(date)}.`,
      lentTodo: 'Выбери пока другую.',
      elsewhere: (branch) => `Она в другой библиотеке: ${branch}.`,
      elsewhereTodo: 'Попроси библиотекаря заказать её.',
    },
    reasons: {
      'item-limit': {
        why: ({ limit }) =>
          limit
            ? `У тебя уже ${limit} ${russian(limit, 'книга', 'книги', 'книг')}!`
            : 'У тебя уже много книг!',
        todo: 'Верни одну и возьми новую.',
      },
      'overdue-block': {
        why: 'Книга у тебя дома скучает по нам.',
        todo: 'Сначала принеси её. Ругать никто не будет.',
      },
      age: { why: 'Эта книга подождёт, пока ты подрастёшь.', todo: 'Сова найдёт тебе другую.' },
      'reading-room-only': {
        why: 'Эта книга живёт в библиотеке.',
        todo: 'Отдай её библиотекарю: прочитаешь здесь.',
      },
      'patron-unknown': {
        why: 'Этот билет я не знаю.',
        todo: 'Покажи ещё раз или позови библиотекаря.',
      },
      'item-unknown': { why: 'Эту книгу я не знаю.', todo: 'Отнеси её библиотекарю.' },
      'isbn-not-item': { why: 'Это не те полоски!', todo: 'Покажи наклейку библиотеки.' },
      'item-already-yours': { why: 'Эта книга уже твоя!', todo: 'Покажи следующую.' },
      'item-on-loan-to-other': {
        why: 'Эту книгу взял кто-то другой.',
        todo: 'Отдай её библиотекарю, он разберётся.',
      },
      'card-not-wanted': { why: 'Твой билет я уже вижу!', todo: 'Теперь покажи книгу.' },
    },
  },
  en: {
    hello: 'Hello, reader!',
    showCard: 'Show me your card',
    borrow: 'Borrow',
    giveBack: 'Give back',
    myBooks: 'My books',
    help: 'I need help',
    noCard: 'I have no card',
    back: 'Back',
    scanBook: 'Show me a book',
    itemsLeft: (n) => `You can take ${n} more`,
    noMore: 'That is plenty for today!',
    praiseBorrow: ['Great choice!', 'Lovely book!', 'I like that one too!', 'How exciting!'],
    praiseReturn: ['Thank you!', 'Well done!', 'The book is home!', 'That is great!'],
    until: (date) => `until ${showDate(date)}`,
    hall: 'Read it here, in the hall',
    stars: (n) => `Your stars: ${n}`,
    starsOf: (n, of) => `Stars: ${n}. Still needed for the badge: ${of - n}`,
    badgeWon: 'The badge is yours! Ask the librarian for it.',
    done: 'I’m done!',
    toReturn: 'Give back',
    toBorrow: 'Borrow',
    giveBackLead: 'No card needed',
    bye: 'Well done! Bye-bye!',
    byeBorrowed: (n) => `${n} ${n === 1 ? 'book' : 'books'} to read`,
    byeReturned: (n) => `${n} ${n === 1 ? 'book' : 'books'} given back`,
    understood: 'OK',
    choose: 'Choose a book',
    howOld: 'How old are you?',
    years: (from, to) => `${from}–${to} years`,
    whichShelf: 'Which shelf shall we look at?',
    touchCover: 'Touch a book that you like',
    onShelf: 'On the shelf',
    notHere: 'Not here now',
    shelfEmpty: 'This shelf is empty for now. Look at another!',
    place: {
      here: 'This book is here!',
      hereTodo: 'Look on the shelf. Not there? Ask the librarian.',
      lent: (date) => `Somebody is reading it, until ${showDate(date)}.`,
      lentTodo: 'Choose another one for now.',
      elsewhere: (branch) => `It is in another library: ${branch}.`,
      elsewhereTodo: 'Ask the librarian to order it.',
    },
    reasons: {
      'item-limit': {
        why: ({ limit }) =>
          limit
            ? `You have ${limit} ${limit === 1 ? 'book' : 'books'} already!`
            : 'You have a lot of books already!',
        todo: 'Give one back and take a new one.',
      },
      'overdue-block': {
        why: 'A book at your home misses us.',
        todo: 'Bring it first. Nobody will scold you.',
      },
      age: { why: 'This book waits until you are older.', todo: 'The owl will find you another.' },
      'reading-room-only': {
        why: 'This book lives in the library.',
        todo: 'Give it to the librarian: you can read it here.',
      },
      'patron-unknown': {
        why: 'I do not know this card.',
        todo: 'Show it again, or call the librarian.',
      },
      'item-unknown': { why: 'I do not know this book.', todo: 'Take it to the librarian.' },
      'isbn-not-item': { why: 'Not those stripes!', todo: 'Show me the library’s sticker.' },
      'item-already-yours': { why: 'This one is yours already!', todo: 'Show me the next one.' },
      'item-on-loan-to-other': {
        why: 'Somebody else has borrowed this book.',
        todo: 'Give it to the librarian, who will find out.',
      },
      'card-not-wanted': { why: 'I have seen your card!', todo: 'Now show me a book.' },
    },
  },
};
