// What `kitap doctor` makes of its child: real processes that crash, hang or talk nonsense, and reports of every kind.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDevices, runChild } from '../../../station-server/commands/doctor-devices.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kitap-doctor-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const child = (code: string, limitMs?: number) => {
  const module = join(folder, 'child.mjs');
  writeFileSync(module, code);
  return checkDevices(() => runChild(module, limitMs));
};

const part = (name: string, well = true) => ({ name, well, what: `${name} was asked` });
const report = (changes: object = {}) => ({
  modules: [part('node-hid'), part('serialport')],
  font: part('font'),
  listing: part('devices'),
  ports: [] as object[],
  ...changes,
});
const answer = (changes?: object) =>
  checkDevices(async () => ({ output: JSON.stringify(report(changes)), end: 'status 0' }));
const outcomes = (findings: { check: string; outcome: string }[]) =>
  findings.map(({ check, outcome }) => `${check} ${outcome}`);

describe('a child that does not finish', () => {
  it.each([
    ['dies of a signal', "process.kill(process.pid, 'SIGSEGV')", 'SIGSEGV'],
    ['ends with a status', 'process.exit(3)', 'status 3'],
    ['talks nonsense', "console.log('hello')", 'cannot be read'],
    ['leaves something out', 'console.log(\'{"modules":[]}\')', 'cannot be read'],
  ])('%s', async (_name, code, why) => {
    expect(await child(code)).toMatchObject([
      { check: 'devices', outcome: 'fail', what: expect.stringContaining(why) },
    ]);
  });

  it('is ended at its time limit', async () => {
    const [told] = await child('setInterval(() => {}, 1000)', 300);
    expect(told).toMatchObject({ outcome: 'fail', what: expect.stringContaining('time limit') });
  });

  it('is missing', async () => {
    const told = await checkDevices(() => runChild(join(folder, 'none.js')));
    expect(told).toMatchObject([{ outcome: 'fail' }]);
  });
});

describe('a report', () => {
  it('of a bare machine is all well', async () => {
    expect(outcomes(await answer())).toEqual([
      'node-hid ok',
      'serialport ok',
      'font ok',
      'devices ok',
    ]);
  });

  it('of a missing system library is a warning that says the rest works', async () => {
    const hint = 'Install it: apt-get install libusb-1.0-0 libudev1.';
    const hid = { ...part('node-hid', false), what: 'node-hid: libudev.so.1', hint };
    const findings = await answer({ modules: [hid, part('serialport')] });
    expect(findings[0]).toEqual({
      check: 'node-hid',
      outcome: 'warn',
      what: 'node-hid: libudev.so.1; everything else works without it',
      hint,
    });
    expect(findings.every(({ outcome }) => outcome !== 'fail')).toBe(true);
  });

  it('of a font without Kazakh letters fails', async () => {
    expect(outcomes(await answer({ font: part('font', false) }))).toContain('font fail');
  });

  it('names the profiles of each port; a serial line with none is worth a look, a mouse is not', async () => {
    const port = (bus: string, profiles: string[]) => ({
      ...{ bus, path: `/dev/${bus}`, usb: '0c2e:0b61', profiles },
    });
    const ports = [port('hid', ['honeywell-hid-pos']), port('hid', []), port('serial', [])];
    const findings = (await answer({ ports })).slice(3);
    expect(outcomes(findings)).toEqual(['devices ok', 'devices ok', 'devices warn']);
    expect(findings[0]?.what).toBe('/dev/hid (hid 0c2e:0b61): honeywell-hid-pos');
  });

  it('of a list that cannot be read is a warning', async () => {
    expect(outcomes(await answer({ listing: part('devices', false) }))).toContain('devices warn');
  });
});
