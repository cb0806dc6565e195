// What the button that calls the librarian says once staff have taken the call.
import type { Language } from '../../station-server/api-types.ts';

export const LIBRARIAN_COMING: Record<Language, string> = {
  kk: 'Кітапханашы келе жатыр',
  ru: 'Библиотекарь уже идёт',
  en: 'The librarian is coming',
};
