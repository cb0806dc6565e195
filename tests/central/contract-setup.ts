// The store that each case of the contract starts from: one library, two patrons, one title with
// one item, two stations.
import { afterEach, beforeEach } from 'vitest';
import type { CentralStore, StationRef } from '../../central/store/central-store.ts';
import { LIBRARY, patron, pullAll, replica, T0, title } from './fixtures.ts';

export type OpenStore = (clock: () => number) => Promise<CentralStore>;

export const ref = (station: number): StationRef => ({ libraryId: LIBRARY, station });
type Replica = Map<string, Record<string, unknown>>;
export const loan = (rows: Replica, id: string) => rows.get(`loan ${id}`);
/** Central's own ids: patrons, titles and items of an import are numbered together. */
export const [PATRON_A, PATRON_B, ITEM] = ['0-1', '0-2', '0-4'];
/** Central's clock: a day after the acts. */
export const NOW_MS = T0 + 86_400_000;

/** Call inside a describe. */
export const eachWithStore = (open: OpenStore) => {
  const held = {} as { store: CentralStore };
  beforeEach(async () => {
    const store = await open(() => NOW_MS);
    held.store = store;
    await store.ensureLibrary(LIBRARY, '0099');
    await store.importPatrons(LIBRARY, [patron('20099000000011'), patron('20099000000029')]);
    await store.importTitles(LIBRARY, [title('t1', ['30099000000010'])]);
    for (const station of [1, 2]) await store.addStation(LIBRARY, station);
  });
  afterEach(() => held.store.close());
  return {
    held,
    rows: async (station = 1) => replica(await pullAll(held.store, ref(station))),
    /** Open reviews as `kind ref`. */
    reviews: async () =>
      (await held.store.reviewQueue(LIBRARY)).map(({ kind, ref: about }) => `${kind} ${about}`),
  };
};
