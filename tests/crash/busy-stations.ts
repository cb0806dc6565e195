// Real stations with their real clients, busy at the same few books, and what must be true of central
// whenever it comes back: every position that it has acknowledged to a station is there, in a chain
// without a gap, and no book is out twice.
import { expect } from 'vitest';
import { chainValue } from '../../station-server/circulation/journal-chain.ts';
import { pullAll, replica } from '../central/fixtures.ts';
import {
  expectDelivered,
  type Network,
  site,
  type TestStation,
} from '../station-server/sync/test-network.ts';

const BOOKS_OF_ALL = 8;
const ACT_EVERY_MS = 20;
/** Central that dies all the time takes fewer acts than are made: what waits must not grow with the rounds. */
const WAITING_MAX = 100;

/** Lends and takes back the same books as the other stations, until told to stop. */
export const keepBusy = (station: TestStation): (() => Promise<void>) => {
  let stopped = false;
  const working = (async () => {
    for (let act = station.number; !stopped; act += 1) {
      const item = act % BOOKS_OF_ALL;
      if (station.waiting() < WAITING_MAX) {
        if (station.holder(item) === undefined) station.tryLend(item, act % 3);
        else station.takeBack(item);
      }
      await new Promise((resolve) => setTimeout(resolve, ACT_EVERY_MS));
    }
  })();
  return async () => {
    stopped = true;
    await working;
  };
};

/** What central has told each station to be durable. */
export const acknowledged = (stations: readonly TestStation[]): Map<number, number> =>
  new Map(stations.map(({ number, meta }) => [number, meta.number('applied')]));

/** Acknowledged positions that central does not have: none may be. */
export const missing = async (net: Network, acked: Map<number, number>): Promise<string[]> => {
  const standings = await net.central().store.stations(site.id);
  return [...acked].flatMap(([number, position]) => {
    const applied = standings.find(({ station }) => station === number)?.applied ?? -1;
    return applied >= position
      ? []
      : [`station ${number}: ${position} acknowledged, ${applied} there`];
  });
};

/** Entries of central that do not follow from the one before: none may be. */
export const brokenChains = async (net: Network, station: TestStation): Promise<number[]> => {
  const journal = station.journal.read(0, 1_000_000);
  const broken: number[] = [];
  let previous = journal[0] === undefined ? '' : '0'.repeat(64);
  for (const entry of journal) {
    if (chainValue(previous, entry) !== entry.chain) broken.push(entry.seq);
    previous = entry.chain;
  }
  await expectDelivered(net, station);
  return broken;
};

/** At the end: all entries there once, chains whole, nothing held, at most one open loan a book. */
export const expectWhole = async (
  net: Network,
  stations: readonly TestStation[],
): Promise<{ entries: number; openLoans: number }> => {
  for (const station of stations) expect(await brokenChains(net, station)).toEqual([]);
  const { store } = net.central();
  const made = stations.reduce((sum, { journal }) => sum + journal.nextSeq() - 1, 0);
  const counts = await store.counts(site.id);
  expect(counts).toMatchObject({ entries: made, heldEntries: 0 });
  const rows = [...replica(await pullAll(store, net.ref(stations[0]?.number ?? 0))).entries()];
  const open = rows
    .filter(([key, data]) => key.startsWith('loan ') && data.returnedOn === null)
    .map(([, data]) => String(data.itemId));
  expect(open).toEqual([...new Set(open)]);
  expect(open).toHaveLength(counts.openLoans);
  const lendings = stations.flatMap(({ number, journal }) =>
    journal.read(0, 1_000_000).flatMap((e) => (e.type === 'check-out' ? `${number}-${e.seq}` : [])),
  );
  const loans = rows.flatMap(([key]) => (key.startsWith('loan ') ? key.slice(5) : []));
  expect(loans.sort()).toEqual(lendings.sort());
  return { entries: made, openLoans: open.length };
};
