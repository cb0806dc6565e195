// The words of the staff's pages (desk and technician), apart from the kiosk's, so that a kiosk does not load them.
import type {
  Language,
  StationStatus,
  TaggingFault,
  TaggingMode,
  TaggingView,
} from '../../station-server/api-types.ts';
import { russian } from './format.ts';
import { LOCKER_STRINGS, type LockerStrings } from './staff-lockers.ts';

type DeviceState = StationStatus['places'][number]['devices'][number]['state'];

export type StaffStrings = {
  title: { desk: string; technician: string };
  branch: (branch: string, station: number) => string;
  sync: string;
  nothingWaits: string;
  waiting: (n: number) => string;
  oldest: (age: string) => string;
  minutes: (n: number) => string;
  hours: (n: number) => string;
  days: (n: number) => string;
  /** What it means and what to do, one sentence each. */
  advice: Record<'sent' | 'sending' | 'offline' | 'stick' | 'alarm' | 'fork' | 'never', string>;
  lastContact: (when: string) => string;
  noContact: string;
  link: (downKbps: number, upKbps: number, roundTripMs: number) => string;
  noLink: string;
  applied: (n: number) => string;
  lastError: (error: string) => string;
  loading: (percent: number) => string;
  loadingLends: string;
  clock: string;
  clockRight: string;
  clockUnknown: string;
  clockAhead: (age: string) => string;
  clockBehind: (age: string) => string;
  clockAdvice: string;
  tags: string;
  tagsOpen: (n: number) => string;
  tagAdvice: Record<'secured' | 'unsecured', string>;
  tagging: {
    heading: string;
    token: string;
    open: string;
    wrongToken: string;
    off: string;
    converting: string;
    phases: Record<TaggingView['phase'], string>;
    modes: Record<Exclude<TaggingMode, 'off'>, string>;
    stop: string;
    lock: string;
    faults: Record<TaggingFault, string>;
    count: (done: number, lastHour: number) => string;
  };
  lockers: LockerStrings;
  devices: string;
  states: Record<DeviceState, string>;
  bridgeAway: string;
  away: string;
};

export const STAFF: Record<Language, StaffStrings> = {
  kk: {
    title: { desk: 'Кітапханашы үстелі', technician: 'Техник беті' },
    branch: (branch, station) => `Филиал ${branch} · станция ${station}`,
    sync: 'Орталық база',
    nothingWaits: 'Барлық жазба орталық базада',
    waiting: (n) => `${n} әрекет осы жерде сақтаулы`,
    oldest: (age) => `Ең ескісіне ${age} болды`,
    minutes: (n) => `${n} минут`,
    hours: (n) => `${n} сағат`,
    days: (n) => `${n} күн`,
    advice: {
      sent: 'Ештеңе істеудің қажеті жоқ.',
      sending: 'Жіберіліп жатыр, ештеңе істеудің қажеті жоқ.',
      offline: 'Байланыс жоқ. Кітап беріле береді, байланыс қосылғанда бәрі жіберіледі.',
      stick: 'Байланыс бір тәуліктен бері жоқ. Флешканы салып, жазбаларды соған көшіріңіз.',
      alarm:
        'Байланыс бір аптадан бері жоқ. Флешканы бүгін салыңыз да, жазбаларды орталыққа жеткізіңіз.',
      fork: 'Бұл диск көшірілген немесе ескі көшірмеден қалпына келтірілген. Техникті шақырыңыз. Кітап беріле береді.',
      never: 'Бұл станция орталық базаға қосылмаған.',
    },
    lastContact: (when) => `Соңғы байланыс: ${when}`,
    noContact: 'Әзірге байланыс болған жоқ',
    link: (down, up, trip) => `Жылдамдық: ↓ ${down} кбит/с, ↑ ${up} кбит/с, жауап ${trip} мс`,
    noLink: 'Жылдамдық әлі өлшенген жоқ',
    applied: (n) => `Орталық қабылдаған соңғы жазба: ${n}`,
    lastError: (error) => `Соңғы ақау: ${error}`,
    loading: (percent) => `Алғашқы жүктеу: ${percent} %`,
    loadingLends: 'Кітап беруге қазірдің өзінде болады.',
    clock: 'Сағат',
    clockRight: 'Сағат дұрыс',
    clockUnknown: 'Сағат орталықпен әлі салыстырылған жоқ',
    clockAhead: (age) => `Компьютер сағаты озып тұр: ${age}`,
    clockBehind: (age) => `Компьютер сағаты қалып тұр: ${age}`,
    clockAdvice:
      'Күнді, уақытты және белдеуді түзетіңіз. Оған дейін мерзімдер орталық уақытымен есептеледі.',
    tags: 'Белгілер',
    tagsOpen: (n) => `${n} кітаптың белгісін тексеру керек`,
    tagAdvice: {
      unsecured:
        'Берілген, бірақ шығарда дабыл қағылуы мүмкін. Оқырман қайтқанда алаңшаға қойыңыз.',
      secured: 'Сөреде тұр, бірақ қорғалмаған болуы мүмкін. Алаңшаға қойыңыз.',
    },
    tagging: {
      heading: 'Белгі жазу',
      token: 'Қызметкер кілті',
      open: 'Ашу',
      wrongToken: 'Кілт дұрыс емес.',
      off: 'Белгі жазылып жатқан жоқ',
      converting: 'Кітап берілген сайын белгі жазылады',
      phases: {
        scan: 'Кітаптың штрих-кодын сканерлеңіз',
        put: 'Кітапты бос белгісімен алаңшаға қойыңыз',
        writing: 'Жазылуда, қозғамаңыз …',
        lift: 'Дайын. Кітапты алыңыз',
      },
      modes: {
        single: 'Бір кітап',
        batch: 'Бүкіл сөре',
        convert: 'Бергенде жазу',
      },
      stop: 'Тоқтату',
      lock: 'Жазылған соң белгіні бекіту',
      faults: {
        'item-unknown': 'Бұл кітап каталогта жоқ',
        'not-an-item': 'Бұл кітаптың коды емес',
        'several-tags': 'Алаңшада бір ғана кітап қалсын',
        'tag-of-other-item': 'Бұл белгі басқа кітаптікі',
        'tag-unreadable': 'Белгі оқылмайды, басқасын жапсырыңыз',
        'write-failed': 'Белгі жазылмады, басқасын жапсырыңыз',
      },
      count: (done, hour) => `Жазылған белгі: ${done}. Соңғы сағатта: ${hour}.`,
    },
    lockers: LOCKER_STRINGS.kk,
    devices: 'Құрылғылар',
    states: { absent: 'жоқ', opening: 'ашылуда', ready: 'дайын', failed: 'істемейді' },
    bridgeAway: 'Құрылғылар көпірі жауап бермейді',
    away: 'Станция жауап бермейді. Ол қайта қосылғанда бет өзі жалғасады.',
  },
  ru: {
    title: { desk: 'Стол библиотекаря', technician: 'Страница техника' },
    branch: (branch, station) => `Филиал ${branch} · станция ${station}`,
    sync: 'Центральная база',
    nothingWaits: 'Все записи в центральной базе',
    waiting: (n) =>
      `${n} ${russian(n, 'действие сохранено', 'действия сохранены', 'действий сохранено')} здесь`,
    oldest: (age) => `Самому старому ${age}`,
    minutes: (n) => `${n} ${russian(n, 'минута', 'минуты', 'минут')}`,
    hours: (n) => `${n} ${russian(n, 'час', 'часа', 'часов')}`,
    days: (n) => `${n} ${russian(n, 'день', 'дня', 'дней')}`,
    advice: {
      sent: 'Ничего делать не нужно.',
      sending: 'Идёт отправка, ничего делать не нужно.',
      offline: 'Связи нет. Выдача продолжается, всё уйдёт само, когда связь вернётся.',
      stick: 'Связи нет больше суток. Вставьте флешку и перенесите записи на неё.',
      alarm: 'Связи нет больше недели. Вставьте флешку сегодня и отвезите записи в центр.',
      fork: 'Этот диск скопирован или восстановлен из старой копии. Вызовите техника. Выдача продолжается.',
      never: 'Эта станция не подключена к центральной базе.',
    },
    lastContact: (when) => `Последняя связь: ${when}`,
    noContact: 'Связи ещё не было',
    link: (down, up, trip) => `Скорость: ↓ ${down} кбит/с, ↑ ${up} кбит/с, ответ ${trip} мс`,
    noLink: 'Скорость ещё не измерена',
    applied: (n) => `Последняя запись, принятая центром: ${n}`,
    lastError: (error) => `Последний сбой: ${error}`,
    loading: (percent) => `Первая загрузка: ${percent} %`,
    loadingLends: 'Выдавать книги уже можно.',
    clock: 'Часы',
    clockRight: 'Часы идут верно',
    clockUnknown: 'Часы ещё не сверены с центром',
    clockAhead: (age) => `Часы компьютера спешат: ${age}`,
    clockBehind: (age) => `Часы компьютера отстают: ${age}`,
    clockAdvice: 'Поправьте дату, время и пояс. До тех пор сроки считаются по времени центра.',
    tags: 'Метки',
    tagsOpen: (n) => `${n} ${russian(n, 'метку', 'метки', 'меток')} нужно проверить`,
    tagAdvice: {
      unsecured:
        'Книга выдана, но на выходе может сработать сигнал. Когда читатель вернётся, положите её на площадку.',
      secured: 'Книга на месте, но может быть не защищена. Положите её на площадку.',
    },
    tagging: {
      heading: 'Запись меток',
      token: 'Ключ сотрудника',
      open: 'Открыть',
      wrongToken: 'Ключ не подходит.',
      off: 'Метки не записываются',
      converting: 'Метка записывается при выдаче книги',
      phases: {
        scan: 'Отсканируйте штрих-код книги',
        put: 'Положите книгу с пустой меткой на площадку',
        writing: 'Запись, не двигайте …',
        lift: 'Готово. Снимите книгу',
      },
      modes: {
        single: 'Одна книга',
        batch: 'Целая полка',
        convert: 'Записывать при выдаче',
      },
      stop: 'Остановить',
      lock: 'Закрепить метку после записи',
      faults: {
        'item-unknown': 'Этой книги нет в каталоге',
        'not-an-item': 'Это код не книги',
        'several-tags': 'Оставьте на площадке одну книгу',
        'tag-of-other-item': 'Эта метка другой книги',
        'tag-unreadable': 'Метка не читается, наклейте другую',
        'write-failed': 'Метка не записалась, наклейте другую',
      },
      count: (done, hour) => `Записано меток: ${done}. За последний час: ${hour}.`,
    },
    lockers: LOCKER_STRINGS.ru,
    devices: 'Устройства',
    states: { absent: 'нет', opening: 'открывается', ready: 'готово', failed: 'не работает' },
    bridgeAway: 'Мост устройств не отвечает',
    away: 'Станция не отвечает. Когда она вернётся, страница продолжит сама.',
  },
  en: {
    title: { desk: 'Librarian’s desk', technician: 'Technician’s page' },
    branch: (branch, station) => `Branch ${branch} · station ${station}`,
    sync: 'Central database',
    nothingWaits: 'Everything is in the central database',
    waiting: (n) => `${n} ${n === 1 ? 'act is' : 'acts are'} safe here`,
    oldest: (age) => `The oldest is ${age} old`,
    minutes: (n) => `${n} ${n === 1 ? 'minute' : 'minutes'}`,
    hours: (n) => `${n} ${n === 1 ? 'hour' : 'hours'}`,
    days: (n) => `${n} ${n === 1 ? 'day' : 'days'}`,
    advice: {
      sent: 'There is nothing to do.',
      sending: 'They are being sent, there is nothing to do.',
      offline: 'There is no link. Lending goes on, and all is sent when the link is back.',
      stick: 'There has been no link for a day. Put in the stick and copy the acts onto it.',
      alarm:
        'There has been no link for a week. Put in the stick today and take the acts to the central library.',
      fork: 'This disk was copied, or restored from an old backup. Call the technician. Lending goes on.',
      never: 'This station is not connected to a central database.',
    },
    lastContact: (when) => `Last contact: ${when}`,
    noContact: 'No contact yet',
    link: (down, up, trip) => `Speed: ↓ ${down} kbit/s, ↑ ${up} kbit/s, answer ${trip} ms`,
    noLink: 'The speed was not measured yet',
    applied: (n) => `Last entry that central took: ${n}`,
    lastError: (error) => `Last failure: ${error}`,
    loading: (percent) => `First load: ${percent} %`,
    loadingLends: 'Books can be lent already.',
    clock: 'Clock',
    clockRight: 'The clock is right',
    clockUnknown: 'The clock was not compared with central yet',
    clockAhead: (age) => `The clock of this computer is ahead: ${age}`,
    clockBehind: (age) => `The clock of this computer is behind: ${age}`,
    clockAdvice: 'Set date, time and zone. Until then due dates go by the time of central.',
    tags: 'Tags',
    tagsOpen: (n) => `${n} ${n === 1 ? 'tag needs' : 'tags need'} a look`,
    tagAdvice: {
      unsecured:
        'The book is lent, but the gate may ring. When the reader comes back, put it on the pad.',
      secured: 'The book is in, but may not be secured. Put it on the pad.',
    },
    tagging: {
      heading: 'Tagging',
      token: 'Staff key',
      open: 'Open',
      wrongToken: 'This key is not right.',
      off: 'No tags are being written',
      converting: 'A tag is written whenever a book is lent',
      phases: {
        scan: 'Scan the barcode of the book',
        put: 'Put the book with an empty tag on the pad',
        writing: 'Writing, leave it there …',
        lift: 'Done. Take the book',
      },
      modes: {
        single: 'One book',
        batch: 'A whole shelf',
        convert: 'As you lend',
      },
      stop: 'Stop',
      lock: 'Lock the tag after writing',
      faults: {
        'item-unknown': 'This book is not in the catalogue',
        'not-an-item': 'This is not the code of a book',
        'several-tags': 'Leave one book on the pad',
        'tag-of-other-item': 'This tag belongs to another book',
        'tag-unreadable': 'The tag cannot be read, use another',
        'write-failed': 'The tag was not written, use another',
      },
      count: (done, hour) => `Tags written: ${done}. In the last hour: ${hour}.`,
    },
    lockers: LOCKER_STRINGS.en,
    devices: 'Devices',
    states: { absent: 'absent', opening: 'opening', ready: 'ready', failed: 'failed' },
    bridgeAway: 'The device bridge does not answer',
    away: 'The station does not answer. This page goes on by itself when it is back.',
  },
};
