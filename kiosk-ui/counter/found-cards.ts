// What the counter shows of what was found: the reader with the books in hand, an item, or readers and titles to choose from.
import { html, nothing } from 'lit';
import type { Language } from '../../station-server/api-types.ts';
import { COUNTER } from '../strings/counter.ts';
import { showCard } from '../strings/format.ts';
import { STRINGS, whyOf } from '../strings/languages.ts';
import type { CounterDesk } from './counter-desk.ts';
import { type CounterLoan, nameOf } from './counter-types.ts';

/** `at`: the place in the list that the arrows have reached; -1 none. */
type Given = { desk: CounterDesk; language: Language; at: number };

const loanLine = (loan: CounterLoan, at: number, { desk, language, at: chosen }: Given) => {
  const s = COUNTER[language];
  return html`<li class=${at === chosen ? 'chosen' : ''} aria-current=${at === chosen ? 'true' : nothing}>
    <span><b>${loan.item.title || loan.item.barcode}</b> ${loan.item.author}
      <br />${s.until(loan.dueOn)}${loan.kind === 'hall' ? html` · ${s.hall}` : nothing}
      ${loan.overdueDays > 0 ? html`<span class="late"> · ${s.overdue(loan.overdueDays)}</span>` : nothing}</span>
    <span class="ways"><button class="second" aria-label=${`${s.renew}: ${loan.item.title}`}
        @click=${() => desk.renew([loan])}>${s.renew}</button>
      <button class="second" aria-label=${`${s.giveBack}: ${loan.item.title}`}
        @click=${() => desk.giveBack(loan)}>${s.giveBack}</button></span></li>`;
};

export const patronCard = (given: Given) => {
  const { account } = given.desk;
  if (!account) return nothing;
  const s = COUNTER[given.language];
  const kiosk = STRINGS[given.language];
  const { card, category, itemsLeft, blockedBy, reregistrationReminder, loans } = account;
  return html`<section aria-labelledby="patron"><h2 id="patron">${nameOf(account)}</h2>
    <p class="soft">${card ? `${s.card} ${showCard(card)}` : s.noCard} · ${kiosk.register.categories[category]}</p>
    <p class=${blockedBy ? 'big warn' : 'big'}>${blockedBy ? whyOf(kiosk.reasons[blockedBy]) : s.itemsLeft(itemsLeft)}</p>
    ${reregistrationReminder ? html`<p class="late">${s.reregister}</p>` : nothing}
    <h3>${loans.length ? s.loans(loans.length) : s.noLoans}</h3>
    <ul>${loans.map((loan, at) => loanLine(loan, at, given))}</ul>
    <div class="row">${
      loans.length > 1
        ? html`<button class="second" @click=${() => given.desk.renew(loans)}>${s.renewAll} <kbd>F9</kbd></button>`
        : nothing
    }
      <button class="second" @click=${() => given.desk.close()}>${s.close} <kbd>Esc</kbd></button></div>
  </section>`;
};

export const itemCard = ({ desk, language }: Given) => {
  const { item } = desk;
  if (!item) return nothing;
  const s = COUNTER[language];
  const facts = [
    item.inventoryNo ? s.item.inventory(item.inventoryNo) : '',
    item.branch,
    item.home ? '' : s.item.hallOnly,
    item.waiting ? s.item.waiting(item.waiting) : '',
  ].filter(Boolean);
  return html`<section aria-labelledby="item"><h2 id="item">${item.item.title || item.item.barcode}</h2>
    <p>${item.item.author}</p>
    <p class="big">${item.status === 'available' ? s.here : s.item.status[item.status]}</p>
    <p class="soft">${facts.join(' · ')}</p></section>`;
};

export const choiceCard = ({ desk, language, at }: Given) => {
  const { choice } = desk;
  if (!choice) return nothing;
  const s = COUNTER[language];
  const { patrons, titles } = choice;
  return html`<section aria-label=${s.readers}>
    ${
      patrons.length
        ? html`<h2>${s.readers}</h2><ul>${patrons.map(
            (person, index) => html`<li class=${index === at ? 'chosen' : ''}
              aria-current=${index === at ? 'true' : nothing}>
              <button class="pick" @click=${() => desk.openPatron(person.patronId)}>${nameOf(person)}</button>
              <span>${s.born(person.birthDate)}</span></li>`,
          )}</ul>`
        : nothing
    }
    ${
      titles.length
        ? html`<h2>${s.titles}</h2><ul>${titles.map(
            (title) => html`<li><span><b>${title.title}</b> ${title.author}</span>
              <small>${s.copies(title.here, title.elsewhere, title.copies)}</small></li>`,
          )}</ul>`
        : nothing
    }</section>`;
};
