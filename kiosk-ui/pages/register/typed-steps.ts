// The steps that are typed: name, birth date, contact, guardian. Whether letters or digits are
// below depends on the field in use.
import { html } from 'lit';
import { field } from '../../parts/field.ts';
import { maskDate } from '../../strings/format.ts';
import type { StepContext, TypedField } from './step-context.ts';
import { tick } from './tick.ts';
import '../../parts/letter-board.ts';
import '../../parts/number-pad.ts';

const NAME_CHARACTERS_MAX = 60;
const PHONE_CHARACTERS_MAX = 18;
const IIN_DIGITS = 12;

/** The first letter and the one after a hyphen, so that nobody needs a shift key. */
export const capitalised = (text: string): string =>
  text.replace(
    /(^\s*|-)(\p{Ll})/gu,
    (_all, before: string, letter: string) => before + letter.toLocaleUpperCase('ru'),
  );

type NameField = Exclude<TypedField, 'birthDate' | 'phone' | 'iin' | 'guardianPhone'>;

function name(c: StepContext, id: NameField, label: string, hint = '') {
  return field({
    id,
    label,
    hint,
    value: c.form[id] ?? '',
    maxLength: NAME_CHARACTERS_MAX,
    full: id === 'surname',
    active: c.active === id,
    fault: faultOf(c, id),
    onFocus: () => c.focus(id),
    onInput: (value) => c.set(id, capitalised(value)),
  });
}

function digits(c: StepContext, id: 'phone' | 'iin' | 'guardianPhone', label: string, hint = '') {
  const iin = id === 'iin';
  return field({
    id,
    label,
    hint,
    value: c.form[id] ?? '',
    placeholder: iin ? '' : '8 7__ ___ __ __',
    full: true,
    maxLength: iin ? IIN_DIGITS : PHONE_CHARACTERS_MAX,
    active: c.active === id,
    fault: faultOf(c, id),
    onFocus: () => c.focus(id),
    onInput: (value) => c.set(id, value.replace(iin ? /\D/g : /[^\d+ -]/g, '')),
  });
}

const faultOf = (c: StepContext, id: TypedField): string | undefined => {
  const fault = c.faults[id];
  return fault && c.s.faults[fault];
};

const letters = (c: StepContext) => html`<letter-board .s=${c.s} .language=${c.view.language}
  .capital=${/(^|-)$/.test(String(c.form[c.active] ?? ''))}></letter-board>`;
const numbers = (c: StepContext) => html`<number-pad .s=${c.s}></number-pad>`;

export const nameStep = (c: StepContext) => html`
  <div class="fields three">
    ${name(c, 'surname', c.s.register.surname)} ${name(c, 'givenName', c.s.register.givenName)}
    ${name(c, 'patronymic', c.s.register.patronymic, c.s.common.optional)}
  </div>
  <div class="keys">${letters(c)}</div>`;

export const birthStep = (c: StepContext) => html`
  <div class="fields beside">
    ${field({
      id: 'birthDate',
      label: c.s.register.birthDate,
      value: c.birthText,
      placeholder: c.s.identify.datePattern,
      maxLength: 10,
      active: true,
      fault: faultOf(c, 'birthDate'),
      onFocus: () => c.focus('birthDate'),
      onInput: (value) => c.setBirthText(maskDate(value)),
    })}
    ${numbers(c)}
  </div>`;

export const contactStep = (c: StepContext) => html`
  <div class="fields beside">
    <div class="fields">
      ${digits(c, 'phone', c.s.register.phone)} ${digits(c, 'iin', c.s.register.iin, c.s.common.optional)}
    </div>
    ${numbers(c)}
  </div>`;

export const guardianStep = (c: StepContext) => html`
  <div class="fields three">
    ${name(c, 'guardianSurname', c.s.register.guardianSurname)}
    ${name(c, 'guardianGivenName', c.s.register.guardianGivenName)}
    ${digits(c, 'guardianPhone', c.s.register.guardianPhone)}
  </div>
  ${tick({
    id: 'guaranteeAccepted',
    label: c.s.register.guarantee,
    checked: c.form.guaranteeAccepted === true,
    fault: c.faults.guaranteeAccepted && c.s.faults[c.faults.guaranteeAccepted],
    onChange: (checked) => c.set('guaranteeAccepted', checked),
  })}
  <div class="keys">${c.active === 'guardianPhone' ? numbers(c) : letters(c)}</div>`;
