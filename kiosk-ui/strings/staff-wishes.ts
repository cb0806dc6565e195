// The words of the card of wishes on the staff's page.
import type { Language } from '../../station-server/api-types.ts';

export type WishesCardStrings = {
  heading: string;
  lead: string;
  begin: string;
  none: string;
  /** How often, and when last: `28.11.2026`. */
  asked: (times: number, last: string) => string;
  failed: string;
};

export const WISHES_CARD: Record<Language, WishesCardStrings> = {
  kk: {
    heading: 'Оқырман тілектері',
    lead: 'Киоскіде сұралып, табылмаған кітаптар: жинақтау отырысына.',
    begin: 'Тілектерді көрсету',
    none: 'Әзірге тілек жоқ',
    asked: (times, last) => `${times} рет сұралды, соңғысы ${last}`,
    failed: 'Жауап жоқ. Қайталап көріңіз.',
  },
  ru: {
    heading: 'Пожелания читателей',
    lead: 'Книги, о которых спрашивали у киоска и которых нет: для комплектования.',
    begin: 'Показать пожелания',
    none: 'Пожеланий пока нет',
    asked: (times, last) => `спрашивали: ${times}, последний раз ${last}`,
    failed: 'Нет ответа. Попробуйте ещё раз.',
  },
  en: {
    heading: 'Wishes of readers',
    lead: 'Books that were asked for at the kiosk and are not here: for acquisition.',
    begin: 'Show the wishes',
    none: 'No wishes yet',
    asked: (times, last) => `asked for ${times === 1 ? 'once' : `${times} times`}, last on ${last}`,
    failed: 'No answer. Please try again.',
  },
};
