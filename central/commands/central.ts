// `kitap central`: serves the central library database to the stations; `kitap central add-station`
// makes a station number and its token, `kitap central add-staff` a token for the review queue,
// `kitap central raise-epoch` follows a restore (DESIGN.md, "Processes").
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { pino } from 'pino';
import { loadSite } from '../../profiles/loader.ts';
import { buildCentralApp } from '../app.ts';
import { CentralError } from '../errors.ts';
import { type CentralStore, openCentralStore } from '../store/central-store.ts';

type CommonOptions = { database?: string; data: string };
type ServeOptions = CommonOptions & {
  port: string;
  host: string;
  tlsCert?: string;
  tlsKey?: string;
};

const DATABASE_FILE = 'central.sqlite';
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const openStore = (options: CommonOptions): Promise<CentralStore> =>
  openCentralStore({
    database: options.database ?? join(options.data, DATABASE_FILE),
    clock: Date.now,
  });

const untilSignal = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = (): void => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });

const tlsOf = (options: ServeOptions): { cert: string; key: string } | undefined => {
  const { tlsCert, tlsKey, host } = options;
  if (tlsCert !== undefined && tlsKey !== undefined)
    return { cert: readFileSync(tlsCert, 'utf8'), key: readFileSync(tlsKey, 'utf8') };
  // Names and tokens would travel in the open.
  if (!LOOPBACK.has(host)) throw new CentralError('tls-required', host);
  return undefined;
};

const serve = async (options: ServeOptions): Promise<void> => {
  const tls = tlsOf(options);
  const log = pino({ name: 'central' }, pino.destination(2));
  const store = await openStore(options);
  const app = buildCentralApp({
    store,
    onFailure: ({ code, message, cause }) => log.error({ code, err: cause }, message),
    ...(tls === undefined ? {} : { tls }),
  });
  try {
    const stopping = untilSignal();
    const url = await app.listen({ port: Number(options.port), host: options.host });
    print(JSON.stringify({ ready: true, url }));
    await stopping;
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw taken ? new CentralError('address-taken', '', { cause: error }) : error;
  } finally {
    await app.close();
    await store.close();
  }
};

type StationOptions = CommonOptions & { site: string; station: string };

const addStation = async (options: StationOptions): Promise<void> => {
  const store = await openStore(options);
  try {
    const site = loadSite(options.site);
    const libraryId = await store.ensureLibrary(site.id, site.libraryNumber);
    await store.setRules(libraryId, site);
    const station = Number(options.station);
    const token = await store.addStation(libraryId, station);
    print(JSON.stringify({ library: libraryId, station, token }));
  } finally {
    await store.close();
  }
};

type StaffOptions = CommonOptions & { site: string; name: string; again?: boolean };

const addStaff = async (options: StaffOptions): Promise<void> => {
  const store = await openStore(options);
  try {
    const site = loadSite(options.site);
    const libraryId = await store.ensureLibrary(site.id, site.libraryNumber);
    await store.setRules(libraryId, site);
    const token = await store.addStaff(libraryId, options.name, options.again === true);
    print(JSON.stringify({ library: libraryId, staff: options.name, token }));
  } finally {
    await store.close();
  }
};

const raiseEpoch = async (options: CommonOptions): Promise<void> => {
  const store = await openStore(options);
  try {
    print(JSON.stringify({ epoch: await store.raiseEpoch() }));
  } finally {
    await store.close();
  }
};

const program = (): Command => {
  const command = new Command('kitap central').description('serve the central library database');
  command
    .option('--database <url|file>', 'postgres://... or an SQLite file')
    .option('--data <dir>', 'folder of the SQLite file where --database is not given', 'data')
    .option('--port <number>', 'TCP port', '7420')
    .option('--host <address>', 'address to listen at', '127.0.0.1')
    .option('--tls-cert <file>', 'certificate for HTTPS, PEM')
    .option('--tls-key <file>', 'its key, PEM')
    .action((options: ServeOptions) => serve(options));
  command
    .command('add-station')
    .description('make a station number; prints its token once')
    .requiredOption('--site <id>', 'id or path of the site file')
    .requiredOption('--station <number>', 'number from 1 to 999, never given before')
    .action((_own, sub: Command) => addStation(sub.optsWithGlobals<StationOptions>()));
  command
    .command('add-staff')
    .description('let somebody decide reviews; prints the token once')
    .requiredOption('--site <id>', 'id or path of the site file')
    .requiredOption('--name <code>', 'short name, such as desk-2; it stands with each decision')
    .option('--again', 'replace a token that was lost')
    .action((_own, sub: Command) => addStaff(sub.optsWithGlobals<StaffOptions>()));
  command
    .command('raise-epoch')
    .description('after a restore or a promotion: stations send again what is missing')
    .action((_own, sub: Command) => raiseEpoch(sub.optsWithGlobals<CommonOptions>()));
  for (const each of [command, ...command.commands]) each.exitOverride();
  return command;
};

/** `argv` without the program and `central`. Resolves to the exit code. */
export async function run(argv: string[]): Promise<number> {
  try {
    await program().parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (error instanceof CentralError) {
      process.stderr.write(`${error.code}: ${error.message}\n${error.hint}\n`);
      return 1;
    }
    throw error;
  }
}
