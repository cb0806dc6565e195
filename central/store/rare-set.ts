// Rows that only few acts need (stornos, blocks, merges, holds, the library's rules): those read,
// and what the rules change in them, in memory. `rare-rows.ts` reads them, `rare-writes.ts` writes.
import type { BlockAct } from '../../station-server/circulation/contradictions.ts';
import type { Item } from '../../station-server/circulation/types.ts';
import type {
  Act,
  HoldRow,
  ItemState,
  LibraryRules,
  LoanRow,
  MergeRow,
  RareChange,
  RareRows,
  StornoRow,
  Target,
} from '../apply/act.ts';
import { survivorOf } from '../apply/survivor.ts';

type Block = BlockAct & { by: string };
export type Decision = { kind: string; ref: string; state: string; by: string };

export type RareSet = {
  /** The library's count of rare batches from before anything was read; null where no rare rows were. */
  seen: number | null;
  /** This batch is one of them. */
  counts: boolean;
  rules: LibraryRules | null;
  /** Entries that a storno of this batch names. */
  wanted: Set<string>;
  targets: Map<string, Target>;
  stornos: Map<string, StornoRow[]>;
  blocks: Map<string, Block[]>;
  merges: Map<string, MergeRow>;
  lentTo: Map<string, string>;
  /** Open home loans by reader, counted only where the rules are known. */
  homeOpen: Map<string, Set<string>>;
  holds: Map<string, HoldRow>;
  titles: Map<string, string>;
  copies: Map<string, { itemId: string; free: boolean }[]>;
  changed: {
    stornos: Map<string, StornoRow>;
    voids: Map<string, boolean>;
    blocks: { patronId: string; block: BlockAct & { reason: string } }[];
    merges: Map<string, MergeRow | null>;
    holds: Set<string>;
    decisions: Decision[];
  };
};

export const newRareSet = (): RareSet => ({
  seen: null,
  counts: false,
  rules: null,
  wanted: new Set(),
  targets: new Map(),
  stornos: new Map(),
  blocks: new Map(),
  merges: new Map(),
  lentTo: new Map(),
  homeOpen: new Map(),
  holds: new Map(),
  titles: new Map(),
  copies: new Map(),
  changed: {
    stornos: new Map(),
    voids: new Map(),
    blocks: [],
    merges: new Map(),
    holds: new Set(),
    decisions: [],
  },
});

type Around = {
  rare: RareSet;
  loans: ReadonlyMap<string, LoanRow>;
  items: ReadonlyMap<string, Item>;
  states: ReadonlyMap<string, ItemState>;
};

const freeCopy =
  ({ rare, states }: Around) =>
  (titleId: string, exceptItemId: string): string | undefined => {
    const held = [...rare.holds.values()].filter(({ state }) => state === 'waiting');
    return rare.copies.get(titleId)?.find(({ itemId, free }) => {
      const known = states.get(itemId);
      const onShelf = known === undefined ? free : known.openLoanId === null && free;
      return onShelf && itemId !== exceptItemId && !held.some((hold) => hold.itemId === itemId);
    })?.itemId;
  };

const mergedInto = ({ merges }: RareSet, patronId: string): string[] => {
  const merge = (id: string) => merges.get(id);
  return [...merges.keys()].filter(
    (id) => id !== patronId && survivorOf(id, { merge }) === patronId,
  );
};

const holdsFor =
  (around: Around, titleOf: (itemId: string) => string | undefined) =>
  (patronId: string, itemId: string): HoldRow[] => {
    const merge = (id: string) => around.rare.merges.get(id);
    return [...around.rare.holds.values()].filter((hold) => {
      if (hold.state !== 'waiting') return false;
      const own = survivorOf(hold.patronId, { merge }) === patronId;
      return hold.itemId === itemId || (own && hold.titleId === titleOf(itemId));
    });
  };

/** The set as the rules see it. */
export const rareRowsOf = (around: Around): RareRows => {
  const { rare, loans, items } = around;
  const titleOf = (itemId: string) => items.get(itemId)?.titleId ?? rare.titles.get(itemId);
  return {
    rules: rare.rules,
    target: (entry) => rare.targets.get(entry),
    stornos: (entry) => rare.stornos.get(entry) ?? [],
    blocks: (patronId) => rare.blocks.get(patronId) ?? [],
    loansOf: (patronId) => [...loans.values()].filter((loan) => loan.patronId === patronId),
    lentTo: (loanId) => rare.lentTo.get(loanId),
    merge: (patronId) => rare.merges.get(patronId),
    mergedInto: (patronId) => mergedInto(rare, patronId),
    homeLoans: (patronId) => rare.homeOpen.get(patronId)?.size ?? 0,
    hold: (holdId) => rare.holds.get(holdId),
    holdsFor: holdsFor(around, titleOf),
    titleOf,
    freeCopy: freeCopy(around),
  };
};

/** To be told of each loan that changes, so that open ones are counted within a batch too. */
export const noteLoan = ({ rare }: { rare: RareSet }, loan: LoanRow): void => {
  if (rare.rules?.lending == null) return;
  const open = rare.homeOpen.get(loan.patronId) ?? new Set();
  rare.homeOpen.set(loan.patronId, open);
  if (loan.kind === 'home' && loan.returnedOn === null) open.add(loan.loanId);
  else open.delete(loan.loanId);
};

/** To be told of each act of a batch once it was applied or held: a storno behind it may name it. */
export const noteApplied = (
  { rare }: { rare: RareSet },
  type: string,
  act: Act<Record<string, unknown>>,
  held: boolean,
): void => {
  const { atMs, station, seq, body, wallMs, name } = act;
  if (rare.wanted.has(name))
    rare.targets.set(name, { atMs, station, seq, type, body, wallMs, held });
  if (type === 'check-out') rare.lentTo.set(name, String(body.patronId));
};

/** Whether there is something to write besides holds, which get versions like other rows. */
export const isRareChanged = ({ changed }: RareSet): boolean => {
  const { stornos, voids, blocks, merges, decisions } = changed;
  return stornos.size + voids.size + blocks.length + merges.size + decisions.length > 0;
};

/** Keeps a rare change in memory. */
export const recordRare = ({ rare }: { rare: RareSet }, change: RareChange): void => {
  const { changed } = rare;
  switch (change.change) {
    case 'storno': {
      const { storno } = change;
      const others = (rare.stornos.get(storno.target) ?? []).filter(({ by }) => by !== storno.by);
      rare.stornos.set(storno.target, [...others, storno]);
      changed.stornos.set(`${storno.target} ${storno.by}`, storno);
      return;
    }
    case 'void':
      changed.voids.set(change.entry, change.voided);
      return;
    case 'block': {
      const { patronId, block } = change;
      const by = `${block.station}-${block.seq}`;
      rare.blocks.set(patronId, [...(rare.blocks.get(patronId) ?? []), { ...block, by }]);
      changed.blocks.push({ patronId, block });
      return;
    }
    case 'merge':
      if (change.row === null) rare.merges.delete(change.patronId);
      else rare.merges.set(change.patronId, change.row);
      changed.merges.set(change.patronId, change.row);
      return;
    case 'hold-row':
      rare.holds.set(change.hold.holdId, change.hold);
      changed.holds.add(change.hold.holdId);
      return;
    case 'decide': {
      const { kind, ref, state, by } = change;
      changed.decisions.push({ kind, ref, state, by });
    }
  }
};
