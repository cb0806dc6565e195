// A temporary PostgreSQL server for tests: its own data folder and a free port, as user postgres
// when we are root (initdb refuses root). Where PostgreSQL is missing this throws: a test that did
// not run must not look like one that passed.
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

const run = promisify(execFile);
const ROOT = '/usr/lib/postgresql';
const START_TRIES_MAX = 3;
const STOP_LIMIT_MS = 20_000;

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

const makeFolders = async (): Promise<{ root: string; data: string; sock: string }> => {
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

/**
 * `stop` ends the server at once and removes its data; `url` has the user postgres and needs no
 * password.
 */
export const startPostgres = async (): Promise<{ url: string; stop(): Promise<void> }> => {
  const bin = programs();
  const { root, data, sock } = await makeFolders();
  await run(
    ...asPostgres(join(bin, 'initdb'), [
      ...['--no-sync', '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale', 'C', '-D', data],
    ]),
    { cwd: root },
  );
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    const options = `-p ${port} -k ${sock} -c listen_addresses=127.0.0.1 -c max_connections=60`;
    const args = ['-s', '-w', '-D', data, '-o', options, '-l', join(sock, 'log'), 'start'];
    try {
      await start(...asPostgres(join(bin, 'pg_ctl'), args), root);
    } catch (error) {
      // Another test run may have taken the port in between.
      if (tries < START_TRIES_MAX) continue;
      const log = existsSync(join(sock, 'log')) ? readFileSync(join(sock, 'log'), 'utf8') : '';
      throw new Error(`PostgreSQL did not start: ${log}`, { cause: error });
    }
    const stop = async (): Promise<void> => {
      const stopArgs = ['-s', '-w', '-m', 'immediate', '-D', data, 'stop'];
      const [command, rest] = asPostgres(join(bin, 'pg_ctl'), stopArgs);
      await run(command, rest, { cwd: root, timeout: STOP_LIMIT_MS });
      rmSync(root, { recursive: true, force: true });
    };
    return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop };
  }
};

/** pg_ctl leaves a server behind that keeps inherited pipes open, so it gets none. */
const start = (command: string, args: string[], cwd: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'ignore', cwd });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`pg_ctl start ended with ${code}`)),
    );
  });
