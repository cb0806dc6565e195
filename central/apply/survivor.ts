// Records of one person that were merged: which of them stayed. Merges form short chains, A into B
// and later B into C; two branches may also merge the same two records into each other.
import type { Rows } from './act.ts';

/** Longer chains are a mistake of many merges: the walk ends where it is. */
const MERGES_FOLLOWED_MAX = 8;

/** The record that stayed; the patron itself where it was never merged. `without` is left out. */
export const survivorOf = (
  patronId: string,
  rows: Pick<Rows, 'merge'>,
  without: string | null = null,
): string => {
  let at = patronId;
  for (let steps = 0; steps < MERGES_FOLLOWED_MAX; steps += 1) {
    const merge = at === without ? undefined : rows.merge(at);
    if (merge === undefined || merge.intoId === patronId) return at;
    at = merge.intoId;
  }
  return at;
};
