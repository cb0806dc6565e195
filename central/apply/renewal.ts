// The patron was promised a later day. The latest day promised holds, in any order of arrival.
import { type ActOf, type Change, laterDay, type Rows } from './act.ts';

export const applyRenewal = (act: ActOf<'renewal'>, rows: Rows): Change[] => {
  const { loanId, itemId, patronId, dueOn, renewals } = act.body;
  const loan = rows.loan(loanId);
  if (loan === undefined) return [{ change: 'hold', reason: 'loan-unknown', waitsFor: loanId }];
  const changes: Change[] = [
    {
      change: 'loan',
      loan: {
        ...loan,
        dueOn: laterDay(dueOn, loan.dueOn),
        renewals: Math.max(renewals, loan.renewals),
      },
    },
  ];
  if (loan.returnEnteredAtMs !== null && loan.returnEnteredAtMs <= act.wallMs) {
    const station = { loanId, itemId, patronId, dueOn, atMs: act.atMs, sure: act.sure };
    const central = { returnedOn: loan.returnedOn, returnEnteredAtMs: loan.returnEnteredAtMs };
    changes.push({
      change: 'review',
      kind: 'renewed-after-return',
      ref: act.name,
      saw: { station, central },
    });
  }
  return changes;
};
