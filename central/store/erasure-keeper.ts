// What keeps the erased erased: the list beside the database, replayed at every start, and the cleaning of the files after each
// erasure. Part of the central store (central-store.ts).
import { CentralError } from '../errors.ts';
import type { ErasureLedger, LedgerLine } from './erasure-ledger.ts';
import { type Erasure, eraseNow, listErased } from './erasures.ts';
import { mergedInto, stayedOf } from './merged-records.ts';
import type { SqlDatabase } from './sql.ts';

/** Tables that hold, or held, something of a person. */
const SCRUBBED = ['patron', 'patron_person', 'entry_person', 'import_key'];
const SCRUB_AGAIN_MS = 60_000;

export type ScrubOutcome = 'clean' | 'busy' | 'forbidden';

export type ErasureKeeper = {
  /**
   * By central itself, for a library without a desk. Throws `patron-unknown`, `patron-has-loans`. Durable and in the list
   * when it resolves; stations learn of it by their next pull.
   */
  erase(
    libraryId: string,
    who: { patronId: string } | { card: string },
    by: string,
  ): Promise<string>;
  /** After the commit of a push that brought erasures. */
  noted(libraryId: string, erasures: readonly Erasure[]): void;
  /** Makes the database know what the list knows, and the list what the database knows. */
  replay(): Promise<void>;
  /** Cleans the files now; `clean` too where nothing was to do. */
  scrub(): Promise<ScrubOutcome>;
  /** Waits for the cleaning that runs. */
  close(): Promise<void>;
};

type KeeperDeps = {
  database: SqlDatabase;
  ledger: ErasureLedger;
  clock: () => number;
  tellNews(libraryId: string): void;
  /** A failed cleaning is tried again; the erasure itself is durable. */
  onFailure(error: unknown): void;
};

const findPatron = async (
  { database }: KeeperDeps,
  libraryId: string,
  who: { patronId: string } | { card: string },
): Promise<string> => {
  const [column, value] =
    'card' in who ? (['card', who.card] as const) : (['patron_id', who.patronId] as const);
  const rows = await database.all(
    `SELECT patron_id, status FROM patron WHERE library_id = $1 AND ${column} = $2`,
    [libraryId, value],
  );
  const [row] = rows;
  if (value === '' || row === undefined || row.status === 'erased')
    throw new CentralError('patron-unknown');
  // Two stations gave one card, or a record was merged: a person must be named by id then.
  if (rows.length > 1) throw new CentralError('patron-ambiguous');
  const named = String(row.patron_id);
  // A card leads to the record that stayed, here as at a desk.
  const patronId = 'card' in who ? await stayedOf(database, libraryId, named) : named;
  const [open] = await database.all(
    `SELECT COUNT(*) AS n FROM loan WHERE library_id = $1 AND patron_id = $2
       AND returned_on IS NULL`,
    [libraryId, patronId],
  );
  if (Number(open?.n) > 0) throw new CentralError('patron-has-loans', `${open?.n}`);
  return patronId;
};

/** Ids of all erased patrons of a library. */
const erasedOf = async (database: SqlDatabase, libraryId: string): Promise<Set<string>> => {
  const known = new Set<string>();
  for (let after = ''; ; ) {
    const { patronIds, more } = await listErased(database, libraryId, after);
    for (const id of patronIds) known.add(id);
    after = patronIds[patronIds.length - 1] ?? '';
    if (!more) return known;
  }
};

const createScrubber = ({ database, onFailure }: KeeperDeps) => {
  let running: Promise<ScrubOutcome> = Promise.resolve('clean');
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  const once = async (): Promise<ScrubOutcome> => {
    const [due] = await database.all("SELECT value FROM meta WHERE name = 'scrub-due'");
    if (Number(due?.value ?? 0) === 0) return 'clean';
    // Taken back before, so that an erasure in between asks for another cleaning.
    await database.run("UPDATE meta SET value = 0 WHERE name = 'scrub-due'");
    const outcome = await database.scrub(SCRUBBED).catch((error: unknown) => {
      onFailure(error);
      return 'busy' as const;
    });
    if (outcome === 'busy') {
      await database.run("UPDATE meta SET value = 1 WHERE name = 'scrub-due'");
      again();
    }
    return outcome;
  };
  /** One at a time. */
  const scrub = (): Promise<ScrubOutcome> => {
    running = running.then(once, once);
    return running;
  };
  const again = (): void => {
    if (timer !== null || closed) return;
    timer = setTimeout(() => {
      timer = null;
      scrub().catch(onFailure);
    }, SCRUB_AGAIN_MS);
    timer.unref();
  };
  const close = async (): Promise<void> => {
    closed = true;
    if (timer !== null) clearTimeout(timer);
    await running.catch(onFailure);
  };
  return { scrub, close };
};

export const createErasureKeeper = (deps: KeeperDeps): ErasureKeeper => {
  const { database, ledger, clock } = deps;
  const { scrub, close } = createScrubber(deps);
  const noted = (libraryId: string, erasures: readonly Erasure[]): void => {
    if (erasures.length === 0) return;
    ledger.append(erasures.map((erasure) => ({ libraryId, ...erasure })));
    scrub().catch(deps.onFailure);
  };
  const now = (libraryId: string, erasure: Erasure): Promise<Erasure> =>
    database.transaction((sql) => eraseNow(sql, libraryId, erasure, ledger.hashCard));

  const replayLibrary = async (libraryId: string, lines: readonly LedgerLine[]): Promise<void> => {
    const known = await erasedOf(database, libraryId);
    const listed = new Map(lines.map((line) => [line.patronId, line]));
    for (const [patronId, { atMs, by, cardHash }] of listed)
      if (!known.has(patronId)) await now(libraryId, { patronId, atMs, by, cardHash });
    const unlisted = [...known].filter((patronId) => !listed.has(patronId));
    for (const patronId of unlisted) {
      const [row] = await database.all(
        'SELECT * FROM erased WHERE library_id = $1 AND patron_id = $2',
        [libraryId, patronId],
      );
      const { at_ms: atMs, by_whom: by, card_hash: cardHash } = row ?? {};
      const line = { atMs: Number(atMs), by: String(by), cardHash: String(cardHash) };
      ledger.append([{ libraryId, patronId, ...line }]);
    }
  };

  return {
    erase: async (libraryId, who, by) => {
      const patronId = await findPatron(deps, libraryId, who);
      const atMs = clock();
      // What was merged into it is of the same person.
      for (const id of [...(await mergedInto(database, libraryId, [patronId])), patronId])
        noted(libraryId, [await now(libraryId, { patronId: id, atMs, by, cardHash: '' })]);
      deps.tellNews(libraryId);
      return patronId;
    },
    noted,
    replay: async () => {
      const lines = ledger.read();
      for (const { library_id: id } of await database.all('SELECT library_id FROM library'))
        await replayLibrary(
          String(id),
          lines.filter(({ libraryId }) => libraryId === id),
        );
      await scrub();
    },
    scrub,
    close,
  };
};
