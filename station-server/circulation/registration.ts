// What a registration must hold and what is wrong with one (libraries.md 1B B2, 7.1, 7.4-7.6).
import type { Language, LocalDate, PatronCategory, Policy } from '../../profiles/site-schema.ts';
import { checkIin } from './iin.ts';
import { ageInYears, isRealDate } from './local-date.ts';
import { isName, NAME_CHARACTERS_MAX, tidyName } from './person-name.ts';
import { canonicalPhone, isPhone } from './phone.ts';
import type { FieldFault } from './reasons.ts';

export { duplicateKey } from './person-name.ts';

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

/** Older than anybody, or not yet born: a slip of the finger on the year. */
export const AGE_YEARS_MIN = 1;
export const AGE_YEARS_MAX = 110;

export type RegistrationFaults = Partial<Record<keyof RegistrationForm, FieldFault>>;
export type RegistrationContext = {
  today: LocalDate;
  policy: Pick<Policy, 'guardianUnderYears' | 'consentVersion' | 'rulesVersion'>;
  by: 'kiosk' | 'staff';
};

/**
 * The form as it is stored and compared: tidy names, canonical phones, an IIN of digits alone.
 * Doing it twice changes nothing.
 */
export const normaliseForm = (form: RegistrationForm): RegistrationForm => ({
  ...form,
  surname: tidyName(form.surname),
  givenName: tidyName(form.givenName),
  patronymic: tidyName(form.patronymic),
  phone: canonicalPhone(form.phone),
  iin: form.iin.replace(/[\s-]/g, ''),
  guardianSurname: tidyName(form.guardianSurname),
  guardianGivenName: tidyName(form.guardianGivenName),
  guardianPhone: canonicalPhone(form.guardianPhone),
});

const nameFault = (name: string, whenEmpty: FieldFault | undefined): FieldFault | undefined => {
  if (name === '') return whenEmpty;
  if (name.length > NAME_CHARACTERS_MAX) return 'too-long';
  return isName(name) ? undefined : 'letters-only';
};

const phoneFault = (phone: string, whenEmpty: FieldFault | undefined): FieldFault | undefined => {
  if (phone === '') return whenEmpty;
  return isPhone(phone) ? undefined : 'phone-invalid';
};

const birthDateFault = (birthDate: string, today: LocalDate): FieldFault | undefined => {
  if (birthDate === '') return 'required';
  if (!isRealDate(birthDate)) return 'date-invalid';
  if (birthDate > today) return 'date-future';
  const age = ageInYears(birthDate, today);
  return age < AGE_YEARS_MIN || age > AGE_YEARS_MAX ? 'age-implausible' : undefined;
};

/**
 * Whether a guardian must sign (libraries.md 7.1, 7.6). False while the birth date is not to be
 * read: one fault at a time.
 */
export const needsGuardian = (
  form: Pick<RegistrationForm, 'birthDate'>,
  { today, policy }: Pick<RegistrationContext, 'today' | 'policy'>,
): boolean =>
  birthDateFault(form.birthDate, today) === undefined &&
  ageInYears(form.birthDate, today) < policy.guardianUnderYears;

const agreementFaults = (form: RegistrationForm, { policy }: RegistrationContext) => ({
  // A text that was replaced while it was being read has not been agreed to.
  consentVersion: form.consentVersion === policy.consentVersion ? undefined : 'version-unknown',
  consentAccepted: form.consentAccepted ? undefined : 'consent-required',
  rulesVersion: form.rulesVersion === policy.rulesVersion ? undefined : 'version-unknown',
  rulesAccepted: form.rulesAccepted ? undefined : 'rules-required',
});

const iinFault = (iin: string, birthDate: LocalDate | undefined): FieldFault | undefined => {
  const result = iin === '' ? 'ok' : checkIin(iin, birthDate);
  return result === 'ok' ? undefined : result;
};

/**
 * What is wrong, field by field; empty when nothing is. The form is tidied first. A grown-up at a
 * kiosk must leave a phone number, being the only way to reach someone whom no librarian has met;
 * staff may register a person who has none, and for a child the guardian's number counts.
 */
export const checkRegistration = (
  typed: RegistrationForm,
  context: RegistrationContext,
): RegistrationFaults => {
  const form = normaliseForm(typed);
  const birthDate = birthDateFault(form.birthDate, context.today);
  const guarded = needsGuardian(form, context);
  const guardian = guarded ? 'guardian-required' : undefined;
  const found: Partial<Record<keyof RegistrationForm, FieldFault | undefined>> = {
    surname: nameFault(form.surname, 'required'),
    givenName: nameFault(form.givenName, 'required'),
    patronymic: nameFault(form.patronymic, undefined),
    birthDate,
    phone: phoneFault(form.phone, context.by === 'kiosk' && !guarded ? 'required' : undefined),
    iin: iinFault(form.iin, birthDate === undefined ? form.birthDate : undefined),
    guardianSurname: nameFault(form.guardianSurname, guardian),
    guardianGivenName: nameFault(form.guardianGivenName, guardian),
    guardianPhone: phoneFault(form.guardianPhone, guardian),
    guaranteeAccepted: guarded && !form.guaranteeAccepted ? 'guarantee-required' : undefined,
    ...(agreementFaults(form, context) as RegistrationFaults),
  };
  const faults = Object.entries(found).filter(([, fault]) => fault !== undefined);
  return Object.fromEntries(faults) as RegistrationFaults;
};
