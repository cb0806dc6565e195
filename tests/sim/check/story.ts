// Who had an item when, told once more: from everything that central has stored, in the order of time, in one go. Whatever the order
// of arrival was, central must have come to the same end. Written apart from the product's own rules on purpose.
import type { StoredEntry } from '../../../central/store/central-store.ts';

export type ItemStory = {
  holder: string | null;
  /** Loan ids lent over by somebody else before anybody saw them come back. */
  lentTwice: string[];
};

type Moved = Pick<StoredEntry, 'station' | 'seq' | 'type' | 'body'> & { atMs: number };

const compare = (a: Moved, b: Moved): number =>
  a.atMs - b.atMs || a.station - b.station || a.seq - b.seq;

/** A station's own acts keep their order, and what names a loan comes after that loan: whatever the clocks say. */
const settleTimes = (acts: Moved[]): void => {
  const lent = new Map(
    acts.filter((act) => act.type === 'check-out').map((act) => [`${act.station}-${act.seq}`, act]),
  );
  for (let again = true, passes = 0; again && passes < 8; passes += 1) {
    again = false;
    const lastOf = new Map<number, number>();
    for (const act of acts.sort((a, b) => a.station - b.station || a.seq - b.seq)) {
      const named = act.type !== 'check-out' ? lent.get(String(act.body.loanId)) : undefined;
      const earliest = Math.max(lastOf.get(act.station) ?? 0, named ? named.atMs + 1 : 0);
      if (act.atMs < earliest) {
        act.atMs = earliest;
        again = true;
      }
      lastOf.set(act.station, act.atMs);
    }
  }
};

export const tellStory = (entries: readonly StoredEntry[]): ItemStory => {
  const acts = entries.map(({ station, seq, type, body, atMs }) => ({
    station,
    seq,
    type,
    body,
    atMs,
  }));
  settleTimes(acts);
  const story: ItemStory = { holder: null, lentTwice: [] };
  let patron: unknown = null;
  for (const act of acts.sort(compare)) {
    if (act.type === 'renewal') continue;
    const lends = act.type === 'check-out';
    if (lends && story.holder !== null && patron !== act.body.patronId)
      story.lentTwice.push(story.holder);
    story.holder = lends ? `${act.station}-${act.seq}` : null;
    patron = lends ? act.body.patronId : null;
  }
  return story;
};
