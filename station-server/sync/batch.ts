// Journal entries as a push body (central/sync-contract.ts), and what entries that central has not applied yet touch. Pure.
import type { PullRow, PushRequest, WireEntry } from '../../central/sync-contract.ts';
import { SYNC_VERSION } from '../../central/sync-contract.ts';
import type { StoredEntry } from '../store/journal.ts';

const toWire = (entry: StoredEntry): WireEntry => [
  entry.v,
  entry.type,
  entry.wallMs,
  entry.bootId,
  entry.upMs,
  entry.effectiveOn,
  entry.place,
  entry.actor,
  entry.body,
  entry.personalDigest,
  entry.personal,
];

/** `entries` are consecutive and not empty; `previousChain` is the chain value before the first. */
export const pushRequest = (
  entries: StoredEntry[],
  previousChain: string,
  epoch: number,
): PushRequest => {
  const first = entries[0] as StoredEntry;
  const last = entries.at(-1) as StoredEntry;
  return {
    version: SYNC_VERSION,
    station: first.station,
    epoch,
    first: first.seq,
    previousChain,
    entries: entries.map(toWire),
    chain: last.chain,
  };
};

export type Touched = { patrons: Set<string>; items: Set<string>; loans: Set<string> };

/**
 * The rows that these entries changed here. A pulled row among them is older than what was done here and is skipped: central
 * gives every row that an entry touches a new version when it applies it, so the truth follows (sync.md 1.2 "Pull").
 */
export const touchedBy = (entries: StoredEntry[]): Touched => {
  const touched: Touched = { patrons: new Set(), items: new Set(), loans: new Set() };
  const add = (set: Set<string>, id: unknown) => {
    if (typeof id === 'string') set.add(id);
  };
  for (const entry of entries) {
    if (entry.type === 'refusal' || entry.type === 'visit') continue;
    const own = `${entry.station}-${entry.seq}`;
    add(touched.patrons, entry.type === 'registration' ? own : null);
    add(touched.loans, entry.type === 'check-out' ? own : entry.body.loanId);
    add(touched.items, entry.body.itemId);
    if (entry.type.startsWith('re') || entry.type === 'preference') {
      add(touched.patrons, entry.body.patronId);
    }
  }
  return touched;
};

export const isTouched = (row: PullRow, touched: Touched): boolean => {
  if (row.table === 'patron') return touched.patrons.has(row.id);
  if (row.table !== 'loan') return false;
  const itemId = row.data?.itemId;
  return touched.loans.has(row.id) || (typeof itemId === 'string' && touched.items.has(itemId));
};
