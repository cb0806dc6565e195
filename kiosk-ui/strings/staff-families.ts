// The words of the card of families on the staff's page.
import type { Language } from '../../station-server/api-types.ts';

export type FamilyCardStrings = {
  heading: string;
  lead: string;
  begin: string;
  adultCard: string;
  show: string;
  childCard: string;
  link: string;
  none: string;
  born: (year: number) => string;
  end: string;
  endThis: (name: string) => string;
  failed: string;
};

export const FAMILY_CARD: Record<Language, FamilyCardStrings> = {
  kk: {
    heading: 'Отбасылар',
    lead: 'Ата-ана не қамқоршы өз билетімен балаға кітап алады. Құжаттарын қараңыз.',
    begin: 'Ата-ана мен баланы байланыстыру',
    adultCard: 'Ересектің билеті',
    show: 'Көрсету',
    childCard: 'Баланың билеті',
    link: 'Байланыстыру',
    none: 'Бала байланыстырылмаған',
    born: (year) => `туған жылы: ${year}`,
    end: 'Алып тастау',
    endThis: (name) => `Байланысты алып тастау: ${name}`,
    failed: 'Жауап жоқ. Қайталап көріңіз.',
  },
  ru: {
    heading: 'Семьи',
    lead: 'Родитель или опекун берёт книги ребёнку по своему билету. Проверьте документы.',
    begin: 'Связать взрослого и ребёнка',
    adultCard: 'Билет взрослого',
    show: 'Показать',
    childCard: 'Билет ребёнка',
    link: 'Связать',
    none: 'Дети не привязаны',
    born: (year) => `год рождения: ${year}`,
    end: 'Снять',
    endThis: (name) => `Снять связь: ${name}`,
    failed: 'Нет ответа. Попробуйте ещё раз.',
  },
  en: {
    heading: 'Families',
    lead: 'A parent or guardian borrows for a child with their own card. Check the papers.',
    begin: 'Link a grown-up and a child',
    adultCard: 'Grown-up’s card',
    show: 'Show',
    childCard: 'Child’s card',
    link: 'Link',
    none: 'No child is linked',
    born: (year) => `born ${year}`,
    end: 'End',
    endThis: (name) => `End the link: ${name}`,
    failed: 'No answer. Please try again.',
  },
};
