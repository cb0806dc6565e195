// `npm test`: every check of the house, one after the other on whatever machine this is, and at the end one line
// `N passed, N failed` summed over all runners. `npm test -- NAME ...` runs only the named steps.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePrerequisites } from './prerequisites.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const artefacts = join(root, 'artefacts');
const bin = (name) => join(root, 'node_modules', '.bin', name);

const call = (command, args, options = {}) => {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  return status === 0;
};

/** A check that passes or fails as one. */
const check = (command, args) => () =>
  call(command, args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

const vitest = (name, config) => () => {
  const report = join(artefacts, `${name}.json`);
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const ok = call(bin('vitest'), ['run', '--config', config, ...reporters]);
  let counted = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  try {
    counted = JSON.parse(readFileSync(report, 'utf8'));
  } catch (error) {
    console.error(`no report of ${name}: ${error.message}`);
  }
  const { numPassedTests: passed, numPendingTests, numTodoTests } = counted;
  // A test that did not run has not passed; a file that did not load has no tests to count.
  const failed = counted.numFailedTests + numPendingTests + numTodoTests;
  return { passed, failed: ok || failed > 0 ? failed : 1 };
};

/** Runs inside a virtual machine with real USB; prints node's own test summary, which is read here. */
const virtualMachine = () => {
  const { status, stdout } = spawnSync(process.execPath, ['tests/hil/run.mjs'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 64 * 1_048_576,
  });
  console.log(stdout);
  const figure = (name) => Number(new RegExp(`^. ${name} (\\d+)`, 'm').exec(stdout)?.[1] ?? 0);
  const [passed, failed] = [
    figure('pass'),
    figure('fail') + figure('skipped') + figure('cancelled'),
  ];
  return { passed, failed: status === 0 && passed > 0 ? failed : Math.max(1, failed) };
};

/** Prints `N passed, N failed` itself. */
const simulation = () => {
  const { status, stdout } = spawnSync(process.execPath, ['dist/tests/sim/main.js', '--test'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  console.log(stdout);
  const [, passed = '0', failed = '0'] = /^(\d+) passed, (\d+) failed$/m.exec(stdout) ?? [];
  const ok = status === 0 && Number(passed) > 0;
  return { passed: Number(passed), failed: ok ? Number(failed) : Math.max(1, Number(failed)) };
};

const STEPS = [
  ['format and lint', check(bin('biome'), ['ci', '.'])],
  ['build and types', check('npm', ['run', '--silent', 'build'])],
  ['types of the pages', check(bin('tsc'), ['-p', 'kiosk-ui/tsconfig.json', '--noEmit'])],
  ['profiles', check(process.execPath, ['station-server/cli/bin.js', 'lint-profiles'])],
  ['unit', vitest('unit', 'tests/vitest.config.ts')],
  ['simulation', simulation],
  ['fuzz', check(process.execPath, ['dist/tests/fuzz/main.js', '--runs', '20000'])],
  ['browser', vitest('browser', 'tests/vitest.browser.config.ts')],
  ['virtual machine', virtualMachine],
];

const wanted = process.argv.slice(2);
const steps = wanted.length === 0 ? STEPS : STEPS.filter(([name]) => wanted.includes(name));
if (steps.length < wanted.length || steps.length === 0) {
  console.error(`npm test -- NAME ...   names: ${STEPS.map(([name]) => `"${name}"`).join(', ')}`);
  process.exit(2);
}

mkdirSync(artefacts, { recursive: true });
const total = { passed: 0, failed: 0 };
const lines = [];
try {
  ensurePrerequisites();
  for (const [name, run] of steps) {
    console.log(`\n=== ${name}`);
    const startedMs = performance.now();
    const { passed, failed } = run();
    total.passed += passed;
    total.failed += failed;
    const seconds = Math.round((performance.now() - startedMs) / 1_000);
    lines.push(`${name}: ${passed} passed, ${failed} failed, ${seconds} s`);
    if (name === 'build and types' && failed > 0) break;
  }
} catch (error) {
  console.error(error.message);
  total.failed += 1;
}
console.log(`\n${lines.join('\n')}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
