// Ids inside SQL are whole numbers, station * 2^32 + sequence: as INTEGER PRIMARY KEY one is the place of its row, so that a row
// is one walk down a tree and new loans go to its right edge. Outside the store they are texts (circulation/types.ts).
import assert from 'node:assert/strict';

/** Sequences of one station; 2^21 stations fit below 2^53, where JavaScript numbers are exact. */
export const SEQUENCES_OF_STATION = 2 ** 32;

/** `station-sequence` of a number that `rowKey` made. */
export const rowId = (key: number): string =>
  `${Math.floor(key / SEQUENCES_OF_STATION)}-${key % SEQUENCES_OF_STATION}`;

/** The one number of an id; two spellings of one number (`1-02`) would be two ids elsewhere, so only `rowId`'s own is taken. */
export const rowKey = (id: string): number => {
  const dash = id.indexOf('-');
  const key = Number(id.slice(0, dash)) * SEQUENCES_OF_STATION + Number(id.slice(dash + 1));
  assert(Number.isSafeInteger(key) && rowId(key) === id, `not a station-sequence id: ${id}`);
  return key;
};

/** For what comes from outside: whether `rowKey` takes it. */
export const ROW_ID_PATTERN = '^(0|[1-9][0-9]{0,5})-(0|[1-9][0-9]{0,8})$';
