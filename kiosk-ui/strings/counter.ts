// The words of the counter, where librarians lend and take back.
import type { Language } from '../../station-server/api-types.ts';
import { russian, showDate } from './format.ts';

export type CounterStrings = {
  title: string;
  input: string;
  hint: string;
  go: string;
  keys: string;
  /** What each key does; the keys themselves stand in the page. */
  cheat: Record<
    'enter' | 'arrows' | 'renew' | 'giveBack' | 'renewAll' | 'undo' | 'close' | 'help',
    string
  >;
  waiting: (n: number) => string;
  nothingWaits: string;
  offline: string;
  card: string;
  noCard: string;
  itemsLeft: (n: number) => string;
  reregister: string;
  loans: (n: number) => string;
  noLoans: string;
  until: (date: string) => string;
  overdue: (days: number) => string;
  hall: string;
  renew: string;
  giveBack: string;
  renewAll: string;
  undo: string;
  close: string;
  readers: string;
  titles: string;
  born: (date: string) => string;
  copies: (here: number, elsewhere: number, all: number) => string;
  done: string;
  lent: string;
  returned: string;
  renewed: string;
  undone: string;
  here: string;
  item: {
    status: Record<string, string>;
    inventory: (no: string) => string;
    waiting: (n: number) => string;
    hallOnly: string;
  };
  said: {
    noAnswer: string;
    nothingFound: string;
    nothingToUndo: string;
    heldHere: (title: string) => string;
    lentToOther: (title: string, who: string) => string;
    notOnLoan: (title: string) => string;
    foreign: string;
  };
};

const kk: CounterStrings = {
  title: 'Кітап беру үстелі',
  input: 'Билет, кітап, аты-жөні не атауы',
  hint: 'Билетті не кітапты сканерлеңіз немесе теріңіз',
  go: 'Енгізу',
  keys: 'Пернелер',
  cheat: {
    enter: 'Енгізілгенді орындау',
    arrows: 'Тізімнен таңдау',
    renew: 'Таңдалған кітапты ұзарту',
    giveBack: 'Таңдалған кітапты қайтарып алу',
    renewAll: 'Барлығын ұзарту',
    undo: 'Соңғы әрекетті болдырмау',
    close: 'Жабу: алдымен тізім, содан кейін оқырман',
    help: 'Осы тізім',
  },
  waiting: (n) => `${n} әрекет желіні күтуде`,
  nothingWaits: 'Бәрі жіберілді',
  offline: 'Байланыс жоқ: жұмысты жалғастыра беріңіз',
  card: 'Билет',
  noCard: 'билетсіз',
  itemsLeft: (n) => `Тағы ${n} кітап алуға болады`,
  reregister: 'Биыл қайта тіркелуі керек',
  loans: (n) => `Қолында: ${n}`,
  noLoans: 'Қолында кітап жоқ',
  until: (date) => `${showDate(date)} дейін`,
  overdue: (days) => `${days} күн кешікті`,
  hall: 'оқу залында',
  renew: 'Ұзарту',
  giveBack: 'Қайтару',
  renewAll: 'Барлығын ұзарту',
  undo: 'Болдырмау',
  close: 'Жабу',
  readers: 'Оқырмандар',
  titles: 'Кітаптар',
  born: (date) => `туған күні: ${showDate(date)}`,
  copies: (here, elsewhere, all) =>
    `осында: ${here}, басқа кітапханада: ${elsewhere}, барлығы: ${all}`,
  done: 'Орындалды',
  lent: 'Берілді',
  returned: 'Қайтарылды',
  renewed: 'Ұзартылды',
  undone: 'болдырылмады',
  here: 'Сөреде тұруы тиіс',
  item: {
    status: { available: 'Бар', lost: 'Жоғалған', 'written-off': 'Есептен шығарылған' },
    inventory: (no) => `түгендеу нөмірі: ${no}`,
    waiting: (n) => `Кезекте: ${n}`,
    hallOnly: 'Тек оқу залында',
  },
  said: {
    noAnswer: 'Станция жауап бермеді. Қайталап көріңіз.',
    nothingFound: 'Ештеңе табылмады. Нөмірін не атын тексеріңіз.',
    nothingToUndo: 'Болдырмайтын әрекет жоқ.',
    heldHere: (title) =>
      `«${title}» осы оқырманның қолында. Тізімнен таңдап, ұзартыңыз не қайтарыңыз.`,
    lentToOther: (title, who) =>
      `«${title}» басқа оқырманда: ${who}. Оқырманды жауып, кітапты қайта сканерлеңіз — қайтарылады.`,
    notOnLoan: (title) => `«${title}» берілмеген еді; осында екені белгіленді.`,
    foreign: 'Басқа кітапхананың кітабы: бөлек қойыңыз.',
  },
};
const ru: CounterStrings = {
  title: 'Кафедра выдачи',
  input: 'Билет, книга, фамилия или название',
  hint: 'Считайте билет или книгу либо введите',
  go: 'Ввод',
  keys: 'Клавиши',
  cheat: {
    enter: 'Выполнить введённое',
    arrows: 'Выбрать в списке',
    renew: 'Продлить выбранную книгу',
    giveBack: 'Принять выбранную книгу',
    renewAll: 'Продлить все',
    undo: 'Отменить последнее действие',
    close: 'Закрыть: сначала список, потом читателя',
    help: 'Этот список',
  },
  waiting: (n) => `${n} ${russian(n, 'действие ждёт', 'действия ждут', 'действий ждут')} сети`,
  nothingWaits: 'Всё отправлено',
  offline: 'Связи нет: работайте дальше',
  card: 'Билет',
  noCard: 'без билета',
  itemsLeft: (n) => `Можно взять ещё ${n}`,
  reregister: 'В этом году нужна перерегистрация',
  loans: (n) => `На руках: ${n}`,
  noLoans: 'На руках ничего нет',
  until: (date) => `до ${showDate(date)}`,
  overdue: (days) => `просрочено на ${days} ${russian(days, 'день', 'дня', 'дней')}`,
  hall: 'в читальном зале',
  renew: 'Продлить',
  giveBack: 'Принять',
  renewAll: 'Продлить все',
  undo: 'Отменить',
  close: 'Закрыть',
  readers: 'Читатели',
  titles: 'Книги',
  born: (date) => `дата рождения: ${showDate(date)}`,
  copies: (here, elsewhere, all) =>
    `здесь: ${here}, в других филиалах: ${elsewhere}, всего: ${all}`,
  done: 'Сделано',
  lent: 'Выдано',
  returned: 'Принято',
  renewed: 'Продлено',
  undone: 'отменено',
  here: 'Должна стоять на полке',
  item: {
    status: { available: 'Есть', lost: 'Утеряна', 'written-off': 'Списана' },
    inventory: (no) => `инвентарный номер: ${no}`,
    waiting: (n) => `В очереди: ${n}`,
    hallOnly: 'Только в читальном зале',
  },
  said: {
    noAnswer: 'Станция не ответила. Попробуйте ещё раз.',
    nothingFound: 'Ничего не найдено. Проверьте номер или имя.',
    nothingToUndo: 'Отменять нечего.',
    heldHere: (title) =>
      `«${title}» уже у этого читателя. Выберите её в списке, чтобы продлить или принять.`,
    lentToOther: (title, who) =>
      `«${title}» числится за другим: ${who}. Закройте читателя и считайте книгу ещё раз — она будет принята.`,
    notOnLoan: (title) => `«${title}» не была выдана; отмечено, что она здесь.`,
    foreign: 'Книга другого филиала: отложите её.',
  },
};
const en: CounterStrings = {
  title: 'Circulation counter',
  input: 'Card, book, name or title',
  hint: 'Scan a card or a book, or type',
  go: 'Enter',
  keys: 'Keys',
  cheat: {
    enter: 'Do what was typed',
    arrows: 'Choose in the list',
    renew: 'Renew the chosen book',
    giveBack: 'Take back the chosen book',
    renewAll: 'Renew all',
    undo: 'Undo the last act',
    close: 'Close: the list first, then the patron',
    help: 'This list',
  },
  waiting: (n) => `${n} ${n === 1 ? 'act waits' : 'acts wait'} for the network`,
  nothingWaits: 'All sent',
  offline: 'No link: go on working',
  card: 'Card',
  noCard: 'no card',
  itemsLeft: (n) => `${n} more may be borrowed`,
  reregister: 'Re-registration is due this year',
  loans: (n) => `On loan: ${n}`,
  noLoans: 'Nothing on loan',
  until: (date) => `until ${showDate(date)}`,
  overdue: (days) => `${days} ${days === 1 ? 'day' : 'days'} overdue`,
  hall: 'in the reading room',
  renew: 'Renew',
  giveBack: 'Take back',
  renewAll: 'Renew all',
  undo: 'Undo',
  close: 'Close',
  readers: 'Patrons',
  titles: 'Books',
  born: (date) => `born ${showDate(date)}`,
  copies: (here, elsewhere, all) => `here: ${here}, other branches: ${elsewhere}, in all: ${all}`,
  done: 'Done',
  lent: 'Lent',
  returned: 'Returned',
  renewed: 'Renewed',
  undone: 'undone',
  here: 'Should stand on the shelf',
  item: {
    status: { available: 'There', lost: 'Lost', 'written-off': 'Written off' },
    inventory: (no) => `inventory number: ${no}`,
    waiting: (n) => `Waiting: ${n}`,
    hallOnly: 'Reading room only',
  },
  said: {
    noAnswer: 'The station did not answer. Please try again.',
    nothingFound: 'Nothing was found. Check the number or the name.',
    nothingToUndo: 'There is nothing to undo.',
    heldHere: (title) =>
      `“${title}” is with this patron already. Choose it in the list to renew it or take it back.`,
    lentToOther: (title, who) =>
      `“${title}” is on loan to ${who}. Close this patron and scan the book again: it is taken back.`,
    notOnLoan: (title) => `“${title}” was not on loan; it is noted that it is here.`,
    foreign: 'A book of another branch: put it aside.',
  },
};
export const COUNTER: Record<Language, CounterStrings> = { kk, ru, en };
