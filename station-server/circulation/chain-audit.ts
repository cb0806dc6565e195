// Walks a station's entries in order and says what is wrong with the first bad one: an entry changed, removed, put in or swapped
// breaks the chain; personal data may be missing only where the person was erased. Station and central audit with this.

import { personOf } from './erasure.ts';
import { type ChainedFields, chainValue, GENESIS_CHAIN, personalDigest } from './journal-chain.ts';

export const CHAIN_FAULTS = {
  'number-gap': 'an entry is missing before it',
  'link-broken': 'it, or the one before it, is not what was written',
  'personal-altered': 'the personal data beside it are not what was written',
  'personal-missing': 'the personal data beside it are gone, and nobody erased the person',
  'personal-left': 'the person was erased, and the personal data beside it are still there',
  'end-missing': 'entries that were there once are missing behind it',
  'head-differs': 'it is not the one that was noted as the last',
} as const;
export type ChainFault = keyof typeof CHAIN_FAULTS;

export type AuditedEntry = ChainedFields & { chain: string; personal: [string, string] | null };
export type ChainCounts = { entries: number; personal: number; erased: number };

export type ChainAudit = {
  /** The fault of this entry, or null. Not to be called after a fault. */
  next(entry: AuditedEntry): ChainFault | null;
  head(): { seq: number; chain: string };
  counts(): ChainCounts;
};

export const createChainAudit = (isErased: (patronId: string) => boolean): ChainAudit => {
  let seq = 0;
  let chain = GENESIS_CHAIN;
  let personal = 0;
  let erased = 0;

  const personalFault = (entry: AuditedEntry): ChainFault | null => {
    if (entry.personalDigest === null) return entry.personal === null ? null : 'personal-altered';
    const patronId = personOf(entry);
    const gone = patronId !== null && isErased(patronId);
    if (entry.personal === null) {
      erased += 1;
      return gone ? null : 'personal-missing';
    }
    personal += 1;
    if (gone) return 'personal-left';
    return personalDigest(...entry.personal) === entry.personalDigest ? null : 'personal-altered';
  };

  return {
    next: (entry) => {
      const { chain: claimed, personal: _, ...fields } = entry;
      if (entry.seq !== seq + 1) return 'number-gap';
      if (chainValue(chain, fields) !== claimed) return 'link-broken';
      seq += 1;
      chain = claimed;
      return personalFault(entry);
    },
    head: () => ({ seq, chain }),
    counts: () => ({ entries: seq, personal, erased }),
  };
};

export type ChainReport = ChainCounts & { broken: { seq: number; fault: ChainFault } | null };

/** `41238 entries, chain whole, 310 with personal data, 2 erased`, or where it is broken. */
export const chainSentence = ({ entries, personal, erased, broken }: ChainReport): string =>
  broken === null
    ? `${entries} entries, chain whole, ${personal} with personal data, ${erased} erased`
    : `BROKEN at entry ${broken.seq}: ${broken.fault}: ${CHAIN_FAULTS[broken.fault]}`;
