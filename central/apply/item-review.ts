// What a librarian is asked about an item once one act more is known or undone: contradictions that
// the story of the item shows and did not show before, and those that it shows no more.
import type { Change, ItemAct, ReviewKind, Saw } from './act.ts';
import type { Story } from './item-timeline.ts';

export const nameOf = (act: ItemAct): string => `${act.station}-${act.seq}`;

const sideOf = (act: ItemAct, patronId = act.patronId): Record<string, unknown> => ({
  station: act.station,
  seq: act.seq,
  loanId: act.loanId,
  patronId,
  atMs: act.atMs,
  effectiveOn: act.effectiveOn,
});

const pairsOf = (story: Story): Set<string> =>
  new Set(story.lentTwice.map(({ earlier, later }) => `${nameOf(earlier)} ${nameOf(later)}`));
const namesOf = (acts: readonly ItemAct[]): Set<string> => new Set(acts.map(nameOf));

/** `added` is null where an act was undone, or has its effect again. */
export const raised = (
  before: Story,
  after: Story,
  added: ItemAct | null,
  itemId: string,
): Change[] => {
  const known = pairsOf(before);
  const changes: Change[] = [];
  const review = (kind: ReviewKind, ref: string, saw: Saw) =>
    changes.push({ change: 'review', kind, ref, saw });
  for (const { earlier, later } of after.lentTwice) {
    if (known.has(`${nameOf(earlier)} ${nameOf(later)}`)) continue;
    const mineIsEarlier = added !== null && nameOf(earlier) === nameOf(added);
    const [mine, other] = mineIsEarlier ? [earlier, later] : [later, earlier];
    review('lent-twice', String(earlier.loanId), {
      station: { itemId, ...sideOf(mine) },
      central: { holder: later.loanId, ...sideOf(other) },
    });
  }
  const knownReturns = namesOf(before.returnedNotLent);
  for (const act of after.returnedNotLent)
    if (!knownReturns.has(nameOf(act)))
      review('returned-not-lent', nameOf(act), {
        station: { itemId, ...sideOf(act) },
        central: { onLoan: false },
      });
  const knownRenewals = namesOf(before.renewedAfterReturn);
  for (const act of after.renewedAfterReturn) {
    if (knownRenewals.has(nameOf(act))) continue;
    const end = after.ends.get(String(act.loanId));
    review('renewed-after-return', nameOf(act), {
      station: { itemId, ...sideOf(act), dueOn: act.due?.dueOn ?? null },
      central: end ? sideOf(end) : {},
    });
  }
  return changes;
};

/** Contradictions that are none any more. */
export const settled = (before: Story, after: Story): Change[] => {
  const changes: Change[] = [];
  const settle = (kind: ReviewKind, ref: string) => changes.push({ change: 'settle', kind, ref });
  const twice = new Set(after.lentTwice.map(({ earlier }) => earlier.loanId));
  for (const { earlier } of before.lentTwice)
    if (!twice.has(earlier.loanId)) settle('lent-twice', String(earlier.loanId));
  const returns = namesOf(after.returnedNotLent);
  for (const act of before.returnedNotLent)
    if (!returns.has(nameOf(act))) settle('returned-not-lent', nameOf(act));
  const renewals = namesOf(after.renewedAfterReturn);
  for (const act of before.renewedAfterReturn)
    if (!renewals.has(nameOf(act))) settle('renewed-after-return', nameOf(act));
  for (const [loanId, end] of after.ends)
    if (end?.kind === 'in' && end.loanId === loanId && before.ends.get(loanId) !== undefined)
      if (nameOf(before.ends.get(loanId) ?? end) !== nameOf(end)) settle('late-check-out', loanId);
  return changes;
};

/**
 * A late lending that is history already, and neither its own return nor a second lending explains
 * its end.
 */
export const lateCheckOut = (story: Story, added: ItemAct, itemId: string): Change[] => {
  const loanId = added.loanId;
  if (added.kind !== 'out' || loanId === null) return [];
  const end = story.ends.get(loanId);
  if (!end || (end.kind === 'in' && end.loanId === loanId)) return [];
  // Lent again: to another it is `lent-twice`, to the same reader no contradiction.
  if (end.kind === 'out') return [];
  const saw: Saw = { station: { itemId, ...sideOf(added) }, central: sideOf(end) };
  return [{ change: 'review', kind: 'late-check-out', ref: loanId, saw }];
};
