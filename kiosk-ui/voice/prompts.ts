// What the kiosk says aloud, in three languages: one prompt for each screen and for what matters on it. Nobody's name, title or
// number is among them, so nothing personal can be heard by others. The words here become the sound files of this folder by
// `npm run voice`; the page plays the files and does not load the words.
import type { Language } from '../../station-server/api-types.ts';
import { type LabelClip, labelWords } from './labels.ts';
import { DAYS, MONTHS, type Spoken } from './spoken-dates.ts';

const SCREENS = {
  attract: {
    kk: 'Қош келдіңіз! Билетті немесе кітапты сканерге жақындатыңыз.',
    ru: 'Добро пожаловать! Покажите сканеру билет или книгу.',
    en: 'Welcome! Hold your card or a book to the scanner.',
  },
  identify: {
    kk: 'Оқырман билетіңізді сканерге жақындатыңыз.',
    ru: 'Покажите сканеру читательский билет.',
    en: 'Hold your reader card to the scanner.',
  },
  'identify-keypad': {
    kk: 'Билет нөмірін, сосын туған күніңізді немесе пин-кодты теріңіз.',
    ru: 'Наберите номер билета и дату рождения или пин-код.',
    en: 'Type your card number, then your date of birth or your pin.',
  },
  borrow: {
    kk: 'Кітап алу. Кітаптың штрих-кодын сканерге көрсетіңіз.',
    ru: 'Взять книгу. Покажите сканеру её штрихкод.',
    en: 'Borrowing. Hold the barcode of a book to the scanner.',
  },
  'borrow-pad': {
    kk: 'Кітап алу. Кітаптарды алаңшаға қойыңыз немесе сканерлеңіз.',
    ru: 'Взять книгу. Положите книги на площадку или отсканируйте их.',
    en: 'Borrowing. Put the books on the pad, or scan them.',
  },
  return: {
    kk: 'Кітап қайтару. Кітаптың штрих-кодын сканерге көрсетіңіз. Билет керек емес.',
    ru: 'Вернуть книгу. Покажите сканеру её штрихкод. Билет не нужен.',
    en: 'Returning. Hold the barcode of the book to the scanner. No card is needed.',
  },
  'return-pad': {
    kk: 'Кітап қайтару. Кітаптарды алаңшаға қойыңыз немесе сканерлеңіз. Билет керек емес.',
    ru: 'Вернуть книгу. Положите книги на площадку или отсканируйте их. Билет не нужен.',
    en: 'Returning. Put the books on the pad, or scan them. No card is needed.',
  },
  account: {
    kk: 'Менің кітаптарым. Мерзімін осы бетте ұзартуға болады.',
    ru: 'Мои книги. На этой странице можно продлить срок.',
    en: 'My books. You can renew them on this page.',
  },
  search: {
    kk: 'Кітап іздеу. Атауын немесе авторын теріңіз.',
    ru: 'Поиск книги. Наберите название или автора.',
    en: 'Finding a book. Type a title or an author.',
  },
  title: {
    kk: 'Кітаптың қайда тұрғаны осы бетте. Тапсырыс беруге болады.',
    ru: 'Здесь видно, где стоит книга. Её можно заказать.',
    en: 'This page says where the book is. You can order it.',
  },
  wish: {
    kk: 'Кітапханада жоқ кітаптың атауын теріңіз.',
    ru: 'Наберите название книги, которой не хватает.',
    en: 'Type the title of the book that is missing.',
  },
  'my-card': {
    kk: 'Менің билетім. Билет жанымда болмаса, пин-код керек болады.',
    ru: 'Мой билет. Пин-код пригодится, когда билета нет с собой.',
    en: 'My card. A pin helps on a day without the card.',
  },
  'my-card-pin': {
    kk: 'Жаңа пин-кодты екі рет теріңіз.',
    ru: 'Дважды наберите новый пин-код.',
    en: 'Type the new pin twice.',
  },
  reregister: {
    kk: 'Жыл сайынғы қайта тіркелу. Мәлімет өзгермесе, «бәрі дұрыс» түймесін басыңыз.',
    ru: 'Ежегодная перерегистрация. Если ничего не изменилось, нажмите «всё верно».',
    en: 'Yearly re-registration. If nothing has changed, press all still right.',
  },
  'reregister-done': {
    kk: 'Рақмет! Қайта тіркелдіңіз.',
    ru: 'Спасибо! Вы перерегистрированы.',
    en: 'Thank you! You are re-registered.',
  },
  locker: {
    kk: 'Кітаптарыңыз ұяшықта. Есіктер бірінен соң бірі ашылады.',
    ru: 'Ваши книги в ячейках. Дверцы открываются по очереди.',
    en: 'Your books are in the locker. The doors open one after the other.',
  },
  'register-name': {
    kk: 'Тіркелу. Тегіңіз бен атыңызды жазыңыз.',
    ru: 'Запись в библиотеку. Наберите фамилию и имя.',
    en: 'Registering. Type your surname and given name.',
  },
  'register-birth-date': {
    kk: 'Туған күніңізді теріңіз: күні, айы, жылы.',
    ru: 'Наберите дату рождения: день, месяц, год.',
    en: 'Type your date of birth: day, month, year.',
  },
  'register-category': {
    kk: 'Оқырман санатын таңдаңыз.',
    ru: 'Выберите категорию читателя.',
    en: 'Choose your reader category.',
  },
  'register-contact': {
    kk: 'Телефон нөміріңізді теріңіз.',
    ru: 'Наберите номер телефона.',
    en: 'Type your phone number.',
  },
  'register-guardian': {
    kk: 'Бұл бетті ата-анаңыз немесе қамқоршыңыз толтырады.',
    ru: 'Эту страницу заполняет родитель или опекун.',
    en: 'A parent or guardian fills in this page.',
  },
  'register-agreement': {
    kk: 'Келісім мен ережені оқып, екеуіне де белгі қойыңыз.',
    ru: 'Прочитайте согласие и правила и отметьте оба пункта.',
    en: 'Read the consent and the rules, and tick both.',
  },
  'register-review': {
    kk: 'Бәрі дұрыс па? Тексеріп, тіркелуді аяқтаңыз.',
    ru: 'Всё верно? Проверьте и завершите запись.',
    en: 'Is everything right? Check and finish.',
  },
  interrupted: {
    kk: 'Станция қайта қосылды. Ештеңе жоғалған жоқ. Не істелгені экранда.',
    ru: 'Станция снова работает. Ничего не потеряно. Что сделано, видно на экране.',
    en: 'The station is back. Nothing is lost. The screen shows what was done.',
  },
  registered: {
    kk: 'Сіз тіркелдіңіз! Билет нөміріңіз экранда.',
    ru: 'Вы записаны! Номер вашего билета на экране.',
    en: 'You are registered! Your card number is on the screen.',
  },
  farewell: {
    kk: 'Рақмет, сау болыңыз!',
    ru: 'Спасибо, до встречи!',
    en: 'Thank you, see you soon!',
  },
  comfort: {
    kk: 'Экранды өзіңізге ыңғайлаңыз.',
    ru: 'Настройте экран под себя.',
    en: 'Make the screen suit you.',
  },
} as const satisfies Record<string, Spoken>;

const OUTCOMES = {
  'voice-on': {
    kk: 'Дауыспен айту қосылды.',
    ru: 'Голосовые подсказки включены.',
    en: 'Spoken prompts are on.',
  },
  /** A day and a month follow. */
  lent: { kk: 'Берілді. Қайтару мерзімі:', ru: 'Выдано. Вернуть до', en: 'Lent to you. Due on' },
  'lent-hall': {
    kk: 'Оқу залына берілді. Бүгін қайтару керек.',
    ru: 'Выдано в читальный зал. Вернуть сегодня.',
    en: 'Lent to the reading room. Due today.',
  },
  returned: { kk: 'Қайтарылды, рақмет.', ru: 'Возвращено, спасибо.', en: 'Returned, thank you.' },
  'not-on-loan': {
    kk: 'Бұл кітап ешкімге жазылмаған. Арбаға қойыңыз.',
    ru: 'Эта книга ни за кем не числится. Положите её на тележку.',
    en: 'This book is not on loan. Put it on the trolley.',
  },
  /** A day and a month follow where all books have the same. */
  renewed: { kk: 'Мерзімі ұзартылды.', ru: 'Продлено.', en: 'Renewed.' },
  'due-on': { kk: 'Қайтару мерзімі:', ru: 'Вернуть до', en: 'Due on' },
  'not-renewed': {
    kk: 'Мерзімі ұзартылмады. Себебі экранда.',
    ru: 'Продлить нельзя. Причина на экране.',
    en: 'Not renewed. The reason is on the screen.',
  },
  refused: {
    kk: 'Бұл кітап өтпеді. Себебі экранда. Кітапханашыдан сұраңыз.',
    ru: 'С этой книгой не получилось. Причина на экране. Спросите библиотекаря.',
    en: 'That did not work with this book. The reason is on the screen. Ask the librarian.',
  },
  'reading-room-only': {
    kk: 'Бұл кітап тек оқу залына беріледі.',
    ru: 'Эту книгу выдают только в читальный зал.',
    en: 'This book is for the reading room only.',
  },
  blocked: {
    kk: 'Қазір кітап берілмейді. Себебі экранда. Кітапханашыдан сұраңыз.',
    ru: 'Сейчас книги не выдаются. Причина на экране. Спросите библиотекаря.',
    en: 'No books can be lent now. The reason is on the screen. Ask the librarian.',
  },
  'reregistration-due': {
    kk: 'Кітап алу үшін жыл сайынғы қайта тіркеуден өтіңіз.',
    ru: 'Чтобы брать книги, пройдите ежегодную перерегистрацию.',
    en: 'To borrow, please do the yearly re-registration.',
  },
  'set-waits': {
    kk: 'Жинақтың бір бөлігі жетіспейді.',
    ru: 'Не хватает части комплекта.',
    en: 'A part of the set is missing.',
  },
  'put-back': {
    kk: 'Кітапты алаңшаға қайта қойыңыз!',
    ru: 'Положите книгу обратно на площадку!',
    en: 'Put the book back on the pad!',
  },
  'show-staff': {
    kk: 'Кетер алдында кітапты кітапханашыға көрсетіңіз.',
    ru: 'Перед уходом покажите книгу библиотекарю.',
    en: 'Show the book to the librarian before you leave.',
  },
  'locker-open': {
    kk: 'Есік ашылды. Кітапты алып, есігін жабыңыз.',
    ru: 'Дверца открыта. Возьмите книгу и закройте дверцу.',
    en: 'A door is open. Take the book and close the door.',
  },
  'locker-closed': {
    kk: 'Есік ашылмады. Не істеу керегі экранда.',
    ru: 'Дверца не открылась. Что делать, написано на экране.',
    en: 'The door did not open. The screen says what to do.',
  },
  notice: {
    kk: 'Болмады. Себебі және не істеу керегі экранда.',
    ru: 'Не получилось. Причина и что делать — на экране.',
    en: 'That did not work. The screen says why, and what to do.',
  },
  device: {
    kk: 'Құрылғы жұмыс істемей тұр. Не істеу керегі экранда.',
    ru: 'Устройство не работает. Что делать, написано на экране.',
    en: 'A device is not working. The screen says what to do.',
  },
  fault: {
    kk: 'Бір жері дұрыс емес. Белгіленген жерді түзетіңіз.',
    ru: 'Что-то заполнено неверно. Исправьте отмеченное поле.',
    en: 'Something is not right yet. Correct the marked field.',
  },
  duplicate: {
    kk: 'Осындай оқырман бар. Ол сіз болсаңыз, кітапханашыға айтыңыз.',
    ru: 'Такой читатель уже есть. Если это вы, скажите библиотекарю.',
    en: 'There is such a reader already. If that is you, tell the librarian.',
  },
  time: {
    kk: 'Уақыт аяқталып келеді. Тағы уақыт керек болса, түймені басыңыз.',
    ru: 'Время почти вышло. Если нужно ещё время, нажмите кнопку.',
    en: 'Time is nearly over. If you need more, press the button.',
  },
  'slip-printing': {
    kk: 'Түбіртек басылып жатыр. Күте тұрыңыз.',
    ru: 'Чек печатается. Подождите.',
    en: 'Your receipt is being printed. Please wait.',
  },
  'slip-printed': { kk: 'Түбіртегіңізді алыңыз.', ru: 'Возьмите чек.', en: 'Take your receipt.' },
  'slip-unconfirmed': {
    kk: 'Түбіртек шықпаса, кітапханашыдан сұраңыз.',
    ru: 'Если чек не вышел, спросите библиотекаря.',
    en: 'If no receipt came out, ask the librarian.',
  },
  'slip-screen': {
    kk: 'Түбіртек басылмады. Мәтіні экранда.',
    ru: 'Чек не напечатался. Его текст на экране.',
    en: 'The receipt was not printed. Its text is on the screen.',
  },
  'help-called': {
    kk: 'Кітапханашы шақырылды.',
    ru: 'Библиотекаря позвали.',
    en: 'The librarian was called.',
  },
  'help-coming': {
    kk: 'Кітапханашы келе жатыр.',
    ru: 'Библиотекарь идёт.',
    en: 'The librarian is coming.',
  },
} as const satisfies Record<string, Spoken>;

export type ScreenPrompt = keyof typeof SCREENS;
export type Prompt = ScreenPrompt | keyof typeof OUTCOMES;
/** The name of a sound file, without its ending. Days count from 1, months too. */
export type Clip = Prompt | LabelClip | `day-${number}` | `month-${number}`;

const numbered = (name: 'day' | 'month', list: readonly Spoken[]): [Clip, Spoken][] =>
  list.map((spoken, index) => [`${name}-${index + 1}`, spoken]);

const SAID: [Clip, Spoken][] = [
  ...(Object.entries({ ...SCREENS, ...OUTCOMES }) as [Prompt, Spoken][]),
  ...numbered('day', DAYS),
  ...numbered('month', MONTHS),
];

/** Every clip of a language with its words. */
export const clipsOf = (language: Language): ReadonlyMap<Clip, string> =>
  new Map<Clip, string>([
    ...SAID.map(([clip, spoken]): [Clip, string] => [clip, spoken[language]]),
    ...labelWords(language),
  ]);
