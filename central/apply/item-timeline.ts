// Who had an item when, from all its lendings, renewals and returns in the order of time (sync.md
// 1.2, "Rules for circulation"). One fold serves the act that comes in order, the one that comes
// late and the one that is undone, so the order of arrival cannot change the result.
import type { Due, ItemAct } from './act.ts';
import { compareStamps, laterDay } from './act.ts';

export type Story = {
  /** Every loan met and the act that ended it; null = open. At most one is open. */
  ends: Map<string, ItemAct | null>;
  /** The latest day promised for each loan, and how often it was renewed. */
  dues: Map<string, Due>;
  openLoanId: string | null;
  /** Lent again, to somebody else, before anybody saw it come back. */
  lentTwice: { earlier: ItemAct; later: ItemAct }[];
  /** Returns of a loan by name, when nothing was out. */
  returnedNotLent: ItemAct[];
  renewedAfterReturn: ItemAct[];
};

const emptyStory = (): Story => ({
  ends: new Map(),
  dues: new Map(),
  openLoanId: null,
  lentTwice: [],
  returnedNotLent: [],
  renewedAfterReturn: [],
});

const laterDue = (a: Due, b: Due): Due => ({
  dueOn: laterDay(a.dueOn, b.dueOn),
  renewals: Math.max(a.renewals, b.renewals),
});

const renewed = (story: Story, act: ItemAct, open: ItemAct | null): void => {
  const { loanId, due } = act;
  if (loanId === null || due === null) return;
  const before = story.dues.get(loanId);
  if (before !== undefined) story.dues.set(loanId, laterDue(before, due));
  if (open?.loanId !== loanId && story.ends.has(loanId)) story.renewedAfterReturn.push(act);
};

/** The loans whose lending was undone: what names them contradicts nothing. */
const undoneLoans = (acts: readonly ItemAct[]): Set<string | null> =>
  new Set(acts.filter(({ kind, voided }) => voided && kind === 'out').map(({ loanId }) => loanId));

export const foldTimeline = (acts: readonly ItemAct[]): Story => {
  const story = emptyStory();
  const undone = undoneLoans(acts);
  let open: ItemAct | null = null;
  for (const act of acts) {
    if (act.voided) continue;
    if (act.kind === 'renew') {
      renewed(story, act, open);
      continue;
    }
    if (open?.loanId != null) story.ends.set(open.loanId, act);
    if (act.kind === 'out') {
      if (open !== null && open.patronId !== act.patronId)
        story.lentTwice.push({ earlier: open, later: act });
      if (act.loanId !== null) story.ends.set(act.loanId, null);
      if (act.loanId !== null && act.due !== null) story.dues.set(act.loanId, act.due);
      open = act;
    } else {
      if (open === null && act.loanId !== null && !undone.has(act.loanId))
        story.returnedNotLent.push(act);
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
 * order of their numbers, and what names a loan comes after that lending, whatever the clocks said.
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
      const named = act.kind !== 'out' && act.loanId !== null;
      const out = named ? outs.get(act.loanId) : undefined;
      const floor = Math.max(own, out === undefined ? 0 : out.atMs + 1);
      if (floor <= act.atMs) return;
      act.atMs = floor;
      moved = true;
    });
  }
  return lifted.sort(compareStamps);
};
