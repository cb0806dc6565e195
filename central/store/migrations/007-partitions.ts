// The tables that grow with every loan and every book, spread by library. Moves the rows that are
// there, in one transaction, in which central does not answer: 650,000 items and 1,000,000 entries took
// 27 s (`npm run bench -- partitions`).
import type { Migration } from './migration.ts';
import { partitionByLibrary } from './partition-by-library.ts';

export const PARTITIONS: Migration = ['entry', 'entry_person', 'item', 'item_state', 'loan'].map(
  partitionByLibrary,
);
