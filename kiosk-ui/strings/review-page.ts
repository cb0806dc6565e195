// The words of the review page at central. What happened, what was decided and what to do come from central itself, in the
// language that was asked for (central/strings/).

import type { StaffReview } from '../../central/api-types.ts';
import type { Language } from '../../station-server/api-types.ts';
import { russian } from './format.ts';

export type ReviewTab = 'open' | 'listed' | 'accepted' | 'corrected' | 'dismissed' | 'settled';

export type ReviewStrings = {
  title: string;
  lead: string;
  token: string;
  tokenHint: string;
  signIn: string;
  signOut: string;
  tokenWrong: string;
  tabs: Record<ReviewTab, string>;
  open: (n: number) => string;
  oldest: (age: string) => string;
  minutes: (n: number) => string;
  hours: (n: number) => string;
  days: (n: number) => string;
  nothingOpen: string;
  nothingHere: string;
  decided: string;
  todo: string;
  details: string;
  station: string;
  central: string;
  cards: string;
  why: string;
  whyHint: string;
  keep: string;
  keepHint: string;
  confirm: string;
  cancel: string;
  by: (who: string, when: string) => string;
  reason: (reason: string) => string;
  older: string;
  newer: string;
  away: string;
  refused: (message: string) => string;
  entry: (station: number, seq: number, when: string) => string;
};

export type ReviewAction = StaffReview['actions'][number]['action'];

export const REVIEW_PAGE: Record<Language, ReviewStrings> = {
  kk: {
    title: 'Қарауды күтетін жазбалар',
    lead: 'Екі станция әртүрлі көрген жағдайлар. Болған іс өшірілмейді, сіздің шешіміңіз оның қасына жазылады.',
    token: 'Қызметкер кілті',
    tokenHint: 'Кілтті жүйе әкімшісі береді. Ол осы терезеде ғана сақталады.',
    signIn: 'Кіру',
    signOut: 'Шығу',
    tokenWrong: 'Мұндай кілт жоқ. Оны қайта енгізіңіз немесе әкімшіден жаңасын сұраңыз.',
    tabs: {
      open: 'Шешім күтуде',
      listed: 'Мәлімет үшін',
      accepted: 'Қабылданған',
      corrected: 'Түзетілген',
      dismissed: 'Жабылған',
      settled: 'Өзі шешілген',
    },
    open: (n) => `Шешім күтетін жазба: ${n}`,
    oldest: (age) => `ең ескісіне ${age} болды`,
    minutes: (n) => `${n} минут`,
    hours: (n) => `${n} сағат`,
    days: (n) => `${n} күн`,
    nothingOpen: 'Шешім күтетін жазба жоқ.',
    nothingHere: 'Мұнда жазба жоқ.',
    decided: 'Не шешілді',
    todo: 'Не істеу керек',
    details: 'Екі жақ не көрді',
    station: 'Станция',
    central: 'Орталық',
    cards: 'Билеттер',
    why: 'Себебі',
    whyHint: 'Қысқаша жазыңыз: ол журналда қалады.',
    keep: 'Қай жазба қалады',
    keepHint: 'Жазба нөмірін жазыңыз, мысалы 7-41238. Ол сол оқырманның станциядағы бетінде тұр.',
    confirm: 'Растау',
    cancel: 'Болдырмау',
    by: (who, when) => `Шешкен: ${who}, ${when}`,
    reason: (reason) => `Себебі: ${reason}`,
    older: 'Келесілері',
    newer: 'Алдыңғылары',
    away: 'Орталық жауап бермейді. Ол қайта қосылғанда бет өзі жалғасады.',
    refused: (message) => `Орындалмады: ${message}`,
    entry: (station, seq, when) => `Жазба ${station}-${seq} · ${when}`,
  },
  ru: {
    title: 'Записи, которые ждут решения',
    lead: 'Случаи, которые две стороны увидели по-разному. Произошедшее не стирается, ваше решение встаёт рядом с ним.',
    token: 'Ключ сотрудника',
    tokenHint: 'Ключ выдаёт администратор системы. Он хранится только в этом окне.',
    signIn: 'Войти',
    signOut: 'Выйти',
    tokenWrong: 'Такого ключа нет. Введите его ещё раз или попросите у администратора новый.',
    tabs: {
      open: 'Ждут решения',
      listed: 'К сведению',
      accepted: 'Принятые',
      corrected: 'Исправленные',
      dismissed: 'Закрытые',
      settled: 'Решились сами',
    },
    open: (n) => `${n} ${russian(n, 'запись ждёт', 'записи ждут', 'записей ждут')} решения`,
    oldest: (age) => `самой старой ${age}`,
    minutes: (n) => `${n} ${russian(n, 'минута', 'минуты', 'минут')}`,
    hours: (n) => `${n} ${russian(n, 'час', 'часа', 'часов')}`,
    days: (n) => `${n} ${russian(n, 'день', 'дня', 'дней')}`,
    nothingOpen: 'Решения ничего не ждёт.',
    nothingHere: 'Здесь записей нет.',
    decided: 'Что решено',
    todo: 'Что делать',
    details: 'Что видела каждая сторона',
    station: 'Станция',
    central: 'Центр',
    cards: 'Билеты',
    why: 'Причина',
    whyHint: 'Напишите кратко: она останется в журнале.',
    keep: 'Какая запись остаётся',
    keepHint:
      'Введите номер записи, например 7-41238. Он стоит на странице этого читателя на станции.',
    confirm: 'Подтвердить',
    cancel: 'Отмена',
    by: (who, when) => `Решение: ${who}, ${when}`,
    reason: (reason) => `Причина: ${reason}`,
    older: 'Следующие',
    newer: 'Предыдущие',
    away: 'Центр не отвечает. Когда он вернётся, страница продолжит сама.',
    refused: (message) => `Не выполнено: ${message}`,
    entry: (station, seq, when) => `Запись ${station}-${seq} · ${when}`,
  },
  en: {
    title: 'Records that wait for a decision',
    lead: 'What two sides saw differently. Nothing that happened is erased: your decision stands beside it.',
    token: 'Staff token',
    tokenHint: 'The administrator gives it to you. It is kept in this window only.',
    signIn: 'Sign in',
    signOut: 'Sign out',
    tokenWrong: 'There is no such token. Enter it again, or ask the administrator for a new one.',
    tabs: {
      open: 'Waiting',
      listed: 'For information',
      accepted: 'Accepted',
      corrected: 'Corrected',
      dismissed: 'Dismissed',
      settled: 'Settled by itself',
    },
    open: (n) => `${n} ${n === 1 ? 'record waits' : 'records wait'} for a decision`,
    oldest: (age) => `the oldest is ${age} old`,
    minutes: (n) => `${n} ${n === 1 ? 'minute' : 'minutes'}`,
    hours: (n) => `${n} ${n === 1 ? 'hour' : 'hours'}`,
    days: (n) => `${n} ${n === 1 ? 'day' : 'days'}`,
    nothingOpen: 'Nothing waits for a decision.',
    nothingHere: 'There is nothing here.',
    decided: 'What was decided',
    todo: 'What to do',
    details: 'What each side saw',
    station: 'Station',
    central: 'Central',
    cards: 'Cards',
    why: 'Reason',
    whyHint: 'In a few words: it stays in the journal.',
    keep: 'Which record stays',
    keepHint:
      'Enter the number of the record, such as 7-41238. It stands on that reader’s page at a station.',
    confirm: 'Confirm',
    cancel: 'Cancel',
    by: (who, when) => `Decided by ${who}, ${when}`,
    reason: (reason) => `Reason: ${reason}`,
    older: 'Next ones',
    newer: 'Previous ones',
    away: 'Central does not answer. This page goes on by itself when it is back.',
    refused: (message) => `Not done: ${message}`,
    entry: (station, seq, when) => `Entry ${station}-${seq} · ${when}`,
  },
};
