// The words of the staff's page about places that call for a librarian.
import type { Language } from '../../station-server/api-types.ts';
import { russian } from './format.ts';

export type CallStrings = {
  /** Before the page's name, so that a tab in the background tells. */
  tab: (n: number) => string;
  heading: (n: number) => string;
  justNow: string;
  since: (age: string) => string;
  take: string;
  takeThis: (place: string) => string;
  coming: (place: string) => string;
  keyWanted: string;
  failed: string;
  soundOff: string;
  soundOn: string;
};

export const CALLS: Record<Language, CallStrings> = {
  kk: {
    tab: (n) => `(${n}) Шақыру`,
    heading: (n) => (n === 1 ? 'Кітапханашыны шақырып тұр' : `${n} жерден шақырып тұр`),
    justNow: 'жаңа ғана',
    since: (age) => `${age} бұрын`,
    take: 'Барамын',
    takeThis: (place) => `Барамын: ${place}`,
    coming: (place) => `${place}: оқырманға «кітапханашы келе жатыр» деп жазылды.`,
    keyWanted: 'Жауап беру үшін қызметкер кілтін бір рет енгізіңіз.',
    failed: 'Жауап жіберілмеді. Қайталап көріңіз.',
    soundOff: 'Бұл бетте дыбыс әзірге өшірулі: шақыру тек көрінеді.',
    soundOn: 'Дыбысты қосу',
  },
  ru: {
    tab: (n) => `(${n}) Вызов`,
    heading: (n) =>
      n === 1
        ? 'Зовут библиотекаря'
        : `Зовут библиотекаря: ${n} ${russian(n, 'место', 'места', 'мест')}`,
    justNow: 'только что',
    since: (age) => `${age} назад`,
    take: 'Иду',
    takeThis: (place) => `Иду: ${place}`,
    coming: (place) => `${place}: читателю сказано, что библиотекарь уже идёт.`,
    keyWanted: 'Чтобы отвечать на вызовы, введите ключ сотрудника один раз.',
    failed: 'Ответ не отправлен. Попробуйте ещё раз.',
    soundOff: 'Звук на этой странице пока выключен: вызов только виден.',
    soundOn: 'Включить звук',
  },
  en: {
    tab: (n) => `(${n}) Call`,
    heading: (n) =>
      n === 1 ? 'Somebody calls for a librarian' : `${n} places call for a librarian`,
    justNow: 'just now',
    since: (age) => `${age} ago`,
    take: 'I am coming',
    takeThis: (place) => `I am coming: ${place}`,
    coming: (place) => `${place}: the reader is told that the librarian is coming.`,
    keyWanted: 'To answer calls, enter the staff key once.',
    failed: 'The answer was not sent. Try again.',
    soundOff: 'Sound is still off on this page: a call is only seen.',
    soundOn: 'Turn sound on',
  },
};
