// What a library's days are: zone and calendar of its site file, so that central can put days right that a station with a wrong
// clock wrote down.
import type { Migration } from './migration.ts';

export const LIBRARY_DAYS: Migration = ['ALTER TABLE library ADD COLUMN days TEXT'];
