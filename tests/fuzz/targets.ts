// The table of fuzz targets: one line each, made anew for each run. `npm run fuzz` without a name runs all of them.
import { createBoardTarget } from './board-target.ts';
import type { FuzzTarget } from './fuzz-target.ts';
import { createScannerTarget } from './scanner-target.ts';

export const TARGETS: Readonly<Record<string, () => FuzzTarget>> = {
  scanners: createScannerTarget,
  board: createBoardTarget,
};
