// Words of the page after a stop of the station.
import type { Language } from '../../station-server/api-types.ts';

export type InterruptedStrings = {
  heading: string;
  /** `done` of `all` books. */
  lent: (done: number, all: number) => string;
  returned: (done: number, all: number) => string;
  missed: string;
  withCard: string;
  withBooks: string;
  allDone: string;
};

/** After «из»: the genitive. */
const russianBooks = (n: number): string => (n % 10 === 1 && n % 100 !== 11 ? 'книги' : 'книг');

export const INTERRUPTED: Record<Language, InterruptedStrings> = {
  kk: {
    heading: 'Станция қайта қосылды',
    lent: (done, all) => `${all} кітаптың ${done} кітабы берілді`,
    returned: (done, all) => `${all} кітаптың ${done} кітабы қайтарылды`,
    missed: 'Рәсімделмеген кітаптар',
    withCard: 'Жалғастыру үшін сол картаны қайта оқытыңыз. Ештеңе жоғалған жоқ.',
    withBooks: 'Жалғастыру үшін қалған кітаптарды қайта оқытыңыз. Ештеңе жоғалған жоқ.',
    allDone: 'Барлығы сақталды. Аяқтауға немесе картаңызбен жалғастыруға болады.',
  },
  ru: {
    heading: 'Станция снова работает',
    lent: (done, all) => `Выдано: ${done} из ${all} ${russianBooks(all)}`,
    returned: (done, all) => `Возвращено: ${done} из ${all} ${russianBooks(all)}`,
    missed: 'Не оформлены',
    withCard: 'Чтобы продолжить, поднесите ту же карту ещё раз. Ничего не потеряно.',
    withBooks: 'Чтобы продолжить, поднесите оставшиеся книги ещё раз. Ничего не потеряно.',
    allDone: 'Всё сохранено. Можно закончить или продолжить, поднеся карту.',
  },
  en: {
    heading: 'The station is back',
    lent: (done, all) => `${done} of ${all} ${all === 1 ? 'book was' : 'books were'} lent`,
    returned: (done, all) => `${done} of ${all} ${all === 1 ? 'book was' : 'books were'} returned`,
    missed: 'Not done yet',
    withCard: 'To go on, show the same card again. Nothing is lost.',
    withBooks: 'To go on, scan the remaining books again. Nothing is lost.',
    allDone: 'All of it is safe. You can finish here, or go on with your card.',
  },
};
