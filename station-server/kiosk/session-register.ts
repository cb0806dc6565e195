// Registration at the kiosk, one question a step; each step is checked by the same rules as the whole (libraries.md 1B B2, 7.1,
// 7.6). What was typed lives in the session only and goes with it. Pure.
import { REGISTER_STEPS, type RegisterStep } from '../api-types.ts';
import {
  checkRegistration,
  needsGuardian,
  type RegistrationForm,
} from '../circulation/registration.ts';
import type { RegisterAnswer } from '../desk-types.ts';
import { recordOf } from './reader-record.ts';
import { initialsOf } from './session-borrow.ts';
import {
  endSession,
  NO_SLIP,
  only,
  type RegisterState,
  type SessionState,
  type Stepped,
} from './session-state.ts';

/** Which step may set which fields; a field elsewhere is ignored. */
export const STEP_FIELDS: Record<RegisterStep, readonly (keyof RegistrationForm)[]> = {
  name: ['surname', 'givenName', 'patronymic', 'language'],
  'birth-date': ['birthDate', 'iin'],
  category: ['category', 'language'],
  contact: ['phone', 'iin', 'language'],
  guardian: ['guardianSurname', 'guardianGivenName', 'guardianPhone', 'guaranteeAccepted'],
  agreement: ['consentVersion', 'consentAccepted', 'rulesVersion', 'rulesAccepted'],
  review: [],
};

export const emptyRegister: RegisterState = {
  step: 'name',
  draft: {},
  faults: {},
  duplicateWarning: false,
  submitted: false,
};

/** The steps that this person meets: a grown-up has no guardian step. */
export const registerSteps = (
  state: SessionState,
  draft: Partial<RegistrationForm>,
): RegisterStep[] => {
  const context = { today: state.surroundings.today, policy: state.settings.policy };
  const young = needsGuardian({ birthDate: draft.birthDate ?? '' }, context);
  return REGISTER_STEPS.filter((step) => young || step !== 'guardian');
};

/** The draft as a whole form: blanks empty, the versions those that the page showed. */
const completed = (state: SessionState, draft: Partial<RegistrationForm>): RegistrationForm => ({
  surname: '',
  givenName: '',
  patronymic: '',
  birthDate: '',
  category: '' as RegistrationForm['category'],
  phone: '',
  language: state.language,
  iin: '',
  guardianSurname: '',
  guardianGivenName: '',
  guardianPhone: '',
  guaranteeAccepted: false,
  consentVersion: state.settings.policy.consentVersion,
  consentAccepted: false,
  rulesVersion: state.settings.policy.rulesVersion,
  rulesAccepted: false,
  duplicateAccepted: false,
  ...draft,
});

const faultsOf = (state: SessionState, form: RegistrationForm): RegisterState['faults'] => {
  const faults = checkRegistration(form, {
    today: state.surroundings.today,
    policy: state.settings.policy,
    by: 'kiosk',
  });
  // The type has no empty category; a draft has one until it is chosen.
  return form.category ? faults : { ...faults, category: 'required' };
};

const pick = <T extends object>(from: T, keys: readonly (keyof T)[]): Partial<T> => {
  const picked: Partial<T> = {};
  for (const key of keys) if (from[key] !== undefined) picked[key] = from[key];
  return picked;
};

const at = (state: SessionState, register: RegisterState): SessionState => ({
  ...state,
  notice: null,
  stage: { at: 'register', ...register },
});

/** Answers one step and goes on, or stays with its faults. An earlier step named from further on is gone back to. */
export const answerStep = (
  state: SessionState,
  step: RegisterStep,
  fields: Partial<RegistrationForm>,
): Stepped => {
  if (state.stage.at !== 'register') return only(state);
  const { at: _at, ...register } = state.stage;
  if (register.submitted) return only(state);
  const now = registerSteps(state, register.draft);
  if (step !== register.step) {
    const earlier = now.indexOf(step) >= 0 && now.indexOf(step) < now.indexOf(register.step);
    return only(earlier ? at(state, { ...register, step, faults: {} }) : state);
  }
  const draft = { ...register.draft, ...pick(fields, STEP_FIELDS[step]) };
  const steps = registerSteps(state, draft);
  const faults = pick(faultsOf(state, completed(state, draft)), STEP_FIELDS[step]);
  const next = steps[steps.indexOf(step) + 1] ?? 'review';
  const stays = Object.keys(faults).length > 0;
  const duplicateWarning = false;
  return only(
    at(state, { ...register, draft, faults, duplicateWarning, step: stays ? step : next }),
  );
};

/** The step before; before the first one lies the home page. */
export const stepBack = (state: SessionState): Stepped => {
  if (state.stage.at !== 'register') return only(state);
  const { at: _at, ...register } = state.stage;
  const steps = registerSteps(state, register.draft);
  const previous = steps[steps.indexOf(register.step) - 1];
  if (!previous) return endSession(state);
  return only(
    at(state, {
      ...register,
      step: previous,
      faults: {},
      duplicateWarning: false,
      submitted: false,
    }),
  );
};

const backToFaults = (state: SessionState, faults: RegisterState['faults']): SessionState => {
  if (state.stage.at !== 'register') return state;
  const { at: _at, ...register } = state.stage;
  const steps = registerSteps(state, register.draft);
  const first = steps.find((step) => STEP_FIELDS[step].some((field) => faults[field]));
  return at(state, { ...register, faults, step: first ?? register.step, submitted: false });
};

export const submit = (state: SessionState, duplicateAccepted: boolean): Stepped => {
  if (state.stage.at !== 'register' || state.stage.step !== 'review') return only(state);
  const { at: _at, ...register } = state.stage;
  if (register.submitted) return only(state);
  const form = {
    ...completed(state, register.draft),
    // Accepting needs the warning first: a page cannot skip it.
    duplicateAccepted: duplicateAccepted && register.duplicateWarning,
  };
  const faults = faultsOf(state, form);
  if (Object.keys(faults).length > 0) return only(backToFaults(state, faults));
  return only(at(state, { ...register, faults: {}, submitted: true }), {
    effect: 'register',
    session: state.session,
    form,
  });
};

export const afterRegister = (state: SessionState, answer: RegisterAnswer): Stepped => {
  if (state.stage.at !== 'register') return only(state);
  const { at: _at, ...register } = state.stage;
  if (answer.outcome === 'invalid') return only(backToFaults(state, answer.faults));
  if (answer.outcome === 'duplicate-warning') {
    return only(at(state, { ...register, duplicateWarning: true, submitted: false }));
  }
  const { patron, name } = answer;
  const { patronId, card, language } = patron;
  const { session } = state;
  const initials = initialsOf(name);
  const itemsMax = state.settings.policy.pendingItemsMax;
  const view = {
    initials,
    itemsLeft: itemsMax,
    pending: patron.status === 'pending',
    blockedBy: null,
    reregistrationReminder: false,
  };
  const registered: SessionState = {
    ...state,
    notice: null,
    language,
    registered: true,
    patron: {
      ...{ patronId, card, byNumber: false, view },
      record: recordOf({
        patron,
        toAgree: false,
        guaranteed: true,
        hasPin: false,
        remembers: false,
      }),
    },
    stage: { at: 'registered', card, initials, itemsMax },
    slip: { ...NO_SLIP, state: 'printing' },
  };
  const request = { slip: 'card', language, initials, card, itemsMax } as const;
  return only(
    registered,
    { effect: 'account', session, patronId },
    { effect: 'print', session, request, paper: state.surroundings.paper },
  );
};
