// My books: what is on loan, until when, what is late, and renewing one or all. An answer to
// renewing stands beside its book.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { AccountLoan } from '../../station-server/api-types.ts';
import { bookCover, coverStyle } from '../parts/book-cover.ts';
import { childLabel } from '../parts/family-switch.ts';
import { holdList, holdStyle } from '../parts/hold-list.ts';
import { icon } from '../parts/icons.ts';
import { KioskPage } from '../parts/kiosk-page.ts';
import { offerStyle, reregisterOffer } from '../parts/reregister-offer.ts';
import { FAMILY } from '../strings/family.ts';
import { showDate } from '../strings/format.ts';
import { whyOf } from '../strings/languages.ts';
import { MY_CARD } from '../strings/my-card.ts';

@customElement('account-page')
export class AccountPage extends KioskPage<'account'> {
  static override styles = [
    ...KioskPage.styles,
    coverStyle,
    offerStyle,
    holdStyle,
    css`
      .own {
        flex: none;
        align-self: flex-start;
      }
      .child > div {
        display: flex;
        justify-content: space-between;
        align-items: center;
        gap: calc(2.4rem / var(--z));
        padding: calc(3.2rem / var(--z)) 0 calc(1.6rem / var(--z));
      }
      .child h2 {
        display: flex;
        align-items: center;
        gap: calc(1.6rem / var(--z));
        font-size: 3.4rem;
      }
      .child h2 small {
        font-size: 2.8rem;
        font-weight: 500;
        color: var(--ink-soft);
      }
      .child .plain {
        font-size: 2.8rem;
        min-height: var(--touch);
      }
      .loan {
        background: var(--card);
        border-radius: var(--radius);
        box-shadow: var(--shadow);
        padding: calc(2.2rem / var(--z)) calc(3rem / var(--z));
        display: flex;
        flex-wrap: wrap;
        gap: calc(1.4rem / var(--z)) calc(3rem / var(--z));
        align-items: center;
      }
      .what {
        flex: 1 1 24rem;
      }
      .loan b {
        display: block;
        font-size: 3.4rem;
        line-height: 1.18;
        overflow-wrap: anywhere;
      }
      .author {
        font-size: 2.7rem;
        color: var(--ink-soft);
      }
      .until {
        font-size: 2.8rem;
        font-weight: 650;
        margin-top: 0.6rem;
        font-variant-numeric: tabular-nums;
      }
      .left {
        font-size: 2.6rem;
        color: var(--ink-soft);
      }
      .late {
        color: var(--clay);
        font-weight: 650;
        font-size: 2.8rem;
      }
      .done {
        color: var(--reed);
        font-weight: 650;
        font-size: 2.8rem;
        display: flex;
        align-items: center;
        gap: 1rem;
      }
      .no {
        flex: 1 0 100%;
        background: var(--clay-soft);
        border-radius: var(--radius-s);
        padding: 1.6rem 2.4rem;
        font-size: 2.7rem;
      }
      .no strong {
        color: var(--clay);
      }
    `,
  ];

  protected override render() {
    const { s, view } = this;
    const { loans, patron } = view;
    const all = [...loans, ...(view.family?.children.flatMap((child) => child.loans) ?? [])];
    const refusal = patron.blockedBy ? s.reasons[patron.blockedBy] : null;
    return this.frame({
      heading: s.account.heading,
      sub: s.patron.reader(patron.initials),
      body: html`
        ${
          reregisterOffer(patron, view.language, (act) => this.act(act)) ??
          (refusal
            ? html`<div class="warn"><b>${whyOf(refusal)}</b>${refusal.todo}</div>`
            : nothing)
        }
        <button class="quiet own" @click=${() => this.act({ act: 'my-card-open' })}
          >${icon('card')}${MY_CARD[view.language].open}</button>
        <div class="vh" aria-live="polite">${all.map((loan) => this.answer(loan)).join(' ')}</div>
        ${
          all.length + view.holds.length === 0 && !view.family
            ? html`<div class="empty">${icon('books')}<b>${s.account.empty}</b><p>${s.account.emptySub}</p></div>`
            : html`<div class="list" tabindex="0" role="region" aria-label=${s.account.heading}>
              ${this.loans(loans)}${this.family()}${this.holds()}</div>`
        }
      `,
      foot: html`
        ${
          all.length
            ? html`<p class="sum wide"><span>${s.account.loans(loans.length)}</span></p>
              <button class="go wide"
                @click=${() => this.act({ act: 'renew-all' })}>${s.account.renewAll}</button>
              <button class="plain"
                @click=${() => this.act({ act: 'switch', to: 'borrow' })}
                  >${s.borrow.toBorrow}</button>`
            : html`<button class="go wide"
              @click=${() => this.act({ act: 'switch', to: 'borrow' })}
                >${s.borrow.toBorrow}</button>`
        }
        <button class="plain"
          @click=${() => this.act({ act: 'switch', to: 'return' })}>${s.borrow.toReturn}</button>
        <button class="quiet"
          @click=${() => this.act({ act: 'finish', receipt: 'none' })}>${s.borrow.finish}</button>
        ${this.helpButton()}
      `,
    });
  }

  private holds() {
    const { view } = this;
    return holdList(view.holds, view.language, (act) => this.act(act));
  }

  private loans(loans: AccountLoan[]) {
    return html`<ul>${repeat(
      loans,
      (loan) => loan.loanId,
      (loan) => this.loan(loan),
    )}</ul>`;
  }

  /** Each child with its books, and the way to borrow for it. */
  private family() {
    const words = FAMILY[this.view.language];
    return this.view.family?.children.map((child, at) => {
      const label = childLabel(child);
      return html`<section class="child" aria-label=${label}>
        <div><h2>${icon('people')}${child.initials} <small>${words.age(child.ageYears)}</small></h2>
          <button class="plain" aria-label=${words.forThis(label)}
            @click=${() => this.act({ act: 'borrow-for', child: at })}>${words.borrowFor}</button></div>
        ${child.loans.length ? this.loans(child.loans) : html`<p class="left">${words.none}</p>`}
      </section>`;
    });
  }

  private answer({ renewal, title }: AccountLoan): string {
    if (!renewal) return '';
    const { s } = this;
    if (renewal.kind === 'renewed')
      return `${title}. ${s.card.renewed}, ${s.account.until(showDate(renewal.dueOn))}.`;
    const refusal = s.reasons[renewal.reason];
    return `${title}. ${whyOf(refusal, renewal.details)} ${refusal.todo}`;
  }

  private loan(loan: AccountLoan) {
    const { s } = this;
    const { renewal } = loan;
    const renewed = renewal?.kind === 'renewed';
    const refused = renewal?.kind === 'refused' ? renewal : null;
    return html`<li class="loan">
      ${bookCover(loan.title, loan.author)}
      <div class="what">
        <b>${loan.title}</b><span class="author">${loan.author}</span>
        <p class="until">${loan.loanKind === 'hall' ? `${s.account.hall}: ${s.card.dueToday}` : s.account.until(showDate(loan.dueOn))}</p>
        ${
          loan.overdueDays > 0
            ? html`<p class="late">${s.account.overdue(loan.overdueDays)}</p>`
            : nothing
        }
        ${
          loan.loanKind === 'home'
            ? html`<p class="left">${s.account.renewalsLeft(loan.renewalsLeft)}</p>`
            : nothing
        }
      </div>
      ${
        renewed
          ? html`<p class="done">${icon('check')}${s.card.renewed}</p>`
          : html`<button class="quiet" aria-label=${s.account.renewThis(loan.title)}
            @click=${() => this.act({ act: 'renew', loanId: loan.loanId })}
              >${icon('renew')}${s.account.renew}</button>`
      }
      ${
        refused
          ? html`<p class="no"><strong>${whyOf(s.reasons[refused.reason], refused.details)}</strong> ${s.reasons[refused.reason].todo}</p>`
          : nothing
      }
    </li>`;
  }
}
