// The house is in order, and each rule of `tidy.ts` finds a planted fault.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../profiles/package-root.ts';
import { type Files, tidyProblems } from './tidy.ts';

const SOURCES =
  /^(?:profiles|devices|firmware-bridge|station-server|kiosk-ui|central|tests)\/.*\.(?:ts|mjs|js)$/;

const houseFiles = (): Files => {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: packageRoot,
    encoding: 'utf8',
  });
  const paths = listed
    .split('\n')
    .filter((path) => SOURCES.test(path) && existsSync(join(packageRoot, path)));
  return new Map(paths.map((path) => [path, readFileSync(join(packageRoot, path), 'utf8')]));
};

const plant = (files: Record<string, string>): string[] =>
  tidyProblems(new Map(Object.entries(files).map(([path, text]) => [path, `// planted\n${text}`])));

describe('the house', () => {
  test('is in order', () => {
    const files = houseFiles();
    expect(files.size).toBeGreaterThan(50);
    expect(tidyProblems(files)).toEqual([]);
  });
});

describe('a planted fault is found', () => {
  const faults: [string, Record<string, string>, RegExp][] = [
    [
      'profiles import a driver',
      { 'profiles/a.ts': "import '../devices/b.ts'", 'devices/b.ts': '' },
      /profiles\/ may not import/,
    ],
    [
      'a driver imports the bridge',
      { 'devices/a.ts': "import '../firmware-bridge/b.ts'", 'firmware-bridge/b.ts': '' },
      /devices\/ may not/,
    ],
    [
      'the server meets the bridge elsewhere',
      { 'station-server/a.ts': "import '../firmware-bridge/b.ts'", 'firmware-bridge/b.ts': '' },
      /station-server\/ may not/,
    ],
    [
      'the server imports a driver',
      { 'station-server/a.ts': "import '../devices/b.ts'", 'devices/b.ts': '' },
      /station-server\/ may not/,
    ],
    [
      'the server meets central elsewhere',
      { 'station-server/a.ts': "export * from '../central/b.ts'", 'central/b.ts': '' },
      /station-server\/ may not/,
    ],
    [
      'central imports the store of a station',
      { 'central/a.ts': "import '../station-server/store/b.ts'", 'station-server/store/b.ts': '' },
      /central\/ may not/,
    ],
    [
      'a page imports more than types',
      {
        'kiosk-ui/a.ts': "import { b } from '../station-server/api-types.ts'",
        'station-server/api-types.ts': '',
      },
      /only `import type`/,
    ],
    [
      'a page imports a rule',
      {
        'kiosk-ui/a.ts': "import type { b } from '../station-server/circulation/b.ts'",
        'station-server/circulation/b.ts': '',
      },
      /kiosk-ui\/ may not/,
    ],
    [
      'a dynamic import goes round the rules',
      { 'devices/a.ts': "await import('../central/b.ts')", 'central/b.ts': '' },
      /devices\/ may not/,
    ],
    [
      'a native library outside the ports',
      { 'firmware-bridge/a.ts': "import 'serialport'" },
      /only in firmware-bridge\/ports/,
    ],
    [
      'a rule reads a file',
      { 'station-server/circulation/a.ts': "import 'node:fs'" },
      /must be pure/,
    ],
    ['a rule reads the clock', { 'station-server/circulation/a.ts': 'Date.now()' }, /passed in/],
    ['a driver starts a timer', { 'devices/a.ts': 'setTimeout(() => 1, 1)' }, /passed in/],
    ['the session rolls dice', { 'station-server/kiosk/session.ts': 'Math.random()' }, /passed in/],
    [
      'two files need each other',
      { 'devices/a.ts': "import './b.ts'", 'devices/b.ts': "import type { a } from './a.ts'" },
      /a cycle/,
    ],
    ['an import of nothing', { 'devices/a.ts': "import './gone.ts'" }, /no such file/],
    ['a file that is too long', { 'devices/a.ts': '\n'.repeat(400) }, /split it/],
    ['a barrel', { 'devices/index.ts': '' }, /no barrels/],
    ['a folder of odds and ends', { 'devices/utils/a.ts': '' }, /says nothing/],
    [
      'a test that does not run',
      { 'tests/a.test.ts': `test.${'skip'}('x', () => 1)` },
      /does not run/,
    ],
  ];
  test.each(faults)('%s', (_name, files, problem) => {
    expect(plant(files).join('\n')).toMatch(problem);
  });
  test('a file that does not say what it is for', () => {
    expect(tidyProblems(new Map([['devices/a.ts', 'export const a = 1;']])).join()).toMatch(
      /what it is for/,
    );
  });
  test('and what is allowed is not', () => {
    const allowed = plant({
      'devices/a.ts': "import type { Site } from '../profiles/b.ts'",
      'profiles/b.ts': '',
      'station-server/c.ts':
        "import '../firmware-bridge/messages.ts'; import '../central/sync-contract.ts'",
      'firmware-bridge/messages.ts': '',
      'central/sync-contract.ts': '',
      'firmware-bridge/ports/d.ts': "await import('node-hid')",
      'kiosk-ui/e.ts': "import type { View } from '../station-server/api-types.ts'",
      'station-server/api-types.ts': '',
    });
    expect(allowed).toEqual([]);
  });
});
