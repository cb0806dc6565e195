// Two or three stations whose acts come in any order of arrival, for the contracts of
// contradictions: what central then holds, and what must be true whatever contradicts.
import { expect } from 'vitest';
import type { CentralStore } from '../../central/store/central-store.ts';
import { ref } from './contract-setup.ts';
import { LIBRARY, pullAll, replica } from './fixtures.ts';
import type { Journal } from './journal.ts';

/** For `test.each`. */
export const ORDERS = [
  ['1 is heard first', [1, 2]],
  ['2 is heard first', [2, 1]],
] as const;

export const MINUTE_MS = 60_000;

/** Pushes whole journals in this order. */
export const hear = async (
  store: CentralStore,
  order: readonly number[],
  journals: readonly Journal[],
): Promise<void> => {
  for (const number of order) {
    const journal = journals.find(({ station }) => station === number);
    if (journal === undefined) throw new Error(`no journal of station ${number}`);
    expect((await store.push(ref(number), journal.push())).applied).toBe(journal.entries.length);
  }
};

/** An item has at most one open loan, and every entry is stored once, as it was sent. */
export const expectWhole = async (
  store: CentralStore,
  journals: readonly Journal[],
): Promise<void> => {
  const open = new Map<unknown, number>();
  const rows = replica(await pullAll(store, ref(1)));
  for (const [key, data] of rows)
    if (key.startsWith('loan ') && data.returnedOn === null)
      open.set(data.itemId, (open.get(data.itemId) ?? 0) + 1);
  expect([...open.values()].filter((count) => count > 1)).toEqual([]);
  expect((await store.counts(LIBRARY)).openLoans).toBe(open.size);
  for (const journal of journals) {
    const stored = await store.entries(ref(journal.station));
    expect(stored.map(({ chain }) => chain)).toEqual(journal.chains.slice(1));
  }
};
