// A station's journal for tests: makes entries, chains them as a station does, and cuts them into
// pushes.

import { type PushRequest, SYNC_VERSION, type WireEntry } from '../../central/sync-contract.ts';
import {
  chainValue,
  GENESIS_CHAIN,
  personalDigest,
} from '../../station-server/circulation/journal-chain.ts';
import type {
  EntryBodies,
  EntryType,
  PersonalData,
} from '../../station-server/circulation/journal-entry.ts';

export type When = { atMs: number; day?: string; v?: number };

export class Journal {
  readonly station: number;
  readonly entries: WireEntry[] = [];
  readonly chains: string[] = [GENESIS_CHAIN];

  constructor(station: number) {
    this.station = station;
  }

  /** Returns the entry's name. */
  addRaw(type: string, body: Record<string, unknown>, when: When, personal?: PersonalData): string {
    const json = personal === undefined ? null : JSON.stringify(personal);
    const salt = 'ab'.repeat(16);
    const digest = json === null ? null : personalDigest(salt, json);
    const { atMs, day = '2026-03-10', v = 1 } = when;
    const fields = [v, type, atMs, 'boot-a', atMs % 1_000_000, day, 'kiosk-1', 'patron'] as const;
    this.entries.push([...fields, body, digest, json === null ? null : [salt, json]]);
    const seq = this.entries.length;
    const [, , wallMs, bootId, upMs, effectiveOn, place, actor] = fields;
    const chained = {
      ...{ station: this.station, seq, v, type, wallMs, bootId, upMs, effectiveOn, place, actor },
      body,
      personalDigest: digest,
    };
    this.chains.push(chainValue(this.chains[seq - 1] ?? '', chained));
    return `${this.station}-${seq}`;
  }

  add<T extends EntryType>(type: T, body: EntryBodies[T], when: When, personal?: PersonalData) {
    return this.addRaw(type, body, when, personal);
  }

  lend(itemId: string, patronId: string, atMs: number, day?: string): string {
    const terms = { kind: 'home', dueOn: '2026-03-25', renewalsMax: 2 } as const;
    return this.add('check-out', { itemId, patronId, ...terms }, when(atMs, day));
  }

  takeBack(itemId: string, loanId: string | null, atMs: number, day?: string): string {
    const body = { itemId, loanId, patronId: null, withCard: false };
    return this.add('check-in', body, when(atMs, day));
  }

  /** Entries `first` to `last`, both ends included. */
  push(first = 1, last = this.entries.length): PushRequest {
    return {
      version: SYNC_VERSION,
      station: this.station,
      epoch: 1,
      first,
      previousChain: this.chains[first - 1] ?? '',
      entries: this.entries.slice(first - 1, last),
      chain: this.chains[last] ?? '',
    };
  }
}

const when = (atMs: number, day?: string): When => (day === undefined ? { atMs } : { atMs, day });
