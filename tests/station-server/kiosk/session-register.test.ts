// Registration at the kiosk step by step: faults stay at their step, the young meet a guardian, a likely duplicate is asked once.
import { describe, expect, test } from 'vitest';
import type { RegisterStep, RegistrationForm } from '../../../station-server/api-types.ts';
import type { DeskReply } from '../../../station-server/kiosk/session-words.ts';
import { account, CARD, friendlyReply, SURNAME, type Walk, walk } from './session-cases.ts';

const answers: Record<RegisterStep, Partial<RegistrationForm>> = {
  name: { surname: SURNAME, givenName: 'Меруерт', patronymic: '' },
  'birth-date': { birthDate: '1990-05-14', iin: '' },
  category: { category: 'employee' },
  contact: { phone: '+7 700 000 00 41', language: 'ru' },
  guardian: {
    guardianSurname: SURNAME,
    guardianGivenName: 'Сәуле',
    guardianPhone: '+7 700 000 00 42',
    guaranteeAccepted: true,
  },
  agreement: { consentAccepted: true, rulesAccepted: true },
  review: {},
};
const stepOf = (to: Walk): string => {
  const view = to.view();
  return view.screen === 'register' ? view.step : view.screen;
};
const fill = (to: Walk, until: RegisterStep, changed: Partial<typeof answers> = {}): void => {
  to.act({ act: 'start', what: 'register' });
  for (let turn = 0; turn < 8 && stepOf(to) !== until; turn += 1) {
    const step = stepOf(to) as RegisterStep;
    to.act({ act: 'register-step', step, fields: changed[step] ?? answers[step] });
  }
  expect(stepOf(to)).toBe(until);
};
const child = {
  'birth-date': { birthDate: '2016-03-02' },
  category: { category: 'pupil' },
} as const;

describe('the steps', () => {
  test('a grown-up meets six, a child seven with the guardian', () => {
    const grown = walk();
    fill(grown, 'review');
    expect(grown.view()).toMatchObject({
      steps: ['name', 'birth-date', 'category', 'contact', 'agreement', 'review'],
    });
    const young = walk();
    fill(young, 'guardian', child);
    expect(young.view()).toMatchObject({ steps: expect.arrayContaining(['guardian']) });
  });

  const faulty: [RegisterStep, Partial<RegistrationForm>, Record<string, string>][] = [
    ['name', { surname: '', givenName: 'А1' }, { surname: 'required', givenName: 'letters-only' }],
    ['birth-date', { birthDate: '2027-01-01' }, { birthDate: 'date-future' }],
    ['birth-date', { birthDate: '1990-02-30' }, { birthDate: 'date-invalid' }],
    ['category', {}, { category: 'required' }],
    ['contact', { phone: '12' }, { phone: 'phone-invalid' }],
    [
      'agreement',
      { consentAccepted: true, rulesAccepted: false },
      { rulesAccepted: 'rules-required' },
    ],
    [
      'agreement',
      { consentAccepted: true, rulesAccepted: true, consentVersion: '1999-1' },
      { consentVersion: 'version-unknown' },
    ],
  ];
  test.each(faulty)('%s with %j stays, with its faults only', (step, fields, faults) => {
    const to = walk();
    fill(to, step);
    to.act({ act: 'register-step', step, fields });
    expect(to.view()).toMatchObject({ screen: 'register', step });
    const view = to.view();
    expect(view.screen === 'register' && view.faults).toEqual(faults);
  });

  test('a child without a guardian or the guarantee goes no further', () => {
    const to = walk();
    fill(to, 'guardian', child);
    to.act({
      act: 'register-step',
      step: 'guardian',
      fields: { guardianSurname: '', guaranteeAccepted: false },
    });
    expect(to.view()).toMatchObject({
      step: 'guardian',
      faults: { guardianSurname: 'guardian-required', guaranteeAccepted: 'guarantee-required' },
    });
  });

  test('a step may not set the fields of another', () => {
    const to = walk();
    to.act({ act: 'start', what: 'register' });
    const fields = { ...answers.name, consentAccepted: true, duplicateAccepted: true };
    to.act({ act: 'register-step', step: 'name', fields });
    const view = to.view();
    expect(view.screen === 'register' && view.draft).toEqual(answers.name);
  });

  test('back goes one step, from the first one home; an earlier step can be named', () => {
    const to = walk();
    fill(to, 'review');
    to.act({ act: 'register-step', step: 'category', fields: {} });
    expect(stepOf(to)).toBe('category');
    to.act({ act: 'register-step', step: 'review', fields: {} });
    expect(stepOf(to)).toBe('category');
    to.act({ act: 'register-back' });
    to.act({ act: 'register-back' });
    expect(stepOf(to)).toBe('name');
    to.act({ act: 'register-back' });
    expect(stepOf(to)).toBe('attract');
    expect(JSON.stringify(to.state())).not.toContain(SURNAME);
  });
});

describe('the end of it', () => {
  test('the card is shown, its slip printed, the visit counted, and borrowing can follow', () => {
    const to = walk();
    fill(to, 'review');
    to.act({ act: 'register-submit', duplicateAccepted: false });
    expect(to.view()).toMatchObject({
      screen: 'registered',
      card: CARD,
      initials: 'М. Қ.',
      itemsMax: 2,
      slip: 'printing',
      language: 'ru',
    });
    expect(to.effects('print')).toMatchObject([{ request: { slip: 'card', card: CARD } }]);
    expect(JSON.stringify(to.view())).not.toContain(SURNAME);
    to.act({ act: 'start', what: 'borrow' });
    to.scanItem('500');
    expect(to.view()).toMatchObject({ screen: 'borrow', lentCount: 1 });
    to.act({ act: 'home' });
    expect(to.effects('record-visit')).toHaveLength(1);
  });

  test('a book scanned at the registered page is lent', () => {
    const to = walk();
    fill(to, 'review');
    to.act({ act: 'register-submit', duplicateAccepted: false });
    to.scanItem('500');
    expect(to.view()).toMatchObject({ screen: 'borrow', lentCount: 1 });
  });

  test('a likely duplicate is warned of first and cannot be accepted unseen', () => {
    let known = true;
    const to = walk((effect): DeskReply | null =>
      effect.effect === 'register' && known
        ? { to: 'register', answer: { outcome: 'duplicate-warning' } }
        : friendlyReply(effect),
    );
    fill(to, 'review');
    to.act({ act: 'register-submit', duplicateAccepted: true });
    expect(to.effects('register')).toMatchObject([{ form: { duplicateAccepted: false } }]);
    expect(to.view()).toMatchObject({ step: 'review', duplicateWarning: true });
    known = false;
    to.act({ act: 'register-submit', duplicateAccepted: true });
    expect(to.effects('register')[1]).toMatchObject({ form: { duplicateAccepted: true } });
    expect(to.view().screen).toBe('registered');
  });

  test('a second tap while the desk works is not a second patron', () => {
    const to = walk((effect) => (effect.effect === 'register' ? null : friendlyReply(effect)));
    fill(to, 'review');
    to.act({ act: 'register-submit', duplicateAccepted: false });
    to.act({ act: 'register-submit', duplicateAccepted: false });
    expect(to.effects('register')).toHaveLength(1);
  });

  test('a failure can be tried again', () => {
    let fails = true;
    const to = walk((effect): DeskReply | null =>
      effect.effect === 'register' && fails
        ? { to: 'failed', staffCode: 'desk-failed' }
        : friendlyReply(effect),
    );
    fill(to, 'review');
    to.act({ act: 'register-submit', duplicateAccepted: false });
    expect(to.view()).toMatchObject({ step: 'review', notice: { reason: 'station-failed' } });
    fails = false;
    to.act({ act: 'register-submit', duplicateAccepted: false });
    expect(to.view().screen).toBe('registered');
  });

  test('faults that only the desk finds lead to their step', () => {
    const to = walk((effect): DeskReply | null =>
      effect.effect === 'register'
        ? { to: 'register', answer: { outcome: 'invalid', faults: { phone: 'phone-invalid' } } }
        : friendlyReply(effect),
    );
    fill(to, 'review');
    to.act({ act: 'register-submit', duplicateAccepted: false });
    expect(to.view()).toMatchObject({ step: 'contact', faults: { phone: 'phone-invalid' } });
  });

  test('who is identified already does not register', () => {
    const to = walk();
    to.scanCard();
    to.act({ act: 'start', what: 'register' });
    expect(to.view().screen).toBe('borrow');
    expect(account().patron.card).toBe(CARD);
  });
});
