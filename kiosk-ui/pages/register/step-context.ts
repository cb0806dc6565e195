// What a step of the registration is given: the words, what is filled in so far, what is wrong, and
// how to change a field.
import type {
  FieldFault,
  KioskView,
  RegisterStep,
  RegistrationForm,
} from '../../../station-server/api-types.ts';
import type { Strings } from '../../strings/strings.ts';

export type RegisterView = Extract<KioskView, { screen: 'register' }>;
export type FieldName = keyof RegistrationForm;
/** Fields that are typed; the birth date as text until it is a day. */
export type TypedField =
  | 'surname'
  | 'givenName'
  | 'patronymic'
  | 'birthDate'
  | 'phone'
  | 'iin'
  | 'guardianSurname'
  | 'guardianGivenName'
  | 'guardianPhone';

export type StepContext = {
  s: Strings;
  view: RegisterView;
  form: Partial<RegistrationForm>;
  /** The birth date as it is being typed, `dd.MM.yyyy`. */
  birthText: string;
  faults: Partial<Record<FieldName, FieldFault>>;
  active: TypedField;
  focus: (field: TypedField) => void;
  set: <K extends FieldName>(field: K, value: RegistrationForm[K]) => void;
  setBirthText: (text: string) => void;
  duplicateAccepted: boolean;
  acceptDuplicate: (accepted: boolean) => void;
};

/** The fields that each step answers; the first typed one has the focus when the step opens. */
export const STEP_FIELDS: Record<RegisterStep, FieldName[]> = {
  name: ['surname', 'givenName', 'patronymic', 'language'],
  'birth-date': ['birthDate'],
  category: ['category'],
  contact: ['phone', 'iin'],
  guardian: ['guardianSurname', 'guardianGivenName', 'guardianPhone', 'guaranteeAccepted'],
  agreement: ['consentVersion', 'consentAccepted', 'rulesVersion', 'rulesAccepted'],
  review: [],
};

export const FIRST_TYPED: Partial<Record<RegisterStep, TypedField>> = {
  name: 'surname',
  'birth-date': 'birthDate',
  contact: 'phone',
  guardian: 'guardianSurname',
};
