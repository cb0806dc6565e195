// The kiosk session between the card and the receipt: who is here, what was scanned, what the desk said to it. Card and book may
// come in either order, a return needs no card (libraries.md 7.1, 7.6; peers.md 5.9). Pure.
import type { AccountLoan, ItemCard, PatronView } from '../api-types.ts';
import type { PersonName } from '../circulation/types.ts';
import type {
  CheckInAnswer,
  CheckOutAnswer,
  DeskItem,
  DeskLoan,
  DeskRefusal,
  IdentifyAnswer,
  PatronAccount,
  RenewAnswer,
} from '../desk-types.ts';
import { holdsOf, isFinding } from './find-state.ts';
import { recordOf } from './reader-record.ts';
import { childById, childrenOf, readerOf, withChildLoans } from './session-family.ts';
import { forReader } from './session-interrupted.ts';
import { CARDS_MAX, RECEIPT_ITEMS_MAX } from './session-limits.ts';
import { only, type SessionState, type Stage, type Stepped, withReason } from './session-state.ts';
import type { SessionEffect } from './session-words.ts';
import type { ReceiptItem } from './slip-request.ts';

/** `Ә. М.`: all that a kiosk shows of a name. */
export const initialsOf = (name: PersonName): string =>
  [name.givenName, name.surname]
    .map((part) => [...part.trim().normalize('NFC')][0])
    .filter((letter) => letter !== undefined)
    .map((letter) => `${letter.toLocaleUpperCase('kk')}.`)
    .join(' ');

export const patronView = (account: PatronAccount): PatronView => ({
  initials: initialsOf(account.name),
  itemsLeft: account.itemsLeft,
  pending: account.patron.status === 'pending',
  blockedBy: account.blockedBy,
  reregistrationReminder: account.reregistrationReminder,
});

const accountLoan = (loan: DeskLoan, earlier: AccountLoan | undefined): AccountLoan => ({
  loanId: loan.loan.loanId,
  title: loan.title.title,
  author: loan.title.author,
  dueOn: loan.loan.dueOn,
  overdueDays: loan.overdueDays,
  loanKind: loan.loan.kind,
  renewalsLeft: Math.max(0, loan.loan.renewalsMax - loan.loan.renewals),
  renewal: earlier?.renewal ?? null,
});

const receiptItem = (found: DeskLoan | Omit<DeskLoan, 'loan' | 'overdueDays'>): ReceiptItem => ({
  barcode: found.item.barcode,
  title: found.title.title,
  author: found.title.author,
  dueOn: 'loan' in found ? found.loan.dueOn : null,
});

const without = (items: ReceiptItem[], barcode: string) =>
  items.filter((item) => item.barcode !== barcode);
const withLast = (items: ReceiptItem[], item: ReceiptItem) =>
  [...without(items, item.barcode), item].slice(-RECEIPT_ITEMS_MAX);

/** Puts a card at the end; an earlier refusal of the same book gives way to the new word on it. */
const withCard = (state: SessionState, card: Omit<ItemCard, 'key'>): SessionState => {
  const cards = state.cards.filter(
    (other) =>
      other.barcode !== card.barcode || !['refused', 'returning'].includes(other.result.kind),
  );
  const key = `${state.session}-${state.keys + 1}`;
  return {
    ...state,
    keys: state.keys + 1,
    notice: null,
    cards: [...cards, { key, ...card }].slice(-CARDS_MAX),
  };
};

/** A known book is refused on its card; of an unknown one there is nothing to show but the sentence. */
const withRefusal = (
  state: SessionState,
  barcode: string,
  no: DeskRefusal,
  patronId?: string,
): SessionState =>
  no.item
    ? withCard(state, {
        barcode,
        title: no.item.title.title,
        author: no.item.title.author,
        ...readerOf(state, patronId),
        result: { kind: 'refused', reason: no.reason, details: no.details ?? {} },
      })
    : withReason(state, no.reason, no.details);

/** Goes to a stage of an identified patron, with fresh figures; without one asks for the card first. */
export const goTo = (state: SessionState, to: 'borrow' | 'return' | 'account'): Stepped => {
  const cleared = { ...state, notice: null };
  if (to === 'return') return only({ ...cleared, stage: { at: 'return' } });
  if (!state.patron) {
    return only({ ...cleared, stage: { at: 'identify', after: to, keypad: false } });
  }
  const { patronId } = state.patron;
  return only(
    { ...cleared, stage: { at: to } },
    { effect: 'account', session: state.session, patronId },
    ...(to === 'account' ? [holdsOf(state, patronId)] : []),
  );
};

export const afterAccount = (
  state: SessionState,
  account: PatronAccount | undefined,
): SessionState => {
  if (!account || account.patron.patronId !== state.patron?.patronId) return state;
  const shown = [...state.loans, ...state.children.flatMap(({ loans }) => loans)];
  const earlier = new Map(shown.map((loan) => [loan.loanId, loan]));
  const loansOf = ({ loans }: PatronAccount) =>
    loans.map((loan) => accountLoan(loan, earlier.get(loan.loan.loanId)));
  return {
    ...state,
    patron: { ...state.patron, view: patronView(account), record: recordOf(account) },
    loans: loansOf(account),
    children: childrenOf(account, state.surroundings.today, (child) => ({
      view: patronView(child),
      loans: loansOf(child),
    })),
  };
};

const WAITS_FOR_CARD: readonly string[] = [
  ...['attract', 'identify', 'return', 'interrupted', 'search', 'title', 'wish', 'shelves'],
];

const stageAfterCard = ({ stage }: SessionState): Stage => {
  if (isFinding(stage)) return stage;
  if (stage.at !== 'identify') return { at: 'borrow' };
  return stage.after === 'title' ? { at: 'title', sent: false } : { at: stage.after };
};

export const afterIdentify = (
  state: SessionState,
  answer: IdentifyAnswer,
  byNumber: boolean,
): Stepped => {
  const waiting = WAITS_FOR_CARD.includes(state.stage.at) && !state.patron;
  if (!waiting) return only(state);
  if (answer.outcome === 'refused') return only(withReason(state, answer.reason, answer.details));
  const { patronId, card, language } = answer.patron;
  const own = forReader(state, patronId);
  const known: SessionState = {
    ...own.state,
    patron: { patronId, card, byNumber, view: patronView(answer), record: recordOf(answer) },
    language,
    notice: null,
    held: [],
    loans: answer.loans.map((loan) => accountLoan(loan, undefined)),
    children: childrenOf(answer, state.surroundings.today, (child) => ({
      view: patronView(child),
      loans: child.loans.map((loan) => accountLoan(loan, undefined)),
    })),
    stage: stageAfterCard(state),
  };
  const lend = state.held.map(
    (barcode): SessionEffect => ({
      effect: 'check-out',
      session: known.session,
      patronId,
      barcode,
    }),
  );
  return only(known, ...own.effects, ...lend);
};

/** On the receipt, and counted once; `uses`: how many of the items that may still be taken home. */
export const withLent = (state: SessionState, item: ReceiptItem, uses: 0 | 1): SessionState => {
  const { patron } = state;
  const used = <P extends { view: PatronView }>(reader: P): P => {
    const itemsLeft = Math.max(0, reader.view.itemsLeft - uses);
    return { ...reader, view: { ...reader.view, itemsLeft } };
  };
  const child = childById(state, item.childId);
  const counted = state.lent.some(({ barcode }) => barcode === item.barcode);
  return {
    ...state,
    patron: patron && !child ? used(patron) : patron,
    children: state.children.map((one) => (one === child ? used(one) : one)),
    lentCount: state.lentCount + (counted ? 0 : 1),
    lent: withLast(state.lent, item),
    returned: without(state.returned, item.barcode),
  };
};

export const afterCheckOut = (
  state: SessionState,
  barcode: string,
  answer: CheckOutAnswer,
  patronId?: string,
): SessionState => {
  if (answer.outcome === 'refused') return withRefusal(state, barcode, answer, patronId);
  const { loan, title } = answer;
  const child = childById(state, patronId);
  const item = { ...receiptItem(answer), ...(child ? { childId: child.patronId } : {}) };
  return withCard(withLent(state, item, loan.kind === 'home' ? 1 : 0), {
    barcode,
    title: title.title,
    author: title.author,
    ...readerOf(state, patronId),
    result: {
      ...{ kind: 'lent', dueOn: loan.dueOn, loanKind: loan.kind },
      ...(answer.readBefore ? { readBefore: true } : {}),
    },
  });
};

const binOf = ({ bin }: { bin?: string }) => (bin === undefined ? {} : { bin });

export const afterCheckIn = (
  state: SessionState,
  barcode: string,
  answer: CheckInAnswer,
): SessionState => {
  if (answer.outcome === 'refused') return withRefusal(state, barcode, answer);
  const { title, author } = answer.title;
  const { foreignBranch } = answer;
  if (answer.outcome === 'not-on-loan') {
    return withCard(state, {
      barcode,
      title,
      author,
      result: { kind: 'not-on-loan', foreignBranch, ...binOf(answer) },
    });
  }
  const tookHere = state.lent.some((item) => item.barcode === barcode);
  const { loan, ...item } = answer;
  const child = childById(state, loan.patronId);
  const back = { ...receiptItem(item), ...(child ? { childId: child.patronId } : {}) };
  return withCard(
    {
      ...state,
      lent: without(state.lent, barcode),
      lentCount: state.lentCount - (tookHere ? 1 : 0),
      returned: withLast(state.returned, back),
      returnedCount: state.returnedCount + 1,
    },
    {
      barcode,
      title,
      author,
      ...readerOf(state, loan.patronId),
      result: {
        kind: 'returned',
        overdueDays: answer.overdueDays,
        foreignBranch,
        ...binOf(answer),
      },
    },
  );
};

/** It is shown at once, and counts when it is returned. */
export const afterBeginReturn = (
  state: SessionState,
  barcode: string,
  { title }: DeskItem,
): SessionState =>
  withCard(state, {
    barcode,
    title: title.title,
    author: title.author,
    result: { kind: 'returning' },
    tag: 'working',
  });

export const afterRenew = (
  state: SessionState,
  loanId: string,
  answer: RenewAnswer,
): SessionState => {
  const renewed = answer.outcome === 'renewed';
  const told = (loan: AccountLoan): AccountLoan => {
    if (loan.loanId !== loanId) return loan;
    if (!renewed) {
      const { reason, details = {} } = answer;
      return { ...loan, renewal: { kind: 'refused', reason, details } };
    }
    const { dueOn } = answer.loan;
    return { ...accountLoan(answer, loan), renewal: { kind: 'renewed', dueOn } };
  };
  const children = withChildLoans(state, (loans) => loans.map(told));
  const shown = { ...state, loans: state.loans.map(told), children };
  if (!renewed) return shown;
  const renewedCount = state.renewedCount + 1;
  const child = childById(state, answer.loan.patronId);
  const item = { ...receiptItem(answer), ...(child ? { childId: child.patronId } : {}) };
  return { ...shown, renewedCount, renewed: withLast(state.renewed, item) };
};

/** Renewing is asked once a loan and session, so that a double tap does not use up two renewals. */
export const renew = (state: SessionState, wanted: (loan: AccountLoan) => boolean): Stepped => {
  if (state.stage.at !== 'account') return only(state);
  const shown = [...state.loans, ...state.children.flatMap((child) => child.loans)];
  const loans = shown.filter((loan) => wanted(loan) && loan.renewal?.kind !== 'renewed');
  return only(
    state,
    ...loans.map(
      ({ loanId }): SessionEffect => ({ effect: 'renew', session: state.session, loanId }),
    ),
  );
};
