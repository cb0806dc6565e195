// `kitap stick`: sync by file for a station with no link. `write` puts what central has not confirmed onto a
// stick, `read` takes central's answer from it, `status` says what waits. Runs beside the station server.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import * as files from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import type { Language } from '../../profiles/site-schema.ts';
import { systemClock } from '../clock.ts';
import { createPatronEraser } from '../erase-patron.ts';
import { StationError } from '../errors.ts';
import { type ReadDeps, readStick, type StickReport } from '../stick/read-stick.ts';
import { stickIdentity } from '../stick/stick-identity.ts';
import { stickStatus } from '../stick/stick-status.ts';
import { type WriteDeps, writeStick } from '../stick/write-stick.ts';
import { createJournal } from '../store/journal.ts';
import { createMeta } from '../store/meta.ts';
import { openDatabase } from '../store/open-database.ts';
import { createRows } from '../store/rows.ts';
import { fillStick, STICK_STRINGS, type StickStrings } from '../strings/stick.ts';
import { createBootClocks } from '../sync/boot-clocks.ts';
import { CENTRAL_KEY_FILE, CENTRAL_TOKEN_FILE, readSecret } from './secret-file.ts';

type Common = {
  data: string;
  tokenFile?: string;
  centralKeyFile?: string;
  language: string;
  json: boolean;
};
type Deps = WriteDeps & ReadDeps;

const DAY_MS = 86_400_000;
/** The worst file decides; 1 is for a command that could not run, 6 for a stick that came back unanswered. */
const EXIT_STATUS: Record<StickReport['outcome'], number> = {
  ...{ applied: 0, known: 0, confirmed: 0, foreign: 0, old: 2, gap: 3, unreadable: 4, forked: 5 },
  waiting: 0,
};
const UNANSWERED_STATUS = 6;

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const languageOf = ({ language }: Common): Language =>
  Object.hasOwn(STICK_STRINGS, language) ? (language as Language) : 'en';

/** The store of the station: a second connection while its server runs, the only one while it does not. */
const withStation = async (options: Common, use: (deps: Deps) => Promise<void>): Promise<void> => {
  const folder = resolve(options.data);
  const file = join(folder, 'station.db');
  // An empty store made by a wrong path would look like a station with nothing to send.
  if (!existsSync(file)) throw new StationError('store-unavailable', { detail: file });
  const tokenFile = options.tokenFile ?? join(folder, CENTRAL_TOKEN_FILE);
  if (!existsSync(tokenFile)) throw new StationError('sync-unauthorised', { detail: tokenFile });
  const token = readSecret(tokenFile);
  const keyFile = options.centralKeyFile ?? join(folder, CENTRAL_KEY_FILE);
  const identity = stickIdentity(token, existsSync(keyFile) ? readSecret(keyFile) : null);
  const db = openDatabase(file);
  try {
    const { station } = identity;
    const bootId = 'stick';
    const journal = createJournal(db, { station, ...systemClock, bootId, randomBytes });
    const [rows, meta, clocks] = [createRows(db), createMeta(db), createBootClocks(db, bootId)];
    const eraser = createPatronEraser(db, { rows, meta, station });
    const { nowMs } = systemClock;
    await use({ db, rows, journal, meta, eraser, clocks, identity, files, nowMs, randomBytes });
  } finally {
    db.close();
  }
};

const say = (options: Common, key: keyof StickStrings, figures = {}): string =>
  fillStick(languageOf(options), key, figures);

/** The sentence in the librarian's language goes before code and hint, which are for the technician. */
const guarded = async (options: Common, work: (deps: Deps) => Promise<void>): Promise<void> => {
  try {
    await withStation(options, work);
  } catch (error) {
    const code = error instanceof StationError ? error.code : '';
    if (Object.hasOwn(STICK_STRINGS.kk, code))
      process.stderr.write(`${say(options, code as keyof StickStrings)}\n`);
    throw error;
  }
};

const write = (options: Common & { to: string }): Promise<void> =>
  guarded(options, async (deps) => {
    const written = await writeStick(deps, { folder: options.to });
    if (options.json) return print(JSON.stringify(written));
    for (const name of written.files) print(name);
    print(say(options, 'written', { count: written.entries }));
  });

const status = (options: Common): Promise<void> =>
  guarded(options, async ({ journal, meta, nowMs }) => {
    const standing = stickStatus(journal, meta);
    if (options.json) return print(JSON.stringify(standing));
    const { waiting: count, oldestAtMs } = standing;
    const days = Math.max(0, Math.floor((nowMs() - (oldestAtMs ?? nowMs())) / DAY_MS));
    print(say(options, count === 0 ? 'nothing-waits' : 'safe-here', { count, days }));
  });

const statusOf = (reports: readonly StickReport[]): number => {
  const has = (...outcomes: StickReport['outcome'][]) =>
    reports.some(({ outcome }) => outcomes.includes(outcome));
  const worst = Math.max(...reports.map(({ outcome }) => EXIT_STATUS[outcome]));
  return worst === 0 && has('waiting') && !has('applied', 'known') ? UNANSWERED_STATUS : worst;
};

const read = (options: Common & { from: string; keep: boolean }): Promise<void> =>
  guarded(options, async (deps) => {
    const reports = await readStick(deps, { folder: options.from, keep: options.keep });
    for (const report of reports) {
      const { file, outcome, code } = report;
      if (options.json) print(JSON.stringify(report));
      else print(`${file}: ${say(options, outcome)}${code === null ? '' : ` (${code})`}`);
    }
    const exit = statusOf(reports);
    if (exit > 0) throw new CommanderError(exit, 'kitap.stick', 'not every file is in order');
  });

const program = (): Command => {
  const command = new Command('kitap stick')
    .description('Sync by file: for a station with no link.')
    .option('--data <folder>', 'the data folder of the station', 'data/station')
    .option('--token-file <file>', `token for central; else ${CENTRAL_TOKEN_FILE} of that folder`)
    .option('--central-key-file <file>', `central's key; else ${CENTRAL_KEY_FILE} of that folder`)
    .option('--language <kk|ru|en>', 'of the sentences', 'en')
    .option('--json', 'print JSON instead of sentences', false);
  command
    .command('write')
    .description('put all acts that central has not confirmed onto the stick')
    .requiredOption('--to <folder>', 'where the stick is mounted')
    .action((_own, sub: Command) => write(sub.optsWithGlobals()));
  command
    .command('read')
    .description("take central's answer, then remove from the stick what has done its duty")
    .requiredOption('--from <folder>', 'where the stick is mounted')
    .option('--keep', 'remove nothing', false)
    .action((_own, sub: Command) => read(sub.optsWithGlobals()));
  command
    .command('status')
    .description('say what waits for central')
    .action((_own, sub: Command) => status(sub.optsWithGlobals()));
  for (const each of [command, ...command.commands]) each.exitOverride();
  return command;
};

/** `argv` without the program and `stick`. Resolves to the exit status. */
export const run = async (argv: string[]): Promise<number> => {
  try {
    await program().parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    throw error;
  }
};
