// The parts of one simulated library, and what its steps need: stations by slot, central, the network, the ledger.
import type { StoredEntry } from '../../station-server/store/journal.ts';
import type { CentralNode } from './central-node.ts';
import type { Ledger } from './ledger.ts';
import type { Network } from './network.ts';
import type { StationDisk } from './station-disk.ts';
import type { StationNode } from './station-node.ts';
import type { World } from './world.ts';

/** What every history starts from: central with its library, stations that have fetched it, and one that has not. */
export type Images = { central: Buffer; stations: Buffer[]; empty: Buffer };

export type Simulation = {
  world: World;
  central: CentralNode;
  network: Network;
  stations: StationNode[];
  /** Disks taken out because their number is in quarantine; kept, as the manual says. */
  attic: StationDisk[];
  ledger: Ledger;
  /** Names of stations that have done something since the last look at them. */
  stirred: Set<string>;
  nextNumber: number;
  uptimeStandsStill: boolean;
  start(node: StationNode): void;
  /** New numbers for stations that were told to be paired anew. */
  pairAnew(node: StationNode): Promise<void>;
  /** Takes note of the entries after `head`: when they truly were. */
  note(node: StationNode, head: number): StoredEntry[];
};

export const STATIONS_MAX = 5;
