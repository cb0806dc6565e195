// `kitap central` as staff run it: a number and a token, a ready line, a clean stop, no open port
// to other computers.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { run } from '../../../central/commands/central.ts';

let data: string;
const lines: string[] = [];
const faults: string[] = [];
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'kitap-command-'));
  lines.length = 0;
  faults.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => faults.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(data, { recursive: true, force: true });
});
const addOne = ['add-station', '--site', 'balkhash', '--station', '3'];

test('a station gets its number and token once; central answers it and stops at a signal', async () => {
  expect(await run(['--data', data, ...addOne])).toBe(0);
  const { token, library } = JSON.parse(lines.pop() ?? '');
  expect(library).toBe('balkhash');
  expect(await run([...addOne, '--data', data])).toBe(1);
  expect(faults.join('')).toMatch(/^station-exists: /);

  const running = run(['--data', data, '--port', '0']);
  await expect
    .poll(() => lines.find((line) => line.includes('ready')), { timeout: 10_000 })
    .toBeTruthy();
  const { url } = JSON.parse(lines[lines.length - 1] ?? '');
  const answer = await fetch(`${url}/v1/pull?cursor=0`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(await answer.json()).toMatchObject({ applied: 0, rows: [], more: false });
  process.emit('SIGTERM');
  expect(await running).toBe(0);
  await expect(fetch(`${url}/v1/health`)).rejects.toThrow();
});

test('a member of staff gets a token once, and another only when it was lost', async () => {
  const addStaff = ['--data', data, 'add-staff', '--site', 'balkhash', '--name', 'desk-2'];
  expect(await run(addStaff)).toBe(0);
  const first = JSON.parse(lines.pop() ?? '');
  expect(first).toMatchObject({ library: 'balkhash', staff: 'desk-2' });
  expect(await run(addStaff)).toBe(1);
  expect(faults.join('')).toMatch(/^staff-exists: /);
  expect(await run([...addStaff, '--again'])).toBe(0);
  expect(JSON.parse(lines.pop() ?? '').token).not.toBe(first.token);
});

test('without a certificate it listens to this computer only', async () => {
  expect(await run(['--data', data, '--host', '0.0.0.0'])).toBe(1);
  expect(faults.join('')).toMatch(/^tls-required: .*\nGive --tls-cert/);
});

test('a taken port and a wrong option are told', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await expect.poll(() => other.listening).toBe(true);
  const address = other.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  expect(await run(['--data', data, '--port', String(port)])).toBe(1);
  expect(faults.join('')).toMatch(/^address-taken: /);
  other.close();
  expect(await run(['--nonsense'])).not.toBe(0);
});

test('raise-epoch counts up', async () => {
  expect(await run(['raise-epoch', '--data', data])).toBe(0);
  expect(JSON.parse(lines.pop() ?? '')).toEqual({ epoch: 2 });
});
