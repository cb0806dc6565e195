// A visit that the station's own stop cut short (power cut, restart): what was done is shown from the journal, without a name; the
// same card goes on with it, any other begins anew. Pure; what is remembered over the stop: `session-mark.ts`.
import type { ItemCard } from '../api-types.ts';
import type { DeskItem, DeskLoan, OpenVisit } from '../desk-types.ts';
import { CARDS_MAX, RECEIPT_ITEMS_MAX } from './session-limits.ts';
import { endSession, only, type SessionState, type Stepped } from './session-state.ts';
import type { ReceiptItem } from './slip-request.ts';

/** A child's book is known again as such once the card tells whose children there are. */
const lentItem =
  (readerId: string | null) =>
  ({ item, title, loan }: DeskLoan): ReceiptItem => ({
    ...{ barcode: item.barcode, title: title.title, author: title.author, dueOn: loan.dueOn },
    ...(loan.patronId === readerId ? {} : { childId: loan.patronId }),
  });
const plainItem = ({ item, title }: DeskItem): ReceiptItem => ({
  ...{ barcode: item.barcode, title: title.title, author: title.author, dueOn: null },
});

const cardsOf = (session: number, visit: OpenVisit): ItemCard[] => {
  const shown = ({ item, title }: DeskItem) => ({
    ...{ barcode: item.barcode, title: title.title, author: title.author },
  });
  const lent = visit.lent.map((loan) => ({
    ...shown(loan),
    result: { kind: 'lent', dueOn: loan.loan.dueOn, loanKind: loan.loan.kind } as const,
  }));
  const returned = visit.returned.map((found) => ({
    ...shown(found),
    result: { kind: 'returned', overdueDays: 0, foreignBranch: false } as const,
  }));
  return [...returned, ...lent]
    .slice(-CARDS_MAX)
    .map((card, at) => ({ key: `${session}-r${at}`, ...card }));
};

/** Only where nobody has begun anything since the station is back. */
export const resume = (state: SessionState, visit: OpenVisit): Stepped => {
  if (state.stage.at !== 'attract') return only(state);
  const last = (items: ReceiptItem[]) => items.slice(-RECEIPT_ITEMS_MAX);
  return only({
    ...state,
    notice: null,
    stage: { at: 'interrupted' },
    interrupted: { patronId: visit.patronId, missed: visit.missed.map(plainItem) },
    cards: cardsOf(state.session, visit),
    lent: last(visit.lent.map(lentItem(visit.patronId))),
    returned: last(visit.returned.map(plainItem)),
    renewed: last(visit.renewed.map(lentItem(visit.patronId))),
    lentCount: visit.lent.length,
    returnedCount: visit.returned.length,
    renewedCount: visit.renewed.length,
  });
};

/** Before this reader is let in: a visit of somebody else is over; one's own goes on. */
export const forReader = (state: SessionState, patronId: string): Stepped => {
  const { interrupted } = state;
  if (interrupted === null) return only(state);
  const mine = interrupted.patronId === null || interrupted.patronId === patronId;
  if (mine) return only({ ...state, interrupted: null });
  const ended = endSession(state);
  const waits = { at: 'identify', after: 'borrow', keypad: false } as const;
  return only({ ...ended.state, stage: waits, held: state.held }, ...ended.effects);
};
