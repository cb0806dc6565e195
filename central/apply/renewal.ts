// The patron was promised a later day. The latest day promised holds, in any order of arrival; a
// renewal of what had come back already stands, and a librarian is asked.
import { type ActOf, type Change, type Rows, touch } from './act.ts';
import { applyItemAct, itemActOf } from './item-act.ts';

export const applyRenewal = (act: ActOf<'renewal'>, rows: Rows): Change[] => {
  const { loanId, itemId, patronId, dueOn, renewals } = act.body;
  const loan = rows.loan(loanId);
  if (loan === undefined) return [{ change: 'hold', reason: 'loan-unknown', waitsFor: loanId }];
  const touched = touch('loan', loanId);
  if (loan.itemId !== itemId)
    return [{ change: 'hold', reason: 'loan-of-other-item', waitsFor: null }, ...touched];
  const incoming = itemActOf(act, 'renew', { loanId, patronId }, { dueOn, renewals });
  return [...applyItemAct(itemId, incoming, null, rows), ...touched];
};
