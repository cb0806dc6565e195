// The reader's compartments at the locker: the number on each door, what lies there, and how it stands with the door. From here on to
// anything else, or to the end.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { LockerDoor } from '../../station-server/api-types.ts';
import { finishButtons } from '../parts/finish-buttons.ts';
import { type IconName, icon } from '../parts/icons.ts';
import { KioskPage } from '../parts/kiosk-page.ts';
import { showDate } from '../strings/format.ts';
import { whyOf } from '../strings/languages.ts';
import type { Strings } from '../strings/strings.ts';

type State = LockerDoor['state'];
const ICONS: Record<State['kind'], IconName> = {
  ...{ waiting: 'clock', opening: 'clock', open: 'check' },
  ...{ 'not-opened': 'bell', refused: 'alert' },
};

/** What is said of a door, then what to do about it. */
const wordsOf = (state: State, { locker, reasons }: Strings): [string, string] => {
  switch (state.kind) {
    case 'waiting':
      return [locker.waiting, ''];
    case 'opening':
      return [locker.opens, ''];
    case 'open':
      return [locker.open, ''];
    case 'not-opened':
      return [locker.notOpened, locker.notOpenedTodo];
    case 'refused': {
      const refusal = reasons[state.reason];
      return [`${locker.refused} ${whyOf(refusal, state.details)}`, refusal.todo];
    }
  }
};
const dueOf = (state: State) => ('dueOn' in state ? (state.dueOn ?? null) : null);

@customElement('locker-page')
export class LockerPage extends KioskPage<'locker'> {
  static override styles = [
    ...KioskPage.styles,
    css`
      .door {
        background: var(--card);
        border-radius: var(--radius);
        box-shadow: var(--shadow);
        border: 0.3rem solid transparent;
        padding: 2.2rem 3rem;
        display: grid;
        grid-template-columns: auto 1fr auto;
        gap: 0 3rem;
        align-items: center;
      }
      .not-opened,
      .refused {
        background: var(--clay-soft);
        box-shadow: none;
        border-color: var(--clay-line);
      }
      .number {
        min-width: 13rem;
        min-height: 13rem;
        border-radius: 2rem;
        border: 0.4rem solid currentColor;
        color: var(--deep-text);
        display: grid;
        place-content: center;
        font-size: 6.4rem;
        font-weight: 700;
      }
      .open .number {
        background: var(--picked);
        border-color: var(--picked);
        color: var(--on-picked);
      }
      .not-opened .number,
      .refused .number {
        color: var(--clay);
      }
      .what {
        min-width: 0;
      }
      .title {
        font-size: 3.5rem;
        line-height: 1.18;
        display: block;
        overflow-wrap: anywhere;
      }
      .author {
        color: var(--ink-soft);
        font-size: 2.7rem;
      }
      .state {
        display: flex;
        gap: 1rem;
        align-items: center;
        font-size: 2.9rem;
        line-height: 1.25;
        font-weight: 650;
        margin-top: 0.6rem;
        color: var(--ink-soft);
      }
      .state svg.i {
        width: 3.2rem;
        height: 3.2rem;
        stroke-width: 2.4;
      }
      .open .state {
        color: var(--reed);
      }
      .not-opened .state,
      .refused .state {
        color: var(--clay);
      }
      .todo {
        font-size: 2.7rem;
        line-height: 1.3;
        margin-top: 0.4rem;
      }
      .due {
        text-align: right;
        font-size: 2.6rem;
        color: var(--ink-soft);
        line-height: 1.25;
      }
      .due strong {
        display: block;
        font-size: 3.6rem;
        color: var(--ink);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      /* The doors themselves tell how many; there is little room beside them. */
      @media (orientation: landscape) {
        .sum {
          display: none;
        }
      }
    `,
  ];

  protected override render() {
    const { s, view } = this;
    const { patron, doors, lentCount } = view;
    const moves = doors.some(({ state }) => ['waiting', 'opening'].includes(state.kind));
    const opened = doors.some(({ state }) => state.kind === 'open');
    const hint = moves ? s.locker.opening : opened ? s.locker.take : '';
    return this.frame({
      heading: s.locker.heading,
      sub: s.patron.reader(patron.initials),
      body: html`
        ${hint ? html`<p class="hint">${icon(moves ? 'clock' : 'locker')}<span>${hint}</span></p>` : nothing}
        <div class="vh" aria-live="polite">${doors.map((door) => this.spoken(door)).join(' ')}</div>
        <div class="list" tabindex="0" role="region" aria-label=${s.locker.heading}>
          <ul>${repeat(
            doors,
            ({ door }) => door,
            (door) => this.door(door),
          )}</ul>
        </div>`,
      foot: html`${lentCount ? html`<p class="sum wide"><span>${s.borrow.lent(lentCount)}</span></p>` : nothing}
        ${finishButtons(view, s, (act) => this.act(act))}
        <button class="plain" @click=${this.to('borrow')}>${s.borrow.toBorrow}</button>
        <button class="plain" @click=${this.to('return')}>${s.borrow.toReturn}</button>
        <button class="quiet" @click=${this.to('account')}>${s.borrow.toAccount}</button>
        <div class="wide help">${this.helpButton()}</div>`,
    });
  }

  private readonly to = (to: 'borrow' | 'return' | 'account') => () =>
    this.act({ act: 'switch', to });

  private spoken({ door, title, state }: LockerDoor): string {
    const due = dueOf(state);
    const until = due ? `${this.s.card.due}: ${showDate(due)}.` : '';
    return [`${this.s.locker.door(door)}: ${title}.`, ...wordsOf(state, this.s), until].join(' ');
  }

  private door({ door, title, author, state }: LockerDoor) {
    const { s } = this;
    const [said, todo] = wordsOf(state, s);
    const due = dueOf(state);
    return html`<li class="door ${state.kind}">
      <div class="number"><span class="vh">${s.locker.door(door)}</span><span aria-hidden="true">${door}</span></div>
      <div class="what">
        <b class="title">${title}</b>
        ${author ? html`<span class="author">${author}</span>` : nothing}
        <p class="state">${icon(ICONS[state.kind])}<span>${said}</span></p>
        ${todo ? html`<p class="todo">${todo}</p>` : nothing}
      </div>
      ${due ? html`<div class="due">${s.card.due}<strong>${showDate(due)}</strong></div>` : nothing}
    </li>`;
  }
}
