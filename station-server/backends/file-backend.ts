// The backend of a library whose catalogue lives in another program: once a month, or when a person presses, the acts since the
// last time become tables in the exchange folder, and the rows of that program's catalogue are taken from there. The journal is
// the truth here; nothing that was exported is ever exported again under another name.
import type { PullAnswer, PullRow } from '../../central/sync-contract.ts';
import { ROWS_PER_PULL_MAX } from '../../central/sync-contract.ts';
import type { Site } from '../../profiles/site-schema.ts';
import { localDateOf } from '../circulation/local-date.ts';
import type { Clock } from '../clock.ts';
import type { StationTime } from '../station-time.ts';
import type { StoredEntry } from '../store/journal.ts';
import { type ApplyDeps, createPullApplier } from '../sync/apply-rows.ts';
import { createLoop, type Worked } from '../sync/loop.ts';
import {
  ACT_COLUMNS,
  actRow,
  type Lookups,
  PATRON_COLUMNS,
  patronRow,
  tableLine,
} from './acts-table.ts';
import type { Backend, BackendStatus } from './backend.ts';
import type { ExchangeFolder } from './exchange-folder.ts';
import { nextRowsFile, readRowsFile } from './rows-file.ts';

/** How often it is asked whether a month has ended or a file has come. */
const LOOK_EVERY_MS = 60_000;
const RETRY_MS_MAX = 300_000;
const ENTRIES_PER_READ = 1_000;
const BYTE_ORDER_MARK = '\ufeff';

export type FileBackendDeps = ApplyDeps & {
  folder: ExchangeFolder;
  site: Site;
  branch: string;
  clock: Clock;
  time: Pick<StationTime, 'nowMs'>;
  /** 0 <= x < 1, for the jitter of waiting times. */
  random(): number;
  onChange(): void;
};

const sixDigits = (number: number): string => String(number).padStart(6, '0');

/** Writes what waits; the position is stored after the files are on the disk, and found again from their names after a kill. */
const createExporter = (deps: FileBackendDeps, lookups: Lookups) => {
  const { journal, meta, folder, site } = deps;
  const { station } = journal;
  const actsName = new RegExp(`^kitap-${station}-acts-(\\d{6,})-(\\d{6,})\\.csv$`);
  const monthOf = (epochMs: number): string => localDateOf(epochMs, site.timeZone).slice(0, 7);

  /** A file that goes on from `after` was written before a kill: what it holds is delivered. */
  const adopt = (after: number): number => {
    for (const name of folder.written()) {
      const [, first, last] = actsName.exec(name) ?? [];
      if (Number(first) === after + 1) return Number(last);
    }
    return after;
  };

  function* entriesAfter(after: number, last: number): Generator<StoredEntry> {
    for (let from = after; from < last; ) {
      const page = journal.read(from, Math.min(ENTRIES_PER_READ, last - from));
      if (page.length === 0) return;
      yield* page;
      from = page[page.length - 1]?.seq ?? last;
    }
  }

  function* lines(columns: readonly string[], rows: Iterable<string[]>): Generator<string> {
    yield BYTE_ORDER_MARK + tableLine(columns);
    for (const row of rows) yield tableLine(row);
  }

  function* patronRows(after: number, last: number): Generator<string[]> {
    for (const entry of entriesAfter(after, last)) {
      const row = patronRow(entry);
      if (row !== null) yield row;
    }
  }

  function* actRows(after: number, last: number): Generator<string[]> {
    for (const entry of entriesAfter(after, last)) yield actRow(entry, lookups);
  }

  return {
    /** True when something was written. */
    run: (pressed: boolean): boolean => {
      const stored = meta.number('applied');
      const after = adopt(stored);
      if (after !== stored) meta.set('applied', after);
      const { count, oldestAtMs } = journal.waiting(after);
      const monthOver = oldestAtMs !== null && monthOf(oldestAtMs) < monthOf(deps.time.nowMs());
      if (count === 0 || !(pressed || monthOver)) return false;
      const last = after + count;
      const span = `${sixDigits(after + 1)}-${sixDigits(last)}`;
      // The readers first: the file of acts is the one whose name says that all of it is there.
      folder.write(
        `kitap-${station}-patrons-${span}.csv`,
        lines(PATRON_COLUMNS, patronRows(after, last)),
      );
      folder.write(`kitap-${station}-acts-${span}.csv`, lines(ACT_COLUMNS, actRows(after, last)));
      meta.set('applied', last);
      return true;
    },
  };
};

/** Takes the next file of rows in, page by page; an item that is out is kept though the other program dropped it. */
const createImporter = (deps: FileBackendDeps) => {
  const { folder, meta, rows, site, journal } = deps;
  const applier = createPullApplier(deps);
  const isOut = ({ table, id, data }: PullRow): boolean =>
    table === 'item' && data === null && rows.openLoanOfItem(id) !== undefined;

  const tellKept = (kept: readonly PullRow[], name: string): void => {
    const known = kept.flatMap(({ id }) => rows.itemById(id) ?? []);
    const table = known.map(({ item, title }) =>
      tableLine([item.barcode, item.inventoryNo, title.title]),
    );
    folder.write(`kitap-${journal.station}-kept-${name.replace(/jsonl$/, 'csv')}`, [
      BYTE_ORDER_MARK + tableLine(['barcode', 'inventoryNo', 'title']),
      ...table,
    ]);
  };

  return {
    /** True when a file was taken in. */
    run: (): boolean => {
      const file = nextRowsFile(folder.arrived(), meta.number('cursor'));
      if (file === null) return false;
      const all = readRowsFile(folder.inFolder, file, site.id);
      const kept = all.filter(isOut);
      if (kept.length > 0) tellKept(kept, file.name);
      const wanted = all.filter((row) => row.ver > meta.number('cursor') && !isOut(row));
      for (let at = 0; at < wanted.length || meta.number('cursor') < file.to; ) {
        const page = wanted.slice(at, at + ROWS_PER_PULL_MAX);
        at += page.length;
        const more = at < wanted.length;
        const answer: PullAnswer = {
          ...{ version: 1, epoch: 0, nowMs: 0, applied: meta.number('applied') },
          ...{ rows: page, more, cursor: more ? (page[page.length - 1]?.ver ?? 0) : file.to },
        };
        applier.apply(answer, meta.number('cursor'));
      }
      return true;
    },
  };
};

export const createFileBackend = (deps: FileBackendDeps): Backend => {
  const { site, branch, rows, meta, clock } = deps;
  const lookups: Lookups = {
    ...{ timeZone: site.timeZone, branch },
    patron: (id) => (id === '' ? undefined : rows.patronById(id)),
    item: (id) => (id === '' ? undefined : rows.itemById(id)),
  };
  const exporter = createExporter(deps, lookups);
  const importer = createImporter(deps);
  let pressed = false;
  let lastError: string | null = null;
  let lastContactAtMs: number | null = null;

  const work = async (): Promise<Worked> => {
    const wrote = exporter.run(pressed);
    pressed = false;
    const took = importer.run();
    lastError = null;
    lastContactAtMs = deps.time.nowMs();
    if (wrote || took) deps.onChange();
    return took ? 'more' : { pauseMs: LOOK_EVERY_MS };
  };
  const loop = createLoop({
    clock,
    random: deps.random,
    retryMsMax: RETRY_MS_MAX,
    work,
    failed: (error) => {
      lastError = error instanceof Error ? error.message : String(error);
      deps.onChange();
      return { retryAfterMs: null };
    },
    recovered: () => undefined,
  });
  const status = (): BackendStatus => ({
    ...{ applied: meta.number('applied'), lastContactAtMs, lastError },
    ...{ chainFork: false, online: lastError === null && lastContactAtMs !== null, loading: null },
  });
  return {
    start: loop.start,
    stop: loop.stop,
    // Acts go once a month: a new one is no reason to write.
    wake: () => undefined,
    tryNow: () => {
      pressed = true;
      loop.now();
    },
    status,
  };
};
