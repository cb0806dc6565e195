// Who had an item when, from all its lendings and returns in the order of time (sync.md 1.2, "Rules
// for circulation"). One fold serves the act that comes in order and the one that comes late, so
// the order of arrival cannot change the result.
import type { ItemAct } from './act.ts';
import { compareStamps } from './act.ts';

export type Story = {
  /** Every loan met and the act that ended it; null = open. At most one is open. */
  ends: Map<string, ItemAct | null>;
  openLoanId: string | null;
  /** Lent again, to somebody else, before anybody saw it come back. */
  lentTwice: { earlier: ItemAct; later: ItemAct }[];
  /** Returns of a loan by name, when nothing was out. */
  returnedNotLent: ItemAct[];
};

export const foldTimeline = (acts: readonly ItemAct[]): Story => {
  const story: Story = { ends: new Map(), openLoanId: null, lentTwice: [], returnedNotLent: [] };
  let open: ItemAct | null = null;
  for (const act of acts) {
    if (open?.loanId != null) story.ends.set(open.loanId, act);
    if (act.kind === 'out') {
      if (open !== null && open.patronId !== act.patronId)
        story.lentTwice.push({ earlier: open, later: act });
      if (act.loanId !== null) story.ends.set(act.loanId, null);
      open = act;
    } else {
      if (open === null && act.loanId !== null) story.returnedNotLent.push(act);
      open = null;
    }
  }
  story.openLoanId = open?.loanId ?? null;
  return story;
};

/** Clocks that contradict each other in a circle would lift times for ever. */
const PASSES_MAX = 8;

/**
 * Acts in the order in which they can have happened: by time, but a station's own acts keep the
 * order of their numbers, and the return of a loan by name comes after that lending, whatever the
 * clocks said.
 */
export const inOrder = (acts: readonly ItemAct[]): ItemAct[] => {
  const lifted = acts.map((act) => ({ ...act }));
  lifted.sort((a, b) => a.station - b.station || a.seq - b.seq);
  const outs = new Map(lifted.filter((act) => act.kind === 'out').map((act) => [act.loanId, act]));
  for (let pass = 0, moved = true; moved && pass < PASSES_MAX; pass += 1) {
    moved = false;
    lifted.forEach((act, index) => {
      const before = lifted[index - 1];
      const own = before !== undefined && before.station === act.station ? before.atMs : 0;
      const out = act.kind === 'in' && act.loanId !== null ? outs.get(act.loanId) : undefined;
      const floor = Math.max(own, out === undefined ? 0 : out.atMs + 1);
      if (floor <= act.atMs) return;
      act.atMs = floor;
      moved = true;
    });
  }
  return lifted.sort(compareStamps);
};
