// The rows that a batch of entries can touch, read and locked once, changed in memory by the rules,
// written back once. Locks are taken in one order by every writer: station, item_state, item,
// patron, loan, feed.
import type { Item, PersonName } from '../../station-server/circulation/types.ts';
import type {
  Act,
  Due,
  ItemAct,
  ItemState,
  LoanRow,
  PatronRow,
  PersonRow,
  Rows,
} from '../apply/act.ts';
import { insertRows, selectIn } from './bulk.ts';
import { newRareSet, type RareSet, rareRowsOf } from './rare-set.ts';
import type { Sql, SqlRow } from './sql.ts';
import { ITEM_STATE, itemOf, itemStateOf, itemStateValues, loanOf, patronOf } from './tables.ts';

export type Body = Record<string, unknown>;
/** An entry that a rule can apply: its body fits. */
export type ReadyAct = { type: string; act: Act<Body> };

export type WorkingSet = {
  patrons: Map<string, PatronRow>;
  persons: Map<string, PersonRow>;
  items: Map<string, Item>;
  loans: Map<string, LoanRow>;
  states: Map<string, ItemState>;
  timelines: Map<string, ItemAct[]>;
  holders: Map<string, string[]>;
  births: Map<string, { patronId: string; name: PersonName }[]>;
  rare: RareSet;
};

const named = (acts: readonly ReadyAct[], field: 'itemId' | 'loanId' | 'patronId'): Set<string> => {
  const ids = new Set<string>();
  for (const { act } of acts) {
    const id = act.body[field];
    if (typeof id === 'string') ids.add(id);
  }
  return ids;
};

const ITEM_ACT_KINDS: Readonly<Record<string, ItemAct['kind']>> = {
  'check-out': 'out',
  'check-in': 'in',
  renewal: 'renew',
};
/** Part of an item's story. */
export const isItemAct = (type: string): boolean => Object.hasOwn(ITEM_ACT_KINDS, type);
const locksItem = (type: string): boolean =>
  isItemAct(type) || type === 'storno' || type === 'hold';

const lockStates = async (sql: Sql, libraryId: string, itemIds: Set<string>, set: WorkingSet) => {
  const none: ItemState = { last: { atMs: 0, station: 0, seq: 0 }, openLoanId: null };
  await insertRows(
    sql,
    ITEM_STATE,
    [...itemIds].sort().map((itemId) => itemStateValues(libraryId, itemId, none)),
    'ON CONFLICT (library_id, item_id) DO NOTHING',
  );
  const select = { columns: '*', from: 'item_state', column: 'item_id', lock: true };
  for (const row of await selectIn(sql, select, libraryId, itemIds)) {
    const state = itemStateOf(row);
    if (state !== undefined) set.states.set(String(row.item_id), state);
  }
};

const itemActOfRow = (row: SqlRow): ItemAct => {
  const body = JSON.parse(String(row.body)) as Partial<Due> & {
    loanId?: string | null;
    patronId: string | null;
  };
  const [station, seq] = [Number(row.station), Number(row.seq)];
  const kind = ITEM_ACT_KINDS[String(row.type)] ?? 'in';
  const { dueOn, renewals = 0 } = body;
  return {
    kind,
    due: dueOn === undefined ? null : { dueOn, renewals },
    voided: row.outcome === 'voided',
    loanId: kind === 'out' ? `${station}-${seq}` : (body.loanId ?? null),
    patronId: body.patronId,
    atMs: Number(row.at_ms),
    station,
    seq,
    wallMs: Number(row.wall_ms),
    effectiveOn: String(row.effective_on),
  };
};

/** The whole history of the items for which an act comes late or oddly, and of those in `also`. */
const loadTimelines = async (
  sql: Sql,
  libraryId: string,
  acts: readonly ReadyAct[],
  also: Iterable<string>,
  set: WorkingSet,
) => {
  const late = new Set<string>(also);
  const here = new Set(acts.map(({ act }) => act.name));
  for (const { type, act } of acts) {
    const itemId = String(act.body.itemId);
    const state = isItemAct(type) ? set.states.get(itemId) : undefined;
    if (state === undefined) continue;
    // Returned by name when another loan is out, or none: its lending may have been undone.
    const { loanId } = act.body;
    const known = loanId === null || loanId === state.openLoanId || here.has(String(loanId));
    const other = type === 'check-in' && !known;
    if (other || act.atMs <= state.last.atMs) late.add(itemId);
  }
  const select = {
    columns: 'item_id, station, seq, type, at_ms, wall_ms, effective_on, body, outcome',
    from: 'entry',
    column: 'item_id',
  };
  for (const itemId of late) set.timelines.set(itemId, []);
  for (const row of await selectIn(sql, select, libraryId, late))
    set.timelines.get(String(row.item_id))?.push(itemActOfRow(row));
};

const loadDoubles = async (
  sql: Sql,
  libraryId: string,
  acts: readonly ReadyAct[],
  set: WorkingSet,
) => {
  const registrations = acts.filter(({ type }) => type === 'registration');
  const cards = registrations.map(({ act }) => String(act.body.card));
  const holders = { columns: 'patron_id, card', from: 'patron', column: 'card' };
  for (const row of await selectIn(sql, holders, libraryId, cards))
    append(set.holders, String(row.card), String(row.patron_id));

  const births = registrations.flatMap(({ act }) => act.personal?.birthDate ?? []);
  const born = { columns: 'patron_id, birth_date', from: 'patron', column: 'birth_date' };
  const birthOf = new Map<string, string>();
  for (const row of await selectIn(sql, born, libraryId, births))
    birthOf.set(String(row.patron_id), String(row.birth_date));
  const people = { columns: '*', from: 'patron_person', column: 'patron_id' };
  for (const row of await selectIn(sql, people, libraryId, birthOf.keys())) {
    const patronId = String(row.patron_id);
    const name = {
      surname: String(row.surname),
      givenName: String(row.given_name),
      patronymic: String(row.patronymic),
    };
    append(set.births, birthOf.get(patronId) ?? '', { patronId, name });
  }
};

export const append = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
};

export const loadWorkingSet = async (
  sql: Sql,
  libraryId: string,
  acts: readonly ReadyAct[],
  wholeTimelinesOf: Iterable<string> = [],
): Promise<WorkingSet> => {
  const set: WorkingSet = {
    patrons: new Map(),
    persons: new Map(),
    items: new Map(),
    loans: new Map(),
    states: new Map(),
    timelines: new Map(),
    holders: new Map(),
    births: new Map(),
    rare: newRareSet(),
  };
  await lockStates(
    sql,
    libraryId,
    named(
      acts.filter(({ type }) => locksItem(type)),
      'itemId',
    ),
    set,
  );
  await loadTimelines(sql, libraryId, acts, wholeTimelinesOf, set);
  const items = { columns: '*', from: 'item', column: 'item_id', and: 'AND deleted = 0' };
  for (const row of await selectIn(sql, { ...items, lock: true }, libraryId, named(acts, 'itemId')))
    set.items.set(String(row.item_id), itemOf(row));
  const patrons = { columns: '*', from: 'patron', column: 'patron_id', lock: true };
  for (const row of await selectIn(sql, patrons, libraryId, named(acts, 'patronId')))
    set.patrons.set(String(row.patron_id), patronOf(row));

  const loanIds = named(acts, 'loanId');
  for (const { openLoanId } of set.states.values()) if (openLoanId) loanIds.add(openLoanId);
  for (const timeline of set.timelines.values())
    for (const { loanId } of timeline) if (loanId !== null) loanIds.add(loanId);
  const loans = { columns: '*', from: 'loan', column: 'loan_id', lock: true };
  for (const row of await selectIn(sql, loans, libraryId, loanIds))
    set.loans.set(String(row.loan_id), loanOf(row));
  await loadDoubles(sql, libraryId, acts, set);
  return set;
};

const folded = (name: PersonName): string =>
  [name.surname, name.givenName, name.patronymic].map((part) => part.trim().toLowerCase()).join();

/** The working set as the rules see it. */
export const rowsOf = (set: WorkingSet): Rows => ({
  patron: (patronId) => set.patrons.get(patronId),
  item: (itemId) => set.items.get(itemId),
  loan: (loanId) => set.loans.get(loanId),
  itemState: (itemId) => set.states.get(itemId),
  itemActs: (itemId) => set.timelines.get(itemId),
  cardHolders: (card) => set.holders.get(card) ?? [],
  namesakes: (name, birthDate) =>
    (set.births.get(birthDate) ?? [])
      .filter((other) => folded(other.name) === folded(name))
      .map((other) => other.patronId),
  ...rareRowsOf(set),
});
