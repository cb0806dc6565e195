// What a registration must hold and what is wrong with one (libraries.md 1B B2, 7.1, 7.4-7.6). Pure.
import type { Language, LocalDate, PatronCategory } from '../../profiles/site-schema.ts';

export type RegistrationForm = {
  surname: string;
  givenName: string;
  /** May be empty. */
  patronymic: string;
  birthDate: LocalDate;
  category: PatronCategory;
  phone: string;
  language: Language;
  /** Empty when not given: children and foreigners have none to show. */
  iin: string;
  guardianSurname: string;
  guardianGivenName: string;
  guardianPhone: string;
  /** The guardian stands surety for the child's books. */
  guaranteeAccepted: boolean;
  consentVersion: string;
  consentAccepted: boolean;
  rulesVersion: string;
  rulesAccepted: boolean;
  duplicateAccepted: boolean;
};
