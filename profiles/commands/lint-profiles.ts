// `kitap lint-profiles`: reads every profile and prints what to correct, `file: path: what to do`,
// one a line.
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatProblem } from '../errors.ts';
import { lintProfiles } from '../lint.ts';
import { profilesFolder } from '../loader.ts';

const help = `kitap lint-profiles [folder] [--devices <folder>]

Reads device, site and station profiles and prints what to correct, one line each:
  file: path: what to do

  folder              holds devices/, sites/ and stations/; without it, the shipped profiles
  --devices <folder>  drop-in device profiles, which win over those of the same name
  --help              this text

Exit status: 0 all is well, 1 something is to be corrected, 2 the command was called wrongly.
`;

/** `argv` without program and command name. Returns the exit status. */
export async function run(argv: string[]): Promise<number> {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    return 2;
  }
  const { values, positionals } = parsed;
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const folder = resolve(positionals[0] ?? profilesFolder);
  const dropIn = values.devices === undefined ? undefined : resolve(values.devices);
  const wrongFolder = [join(folder, 'devices'), ...(dropIn === undefined ? [] : [dropIn])].find(
    (wanted) => !existsSync(wanted),
  );
  if (positionals.length > 1 || wrongFolder !== undefined) {
    const why =
      wrongFolder === undefined ? 'name one folder only' : `there is no folder ${wrongFolder}`;
    process.stderr.write(`${why}\n\n${help}`);
    return 2;
  }
  const problems = lintProfiles(folder, dropIn);
  for (const problem of problems) {
    const file = relative(process.cwd(), problem.file);
    process.stdout.write(`${formatProblem({ ...problem, file })}\n`);
  }
  process.stdout.write(problems.length === 0 ? 'profiles: all is well\n' : '');
  return problems.length === 0 ? 0 : 1;
}

const parse = (argv: string[]) =>
  parseArgs({
    args: argv,
    allowPositionals: true,
    options: { help: { type: 'boolean' }, devices: { type: 'string' } },
  });
