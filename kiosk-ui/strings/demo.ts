// The words of the demo panel, apart from the kiosk's, so that a kiosk does not load them.
import type { DemoAct, DemoView, Language } from '../../station-server/api-types.ts';
import { russian } from './format.ts';

export type DemoStrings = {
  title: string;
  lead: string;
  kiosk: string;
  cards: string;
  cardsLead: string;
  books: string;
  booksLead: string;
  padLead: string;
  onPad: string;
  lockerLead: string;
  inLocker: string;
  scanWith: string;
  devices: string;
  states: Record<'absent' | 'opening' | 'ready' | 'failed', string>;
  acts: Record<Exclude<DemoAct['act'], 'scan' | 'put' | 'take' | 'jam' | 'network'>, string>;
  network: string;
  cut: string;
  restore: string;
  waiting: (n: number) => string;
  applied: (n: number) => string;
  lastContact: (time: string) => string;
  never: string;
  networkIsCut: string;
  bridgeAway: string;
  slips: string;
  noSlips: string;
  slip: (id: number, bytes: number) => string;
  notes: Record<DemoView['cards'][number]['note'] | DemoView['books'][number]['note'], string>;
  away: string;
  refused: (code: string) => string;
};

export const DEMO: Record<Language, DemoStrings> = {
  kk: {
    title: 'Станцияны сынап көріңіз',
    lead: 'Билетті немесе кітапты басыңыз: сканерден нағыз байттар шығады.',
    kiosk: 'Киоск экраны',
    cards: 'Билеттер',
    cardsLead: 'Бассаңыз, билет сканерленеді',
    books: 'Кітаптар',
    booksLead: 'Бассаңыз, кітап сканерленеді',
    padLead: 'Бассаңыз, кітап алаңшаға қойылады, тағы бассаңыз, алынады',
    onPad: 'алаңшада',
    lockerLead:
      'Бассаңыз, кітап бірінші билетке сақталып, ұяшыққа салынады. Ұяшықты сол билет ашады',
    inLocker: 'ұяшықта',
    scanWith: 'Сканер',
    devices: 'Құрылғылар',
    states: { absent: 'жоқ', opening: 'ашылуда', ready: 'дайын', failed: 'істемейді' },
    acts: {
      unplug: 'Ажырату',
      plug: 'Қосу',
      'paper-out': 'Қағазды алу',
      'paper-in': 'Қағаз салу',
      noise: 'Шу жіберу',
    },
    network: 'Орталықпен байланыс',
    cut: 'Байланысты үзу',
    restore: 'Байланысты қалпына келтіру',
    waiting: (n) => `Жіберуді күтуде: ${n}`,
    applied: (n) => `Орталық қабылдады: ${n}`,
    lastContact: (time) => `Соңғы байланыс: ${time}`,
    never: 'әлі болған жоқ',
    networkIsCut: 'Байланыс үзілген, бірақ кітап беріле береді',
    bridgeAway: 'Құрылғылар көпірі жауап бермейді',
    slips: 'Түбіртектер',
    noSlips: 'Әзірге түбіртек жоқ. Кітап алып көріңіз.',
    slip: (id, bytes) => `№ ${id} · ${bytes} байт`,
    notes: {
      adult: 'ересек',
      child: 'бала',
      blocked: 'бұғатталған',
      overdue: 'мерзімі өткен',
      'reregistration-due': 'қайта тіркеу керек',
      pending: 'расталмаған',
      home: 'үйге',
      'reading-room': 'оқу залы',
      'on-loan': 'басқа оқырманда',
      'adult-only': 'ересектерге',
    },
    away: 'Станция жауап бермейді',
    refused: (code) => `Орындалмады: ${code}`,
  },
  ru: {
    title: 'Попробуйте станцию',
    lead: 'Нажмите на билет или книгу: сканер пошлёт настоящие байты.',
    kiosk: 'Экран киоска',
    cards: 'Билеты',
    cardsLead: 'Нажатие сканирует билет',
    books: 'Книги',
    booksLead: 'Нажатие сканирует книгу',
    padLead: 'Нажатие кладёт книгу на площадку, ещё одно убирает',
    onPad: 'на площадке',
    lockerLead:
      'Нажатие бронирует книгу для первого билета и кладёт её в ячейку. Ячейку откроет этот билет',
    inLocker: 'в ячейке',
    scanWith: 'Сканер',
    devices: 'Устройства',
    states: { absent: 'нет', opening: 'открывается', ready: 'готово', failed: 'не работает' },
    acts: {
      unplug: 'Отключить',
      plug: 'Подключить',
      'paper-out': 'Убрать бумагу',
      'paper-in': 'Вставить бумагу',
      noise: 'Послать шум',
    },
    network: 'Связь с центром',
    cut: 'Оборвать связь',
    restore: 'Восстановить связь',
    waiting: (n) => `${russian(n, 'Ждёт', 'Ждут', 'Ждут')} отправки: ${n}`,
    applied: (n) => `Принято центром: ${n}`,
    lastContact: (time) => `Последняя связь: ${time}`,
    never: 'ещё не было',
    networkIsCut: 'Связь оборвана, но книги выдаются',
    bridgeAway: 'Мост устройств не отвечает',
    slips: 'Чеки',
    noSlips: 'Чеков пока нет. Возьмите книгу.',
    slip: (id, bytes) => `№ ${id} · ${bytes} ${russian(bytes, 'байт', 'байта', 'байт')}`,
    notes: {
      adult: 'взрослый',
      child: 'ребёнок',
      blocked: 'заблокирован',
      overdue: 'просрочка',
      'reregistration-due': 'перерегистрация',
      pending: 'не подтверждён',
      home: 'на дом',
      'reading-room': 'читальный зал',
      'on-loan': 'у другого читателя',
      'adult-only': 'для взрослых',
    },
    away: 'Станция не отвечает',
    refused: (code) => `Не выполнено: ${code}`,
  },
  en: {
    title: 'Try the station',
    lead: 'Click a card or a book: the scanner sends real bytes.',
    kiosk: 'Kiosk screen',
    cards: 'Cards',
    cardsLead: 'A click scans the card',
    books: 'Books',
    booksLead: 'A click scans the book',
    padLead: 'A click puts the book on the pad, the next one takes it away',
    onPad: 'on the pad',
    lockerLead:
      'A click reserves the book for the first card and puts it into a locker. That card opens it',
    inLocker: 'in the locker',
    scanWith: 'Scanner',
    devices: 'Devices',
    states: { absent: 'away', opening: 'opening', ready: 'ready', failed: 'failed' },
    acts: {
      unplug: 'Unplug',
      plug: 'Plug in',
      'paper-out': 'Take the paper out',
      'paper-in': 'Put paper in',
      noise: 'Send noise',
    },
    network: 'Link to central',
    cut: 'Cut the link',
    restore: 'Restore the link',
    waiting: (n) => `Waiting to be sent: ${n}`,
    applied: (n) => `Applied by central: ${n}`,
    lastContact: (time) => `Last contact: ${time}`,
    never: 'not yet',
    networkIsCut: 'The link is cut, lending goes on',
    bridgeAway: 'The device bridge does not answer',
    slips: 'Receipts',
    noSlips: 'No receipt yet. Borrow a book.',
    slip: (id, bytes) => `No. ${id} · ${bytes} bytes`,
    notes: {
      adult: 'adult',
      child: 'child',
      blocked: 'blocked',
      overdue: 'overdue',
      'reregistration-due': 're-registration due',
      pending: 'not confirmed',
      home: 'home loan',
      'reading-room': 'reading room',
      'on-loan': 'on loan to another',
      'adult-only': 'adults only',
    },
    away: 'The station does not answer',
    refused: (code) => `Not done: ${code}`,
  },
};
