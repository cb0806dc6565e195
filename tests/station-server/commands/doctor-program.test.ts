// The program's own checks, each with a planted fault.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lineOf, lookAll, ok, warn } from '../../../station-server/commands/doctor-finding.ts';
import {
  checkNode,
  checkPages,
  checkProfiles,
  checkSqlite,
} from '../../../station-server/commands/doctor-program.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kitap-doctor-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('node', () => {
  it.each([
    ['v20.19.0', 'ok'],
    ['v20.19.1', 'ok'],
    ['v22.0.0', 'ok'],
    ['v20.18.9', 'fail'],
    ['v18.99.99', 'fail'],
    ['v9.9.9', 'fail'],
    ['unknown', 'fail'],
  ])('%s against >=20.19.0 is %s', (version, outcome) => {
    expect(checkNode(version, '>=20.19.0').outcome).toBe(outcome);
  });
});

describe('pages', () => {
  const html = '<script type="module" src="/assets/kiosk-1a.js"></script>';
  it('wants both pages and every asset that they name', () => {
    expect(checkPages(folder)).toMatchObject({
      outcome: 'fail',
      hint: expect.stringContaining('npm run build'),
    });
    for (const page of ['index.html', 'demo.html']) writeFileSync(join(folder, page), html);
    expect(checkPages(folder).what).toContain('assets/kiosk-1a.js');
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'assets', 'kiosk-1a.js'), '');
    expect(checkPages(folder).outcome).toBe('ok');
    rmSync(join(folder, 'demo.html'));
    expect(checkPages(folder)).toMatchObject({ outcome: 'fail', what: 'not built: demo.html' });
  });
});

describe('profiles', () => {
  it('names the first problems and counts all', () => {
    const problem = { file: 'a.json', path: '/id', todo: 'call it "a"' };
    const told = checkProfiles(() => [problem, problem, problem, problem]);
    expect(told).toMatchObject({ outcome: 'fail' });
    expect(told.what).toMatch(/^4 to correct: a\.json: \/id: call it "a"/);
    expect(checkProfiles(() => []).outcome).toBe('ok');
  });
});

describe('sqlite', () => {
  it('says why the library does not load', async () => {
    const broken = () => Promise.reject(new Error('was compiled against NODE_MODULE_VERSION 108'));
    expect(await checkSqlite(broken)).toMatchObject({
      outcome: 'fail',
      what: expect.stringContaining('NODE_MODULE_VERSION 108'),
      hint: expect.stringContaining('npm ci'),
    });
    expect((await checkSqlite(async () => '3.50.0')).what).toContain('3.50.0');
  });
});

describe('all checks together', () => {
  it('goes on after a check that breaks, and calls that a failure', async () => {
    const findings = await lookAll([
      {
        name: 'broken',
        look: () => {
          throw new Error('no such thing');
        },
      },
      { name: 'next', look: async () => [ok('next', 'well')] },
    ]);
    expect(findings.map(({ check, outcome }) => [check, outcome])).toEqual([
      ['broken', 'fail'],
      ['next', 'ok'],
    ]);
  });

  it('prints one line with what to do', () => {
    expect(lineOf(warn('port', 'taken', 'Stop it.'))).toBe(
      'warn  port         taken. What to do: Stop it.',
    );
  });
});
