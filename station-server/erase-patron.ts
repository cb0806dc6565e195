// Erasing a patron from this station's store: the row keeps its id alone, and what else describes the person goes, wherever it
// stands. One function for the desk and for news of central, called inside their transactions; the file is cleaned afterwards.
import { ERASED_NAME, erased, personOf } from './circulation/erasure.ts';
import type { Patron } from './circulation/types.ts';
import { TRIES_KEY, tryDigest } from './kiosk/try-limit.ts';
import { createGuaranteeRows } from './store/guarantee-rows.ts';
import { createGuardianRows } from './store/guardian-rows.ts';
import type { Meta } from './store/meta.ts';
import { BUSY_TIMEOUT_MS, type StationDatabase } from './store/open-database.ts';
import { createReadBeforeRows } from './store/read-before-rows.ts';
import { rowId, rowKey } from './store/row-key.ts';
import type { Rows } from './store/rows.ts';
import { createSettingRows } from './store/setting-rows.ts';

/** Who was erased, for those who still hold something in memory. */
export type ErasedPatron = { patronId: string; card: string };

export type PatronEraser = {
  isErased(patronId: string): boolean;
  /** The patron and the records that were merged into it: one person, as far as is known here. */
  records(patronId: string): string[];
  /** Inside a transaction. `row` is central's where there is none here yet. */
  erase(patronId: string, row?: Patron): void;
  /**
   * After the commit: tells the listeners, and takes what was deleted out of the write-ahead log too. Where somebody reads
   * the file just now, the next call does it. Cheap when nothing was erased.
   */
  finish(): void;
  onErased(listener: (patron: ErasedPatron) => void): void;
};

type PersonRow = { seq: number; type: string; body: string };
type Try = { card: string };

/** Personal data beside own entries of this patron. */
const personalForgetter = (db: StationDatabase, station: number) => {
  const all = db.prepare<[], PersonRow>(
    'SELECT seq, type, body FROM journal_person JOIN journal USING(seq)',
  );
  const drop = db.prepare('DELETE FROM journal_person WHERE seq = ?');
  return (patronId: string): void => {
    for (const { seq, type, body } of all.all()) {
      const entry = { station, seq, type, body: JSON.parse(body) as Record<string, unknown> };
      if (personOf(entry) === patronId) drop.run(seq);
    }
  };
};

/**
 * Slips that are done go whole, whoever's they are: nobody needs them any more, and they name books. Of those under way only
 * the ones with this card.
 */
const slipForgetter = (db: StationDatabase) => {
  const drop = db.prepare(
    `DELETE FROM print_job WHERE state NOT IN ('queued', 'sending', 'awaiting-ack')
     OR (@card <> '' AND instr(document, @card) > 0)`,
  );
  return (card: string): void => {
    drop.run({ card });
  };
};

const triesForgetter = (db: StationDatabase) => {
  const all = db.prepare<[string], { k: string; v: string }>(
    "SELECT k, v FROM meta WHERE k LIKE ? || '%'",
  );
  const write = db.prepare('UPDATE meta SET v = ? WHERE k = ?');
  return (card: string): void => {
    const gone = tryDigest(card);
    for (const { k, v } of all.all(TRIES_KEY)) {
      const tries = JSON.parse(v) as Try[];
      const kept = tries.filter((one) => one.card !== gone);
      if (kept.length < tries.length) write.run(JSON.stringify(kept), k);
    }
  };
};

export const createPatronEraser = (
  db: StationDatabase,
  parts: { rows: Rows; meta: Meta; station: number },
): PatronEraser => {
  const { rows, meta, station } = parts;
  const forgetPersonal = personalForgetter(db, station);
  const forgetSlips = slipForgetter(db);
  const forgetTries = triesForgetter(db);
  const settings = createSettingRows(db);
  const guarantees = createGuaranteeRows(db);
  const guardians = createGuardianRows(db);
  const readBefore = createReadBeforeRows(db);
  const forgetParked = db.prepare("DELETE FROM parked WHERE table_name = 'patron' AND id = ?");
  const mergedInto = db.prepare<[number], { patron_id: number }>(
    'SELECT patron_id FROM patron WHERE merged_into = ?',
  );
  const listeners: ((patron: ErasedPatron) => void)[] = [];
  let untold: ErasedPatron[] = [];

  const clean = (): void => {
    if (meta.number('scrub-due') === 0) return;
    // Not waited for: lending would wait as well.
    db.pragma('busy_timeout = 0');
    try {
      const [result] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
      if (result?.busy === 0) meta.set('scrub-due', 0);
    } finally {
      db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
    }
  };

  const records = (patronId: string): string[] => {
    const found = new Set([patronId]);
    // Grows while it is walked.
    for (const id of found)
      for (const row of mergedInto.all(rowKey(id))) found.add(rowId(row.patron_id));
    return [...found];
  };

  return {
    records,
    isErased: (patronId) => rows.borrowerById(patronId)?.status === 'erased',
    erase: (patronId, row) => {
      const known = rows.patronById(patronId);
      const left = row ?? known;
      if (left) rows.putPatron({ ...erased(left), name: ERASED_NAME }, '');
      if (known?.status === 'erased') return;
      const card = known?.card ?? '';
      forgetPersonal(patronId);
      forgetParked.run(patronId);
      settings.drop(patronId);
      guarantees.drop(patronId);
      guardians.drop(patronId);
      readBefore.drop(patronId);
      forgetSlips(card);
      forgetTries(card);
      meta.set('scrub-due', 1);
      untold.push({ patronId, card });
    },
    finish: () => {
      const told = untold;
      untold = [];
      for (const patron of told) for (const listener of listeners) listener(patron);
      clean();
    },
    onErased: (listener) => {
      listeners.push(listener);
    },
  };
};
