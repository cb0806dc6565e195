// The file backend on this machine's disk and clock, for `kitap station --exchange`.
import type { Site } from '../../profiles/site-schema.ts';
import type { Backend } from '../backends/backend.ts';
import { openExchangeFolder } from '../backends/exchange-folder.ts';
import { createFileBackend } from '../backends/file-backend.ts';
import { systemClock } from '../clock.ts';
import type { OpenStation } from '../open-station.ts';

export const openFileBackend = (
  station: OpenStation,
  given: { folder: string; site: Site; branch: string; onChange: () => void },
): Backend =>
  createFileBackend({
    ...station,
    folder: openExchangeFolder(given.folder),
    site: given.site,
    branch: given.branch,
    clock: systemClock,
    random: Math.random,
    onChange: given.onChange,
  });
