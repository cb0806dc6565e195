// What the simulation itself knows, as no part of the product could: what people were told, when it truly was, and which disks
// were lost. The invariants compare the stores with it.
import type { PersonalData } from '../../station-server/circulation/journal-entry.ts';

export type Told = {
  station: number;
  seq: number;
  chain: string;
  type: string;
  personal: PersonalData | null;
  /** It stood only on a disk that was lost. */
  excused: boolean;
};

export type Ledger = {
  told: Told[];
  /** By run and uptime, as an entry has them: when that was in truth. */
  truth: Map<string, number>;
  /** Runs in which uptime stood still. */
  untimed: Set<string>;
  /** Numbers of stations whose disk was put back to an old copy, and of those with two disks at work: only these may fork. */
  putBack: Set<number>;
  cloned: Set<number>;
  /** Put back to a copy from before the first act: it shares nothing with what it had sent, as a second disk would. */
  begunAnew: Set<number>;
  /** What a disk had asked came to central after an old copy took its place: to central, two disks at work. */
  askedBefore: Set<number>;
  /** Central was put back: a disk may then go on where central's journal of it has ended. */
  centralPutBack: boolean;
  /** `table id` of rows that central forgot in a restore; a station may still have them. */
  forgotten: Set<string>;
  /** The highest epoch that any station may have met. */
  epochMet: number;
  /** Items whose holder was judged by true times: proof that the check is not empty. */
  judged: number;
};

/** Its disk is not the only one that ever wrote under this number. */
export const hasSecondDisk = ({ putBack, cloned }: Ledger, station: number): boolean =>
  putBack.has(station) || cloned.has(station);

export const createLedger = (): Ledger => ({
  told: [],
  truth: new Map(),
  untimed: new Set(),
  putBack: new Set(),
  cloned: new Set(),
  begunAnew: new Set(),
  askedBefore: new Set(),
  centralPutBack: false,
  forgotten: new Set(),
  epochMet: 1,
  judged: 0,
});

/** Undefined where nobody could know. */
export const trueMs = (ledger: Ledger, bootId: string, upMs: number): number | undefined =>
  ledger.untimed.has(bootId) ? undefined : ledger.truth.get(truthKey(bootId, upMs));

export const truthKey = (bootId: string, upMs: number): string => `${bootId} ${upMs}`;
