// Words around what the library tells on the page that nobody uses; the texts themselves come with the view.
import type { Language, LocalDate, Told } from '../../station-server/api-types.ts';
import { showDate } from './format.ts';

export type ToldStrings = {
  heading: string;
  kinds: Record<Told['kind'], string>;
  until: (day: LocalDate) => string;
  when: (day: LocalDate, time: string) => string;
};

export const TOLD: Record<Language, ToldStrings> = {
  kk: {
    heading: 'Кітапханада',
    kinds: { campaign: 'Акция', event: 'Кездесу', 'new-book': 'Жаңа кітап' },
    until: (day) => `Соңғы күні: ${showDate(day)}`,
    when: (day, time) => `${showDate(day)}, ${time}`,
  },
  ru: {
    heading: 'В библиотеке',
    kinds: { campaign: 'Акция', event: 'Событие', 'new-book': 'Новая книга' },
    until: (day) => `До ${showDate(day)}`,
    when: (day, time) => `${showDate(day)}, ${time}`,
  },
  en: {
    heading: 'At the library',
    kinds: { campaign: 'Campaign', event: 'Event', 'new-book': 'New book' },
    until: (day) => `Until ${showDate(day)}`,
    when: (day, time) => `${showDate(day)}, ${time}`,
  },
};
