// Words of the yearly re-registration.
import type { Language } from '../../station-server/api-types.ts';

export type ReregisterStrings = {
  offer: string;
  /** While it is only reminded of, and when nothing is lent without it. */
  remind: string;
  due: string;
  heading: string;
  lead: string;
  birthYear: string;
  category: string;
  branch: string;
  still: string;
  changed: string;
  changedTodo: string;
  /** The texts below are new, or it is not known whether they were ever agreed to. */
  agree: string;
  read: string;
  guarantee: string;
  done: string;
  doneUntil: (year: string) => string;
  sending: string;
};

export const REREGISTER: Record<Language, ReregisterStrings> = {
  kk: {
    offer: 'Қайта тіркелу',
    remind: 'Жыл сайынғы қайта тіркелу уақыты келді: қазір екі-ақ рет басасыз.',
    due: 'Кітап алу үшін жыл сайынғы қайта тіркеуден өтіңіз: екі-ақ рет басасыз.',
    heading: 'Қайта тіркелу',
    lead: 'Мәлімет өзгермеген бе?',
    birthYear: 'Туған жылы',
    category: 'Оқырман санаты',
    branch: 'Кітапхана',
    still: 'Бәрі дұрыс',
    changed: 'Бірдеңе өзгерді',
    changedTodo: 'Кітапханашы шақырылды: не өзгергенін соған айтыңыз. Кітап қайтаруға болады.',
    agree: 'Келісім мен ережеге жыл сайын қайта келісім беріледі. «Бәрі дұрыс» — келісемін.',
    read: 'Мәтінді оқу',
    guarantee: 'Мен баланың ата-анасымын немесе қамқоршысымын, кітаптарына кепілмін',
    done: 'Қайта тіркелдіңіз',
    doneUntil: (year) => `Рақмет! Енді ${year} жылдың соңына дейін жарамды.`,
    sending: 'Сәл күтіңіз …',
  },
  ru: {
    offer: 'Перерегистрироваться',
    remind: 'Пора пройти ежегодную перерегистрацию: это два нажатия.',
    due: 'Чтобы брать книги, пройдите ежегодную перерегистрацию: это два нажатия.',
    heading: 'Перерегистрация',
    lead: 'Всё по-прежнему верно?',
    birthYear: 'Год рождения',
    category: 'Категория читателя',
    branch: 'Библиотека',
    still: 'Всё верно',
    changed: 'Что-то изменилось',
    changedTodo:
      'Библиотекарь вызван: скажите ему, что изменилось. Возвращать книги можно и сейчас.',
    agree: 'Согласие и правила принимают заново. «Всё верно» значит: согласен.',
    read: 'Прочитать текст',
    guarantee: 'Я родитель или опекун и отвечаю за книги ребёнка',
    done: 'Вы перерегистрированы',
    doneUntil: (year) => `Спасибо! Действует до конца ${year} года.`,
    sending: 'Минуту …',
  },
  en: {
    offer: 'Re-register',
    remind: 'It is time for the yearly re-registration: just two taps.',
    due: 'To borrow, please do the yearly re-registration: just two taps.',
    heading: 'Re-registration',
    lead: 'Is all of this still right?',
    birthYear: 'Year of birth',
    category: 'Reader category',
    branch: 'Library',
    still: 'All still right',
    changed: 'Something changed',
    changedTodo:
      'The librarian was called: say what has changed. You can return books in the meantime.',
    agree: 'Consent and rules are agreed to anew. “All still right” means: I agree.',
    read: 'Read the text',
    guarantee: 'I am the parent or guardian and answer for the child’s books',
    done: 'You are re-registered',
    doneUntil: (year) => `Thank you! Valid until the end of ${year}.`,
    sending: 'One moment …',
  },
};
