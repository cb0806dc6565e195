// Which rows own entries changed that central has not applied yet. A pulled row among them is older than what was done here
// (sync.md 1.2 "Pull"). Kept up to date entry by entry: after a month offline a pull must not read the whole queue each time.
import type { PullRow } from '../../central/sync-contract.ts';
import type { Journal, StoredEntry } from '../store/journal.ts';

/** `loans-of`: every loan of a patron. */
type Kind = 'patron' | 'item' | 'loan' | 'hold' | 'loans-of';
export type Touch = { kind: Kind; id: string };

const PAGE = 1_000;

/**
 * The rows that an entry changed here; for the item of a loan, every loan of that item. The patron of a check-out is not
 * changed by it, so that a block may come in at once. An unknown type touches whatever it names.
 */
export const touchedBy = (
  entry: Pick<StoredEntry, 'station' | 'seq' | 'type' | 'body'>,
): Touch[] => {
  const { type, body } = entry;
  const own = `${entry.station}-${entry.seq}`;
  const named = (kind: 'patron' | 'item' | 'loan' | 'hold'): Touch[] => {
    const id = body[`${kind}Id`];
    return typeof id === 'string' ? [{ kind, id }] : [];
  };
  switch (type) {
    case 'visit':
    case 'refusal':
    case 'count':
    case 'wish':
    case 'rating':
    case 'locker-filled':
    case 'locker-emptied':
    case 'pin':
    case 'remembering':
      return [];
    case 'check-out':
      return [{ kind: 'loan', id: own }, ...named('item')];
    case 'check-in':
    case 'renewal':
      return [...named('loan'), ...named('item')];
    case 'registration':
      return [{ kind: 'patron', id: own }];
    case 'storno':
      return [...named('loan'), ...named('item')];
    case 'merge':
      return [
        ...named('patron'),
        ...named('patron').map(({ id }) => ({ kind: 'loans-of', id }) as const),
      ];
    case 'hold':
      return [{ kind: 'hold', id: own }];
    case 'hold-cancelled':
      return named('hold');
    default:
      return [...named('patron'), ...named('loan'), ...named('item')];
  }
};

export type TouchLog = {
  /** Takes in the entries after `applied`; to be called inside the transaction that asks. */
  catchUp(applied: number): void;
  /** Whether an entry after the `applied` of the last `catchUp` touched it. */
  has(row: Pick<PullRow, 'table' | 'id' | 'data'>): boolean;
};

export const createTouchLog = (journal: Pick<Journal, 'read'>): TouchLog => {
  /** The last entry that touched it. */
  const last = new Map<string, number>();
  // Holds the entries after `from` up to `head`.
  let from = 0;
  let head = 0;
  let since = 0;
  const after = (kind: Kind, id: unknown) =>
    typeof id === 'string' && (last.get(`${kind} ${id}`) ?? 0) > since;
  return {
    catchUp: (applied) => {
      if (applied < from || applied >= head) {
        last.clear();
        from = applied;
        head = applied;
      }
      since = applied;
      for (;;) {
        const entries = journal.read(head, PAGE);
        for (const entry of entries) {
          for (const { kind, id } of touchedBy(entry)) last.set(`${kind} ${id}`, entry.seq);
          head = entry.seq;
        }
        if (entries.length < PAGE) return;
      }
    },
    has: ({ table, id, data }) => {
      if (table === 'patron') return after('patron', id);
      if (table === 'hold') return after('hold', id);
      if (table === 'loan')
        return (
          after('loan', id) || after('item', data?.itemId) || after('loans-of', data?.patronId)
        );
      return false;
    },
  };
};
