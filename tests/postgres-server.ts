// A PostgreSQL server of the tests' own: a data folder and a port, as user postgres when we are root
// (initdb refuses root). It can be killed as a power cut of the process, started again, and followed
// by a standby. Where PostgreSQL is missing this throws: a test that did not run must not look like
// one that passed.
import { execFile, spawn } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from './firmware-bridge/until.ts';

const run = promisify(execFile);
const ROOT = '/usr/lib/postgresql';
const START_TRIES_MAX = 5;
const STOP_LIMIT_MS = 20_000;

export type PostgresServer = {
  /** Has the user postgres and needs no password. */
  url: string;
  port: number;
  /** Ends it at once and removes its data. */
  stop(): Promise<void>;
  /** kill -9 of the postmaster and of every process that it started. */
  kill(): Promise<void>;
  /** The same data at the same port again. */
  start(): Promise<void>;
  /**
   * A hot standby that streams from this server under a name; by way of another port where the test
   * must be able to cut the link.
   */
  standby(name: string, place?: { port?: number; via?: number }): Promise<PostgresServer>;
  /** Turns this standby into a primary. */
  promote(): Promise<void>;
};

const programs = (): string => {
  const versions = existsSync(ROOT) ? readdirSync(ROOT).sort((a, b) => Number(a) - Number(b)) : [];
  for (const version of versions.reverse()) {
    const folder = join(ROOT, version, 'bin');
    if (existsSync(join(folder, 'initdb'))) return folder;
  }
  throw new Error(
    'PostgreSQL is not installed, and these tests need it: apt-get install postgresql',
  );
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const asRoot = process.getuid?.() === 0;
/** The command, as user postgres when we are root. */
const asPostgres = (command: string, args: string[]): [string, string[]] =>
  asRoot ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, args];

type Folders = { root: string; data: string; sock: string };

const makeFolders = async (): Promise<Folders> => {
  const root = mkdtempSync(join(tmpdir(), 'kitap-pg-'));
  const [data, sock] = [join(root, 'data'), join(root, 'sock')];
  mkdirSync(data, { mode: 0o700 });
  mkdirSync(sock);
  if (asRoot) {
    const owner = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
    const [uid, gid] = [await owner('-u'), await owner('-g')];
    for (const folder of [root, data, sock]) chownSync(folder, uid, gid);
  }
  return { root, data, sock };
};

/** pg_ctl leaves a server behind that keeps inherited pipes open, so it gets none. */
const control = (command: string, args: string[], cwd: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'ignore', cwd });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`pg_ctl start ended with ${code}`)),
    );
  });

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const killTree = async (data: string): Promise<void> => {
  const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  const all = [pid, ...children.map(Number).filter((child) => child > 0)];
  for (const each of all) if (alive(each)) process.kill(each, 'SIGKILL');
  await until('the server to be gone', () => !all.some(alive));
};

const serverIn = async (
  { root, data, sock }: Folders,
  wanted: { port: number | undefined; settings: readonly string[] },
): Promise<PostgresServer> => {
  const bin = programs();
  let port = wanted.port ?? 0;
  const start = async (): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      const chosen = port === 0 ? await freePort() : port;
      const settings = ['listen_addresses=127.0.0.1', 'max_connections=60', ...wanted.settings];
      const options = `-p ${chosen} -k ${sock} ${settings.map((s) => `-c ${s}`).join(' ')}`;
      const args = ['-s', '-w', '-D', data, '-o', options, '-l', join(sock, 'log'), 'start'];
      try {
        await control(...asPostgres(join(bin, 'pg_ctl'), args), root);
        port = chosen;
        return;
      } catch (error) {
        // Another test run may have taken the port in between.
        if (tries < START_TRIES_MAX) continue;
        const log = existsSync(join(sock, 'log')) ? readFileSync(join(sock, 'log'), 'utf8') : '';
        throw new Error(`PostgreSQL did not start: ${log.slice(-2_000)}`, { cause: error });
      }
    }
  };
  await start();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  return {
    url,
    port,
    start,
    stop: async () => {
      const stopArgs = ['-s', '-w', '-m', 'immediate', '-D', data, 'stop'];
      const [command, rest] = asPostgres(join(bin, 'pg_ctl'), stopArgs);
      // One that a test has killed is not there to be stopped.
      await run(command, rest, { cwd: root, timeout: STOP_LIMIT_MS }).catch(() => undefined);
      rmSync(root, { recursive: true, force: true });
    },
    kill: () => killTree(data),
    promote: async () => {
      const [command, rest] = asPostgres(join(bin, 'pg_ctl'), ['-s', '-w', '-D', data, 'promote']);
      await run(command, rest, { cwd: root });
    },
    standby: async (name, place = {}) => {
      const folders = await makeFolders();
      const from = `host=127.0.0.1 port=${place.via ?? port} user=postgres application_name=${name}`;
      const args = [
        '-D',
        folders.data,
        '-R',
        '-X',
        'stream',
        '-c',
        'fast',
        '--no-sync',
        '-d',
        from,
      ];
      const [command, rest] = asPostgres(join(bin, 'pg_basebackup'), args);
      await run(command, rest, { cwd: folders.root });
      return serverIn(folders, { port: place.port, settings: wanted.settings });
    },
  };
};

/** `settings` as `name=value`. */
export const makePostgresServer = async (
  settings: readonly string[] = [],
): Promise<PostgresServer> => {
  const folders = await makeFolders();
  await run(
    ...asPostgres(join(programs(), 'initdb'), [
      ...['--no-sync', '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale', 'C', '-D'],
      folders.data,
    ]),
    { cwd: folders.root },
  );
  return serverIn(folders, { port: undefined, settings });
};
