// The `kitap` command as users start it: the built program, its help, and what a wrong word gets.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../../profiles/package-root.ts';
import { kitapPath } from '../../e2e/processes.ts';

const LIMIT_MS = 25_000;
const COMMANDS = [
  ...['start', 'station', 'stick', 'bridge', 'central', 'import', 'audit'],
  ...['tag', 'lint-profiles', 'doctor', 'board'],
];

const kitap = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [kitapPath, ...args], {
    encoding: 'utf8',
    timeout: LIMIT_MS,
  });
  return { status, stdout, stderr };
};

describe('kitap', () => {
  it.each(['--help', '-h', 'help'])('%s lists every command', (word) => {
    const { status, stdout } = kitap(word);
    expect(status).toBe(0);
    expect(stdout).toContain('Usage: kitap COMMAND');
    for (const name of COMMANDS) expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
  });

  it('without a command prints the same and says by its status that nothing was done', () => {
    const { status, stdout } = kitap();
    expect([status, stdout.includes('Usage: kitap COMMAND')]).toEqual([2, true]);
  });

  it('names an unknown command and the known ones', () => {
    const { status, stdout, stderr } = kitap('strat', '--port', '1');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('there is no command "strat"');
    expect(stderr).toContain('station');
  });

  it.each(['toString', '__proto__', 'constructor'])('%s is no command', (word) => {
    expect(kitap(word).stderr).toContain(`there is no command "${word}"`);
  });

  it('--version prints the version of the package', () => {
    const text = readFileSync(join(packageRoot, 'package.json'), 'utf8');
    expect(kitap('--version')).toMatchObject({
      status: 0,
      stdout: `${(JSON.parse(text) as { version: string }).version}\n`,
    });
  });
});

/** What a command asks for before it looks at anything else. */
const REQUIRED: Record<string, string[]> = {
  bridge: ['--station', 'demo', '--place', 'kiosk-1', '--socket', 'nowhere'],
};

describe.each(COMMANDS)('kitap %s', (name) => {
  it('--help prints its usage and exits 0', () => {
    const { status, stdout, stderr } = kitap(name, '--help');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`kitap ${name}`);
    expect(stdout).toContain('--help');
  });

  it('refuses an option that it does not have', () => {
    const { status, stdout, stderr } = kitap(name, ...(REQUIRED[name] ?? []), '--no-such-option');
    expect(status).toBeGreaterThan(0);
    expect(stdout).toBe('');
    expect(stderr).toContain('--no-such-option');
  });
});
