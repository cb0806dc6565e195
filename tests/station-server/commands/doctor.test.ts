// `kitap doctor` as users start it, on this machine: every check speaks, and the exit status follows the worst of them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../../station-server/commands/doctor-finding.ts';
import { freePort, kitapPath } from '../../e2e/processes.ts';

const LIMIT_MS = 60_000;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kitap-doctor-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const doctor = async (...args: string[]) => {
  const port = String(await freePort());
  const { status, stdout } = spawnSync(
    process.execPath,
    [kitapPath, 'doctor', '--data', folder, '--port', port, ...args],
    { encoding: 'utf8', timeout: LIMIT_MS },
  );
  return { status, stdout };
};

const CHECKS = [
  ...['node', 'pages', 'profiles', 'sqlite', 'data', 'space', 'database', 'clock', 'zone', 'port'],
  ...['node-hid', 'serialport', 'usb', 'font', 'devices'],
];

describe('kitap doctor', { timeout: LIMIT_MS }, () => {
  it('finds this machine fit to run a station, and leaves no file', async () => {
    const { status, stdout } = await doctor();
    const lines = stdout.trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('fail'))).toEqual([]);
    expect(status).toBe(0);
    for (const name of CHECKS)
      expect(
        lines.some((line) => /^(?:ok|warn) /.test(line) && line.slice(6).startsWith(`${name} `)),
        name,
      ).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('--json says the same for a program; one failure makes the status 1', async () => {
    writeFileSync(join(folder, 'station.db'), 'x'.repeat(5_000));
    const { status, stdout } = await doctor('--json');
    const { well, findings } = JSON.parse(stdout) as { well: boolean; findings: Finding[] };
    expect([status, well]).toEqual([1, false]);
    expect(findings.filter(({ outcome }) => outcome === 'fail')).toMatchObject([
      { check: 'database', hint: expect.stringContaining('backup') },
    ]);
    expect(findings.map(({ check }) => check)).toEqual(expect.arrayContaining(CHECKS));
  });
});
