import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkRegistration,
  duplicateKey,
  needsGuardian,
  normaliseForm,
  type RegistrationForm,
} from '../../../station-server/circulation/registration.ts';
import { policy } from './rows.ts';

const adult: RegistrationForm = {
  surname: 'Сәрсенова-Ким',
  givenName: 'Әсем',
  patronymic: '',
  birthDate: '1990-05-05',
  category: 'employee',
  phone: '8 701 123-45-67',
  language: 'kk',
  iin: '',
  guardianSurname: '',
  guardianGivenName: '',
  guardianPhone: '',
  guaranteeAccepted: false,
  consentVersion: 'c1',
  consentAccepted: true,
  rulesVersion: 'r1',
  rulesAccepted: true,
  duplicateAccepted: false,
};
const child: RegistrationForm = {
  ...adult,
  birthDate: '2016-05-05',
  category: 'pupil',
  phone: '',
  guardianSurname: 'Сәрсенова',
  guardianGivenName: 'Айгүл',
  guardianPhone: '+7 (701) 123-45-67',
  guaranteeAccepted: true,
};
const today = '2026-11-22';
const check = (form: RegistrationForm, by: 'kiosk' | 'staff' = 'kiosk') =>
  checkRegistration(form, { today, policy, by });

describe('a registration', () => {
  it('is right for a grown-up and for a child with a guardian', () => {
    expect(check(adult)).toEqual({});
    expect(check(child)).toEqual({});
  });

  it.each([
    ['surname', '', 'required'],
    ['surname', '   ', 'required'],
    ['surname', 'Ж'.repeat(61), 'too-long'],
    ['surname', 'Абай1', 'letters-only'],
    ['surname', '-Абай', 'letters-only'],
    ['givenName', '🙂', 'letters-only'],
    ['givenName', 'Ⅷ', 'letters-only'],
    ['patronymic', 'А.', 'letters-only'],
    ['birthDate', '', 'required'],
    ['birthDate', '1990-02-30', 'date-invalid'],
    ['birthDate', '2026-11-23', 'date-future'],
    ['birthDate', '2026-11-21', 'age-implausible'],
    ['birthDate', '1915-01-01', 'age-implausible'],
    ['phone', '', 'required'],
    ['phone', '12', 'phone-invalid'],
    ['phone', '+1 701 123 45 67', 'phone-invalid'],
    ['iin', '123', 'iin-length'],
    ['iin', '061211600013', 'iin-check-digit'],
    ['iin', '061211600012', 'iin-birth-date'],
    ['consentAccepted', false, 'consent-required'],
    ['rulesAccepted', false, 'rules-required'],
    ['consentVersion', 'c0', 'version-unknown'],
    ['rulesVersion', '', 'version-unknown'],
  ] as const)('%s %j: %s', (field, value, fault) => {
    expect(check({ ...adult, [field]: value })).toEqual({ [field]: fault });
  });

  it('needs a guardian and the guarantee below the age of the policy, not on that birthday', () => {
    const alone = { ...adult, category: 'pupil' as const };
    const needed = {
      guardianSurname: 'guardian-required',
      guardianGivenName: 'guardian-required',
      guardianPhone: 'guardian-required',
      guaranteeAccepted: 'guarantee-required',
    };
    expect(check({ ...alone, birthDate: '2010-11-23' })).toEqual(needed);
    expect(check({ ...alone, birthDate: '2010-11-22' })).toEqual({});
    expect(check({ ...child, guaranteeAccepted: false })).toEqual({
      guaranteeAccepted: 'guarantee-required',
    });
    expect(check({ ...child, guardianPhone: '5' })).toEqual({ guardianPhone: 'phone-invalid' });
    expect(needsGuardian({ birthDate: '2016-13-01' }, { today, policy })).toBe(false);
  });

  it('may lack a phone at the desk, where a librarian met the person', () => {
    expect(check({ ...adult, phone: '' }, 'staff')).toEqual({});
    expect(check({ ...adult, phone: 'none' }, 'staff')).toEqual({ phone: 'phone-invalid' });
  });

  it('takes names of Kazakh, Russian and Latin letters with hyphens and apostrophes', () => {
    for (const name of ['Әбдіұлы', 'Ғалымқызы', 'Мұхаммед Әли', "О'Нил", 'Д’Артаньян', 'Ёлкин'])
      expect(check({ ...adult, surname: name }), name).toEqual({});
    for (const name of ['Smith', 'Ñurğalı', 'Ким – Ли', 'Həsənov'])
      expect(check({ ...adult, surname: name }), name).toEqual({});
  });
});

describe('the tidied form', () => {
  it('trims, composes, joins spaces and writes phones in one way', () => {
    const tidy = normaliseForm({
      ...adult,
      surname: '  Сәрсенова –  Ким ',
      givenName: 'Мұхаммед\u00a0  Али\u0306',
      iin: '061211 600012',
      guardianPhone: '',
    });
    expect(tidy.surname).toBe('Сәрсенова-Ким');
    expect(tidy.givenName).toBe('Мұхаммед Алй');
    expect(tidy.iin).toBe('061211600012');
    expect(tidy.phone).toBe('+77011234567');
    expect(tidy.guardianPhone).toBe('');
  });

  it.each([
    ['+77011234567', '+77011234567'],
    ['77011234567', '+77011234567'],
    ['8(701)123 45 67', '+77011234567'],
    ['7011234567', '+77011234567'],
    ['8 71036 4-12-34', '+77103641234'],
    ['4-12-34', '41234'],
    ['241 234', '241234'],
    ['8701123456', '8701123456'],
    ['+998 90 123 45 67', '+998 90 123 45 67'],
  ])('phone %s is %s', (typed, stored) => {
    expect(normaliseForm({ ...adult, phone: typed }).phone).toBe(stored);
  });

  it('is the same when tidied twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, phone) => {
        const once = normaliseForm({ ...adult, surname: name, phone, iin: phone });
        expect(normaliseForm(once)).toEqual(once);
      }),
    );
  });
});

describe('the duplicate key', () => {
  const key = (surname: string, givenName: string, birthDate = '1990-05-05') =>
    duplicateKey({ surname, givenName, patronymic: '' }, birthDate);

  it.each([
    [
      'Kazakh letters typed without a Kazakh keyboard',
      ['Сәрсенова', 'Әсем'],
      ['Сарсенова', 'Асем'],
    ],
    ['all nine of them', ['Әғқңө', 'Ұүһі'], ['Агкно', 'Уухи']],
    ['case and ё', ['АЛЁШИН', 'пётр'], ['Алешин', 'Петр']],
    ['Latin ə, h and i', ['Сəрсенова', 'Жиһан'], ['Сәрсенова', 'Жиhан']],
    ['Latin letters in a Cyrillic word', ['Мұхтар', 'Асем'], ['Мұxтaр', 'Aceм']],
    ['ы and і as и', ['Рысбек', 'Әділ'], ['Рисбек', 'Адил']],
    ['the Latin alphabet', ['Әлішер', 'Қыдыр'], ['Älişer', 'Qydyr']],
    ['passport spelling', ['Жанғазы', 'Хасен'], ['Zhangazy', 'Khasen']],
    ['hyphens and spaces', ['Сәрсенова-Ким', 'Мұхаммед Әли'], ['Сәрсенова Ким', 'Мұхаммед-Әли']],
  ] as const)('folds %s', (_name, one, other) => {
    expect(key(one[0], one[1])).toBe(key(other[0], other[1]));
  });

  it('tells apart other names, other days, and the two names swapped', () => {
    expect(key('Ким', 'Анна')).not.toBe(key('Ким', 'Инна'));
    expect(key('Ким', 'Анна')).not.toBe(key('Ким', 'Анна', '1990-05-06'));
    expect(key('Асан', 'Үсен')).not.toBe(key('Үсен', 'Асан'));
  });

  it('leaves the patronymic out', () => {
    const name = { surname: 'Ким', givenName: 'Анна' };
    expect(duplicateKey({ ...name, patronymic: 'Петровна' }, '1990-05-05')).toBe(
      key('Ким', 'Анна'),
    );
  });
});
