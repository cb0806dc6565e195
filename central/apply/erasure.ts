// A person asked to be erased, and staff did it at a station. It is final, and stands also where central knows of a loan that the
// station did not: then the book is with somebody whom nobody can name any more, and a librarian is told.
import type { ActOf, Change, Rows } from './act.ts';

export const applyErasure = (act: ActOf<'erasure'>, rows: Rows): Change[] => {
  const { patronId } = act.body;
  const changes: Change[] = [
    { change: 'touch', table: 'patron', id: patronId },
    { change: 'erase', patronId },
  ];
  const loanIds = rows.openLoansOf(patronId).map(({ loanId }) => loanId);
  if (loanIds.length > 0) {
    const saw = { station: { patronId, atMs: act.atMs }, central: { loanIds } };
    changes.push({ change: 'review', kind: 'erased-on-loan', ref: patronId, saw });
  }
  return changes;
};
