// Central's clock as each run of the station saw it (sync.md 1.2 "Clocks"): entries carry the uptime of their run, so one good
// exchange dates them all, whatever the wall clock said. Kept on disk: entries of an earlier run are sent by a later one.
import type { StationDatabase } from '../store/open-database.ts';

/** A slower exchange says too little: central would call its time sure. */
export const ERROR_MS_MAX = 5_000;
/** Crystals drift by up to 100 parts in a million and are steered by as much, so an old measurement grows worse. */
const DRIFT = 0.0002;
/** More disagreement than errors and drift explain: uptime stood still, as when a laptop sleeps. */
const JUMP_MS = 1_000;
/** One a start with contact; central wants entries of 90 days at most. */
const BOOTS_KEPT_MAX = 1_000;

type Measured = { offsetMs: number; errorMs: number; atUpMs: number };
type BootRow = { offset_ms: number | null; error_ms: number };

export type BootClocks = {
  /** An answer with central's time `centralMs`, asked at uptime `sentMs` and come at `gotMs`. */
  heard(centralMs: number, sentMs: number, gotMs: number): void;
  /** Central's clock minus uptime, milliseconds, for those of the boots of which it is known. */
  of(bootIds: Iterable<string>): Record<string, number>;
};

export const createBootClocks = (db: StationDatabase, bootId: string): BootClocks => {
  const read = db.prepare<[string], BootRow>(
    'SELECT offset_ms, error_ms FROM boot WHERE boot_id = ?',
  );
  const write = db.prepare(
    `INSERT INTO boot(boot_id, offset_ms, error_ms) VALUES(?, ?, ?)
     ON CONFLICT(boot_id) DO UPDATE SET offset_ms = excluded.offset_ms, error_ms = excluded.error_ms`,
  );
  const prune = db.prepare(
    `DELETE FROM boot WHERE rowid <= (SELECT max(rowid) FROM boot) - ${BOOTS_KEPT_MAX}`,
  );
  let best: Measured | null = null;
  /** This run's uptime is no clock any more: its entries go by the wall clock. */
  let jumped = read.get(bootId)?.offset_ms === null;

  const store = (offsetMs: number | null, errorMs: number): void => {
    write.run(bootId, offsetMs, errorMs);
    prune.run();
  };
  return {
    heard: (centralMs, sentMs, gotMs) => {
      const errorMs = Math.ceil((gotMs - sentMs) / 2);
      if (jumped || errorMs > ERROR_MS_MAX) return;
      const now: Measured = {
        offsetMs: Math.round(centralMs - (sentMs + gotMs) / 2),
        errorMs,
        atUpMs: gotMs,
      };
      const heldErrorMs = best ? best.errorMs + DRIFT * (gotMs - best.atUpMs) : Infinity;
      if (best && Math.abs(now.offsetMs - best.offsetMs) > errorMs + heldErrorMs + JUMP_MS) {
        jumped = true;
        store(null, errorMs);
      } else if (errorMs < heldErrorMs) {
        best = now;
        store(now.offsetMs, errorMs);
      }
    },
    of: (bootIds) => {
      const known: Record<string, number> = {};
      for (const id of new Set(bootIds)) {
        const offsetMs = read.get(id)?.offset_ms;
        if (typeof offsetMs === 'number') known[id] = offsetMs;
      }
      return known;
    },
  };
};
