// What a planted fault may replace: each is put between two real parts of the product from outside, never into the product.
import type { CentralStore } from '../../central/store/central-store.ts';
import type { Desk } from '../../station-server/desk-types.ts';
import type { Exchange } from '../../station-server/sync/exchange.ts';
import type { SyncDeps } from '../../station-server/sync/sync-client.ts';
import type { Handle } from './disk.ts';
import type { World } from './world.ts';

export type Time = Pick<World, 'nowMs' | 'after'>;

export type Mutant = {
  name: string;
  /** The mistake that a programmer could make. */
  what: string;
  /** The station's way to central, anew for each run of its program. */
  exchange?: (real: Exchange, deps: SyncDeps) => Exchange;
  /** What the sync client is given. */
  sync?: (deps: SyncDeps) => SyncDeps;
  /** The station's open store, before its program gets it. */
  stationHandle?: (handle: Handle) => void;
  desk?: (desk: Desk) => Desk;
  central?: (store: CentralStore, handle: Handle, time: Time) => CentralStore;
  centralHandle?: (handle: Handle) => void;
  /** A killed central has lost its last commit. */
  losesCommit?: boolean;
  uptimeStandsStill?: boolean;
};
