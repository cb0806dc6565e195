// Into which bin a returned item goes: the site's rules, the first that fits decides, and the last one, which has no condition, takes
// the rest (hardware.md section 5, "book drop / sorter"). A return that could not be booked gets a bin too: the book lies in the drop
// either way.
import assert from 'node:assert/strict';
import type { BinRule, Bins } from '../../profiles/site-schema.ts';
import type { Item } from './types.ts';

export type ReturnedThing = {
  /** Null where nobody knows what it is. */
  item: Pick<Item, 'branch' | 'itemType'> | null;
  /** Where it was returned. */
  branch: string;
  hold: boolean;
  refused: boolean;
};

/** `why` is the rule's own, for the staff page. */
export type BinDecision = { bin: string; why: string };

const fits = (rule: BinRule, { item, branch, hold, refused }: ReturnedThing): boolean => {
  if (rule.branches && !(item && rule.branches.includes(item.branch))) return false;
  if (rule.itemTypes && !(item && rule.itemTypes.includes(item.itemType))) return false;
  if (rule.hold !== undefined && rule.hold !== hold) return false;
  if (rule.refused !== undefined && rule.refused !== refused) return false;
  if (rule.foreignBranch === undefined) return true;
  return item !== null && rule.foreignBranch === (item.branch !== branch);
};

export const sortBin = (bins: Bins, returned: ReturnedThing): BinDecision => {
  const rule = bins.rules.find((candidate) => fits(candidate, returned));
  assert(rule !== undefined, 'no bin rule fits: the last one has no condition');
  return { bin: rule.bin, why: rule.why };
};
