// Runs the tests that need real USB and HID devices: `node tests/hil/run.mjs [name...]`. Builds the
// image once (cached outside the sources), compiles the sources for the guest, boots the virtual
// machine, prints node:test's output and the time it took. Needs the Debian packages
// qemu-system-x86, busybox-static and cpio; exit status 125 when the machine cannot be run.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compiled, here, image, prepare, root } from './prepare.mjs';

const LIMIT_MS = 400_000;
const started = performance.now();

prepare();

const folder = join(compiled, 'tests', 'hil', 'guest');
const wanted = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.guest.js'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .map((name) => `'${join(folder, name)}'`);
if (files.length === 0) {
  process.stderr.write(`hil: no test file fits ${wanted.join(', ')}\n`);
  process.exit(125);
}
// One file runs without the runner's second process, a second less in an emulated machine.
const node = `'${process.execPath}' --enable-source-maps --test-force-exit`;
const runner = files.length === 1 ? node : `${node} --test --test-concurrency=1`;

const { runInVirtualMachine } = await import(join(compiled, 'tests', 'hil', 'virtual-machine.js'));
const status = await runInVirtualMachine({
  image,
  stage2: join(here, 'guest-stage2.sh'),
  job: `cd '${root}' && ${runner} ${files.join(' ')}`,
  limitMs: LIMIT_MS,
});
process.stdout.write(`# hil: ${((performance.now() - started) / 1_000).toFixed(1)} s in all\n`);
process.exit(status);
