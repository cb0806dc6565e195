// `kitap central stick`: sync by file. `read` applies what stations wrote onto a stick, `write` puts the
// answer for one station on it, `key` prints what a station checks answers with, `learn-key` takes the
// key of a station that was added by an older program.
import { randomBytes } from 'node:crypto';
import * as files from 'node:fs/promises';
import { Command, CommanderError } from 'commander';
import { loadSite } from '../../profiles/loader.ts';
import { CENTRAL_ERRORS, CentralError } from '../errors.ts';
import { readSticks, type StickOutcome, type StickReport } from '../stick/read-sticks.ts';
import { writeAnswer } from '../stick/write-answer.ts';
import { type CommonOptions, print, withStore } from './central-options.ts';

type ReadOptions = CommonOptions & { from: string };
type WriteOptions = CommonOptions & { to: string; site: string; station: string; since?: string };
type KeyOptions = CommonOptions & { site: string };
type LearnOptions = CommonOptions & { tokenFile: string };

/** The worst file decides; 1 is for a command that could not run. */
const EXIT_STATUS: Record<StickOutcome, number> = {
  applied: 0,
  known: 0,
  gap: 3,
  unreadable: 4,
  forked: 5,
};

const told = (report: StickReport): string => {
  const { code } = report;
  const row = code === null ? null : CENTRAL_ERRORS[code];
  const words = row === null ? {} : { message: row.message, hint: row.hint };
  return JSON.stringify({ ...report, ...words });
};

const read = (options: ReadOptions): Promise<void> =>
  withStore(options, async (store) => {
    const reports = await readSticks({ store, files, folder: options.from });
    for (const report of reports) print(told(report));
    const status = Math.max(...reports.map(({ outcome }) => EXIT_STATUS[outcome]));
    if (status > 0) throw new CommanderError(status, 'kitap.stick', 'not every file is in order');
  });

const wholeNumber = (text: string): number => {
  if (!/^\d{1,15}$/.test(text)) throw new CommanderError(2, 'kitap.stick', `no number: ${text}`);
  return Number(text);
};

const write = (options: WriteOptions): Promise<void> =>
  withStore(options, async (store) => {
    const ref = { libraryId: loadSite(options.site).id, station: wholeNumber(options.station) };
    const since = options.since === undefined ? {} : { since: wholeNumber(options.since) };
    const deps = { store, files, randomBytes };
    print(JSON.stringify(await writeAnswer(deps, { folder: options.to, ref, ...since })));
  });

const key = (options: KeyOptions): Promise<void> =>
  withStore(options, async (store) => {
    const { publicKey } = await store.stick.signer(loadSite(options.site).id);
    print(publicKey);
  });

const learnKey = (options: LearnOptions): Promise<void> =>
  withStore(options, async (store) => {
    const token = (await files.readFile(options.tokenFile, 'utf8')).trim();
    // To find whose token it is teaches the key.
    const found = await store.findStation(token);
    if (found === undefined) throw new CentralError('token-wrong');
    print(JSON.stringify({ library: found.libraryId, station: found.station }));
  });

export const stickCommand = (): Command => {
  const command = new Command('stick').description('sync by file, for stations with no link');
  command
    .command('read')
    .description('apply the files of any stations; one line of JSON a file')
    .requiredOption('--from <folder>', 'where the stick is mounted')
    .action((_own, sub: Command) => read(sub.optsWithGlobals<ReadOptions>()));
  command
    .command('write')
    .description('write the answer for one station: what is applied, and the rows that changed')
    .requiredOption('--to <folder>', 'where the stick is mounted')
    .requiredOption('--site <id>', 'id or path of the site file')
    .requiredOption('--station <number>', 'whose answer')
    .option('--since <version>', 'rows above this version; 0 for all of them')
    .action((_own, sub: Command) => write(sub.optsWithGlobals<WriteOptions>()));
  command
    .command('key')
    .description("print central's public key, which stations keep in the file central-key")
    .requiredOption('--site <id>', 'id or path of the site file')
    .action((_own, sub: Command) => key(sub.optsWithGlobals<KeyOptions>()));
  command
    .command('learn-key')
    .description('for a station added by an older program: learn its key from its token')
    .requiredOption('--token-file <file>', 'file with the token of the station')
    .action((_own, sub: Command) => learnKey(sub.optsWithGlobals<LearnOptions>()));
  for (const each of command.commands) each.exitOverride();
  return command;
};
