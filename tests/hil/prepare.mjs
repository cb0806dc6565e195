// What every run in the virtual machine needs first: the guest's image (built once, cached outside the
// sources) and the sources compiled for the guest. Ends with status 125 when either cannot be had.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = dirname(fileURLToPath(import.meta.url));
export const root = dirname(dirname(here));
export const image = join(root, 'node_modules', '.cache', 'hil');
// Below the package, so that what is compiled finds package.json and node_modules as the real build
// does.
export const compiled = join(root, 'dist', 'hil');

const must = (command, args) => {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (error) process.stderr.write(`hil: ${command}: ${error.message}\n`);
  if (status !== 0) process.exit(125);
};

export const prepare = () => {
  must('sh', [join(here, 'build-image.sh'), image]);
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  // Types are checked by another step.
  must(process.execPath, [tsc, '-p', 'tsconfig.json', '--noCheck', '--outDir', compiled]);
};
