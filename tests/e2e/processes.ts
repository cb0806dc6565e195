// The real processes of Kitap Station as a user starts them: `kitap` commands of the built program, each with its own folder
// and free ports. A test names what it kills; whatever is left is killed at the end.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '../../profiles/package-root.ts';
import { until } from '../firmware-bridge/until.ts';

export const kitapPath = join(packageRoot, 'station-server', 'cli', 'bin.js');
const READY_MS_MAX = 120_000;
const STOP_MS_MAX = 15_000;

export type Running = {
  ready: Record<string, unknown>;
  process: ChildProcess;
  /** Everything it printed. */
  output: string[];
  /** Sends the signal and resolves with its exit status or the signal that ended it. */
  end(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
};

const living = new Set<Running['end']>();

/** Ends what a test left running; call it in `afterEach` or `afterAll`. */
export const endAll = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
  await Promise.all([...living].map((end) => end(signal)));
};

export const emptyFolder = (): { path: string; remove(): void } => {
  const path = mkdtempSync(join(tmpdir(), 'kitap-e2e-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

/** Starts `kitap ...` and waits for the line that satisfies `isReady`. */
export const startKitap = async (
  args: string[],
  isReady: (line: string) => Record<string, unknown> | null = readyLine,
): Promise<Running> => {
  const child = spawn(process.execPath, [kitapPath, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  let ready: Record<string, unknown> | null = null;
  let ended: number | NodeJS.Signals | null | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      output.push(line);
      ready ??= isReady(line);
    });
  }
  child.once('exit', (code, signal) => {
    ended = signal ?? code;
  });
  const end: Running['end'] = async (signal = 'SIGTERM') => {
    if (ended === undefined) child.kill(signal);
    await until(`${args[0]} to end`, () => ended !== undefined, STOP_MS_MAX);
    living.delete(end);
    return ended ?? null;
  };
  living.add(end);
  await until(`${args[0]} to be ready`, () => ready ?? ended !== undefined, READY_MS_MAX);
  if (!ready) throw new Error(`kitap ${args.join(' ')} ended with ${ended}:\n${output.join('\n')}`);
  return { ready, process: child, output, end };
};

const readyLine = (line: string): Record<string, unknown> | null => {
  if (!line.startsWith('{"ready":true')) return null;
  return JSON.parse(line) as Record<string, unknown>;
};

export const runKitap = (args: string[]): string =>
  execFileSync(process.execPath, [kitapPath, ...args], { encoding: 'utf8' });

export const freePort = (): Promise<number> =>
  new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });

export type Library = {
  folder: string;
  database: string;
  tokenFile: string;
  stationFolder: string;
  remove(): void;
};

/** A data folder with the demo catalogue and patrons in central and a token for station 1. */
export const prepareLibrary = (): Library => {
  const { path: folder, remove } = emptyFolder();
  const database = join(folder, 'central.db');
  const where = ['--database', database, '--site', 'balkhash'];
  const demo = join(packageRoot, 'central', 'catalogue', 'demo');
  runKitap(['import', 'catalogue', join(demo, 'demo-catalogue.mrc'), ...where]);
  runKitap(['import', 'patrons', join(demo, 'demo-patrons.csv'), ...where]);
  const said = runKitap(['central', 'add-station', ...where, '--station', '1']);
  const tokenFile = join(folder, 'token');
  writeFileSync(tokenFile, (JSON.parse(said) as { token: string }).token);
  return {
    ...{ folder, database, tokenFile },
    stationFolder: join(folder, 'station'),
    remove,
  };
};

export const startCentral = (library: Library, port: number): Promise<Running> =>
  startKitap(['central', '--database', library.database, '--port', String(port)]);

export const startStation = (
  library: Library,
  ports: { station: number; central: number },
  profile = 'demo',
): Promise<Running> =>
  startKitap([
    ...['station', '--station', profile, '--data', library.stationFolder, '--demo'],
    ...['--port', String(ports.station), '--central', `http://127.0.0.1:${ports.central}`],
    ...['--token-file', library.tokenFile, '--retry-max-seconds', '2', '--pull-wait-seconds', '5'],
  ]);

export const startBridge = (library: Library, profile = 'demo'): Promise<Running> => {
  const socket = join(library.stationFolder, 'bridge.sock');
  const place = ['--place', 'kiosk-1', '--socket', socket];
  return startKitap(['bridge', '--station', profile, ...place, '--simulate']);
};
