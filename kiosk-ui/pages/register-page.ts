// Registering in steps that the server keeps: each step is sent when it is left, and its faults
// come back with the view. What is typed in the step itself lives here until then.
import { html, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { RegisterStep, RegistrationForm } from '../../station-server/api-types.ts';
import { fieldStyle, isEnterInField, typeInto } from '../parts/field.ts';
import { icon } from '../parts/icons.ts';
import { KioskPage } from '../parts/kiosk-page.ts';
import type { PadKeyEvent } from '../parts/number-pad.ts';
import { readDate, showDate } from '../strings/format.ts';
import { agreementStep, categoryStep, reviewStep } from './register/chosen-steps.ts';
import { registerStyle } from './register/register-style.ts';
import {
  FIRST_TYPED,
  STEP_FIELDS,
  type StepContext,
  type TypedField,
} from './register/step-context.ts';
import { tickStyle } from './register/tick.ts';
import { birthStep, contactStep, guardianStep, nameStep } from './register/typed-steps.ts';

const STEPS: Record<RegisterStep, (c: StepContext) => unknown> = {
  name: nameStep,
  'birth-date': birthStep,
  category: categoryStep,
  contact: contactStep,
  guardian: guardianStep,
  agreement: agreementStep,
  review: reviewStep,
};

@customElement('register-page')
export class RegisterPage extends KioskPage<'register'> {
  static override styles = [...KioskPage.styles, fieldStyle, tickStyle, registerStyle];
  @state() private edits: Partial<RegistrationForm> = {};
  @state() private birthText = '';
  @state() private birthWrong = false;
  @state() private active: TypedField = 'surname';
  @state() private duplicateAccepted = false;
  private shown: RegisterStep | null = null;

  override focusStart(): void {
    const find = (what: string) => this.renderRoot.querySelector<HTMLInputElement>(what);
    const first = find('.choice input:checked') ?? find('.field input, .choice input');
    if (first) first.focus();
    else super.focusStart();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const { step, draft } = this.view;
    if (step === this.shown) return;
    this.shown = step;
    this.edits = {};
    this.birthText = draft.birthDate ? showDate(draft.birthDate) : '';
    this.birthWrong = false;
    this.duplicateAccepted = false;
    this.active = FIRST_TYPED[step] ?? 'surname';
  }

  private context(): StepContext {
    const { view, s } = this;
    return {
      s,
      view,
      form: { ...view.draft, ...this.edits },
      birthText: this.birthText,
      faults: this.birthWrong ? { ...view.faults, birthDate: 'date-invalid' } : view.faults,
      active: this.active,
      focus: (field) => {
        this.active = field;
      },
      set: (field, value) => {
        this.edits = { ...this.edits, [field]: value };
      },
      setBirthText: (text) => {
        this.birthText = text;
        this.birthWrong = false;
      },
      duplicateAccepted: this.duplicateAccepted,
      acceptDuplicate: (accepted) => {
        this.duplicateAccepted = accepted;
      },
    };
  }

  protected override render() {
    const { s, view } = this;
    const { step, steps } = view;
    const number = steps.indexOf(step) + 1;
    return this.frame({
      heading: s.register.titles[step],
      sub: `${s.register.step(number, steps.length)} · ${s.register.hints[step]}`,
      body: html`
        <div class="progress" aria-hidden="true">${steps.map((_, index) => html`<i class=${index < number ? 'on' : ''}></i>`)}</div>
        <form novalidate @submit=${(event: Event) => event.preventDefault()} @pad-key=${this.padKey}
          @keydown=${this.enter} class="step">${STEPS[step](this.context())}</form>
      `,
      foot: html`
        <button class="go wide" @click=${this.next}
          ?disabled=${step === 'review' && view.duplicateWarning && !this.duplicateAccepted}>
          ${step === 'review' ? s.register.submit : html`${s.common.next}${icon('next')}`}</button>
        <button class="quiet"
          @click=${() => this.act(number > 1 ? { act: 'register-back' } : { act: 'home' })}>
          ${icon('back')}${number > 1 ? s.common.back : s.common.cancel}</button>
        ${
          number > 1
            ? html`<button class="quiet"
              @click=${() => this.act({ act: 'home' })}>${icon('close')}${s.common.cancel}</button>`
            : this.helpButton()
        }
      `,
    });
  }

  private enter(event: KeyboardEvent): void {
    if (!isEnterInField(event)) return;
    event.preventDefault();
    this.next();
  }

  private padKey(event: PadKeyEvent): void {
    const input = this.renderRoot.querySelector<HTMLInputElement>(`#${this.active}`);
    if (input) typeInto(input, event.detail);
  }

  /**
   * The step's fields as they stand; the versions are those of the texts that are on the screen.
   */
  private fields(step: RegisterStep): Partial<RegistrationForm> {
    const { view } = this;
    const form: Partial<RegistrationForm> = {
      ...view.draft,
      ...this.edits,
      ...view.agreement,
      language: view.language,
    };
    const birthDate = readDate(this.birthText);
    if (step === 'birth-date') form.birthDate = birthDate ?? '';
    return Object.fromEntries(
      STEP_FIELDS[step].flatMap((name) => (form[name] === undefined ? [] : [[name, form[name]]])),
    );
  }

  private next = (): void => {
    const { step } = this.view;
    if (step === 'review') {
      this.act({ act: 'register-submit', duplicateAccepted: this.duplicateAccepted });
      return;
    }
    if (step === 'birth-date' && this.birthText && !readDate(this.birthText)) {
      this.birthWrong = true;
      return;
    }
    this.act({ act: 'register-step', step, fields: this.fields(step) });
  };
}
