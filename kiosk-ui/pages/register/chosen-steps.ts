// The steps that are chosen or read: category, agreement, review.
import { html, nothing } from 'lit';
import type { PatronCategory, RegisterStep } from '../../../station-server/api-types.ts';
import { CONSENTS, RULES } from '../../strings/agreements.ts';
import { showDate } from '../../strings/format.ts';
import type { FieldName, StepContext } from './step-context.ts';
import { tick } from './tick.ts';

export const categoryStep = (c: StepContext) => {
  const fault = c.faults.category;
  return html`<div class="choices" role="radiogroup" aria-label=${c.s.register.category}>
      ${(Object.entries(c.s.register.categories) as [PatronCategory, string][]).map(
        ([category, words]) => html`<label class="choice">
          <input type="radio" name="category" .checked=${c.form.category === category}
            @change=${() => c.set('category', category)} /><span>${words}</span></label>`,
      )}
    </div>
    ${fault ? html`<p class="fault" role="alert">${c.s.faults[fault]}</p>` : nothing}`;
};

type Agreed = 'consentAccepted' | 'rulesAccepted';

export const agreementStep = (c: StepContext) => {
  const { s, view } = c;
  const { consentVersion, rulesVersion } = view.agreement;
  const part = (id: Agreed, title: string, accept: string, version: string, texts?: string[]) => {
    const fault =
      c.faults[id] ?? c.faults[id === 'consentAccepted' ? 'consentVersion' : 'rulesVersion'];
    return html`<div class="part">
      <h2 id="${id}-title">${title}</h2>
      <div class="text" tabindex="0" role="region" aria-labelledby="${id}-title">
        ${
          texts
            ? html`<ul>${texts.map((line) => html`<li>${line}</li>`)}</ul>`
            : html`<p>${s.register.textMissing}</p>`
        }
        <small>${s.register.version(version)}</small>
      </div>
      ${tick({
        id,
        label: accept,
        checked: c.form[id] === true,
        disabled: !texts,
        fault: fault && s.faults[fault],
        onChange: (checked) => c.set(id, checked),
      })}
    </div>`;
  };
  const { language } = view;
  return html`<div class="agreement">
    ${part('consentAccepted', s.register.consentTitle, s.register.consentAccept, consentVersion, CONSENTS[consentVersion]?.[language])}
    ${part('rulesAccepted', s.register.rulesTitle, s.register.rulesAccept, rulesVersion, RULES[rulesVersion]?.[language])}
  </div>`;
};

function answers(c: StepContext): [FieldName, string, string][] {
  const { s, view, form } = c;
  const full = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' ');
  const lines: Record<RegisterStep, [FieldName, string, string][]> = {
    name: [
      ['surname', s.register.titles.name, full(form.surname, form.givenName, form.patronymic)],
    ],
    'birth-date': [
      ['birthDate', s.register.birthDate, form.birthDate ? showDate(form.birthDate) : ''],
    ],
    category: [
      ['category', s.register.category, form.category ? s.register.categories[form.category] : ''],
    ],
    contact: [
      ['phone', s.register.phone, form.phone ?? ''],
      // Shown masked: others stand behind the reader.
      ['iin', s.register.iin, (form.iin ?? '').replace(/\d(?=\d{4})/g, '•')],
    ],
    guardian: [
      [
        'guardianSurname',
        s.register.titles.guardian,
        full(form.guardianSurname, form.guardianGivenName),
      ],
      ['guardianPhone', s.register.guardianPhone, form.guardianPhone ?? ''],
    ],
    agreement: [
      [
        'rulesAccepted',
        s.register.titles.agreement,
        form.rulesAccepted && form.consentAccepted ? s.register.accepted : '',
      ],
    ],
    review: [],
  };
  return view.steps.flatMap((step) => lines[step]).filter(([, , value]) => value !== '');
}

export const reviewStep = (c: StepContext) => html`
  ${
    c.view.duplicateWarning
      ? html`<div class="warn" role="alert"><b>${c.s.register.duplicate}</b></div>
        ${tick({
          id: 'duplicateAccepted',
          label: c.s.register.duplicateAccept,
          checked: c.duplicateAccepted,
          onChange: c.acceptDuplicate,
        })}`
      : nothing
  }
  <div class="list" tabindex="0" role="region" aria-label=${c.s.register.titles.review}>
    <dl>${answers(c).map(
      ([field, label, value]) =>
        html`<div class=${c.faults[field] ? 'bad' : ''}><dt>${label}</dt><dd>${value}</dd></div>`,
    )}</dl>
  </div>`;
