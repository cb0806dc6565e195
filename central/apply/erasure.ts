// A person asked to be erased, and staff did it at a station. It is final, and stands also where central knows of a loan that the
// station did not: then the book is with somebody whom nobody can name any more, and a librarian is told.
import { type ActOf, type Change, type Rows, touch } from './act.ts';

export const applyErasure = (act: ActOf<'erasure'>, rows: Rows): Change[] => {
  const { patronId } = act.body;
  // Records of the same person that were merged into this one go with it.
  const records = [patronId, ...rows.mergedInto(patronId)];
  const changes = records.flatMap((id): Change[] => [
    ...touch('patron', id),
    { change: 'erase', patronId: id },
  ]);
  const open = rows.openLoansOf(patronId);
  if (open.length > 0) {
    const loanIds = open.map(({ loanId }) => loanId);
    const itemIds = open.map(({ itemId }) => itemId);
    const saw = { station: { patronId, atMs: act.atMs }, central: { loanIds, itemIds } };
    changes.push({ change: 'review', kind: 'erased-on-loan', ref: patronId, saw });
  }
  return changes;
};
