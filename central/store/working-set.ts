// The rows that a batch of entries can touch, read and locked once, changed in memory by the rules,
// written back once. Locks are taken in one order by every writer: station, item_state, item,
// patron, loan, feed.
import type { Item, PersonName } from '../../station-server/circulation/types.ts';
import type {
  Act,
  Due,
  ItemAct,
  ItemState,
  LibraryRules,
  LoanRow,
  PatronRow,
  PersonRow,
  Rows,
} from '../apply/act.ts';
import { cardOf } from '../apply/registration.ts';
import { rightItemAct } from '../apply/right-days.ts';
import { selectIn } from './bulk.ts';
import { newRareSet, type RareSet, rareRowsOf } from './rare-set.ts';
import type { Sql, SqlRow } from './sql.ts';
import { itemOf, itemStateOf, loanOf, patronOf } from './tables.ts';

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
  /** What was asked for, `table id`: each row is read once. */
  asked: Set<string>;
  /** What the database has; any other row is new, and is inserted. */
  stored: { state: Set<string>; loan: Map<string, LoanRow> };
  rare: RareSet;
};

export const newWorkingSet = (): WorkingSet => ({
  patrons: new Map(),
  persons: new Map(),
  items: new Map(),
  loans: new Map(),
  states: new Map(),
  timelines: new Map(),
  holders: new Map(),
  births: new Map(),
  asked: new Set(),
  stored: { state: new Set(), loan: new Map() },
  rare: newRareSet(),
});

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

/** These ask nothing of the rows that they name: reports count the entries. */
const READ_NOTHING = new Set([
  ...['visit', 'refusal', 'count', 'wish', 'rating', 'locker-filled', 'locker-emptied'],
]);
/** These change neither the patron nor the item that they name, so that nobody has to wait for them. */
const ONLY_READ = new Set(['check-out', 'check-in', 'renewal']);

/** Marks the ids as asked for and gives those that were not. */
const unasked = (set: WorkingSet, table: string, ids: Iterable<string>): string[] => {
  const fresh: string[] = [];
  for (const id of ids) {
    const name = `${table} ${id}`;
    if (set.asked.has(name)) continue;
    set.asked.add(name);
    fresh.push(id);
  }
  return fresh;
};

/** Where the row is new, two that make it at once meet when they insert it, and one starts again. */
const lockStates = async (sql: Sql, libraryId: string, itemIds: string[], set: WorkingSet) => {
  const select = { columns: '*', from: 'item_state', column: 'item_id', lock: true };
  for (const row of await selectIn(sql, select, libraryId, itemIds)) {
    const [itemId, state] = [String(row.item_id), itemStateOf(row)];
    set.stored.state.add(itemId);
    if (state !== undefined) set.states.set(itemId, state);
  }
};

const lockLoans = async (sql: Sql, libraryId: string, loanIds: Set<string>, set: WorkingSet) => {
  const select = { columns: '*', from: 'loan', column: 'loan_id', lock: true };
  for (const row of await selectIn(sql, select, libraryId, unasked(set, 'loan', loanIds))) {
    const loan = loanOf(row);
    set.stored.loan.set(loan.loanId, loan);
    set.loans.set(loan.loanId, loan);
  }
};

/** Locked where an act changes it, else as it is. */
const readNamed = async (
  sql: Sql,
  libraryId: string,
  acts: readonly ReadyAct[],
  table: 'item' | 'patron',
  set: WorkingSet,
): Promise<void> => {
  const field = `${table}Id` as const;
  const and = table === 'item' ? 'AND deleted = 0' : '';
  const select = { columns: '*', from: table, column: `${table}_id`, and };
  const changing = acts.filter(({ type }) => !ONLY_READ.has(type));
  const locked = unasked(set, table, named(changing, field));
  const rest = unasked(set, table, named(acts, field));
  const [first, second] = await Promise.all([
    selectIn(sql, { ...select, lock: true }, libraryId, locked),
    selectIn(sql, select, libraryId, rest),
  ]);
  for (const row of [...first, ...second])
    if (table === 'item') set.items.set(String(row.item_id), itemOf(row));
    else set.patrons.set(String(row.patron_id), patronOf(row));
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
  const found = new Set<string>(also);
  const here = new Set(acts.map(({ act }) => act.name));
  const lent = new Set(
    acts.flatMap(({ type, act }) => (type === 'check-out' ? [String(act.body.itemId)] : [])),
  );
  for (const { type, act } of acts) {
    const itemId = String(act.body.itemId);
    const state = isItemAct(type) ? set.states.get(itemId) : undefined;
    // A renewal of what somebody else has by now stands all the same, and its loan is in the story only; that of an item
    // lent in this very batch too, which has no state yet.
    if (type === 'renewal' && lent.has(itemId)) found.add(itemId);
    if (state === undefined) continue;
    // Named when another loan is out, or none: its lending may have been undone.
    const { loanId } = act.body;
    const open = loanId === null || loanId === state.openLoanId;
    const other =
      (type === 'renewal' && !open) || (type === 'check-in' && !open && !here.has(String(loanId)));
    if (other || act.atMs <= state.last.atMs) found.add(itemId);
  }
  const late = unasked(set, 'timeline', found);
  const select = {
    columns: 'item_id, station, seq, type, at_ms, wall_ms, effective_on, body, outcome',
    from: 'entry',
    column: 'item_id',
  };
  for (const itemId of late) set.timelines.set(itemId, []);
  for (const row of await selectIn(sql, select, libraryId, late))
    set.timelines.get(String(row.item_id))?.push(itemActOfRow(row));
};

/** To be called once, when all are read. */
export const rightTimelines = (set: WorkingSet, rules: LibraryRules | null): void => {
  for (const [itemId, acts] of set.timelines)
    set.timelines.set(
      itemId,
      acts.map((act) => rightItemAct(act, rules)),
    );
};

/** Read for registrations only: who has the card, and who was born on that day. */
const loadDoubles = async (
  sql: Sql,
  libraryId: string,
  acts: readonly ReadyAct[],
  set: WorkingSet,
) => {
  const registrations = acts.filter(({ type }) => type === 'registration');
  const cards = registrations
    .map(({ act }) => cardOf(act as unknown as Parameters<typeof cardOf>[0]))
    .filter((card) => card !== '');
  const births = registrations.flatMap(({ act }) => act.personal?.birthDate ?? []);
  const holders = { columns: 'patron_id, card', from: 'patron', column: 'card' };
  const born = { columns: 'patron_id, birth_date', from: 'patron', column: 'birth_date' };
  const [held, sameDay] = await Promise.all([
    selectIn(sql, holders, libraryId, cards),
    selectIn(sql, born, libraryId, births),
  ]);
  for (const row of held) append(set.holders, String(row.card), String(row.patron_id));
  const birthOf = new Map(sameDay.map((row) => [String(row.patron_id), String(row.birth_date)]));
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

/**
 * Reads what these acts name into the set: what the acts say in one round trip, then what those
 * rows lead to.
 */
export const loadRows = async (
  sql: Sql,
  libraryId: string,
  acts: readonly ReadyAct[],
  set: WorkingSet,
  wholeTimelinesOf: Iterable<string> = [],
): Promise<void> => {
  const asking = acts.filter(({ type }) => !READ_NOTHING.has(type));
  const locking = asking.filter(({ type }) => locksItem(type));
  await Promise.all([
    lockStates(sql, libraryId, unasked(set, 'state', named(locking, 'itemId')), set),
    readNamed(sql, libraryId, asking, 'item', set),
    readNamed(sql, libraryId, asking, 'patron', set),
    lockLoans(sql, libraryId, named(asking, 'loanId'), set),
    loadDoubles(sql, libraryId, asking, set),
  ]);
  await loadTimelines(sql, libraryId, asking, wholeTimelinesOf, set);
  const loanIds = new Set<string>();
  for (const { openLoanId } of set.states.values()) if (openLoanId) loanIds.add(openLoanId);
  for (const timeline of set.timelines.values())
    for (const { loanId } of timeline) if (loanId !== null) loanIds.add(loanId);
  await lockLoans(sql, libraryId, loanIds, set);
  await loadOpenLoansOfErased(sql, libraryId, acts, set);
};

/** What keeps a patron from being erased. */
const loadOpenLoansOfErased = async (
  sql: Sql,
  libraryId: string,
  acts: readonly ReadyAct[],
  set: WorkingSet,
): Promise<void> => {
  const erasures = acts.filter(({ type }) => type === 'erasure');
  if (erasures.length === 0) return;
  const and = 'AND returned_on IS NULL';
  const select = { columns: '*', from: 'loan', column: 'patron_id', and };
  for (const row of await selectIn(sql, select, libraryId, named(erasures, 'patronId')))
    keepLoan(set, loanOf(row));
};

/** A loan as the database has it, where the set does not have it yet. */
export const keepLoan = (set: WorkingSet, loan: LoanRow): void => {
  if (set.loans.has(loan.loanId)) return;
  set.stored.loan.set(loan.loanId, loan);
  set.loans.set(loan.loanId, loan);
};

const folded = (name: PersonName): string =>
  [name.surname, name.givenName, name.patronymic].map((part) => part.trim().toLowerCase()).join();

/** The working set as the rules see it. */
export const rowsOf = (set: WorkingSet): Rows => ({
  patron: (patronId) => set.patrons.get(patronId),
  item: (itemId) => set.items.get(itemId),
  loan: (loanId) => set.loans.get(loanId),
  openLoansOf: (patronId) =>
    [...set.loans.values()].filter(
      (loan) => loan.patronId === patronId && loan.returnedOn === null,
    ),
  itemState: (itemId) => set.states.get(itemId),
  itemActs: (itemId) => set.timelines.get(itemId),
  cardHolders: (card) => set.holders.get(card) ?? [],
  namesakes: (name, birthDate) =>
    (set.births.get(birthDate) ?? [])
      .filter((other) => folded(other.name) === folded(name))
      .map((other) => other.patronId),
  ...rareRowsOf(set),
});
