// The yearly re-registration: what the station has of the reader, masked, and two answers. A text that is agreed to anew can be
// read here, and stands by its version.
import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { icon } from '../parts/icons.ts';
import { KioskPage } from '../parts/kiosk-page.ts';
import { CONSENTS, RULES } from '../strings/agreements.ts';
import { REREGISTER } from '../strings/reregister.ts';
import { tick, tickStyle } from './register/tick.ts';

@customElement('reregister-page')
export class ReregisterPage extends KioskPage<'reregister'> {
  static override styles = [
    ...KioskPage.styles,
    tickStyle,
    css`
      dl {
        display: grid;
        gap: 1.6rem;
        grid-template-columns: 1fr 1fr;
      }
      dl div {
        background: var(--card);
        border-radius: var(--radius);
        box-shadow: var(--shadow);
        padding: 2.2rem 3.2rem;
      }
      dl div:last-child {
        grid-column: 1 / -1;
      }
      dt {
        font-size: 2.6rem;
        color: var(--ink-soft);
      }
      dd {
        font-size: 3.6rem;
        font-weight: 650;
        line-height: 1.2;
        overflow-wrap: anywhere;
      }
      .list {
        display: grid;
        align-content: start;
        gap: 2rem;
      }
      .text {
        background: var(--card);
        border-radius: 2.2rem;
        padding: 2.4rem 3.2rem;
        font-size: 2.7rem;
        line-height: 1.35;
      }
      h2 {
        font-size: 3rem;
        line-height: 1.2;
        margin: 1.2rem 0;
      }
      .text li {
        margin-bottom: 1rem;
      }
      small {
        font-size: 2.6rem;
        color: var(--ink-soft);
      }
      .done svg.i {
        width: 16rem;
        height: 16rem;
        color: var(--reed);
      }
    `,
  ];
  @state() private surety = false;
  @state() private reading = false;

  /** Of another reader nothing that this one ticked may stay. */
  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get('view') as typeof this.view | undefined;
    if (before && before.session !== this.view.session) this.surety = false;
  }

  private get words() {
    return REREGISTER[this.view.language];
  }

  protected override render() {
    const { s, view, words } = this;
    const done = view.state === 'done';
    return this.frame({
      heading: done ? words.done : words.heading,
      sub: s.patron.reader(view.patron.initials),
      body: done ? this.thanks() : this.asked(),
      foot: done ? this.onward() : this.answers(),
    });
  }

  private thanks() {
    const { view, words } = this;
    return html`<div class="empty done" role="status">${icon('check')}
      <b>${words.doneUntil(view.today.slice(0, 4))}</b></div>`;
  }

  private asked() {
    const { s, view, words } = this;
    const { birthYear, category, branch } = view.record;
    const told: [string, string][] = [
      [words.birthYear, String(birthYear)],
      [words.category, s.register.categories[category]],
      [words.branch, branch[view.language]],
    ];
    return html`
      ${
        view.helpCalled
          ? html`<div class="note" role="status">${words.changedTodo}</div>`
          : html`<p class="hint"><span>${words.lead}</span></p>`
      }
      <div class="list" tabindex="0" role="region" aria-label=${words.lead}><dl>${told.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
      ${view.guarantee ? this.guarantee() : nothing}
      ${view.toAgree ? this.texts() : nothing}</div>`;
  }

  private guarantee() {
    return tick({
      id: 'guarantee',
      label: this.words.guarantee,
      checked: this.surety,
      onChange: (checked) => {
        this.surety = checked;
      },
    });
  }

  private texts() {
    const { s, view, words } = this;
    const { consentVersion, rulesVersion } = view.agreement;
    const shown: [string, string, string[] | undefined][] = [
      [s.register.consentTitle, consentVersion, CONSENTS[consentVersion]?.[view.language]],
      [s.register.rulesTitle, rulesVersion, RULES[rulesVersion]?.[view.language]],
    ];
    if (!this.known) return html`<div class="warn"><b>${s.register.textMissing}</b></div>`;
    const list = html`<div class="text">
      ${shown.map(
        ([title, version, lines]) => html`<h2>${title}</h2>
          <ul>${lines?.map((line) => html`<li>${line}</li>`)}</ul>
          <small>${s.register.version(version)}</small>`,
      )}</div>`;
    return html`<div class="note">${words.agree}</div>
      ${
        this.reading
          ? list
          : html`<button class="quiet" @click=${() => {
              this.reading = true;
            }}>${icon('receipt')}${words.read}</button>`
      }`;
  }

  /** A text that this page does not hold cannot be agreed to. */
  private get known(): boolean {
    const { consentVersion, rulesVersion } = this.view.agreement;
    return CONSENTS[consentVersion] !== undefined && RULES[rulesVersion] !== undefined;
  }

  private answers() {
    const { view, words } = this;
    const sent = view.state === 'sent';
    const missing = (view.guarantee && !this.surety) || (view.toAgree && !this.known);
    const say = () => this.act({ act: 'reregister', ...view.agreement, guarantee: this.surety });
    return html`
      <button class="go wide" ?disabled=${missing || sent} @click=${say}
        >${sent ? words.sending : words.still}</button>
      <button class="plain" aria-disabled=${view.helpCalled ? 'true' : nothing}
        @click=${() => !view.helpCalled && this.act({ act: 'call-librarian' })}
          >${icon(view.helpCalled ? 'check' : 'bell')}${view.helpCalled ? this.s.common.librarianCalled : words.changed}</button>
      <button class="quiet" @click=${() => this.act({ act: 'switch', to: view.back })}
        >${icon('back')}${this.s.common.back}</button>`;
  }

  private onward() {
    const { s } = this;
    return html`
      <button class="go wide" @click=${() => this.act({ act: 'switch', to: 'borrow' })}
        >${s.borrow.toBorrow}</button>
      <button class="plain" @click=${() => this.act({ act: 'switch', to: 'account' })}
        >${s.borrow.toAccount}</button>
      <button class="quiet" @click=${() => this.act({ act: 'finish', receipt: 'none' })}
        >${s.borrow.finish}</button>`;
  }
}
