// Opens a station's store and puts the desk on it: the same few lines for the command, the benchmarks and the crash tests.
import { randomBytes } from 'node:crypto';
import type { Site } from '../profiles/site-schema.ts';
import type { Clock } from './clock.ts';
import { createDesk } from './desk.ts';
import type { Desk } from './desk-types.ts';
import { createPatronEraser, type PatronEraser } from './erase-patron.ts';
import { createStationTime, type StationTime } from './station-time.ts';
import { createGuaranteeRows } from './store/guarantee-rows.ts';
import { createJournal, type Journal } from './store/journal.ts';
import { createMeta, type Meta } from './store/meta.ts';
import { openDatabase, type StationDatabase } from './store/open-database.ts';
import { createRows, type Rows } from './store/rows.ts';
import { createSettingRows } from './store/setting-rows.ts';
import { createBootClocks } from './sync/boot-clocks.ts';

/** Tells the runs of one station apart. */
const BOOT_ID_BYTES = 6;

export type OpenStation = {
  db: StationDatabase;
  rows: Rows;
  journal: Journal;
  meta: Meta;
  time: StationTime;
  eraser: PatronEraser;
  desk: Desk;
  close(): void;
};

/**
 * @param file SQLite file, `:memory:`, or a store that `openDatabase` opened
 * @throws StationError `store-newer`, `store-corrupt`
 */
export const openStation = (given: {
  file: string | StationDatabase;
  station: number;
  branch: string;
  site: Site;
  clock: Pick<Clock, 'nowMs' | 'upMs'>;
  onEntry?: () => void;
  /** For the id of this run and for salts. */
  random?: (bytes: number) => Buffer;
}): OpenStation => {
  const { file, station, branch, site, clock, onEntry = () => undefined } = given;
  const random = given.random ?? randomBytes;
  const db = typeof file === 'string' ? openDatabase(file) : file;
  const bootId = random(BOOT_ID_BYTES).toString('hex');
  const rows = createRows(db);
  const meta = createMeta(db);
  const boots = createBootClocks(db, bootId);
  const time = createStationTime({ clock, boots, bootId, meta });
  const { nowMs } = time;
  const { upMs } = clock;
  const journal = createJournal(db, { station, nowMs, upMs, bootId, randomBytes: random });
  const eraser = createPatronEraser(db, { rows, meta, station });
  // An erasure whose cleaning a crash cut off.
  eraser.finish();
  const stored = { db, rows, journal, meta, eraser };
  const settings = createSettingRows(db);
  const guarantees = createGuaranteeRows(db);
  const desk = createDesk({
    ...{ ...stored, settings, guarantees, site },
    ...{ station, branch, nowMs, onEntry },
  });
  return { ...stored, time, desk, close: () => db.close() };
};
