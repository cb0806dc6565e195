// The hash chain over a station's journal: sha256(previous || fields || sha256(salt || personal)) (DESIGN.md "Journal and
// sync"). Personal data enter only by their salted digest, so that erasing them leaves the chain whole. Station and central
// compute the same values.
import { hash } from 'node:crypto';
import type { JournalEntry } from './journal-entry.ts';

/** Stands before the first entry. */
export const GENESIS_CHAIN = '0'.repeat(64);

/** An entry as the chain sees it: `type` and `body` are open, because newer stations know more than this program. */
export type ChainedFields = Omit<JournalEntry, 'chain' | 'type' | 'body'> & {
  type: string;
  body: Record<string, unknown>;
};

/** One call, not a stream of updates: half the time, and a link is on the path of every check-out. */
const digest = (prefixHex: string, text: string): string =>
  hash('sha256', Buffer.concat([Buffer.from(prefixHex, 'hex'), Buffer.from(text)]), 'hex');

/** Hex sha256 of salt and personal data. `personalJson` is the text as stored and sent, never re-serialised. */
export const personalDigest = (saltHex: string, personalJson: string): string =>
  digest(saltHex, personalJson);

/**
 * Hex chain value of `entry` after the entry whose value is `previousHex`. The fields are one JSON array in a fixed order;
 * JSON keeps the order of an object's keys through store and wire, so both sides hash the same text.
 */
export const chainValue = (previousHex: string, entry: ChainedFields): string =>
  digest(
    previousHex,
    JSON.stringify([
      entry.station,
      entry.seq,
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
    ]),
  );
