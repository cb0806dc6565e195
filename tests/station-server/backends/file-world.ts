// A station with the file backend on a real folder.
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Backend } from '../../../station-server/backends/backend.ts';
import { openExchangeFolder } from '../../../station-server/backends/exchange-folder.ts';
import { createFileBackend } from '../../../station-server/backends/file-backend.ts';
import { systemClock } from '../../../station-server/clock.ts';
import { makeStation } from '../test-station.ts';
import type { BackendWorld } from './backend-contract.ts';

export const openFileWorld = (options: { items?: number } = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'kitap-exchange-'));
  const station = makeStation(options);
  const make = (): Backend =>
    createFileBackend({
      ...station,
      ...{ branch: 'BLK-C', clock: systemClock, time: station.clock, random: () => 0 },
      folder: openExchangeFolder(folder),
      onChange: () => undefined,
    });
  let backend = make();
  const out = join(folder, 'out');
  /** The tables of that kind, oldest first, without their heads. */
  const tables = (kind: 'acts' | 'patrons' | 'kept'): string[][] =>
    readdirSync(out)
      .filter((name) => name.includes(`-${kind}-`) && name.endsWith('.csv'))
      .sort()
      .map((name) => readFileSync(join(out, name), 'utf8').trimEnd().split('\r\n').slice(1));
  const world: BackendWorld = {
    station,
    backend: () => backend,
    reopen: async () => {
      await backend.stop();
      backend = make();
    },
    delivered: async () =>
      tables('acts')
        .flat()
        .map((line) => Number(line.split(';')[1])),
    cut: () => {
      renameSync(out, `${out}.away`);
      writeFileSync(out, 'a file where the folder was');
    },
    restore: () => {
      rmSync(out);
      renameSync(`${out}.away`, out);
    },
    end: async () => {
      await backend.stop();
      station.db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return { ...world, station, folder, out, tables };
};
