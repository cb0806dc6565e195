// Programs of PostgreSQL as child processes. Passwords go by the environment: the arguments of a
// process can be read by everyone on the machine.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { CentralError } from '../errors.ts';

export type PgProgram = 'pg_dump' | 'pg_restore';
export type ProgramPlace = {
  /** Folder of the programs; the search path without it. */
  binFolder?: string;
};

const SAID_CHARACTERS_MAX = 20_000;
const TOLD_CHARACTERS_MAX = 1_000;

type Ended = { status: number | null; out: string; said: string };

const start = (
  program: PgProgram,
  args: readonly string[],
  place: ProgramPlace,
  env: Record<string, string>,
): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const path = place.binFolder === undefined ? program : join(place.binFolder, program);
    const child = spawn(path, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Its words in one language: they are told to staff behind our own.
      env: { ...process.env, LC_ALL: 'C', ...env },
    });
    let [out, said] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      out = (out + chunk.toString()).slice(0, SAID_CHARACTERS_MAX);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-TOLD_CHARACTERS_MAX);
    });
    child.once('error', (cause) => reject(new CentralError('program-missing', program, { cause })));
    child.once('close', (status) => resolve({ status, out, said }));
  });

/** What it printed. Throws `program-missing`, `program-failed`. */
export const runProgram = async (
  program: PgProgram,
  args: readonly string[],
  place: ProgramPlace,
  env: Record<string, string> = {},
): Promise<string> => {
  const { status, out, said } = await start(program, args, place, env);
  if (status === 0) return out;
  throw new CentralError('program-failed', `${program}: ${said.trim() || `status ${status}`}`);
};

/** Throws `program-missing`, or `program-too-old` when the server's version is newer. */
export const requireVersion = async (
  program: PgProgram,
  serverMajor: number,
  place: ProgramPlace,
): Promise<void> => {
  const said = await runProgram(program, ['--version'], place);
  const major = Number(/(\d+)(?:\.\d+)?/.exec(said)?.[1]);
  if (!(major >= serverMajor))
    throw new CentralError('program-too-old', `${program} ${major}, server ${serverMajor}`);
};
