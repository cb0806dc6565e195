// `kitap start`: everything for a demo on this machine. The first start imports the demo catalogue and patrons into central
// and gives the station its token; then central, station and one bridge for each place run as children until Ctrl-C.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { loadStation } from '../../profiles/loader.ts';
import { packageRoot } from '../../profiles/package-root.ts';
import { type KeptChild, keepChild } from '../cli/child.ts';
import { StationError } from '../errors.ts';
import { CENTRAL_KEY_FILE, CENTRAL_TOKEN_FILE, writeSecret } from './secret-file.ts';
import { bridgeSocketPath } from './socket-path.ts';

type Options = { data: string; port: string; centralPort: string; station: string };

const STEP_MS_MAX = 120_000;
const kitap = join(packageRoot, 'dist', 'station-server', 'cli', 'kitap.js');
const demoFolder = join(packageRoot, 'central', 'catalogue', 'demo');

/** Runs one `kitap` command to its end and gives its output; `stop` ends it. */
const runStep = (args: string[], stop: AbortSignal): Promise<string> =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, [kitap, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: STEP_MS_MAX,
      signal: stop,
    });
    child.once('error', failed);
    const pieces: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
    child.once('close', (code) => {
      const output = Buffer.concat(pieces).toString('utf8');
      if (code === 0) return done(output);
      const why = `kitap ${args.slice(0, 2).join(' ')} ended with ${code}\n${output}`;
      failed(new StationError('child-not-ready', { cause: new Error(why) }));
    });
  });

const prepare = async (
  options: Options,
  dataFolder: string,
  tokenFile: string,
  stop: AbortSignal,
): Promise<void> => {
  if (existsSync(tokenFile)) return;
  const { station, site } = loadStation(options.station);
  const central = ['--database', join(dataFolder, 'central', 'central.db'), '--site', site];
  console.log('First start: importing the demo catalogue and patrons ...');
  const step = (...args: string[]) => runStep([...args, ...central], stop);
  console.log(
    (await step('import', 'catalogue', join(demoFolder, 'demo-catalogue.mrc'))).trimEnd(),
  );
  await step('import', 'patrons', join(demoFolder, 'demo-patrons.csv'));
  const said = await step('central', 'add-station', '--station', String(station));
  const { token, centralKey } = JSON.parse(said) as { token: string; centralKey: string };
  writeSecret(join(dirname(tokenFile), CENTRAL_KEY_FILE), centralKey);
  writeSecret(tokenFile, token);
};

const begin = async (options: Options, children: KeptChild[], stop: AbortSignal): Promise<void> => {
  const dataFolder = resolve(options.data);
  const stationFolder = join(dataFolder, `station-${options.station}`);
  const tokenFile = join(stationFolder, CENTRAL_TOKEN_FILE);
  const socket = bridgeSocketPath(stationFolder);
  await prepare(options, dataFolder, tokenFile, stop);
  const keep = async (name: string, args: string[]): Promise<Record<string, unknown>> => {
    // Told to stop between two children: the next one would stay behind.
    stop.throwIfAborted();
    const child = keepChild({
      name,
      args: [kitap, ...args],
      onLine: (line) => console.log(`[${name}] ${line}`),
      onRestart: (why) => console.log(`${why}; it is started again.`),
    });
    children.push(child);
    return child.ready;
  };
  const database = join(dataFolder, 'central', 'central.db');
  const central = await keep('central', [
    'central',
    '--database',
    database,
    '--port',
    options.centralPort,
  ]);
  const station = await keep('station', [
    'station',
    ...['--station', options.station, '--data', stationFolder, '--port', options.port],
    ...[
      '--central',
      String(central.url),
      '--token-file',
      tokenFile,
      '--demo',
      '--retry-max-seconds',
      '5',
    ],
  ]);
  const { places } = loadStation(options.station);
  for (const place of places) {
    const where = ['--station', options.station, '--place', place.id, '--socket', socket];
    await keep(`bridge ${place.id}`, ['bridge', ...where, '--simulate']);
  }
  const first = places[0]?.id ?? '';
  console.log(`
Kitap Station is running.
  Demo, kiosk and panel   ${station.url}/demo
  Kiosk page alone        ${station.url}/kiosk/${first}
  Central                 ${central.url}
  Data                    ${dataFolder}
Ctrl-C stops all of it.`);
};

export const run = async (argv: string[]): Promise<number> => {
  const program = new Command('kitap start')
    .description(
      'Starts central, station, bridge with simulated devices and the kiosk page for a demo.',
    )
    .option('--data <folder>', 'where everything is kept', 'data')
    .option('--port <number>', 'port of the station on 127.0.0.1', '7410')
    .option('--central-port <number>', 'port of central on 127.0.0.1', '7420')
    .option('--station <profile>', 'station profile', 'demo');
  program.parse(argv, { from: 'user' });
  const children: KeptChild[] = [];
  const stopped = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
  const stopping = new AbortController();
  const started = begin(program.opts<Options>(), children, stopping.signal);
  try {
    await Promise.race([stopped, started.then(() => stopped)]);
  } finally {
    stopping.abort();
    // Bridges first, central last: a stopping station can still say goodbye to central.
    for (const child of children.reverse()) await child.stop();
  }
  console.log('Stopped.');
  return 0;
};
