// `kitap stick` and `kitap central stick` as staff run them: one whole exchange, sentences in three languages,
// and exit statuses that a script can tell apart.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { run as central } from '../../../central/commands/central.ts';
import { run as stick } from '../../../station-server/commands/stick.ts';
import { makeStation } from '../test-station.ts';

let folder: string;
let data: string;
let usb: string;
const lines: string[] = [];
const faults: string[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kitap-stick-'));
  [data, usb] = [join(folder, 'station'), join(folder, 'usb')];
  for (const path of [data, usb]) mkdirSync(path);
  lines.length = 0;
  faults.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => faults.push(String(text)) > 0);
  expect(
    await central(['--data', folder, 'add-station', '--site', 'balkhash', '--station', '7']),
  ).toBe(0);
  const { token, centralKey } = JSON.parse(lines.pop() ?? '');
  writeFileSync(join(data, 'central-token'), `${token}\n`);
  writeFileSync(join(data, 'central-key'), `${centralKey}\n`);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});
const here = (...args: string[]) => stick(['--data', data, ...args]);
const there = (...args: string[]) => central(['--data', folder, 'stick', ...args]);
const last = () => lines[lines.length - 1]?.trim() ?? '';
const answer = () => there('write', '--to', usb, '--site', 'balkhash', '--station', '7');

const openWithActs = () => {
  const station = makeStation({ file: join(data, 'station.db') });
  for (let n = 0; n < 2; n += 1)
    station.desk.recordVisit(null, { place: 'desk-1', actor: 'staff:test' });
  return station;
};

test('there and back, while the station is open; each side says how it stands', async () => {
  const station = openWithActs();
  try {
    expect(await here('status', '--language', 'kk')).toBe(0);
    expect(last()).toMatch(/^Осында сенімді сақталған әрекеттер: 2\. .* Флешканы салыңыз\.$/);
    expect(await here('write', '--to', usb, '--language', 'ru')).toBe(0);
    expect(last()).toContain('Записано на флешку действий: 2.');
    expect(await here('read', '--from', usb)).toBe(6);
    expect(last()).toContain('Central has not answered this file yet.');
    expect(await there('read', '--from', usb)).toBe(0);
    expect(JSON.parse(last())).toMatchObject({ station: 7, outcome: 'applied', entries: 2 });
    expect(await here('status', '--json')).toBe(0);
    expect(JSON.parse(last())).toMatchObject({ waiting: 2, onStick: 2 });
    expect(await answer()).toBe(0);
    expect(JSON.parse(last())).toMatchObject({ applied: 2, quarantined: false });
    expect(await here('read', '--from', usb, '--keep')).toBe(0);
    expect(readdirSync(usb)).toHaveLength(2);
    expect(await here('read', '--from', usb)).toBe(0);
    expect(readdirSync(usb)).toEqual([]);
    expect(station.meta.number('applied')).toBe(2);
    expect(await here('status')).toBe(0);
    expect(last()).toBe('All acts have reached central.');
  } finally {
    station.close();
  }
});

test('what is not in order has its exit status, its code and what to do', async () => {
  openWithActs().close();
  expect(await here('write', '--to', usb)).toBe(0);
  const [file = ''] = readdirSync(usb);
  writeFileSync(join(usb, 'kitap-odd.kstick'), 'nothing');
  expect(await there('read', '--from', usb)).toBe(4);
  const odd = lines.map((line) => line.trim()).find((line) => line.includes('kitap-odd'));
  expect(JSON.parse(odd ?? '')).toMatchObject({ code: 'stick-unreadable', station: null });
  expect(JSON.parse(odd ?? '').hint).toMatch(/^Leave it out/);
  rmSync(join(usb, 'kitap-odd.kstick'));
  rmSync(join(usb, file));
  expect(await there('read', '--from', usb)).toBe(1);
  expect(faults.join('')).toMatch(/^stick-empty: /);
  await expect(here('write', '--to', join(usb, 'gone'), '--language', 'kk')).rejects.toMatchObject({
    code: 'stick-away',
  });
  expect(faults.join('')).toContain('Флешка шығарылған');
  expect(await there('write', '--to', usb, '--site', 'balkhash', '--station', '8')).toBe(1);
  expect(faults.join('')).toContain('stick-foreign: ');
  expect(await there('write', '--to', usb, '--site', 'balkhash', '--station', 'x')).toBe(2);
});

test('a folder without a store, or without a token, is not taken for an empty station', async () => {
  await expect(here('write', '--to', usb)).rejects.toMatchObject({ code: 'store-unavailable' });
  expect(readdirSync(data)).not.toContain('station.db');
  openWithActs().close();
  rmSync(join(data, 'central-token'));
  await expect(here('status')).rejects.toMatchObject({ code: 'sync-unauthorised' });
});

test("central's public key can be printed again, a station's key learned from its token", async () => {
  expect(await there('key', '--site', 'balkhash')).toBe(0);
  expect(last()).toMatch(/^[\w-]{43}$/);
  const token = join(data, 'central-token');
  expect(await there('learn-key', '--token-file', token)).toBe(0);
  expect(JSON.parse(last())).toEqual({ library: 'balkhash', station: 7 });
  writeFileSync(token, 'balkhash.7.wrong');
  expect(await there('learn-key', '--token-file', token)).toBe(1);
  expect(faults.join('')).toMatch(/token-wrong/);
});
