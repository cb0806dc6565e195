// The table of fuzz targets: one line each, made anew for each run. `npm run fuzz` without a name runs all of them.

import { create3mTarget } from './3m-target.ts';
import { createBoardTarget } from './board-target.ts';
import type { FuzzTarget } from './fuzz-target.ts';
import { createReaderTarget } from './reader-target.ts';
import { createRl866Target } from './rl866-target.ts';
import { createScannerTarget } from './scanner-target.ts';
import { createTagTarget } from './tag-target.ts';

export const TARGETS: Readonly<Record<string, () => FuzzTarget>> = {
  '3m': create3mTarget,
  readers: createReaderTarget,
  rl866: createRl866Target,
  scanners: createScannerTarget,
  board: createBoardTarget,
  tags: createTagTarget,
};
