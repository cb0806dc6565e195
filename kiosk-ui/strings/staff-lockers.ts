// The words of the card of lockers on the staff's page.
import type { Language } from '../../station-server/api-types.ts';
import { russian } from './format.ts';

/** Faults of doors that have advice of their own; for all others look at the board. */
export type DoorFault = 'lock-not-open' | 'command-refused' | 'bridge-away' | 'other';

export type LockerStrings = {
  heading: string;
  held: (n: number) => string;
  none: string;
  free: (n: number, of: number) => string;
  door: (n: number) => string;
  /** What an entry of the list asks for. */
  alert: string;
  lent: string;
  takeBack: string;
  open: string;
  openThis: (door: number) => string;
  /** Nobody took it; its reader has it; the loan is taken back. */
  empty: string;
  handedOver: string;
  undo: string;
  fill: string;
  barcode: string;
  freeDoor: string;
  put: string;
  openFree: string;
  done: Record<'filled' | 'opened' | 'emptied', (door: number) => string>;
  notOpened: (door: number) => string;
  failed: string;
  faults: Record<DoorFault, string>;
};

export const LOCKER_STRINGS: Record<Language, LockerStrings> = {
  kk: {
    heading: 'Ұяшықтар',
    held: (n) => `Ұяшықта ${n} кітап тұр`,
    none: 'Ұяшықтарда кітап жоқ',
    free: (n, of) => `Бос ұяшық: ${n} / ${of}`,
    door: (n) => `№ ${n}`,
    alert:
      'Есік ашылмады, кітап оқырманға жазылған. Есікті ашып, кітапты оқырманға беріңіз де, қалай біткенін белгілеңіз.',
    lent: 'Кітап оқырманға жазылған, бірақ есіктің ашылғаны белгісіз. Ұяшықты қараңыз.',
    takeBack: 'Мерзімі өтті: кітапты ұяшықтан алыңыз.',
    open: 'Ашу',
    openThis: (door) => `№ ${door} ұяшықты ашу`,
    empty: 'Алынды, ұяшық бос',
    handedOver: 'Оқырманға берілді',
    undo: 'Берілмеді, жазуды жою',
    fill: 'Кітапты ұяшыққа салу',
    barcode: 'Кітаптың штрих-коды',
    freeDoor: 'Бос ұяшық',
    put: 'Салу және ашу',
    openFree: 'Тек ашу',
    done: {
      filled: (door) => `№ ${door} ұяшық ашылды. Кітапты салып, есігін жабыңыз.`,
      opened: (door) => `№ ${door} ұяшық ашылды.`,
      emptied: (door) => `№ ${door} ұяшық енді бос.`,
    },
    notOpened: (door) => `№ ${door} ұяшық ашылмады.`,
    failed: 'Станция орындамады. Қайталап көріңіз.',
    faults: {
      'lock-not-open': 'Есікті басып, тағы бір рет ашыңыз немесе кілтпен ашыңыз.',
      'command-refused': 'Құлып жаңа ғана ашылды. Бірнеше секундтан кейін қайталаңыз.',
      'bridge-away': 'Құрылғылар көпірі жауап бермейді. Техникті шақырыңыз.',
      other: 'Ұяшық тақшасының қуаты мен кабелін тексеріңіз. Әзірге кілтпен ашыңыз.',
    },
  },
  ru: {
    heading: 'Ячейки',
    held: (n) => `В ячейках ${n} ${russian(n, 'книга', 'книги', 'книг')}`,
    none: 'В ячейках нет книг',
    free: (n, of) => `Свободно ячеек: ${n} из ${of}`,
    door: (n) => `№ ${n}`,
    alert:
      'Дверца не открылась, книга записана на читателя. Откройте её, отдайте книгу и отметьте, чем кончилось.',
    lent: 'Книга записана на читателя, но открылась ли дверца, неизвестно. Загляните в ячейку.',
    takeBack: 'Срок вышел: заберите книгу из ячейки.',
    open: 'Открыть',
    openThis: (door) => `Открыть ячейку № ${door}`,
    empty: 'Забрали, ячейка пуста',
    handedOver: 'Отдали читателю',
    undo: 'Не отдали, отменить выдачу',
    fill: 'Положить книгу в ячейку',
    barcode: 'Штрихкод книги',
    freeDoor: 'Свободная ячейка',
    put: 'Положить и открыть',
    openFree: 'Только открыть',
    done: {
      filled: (door) => `Ячейка № ${door} открыта. Положите книгу и закройте дверцу.`,
      opened: (door) => `Ячейка № ${door} открыта.`,
      emptied: (door) => `Ячейка № ${door} теперь свободна.`,
    },
    notOpened: (door) => `Ячейка № ${door} не открылась.`,
    failed: 'Станция этого не сделала. Попробуйте ещё раз.',
    faults: {
      'lock-not-open': 'Прижмите дверцу и откройте ещё раз или откройте ключом.',
      'command-refused': 'Замок только что открывался. Повторите через несколько секунд.',
      'bridge-away': 'Мост устройств не отвечает. Вызовите техника.',
      other: 'Проверьте питание и кабель платы ячеек. Пока откройте ключом.',
    },
  },
  en: {
    heading: 'Lockers',
    held: (n) => `${n} ${n === 1 ? 'book waits' : 'books wait'} in lockers`,
    none: 'No book in the lockers',
    free: (n, of) => `Free doors: ${n} of ${of}`,
    door: (n) => `No. ${n}`,
    alert:
      'The door did not open, and the book is lent to its reader. Open it, hand the book over, then say how it ended.',
    lent: 'The book is lent to its reader, but nobody knows whether the door opened. Look inside.',
    takeBack: 'Its time is up: take the book back.',
    open: 'Open',
    openThis: (door) => `Open door No. ${door}`,
    empty: 'Taken out, door free',
    handedOver: 'Handed over',
    undo: 'Not handed over, undo the loan',
    fill: 'Put a book in',
    barcode: 'Barcode of the book',
    freeDoor: 'Free door',
    put: 'Put in and open',
    openFree: 'Only open',
    done: {
      filled: (door) => `Door No. ${door} is open. Put the book in and close it.`,
      opened: (door) => `Door No. ${door} is open.`,
      emptied: (door) => `Door No. ${door} is free now.`,
    },
    notOpened: (door) => `Door No. ${door} did not open.`,
    failed: 'The station did not do it. Try again.',
    faults: {
      'lock-not-open': 'Push the door and open it once more, or use the key.',
      'command-refused': 'This lock was opened a moment ago. Try again in some seconds.',
      'bridge-away': 'The device bridge does not answer. Call the technician.',
      other: 'Check the power and the cable of the locker board. Use the key meanwhile.',
    },
  },
};
