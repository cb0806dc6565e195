// One index less for every lending and return to write: what happened to an item is read from its entries, and its open loan
// through `loan_open`.
import type { Migration } from './migration.ts';

export const FEWER_INDEXES: Migration = ['DROP INDEX loan_item'];
