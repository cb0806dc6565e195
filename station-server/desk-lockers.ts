// The desk's part about lockers. Taking a book out is a lending first, durable before the lock is told to open: a door that opens and
// a loan that was lost would be a book that nobody has. Until the door is known to have opened the compartment stays in the list, so
// that whatever dies here, staff and reader find it again. Part of `desk.ts`.

import { survivingPatron } from './desk-staff.ts';
import type { DeskDeps, DeskTools } from './desk-tools.ts';
import type { ActContext, CheckOutAnswer, Desk, PickupAnswer } from './desk-types.ts';
import { createLockerRows } from './lockers/locker-rows.ts';
import { decideFill, decidePickup, type Locker, type LockerName } from './lockers/locker-rule.ts';
import { createHoldRows } from './store/hold-rows.ts';

type LockerDesk = Pick<
  Desk,
  'fillLocker' | 'beginPickup' | 'endPickup' | 'emptyLocker' | 'lockers' | 'lockersFor'
>;
/** Inside a transaction. */
type CheckOut = (
  patronId: string,
  barcode: string,
  kind: 'home',
  context: ActContext,
) => CheckOutAnswer;

const refuse = <R extends string>(reason: R) => ({ outcome: 'refused', reason }) as const;

export const createLockerDesk = (
  deps: DeskDeps,
  tools: DeskTools,
  checkOut: CheckOut,
): LockerDesk => {
  const { rows, journal } = deps;
  const lockers = createLockerRows(deps.db);
  const holds = createHoldRows(deps.db);
  const entry = ({ place, actor }: ActContext) => ({ effectiveOn: tools.today(), place, actor });
  const nameOf = ({ itemId, patronId, holdId, device, lock }: Locker) => ({
    ...{ itemId, patronId, holdId, device, lock },
  });
  const emptied = (locker: Locker, why: 'picked-up' | 'taken-out', context: ActContext) => {
    journal.append({
      ...{ type: 'locker-emptied', ...entry(context) },
      body: { ...nameOf(locker), why },
    });
    lockers.drop(locker);
  };
  const isFor = (patronId: string) => (waits: string) => {
    const patron = rows.patronById(waits);
    return patron !== undefined && survivingPatron(rows, patron).patronId === patronId;
  };

  const fill = (name: LockerName, barcode: string, context: ActContext) => {
    const found = rows.itemByBarcode(barcode);
    if (!found) return refuse('item-unknown');
    const { itemId, titleId } = found.item;
    const decision = decideFill({
      ...{ locker: lockers.at(name), item: found.item, filled: lockers.all() },
      onLoan: rows.openLoanOfItem(itemId) !== undefined,
      ...{ holds: holds.waitingFor(titleId), branch: deps.branch },
    });
    if (decision.outcome === 'refused') return { ...decision, item: found };
    const { holdId, patronId } = decision.hold;
    const locker: Locker = {
      ...{ ...name, itemId, patronId, holdId, putAtMs: deps.nowMs(), loanId: null, alert: false },
    };
    journal.append({ type: 'locker-filled', ...entry(context), body: nameOf(locker) });
    lockers.put(locker);
    return { outcome: 'filled', locker, ...found } as const;
  };

  /** Undone or returned meanwhile: whoever opened it now would have a book without a loan. */
  const isOver = (loanId: string | null): boolean =>
    loanId !== null && rows.loanById(loanId)?.returnedOn !== null;

  const begin = (name: LockerName, patronId: string, context: ActContext): PickupAnswer => {
    const locker = lockers.at(name);
    const decision = decidePickup(locker, isFor(patronId));
    if (decision.outcome === 'refused' || !locker) return refuse('locker-empty');
    if (decision.outcome === 'again') {
      const loan = rows.loanById(decision.loanId);
      if (!loan || isOver(loan.loanId)) return refuse('locker-empty');
      return { outcome: 'again', loan };
    }
    const found = rows.itemById(locker.itemId);
    if (!found) return refuse('item-unknown');
    // It lies behind a door: no pad of the place goes on with its tag.
    const answer = checkOut(patronId, found.item.barcode, 'home', { ...context, pad: false });
    if (answer.outcome === 'lent') lockers.put({ ...locker, loanId: answer.loan.loanId });
    return answer;
  };

  return {
    lockers: lockers.all,
    lockersFor: (patronId, place) => {
      const isTheirs = isFor(patronId);
      return lockers
        .all()
        .filter((one) => one.place === place && isTheirs(one.patronId) && !isOver(one.loanId));
    },
    fillLocker: (...given) => tools.transact(() => fill(...given)),
    beginPickup: (...given) => tools.transact(() => begin(...given)),
    endPickup: (name, opened, context) =>
      tools.transact(() => {
        const locker = lockers.at(name);
        // Staff may have settled it meanwhile.
        if (!locker || locker.loanId === null) return;
        if (opened) emptied(locker, 'picked-up', context);
        else lockers.put({ ...locker, alert: true });
      }),
    emptyLocker: (name, context) =>
      tools.transact(() => {
        const locker = lockers.at(name);
        if (!locker) return refuse('locker-empty');
        emptied(locker, 'taken-out', context);
        return { outcome: 'emptied', locker } as const;
      }),
  };
};
