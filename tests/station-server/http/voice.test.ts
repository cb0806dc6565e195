// Sound files of spoken prompts: the library's own win, the shipped ones fill in, and nothing else of the folders is served.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../../profiles/package-root.ts';
import { ask, type RunningStation, startStation } from '../running-station.ts';

let station: RunningStation;
const own = mkdtempSync(join(tmpdir(), 'kitap-voice-'));
const get = (path: string) => fetch(`${station.url}${path}`);

beforeAll(async () => {
  mkdirSync(join(own, 'kk'));
  writeFileSync(join(own, 'kk', 'lent.opus'), 'a human voice');
  writeFileSync(join(own, 'kk', 'notes.txt'), 'who spoke');
  writeFileSync(join(own, 'secret.opus'), 'beside the languages');
  station = await startStation({ voiceFolders: [own, join(packageRoot, 'kiosk-ui', 'voice')] });
});
afterAll(async () => {
  await station.stop();
  rmSync(own, { recursive: true });
});

test('a file of the library wins, and what it has not recorded is the shipped one', async () => {
  expect(await (await get('/voice/kk/lent.opus')).text()).toBe('a human voice');
  const shipped = await get('/voice/ru/lent.opus');
  expect(shipped.headers.get('content-type')).toBe('audio/ogg');
  expect(Buffer.from(await shipped.arrayBuffer()).toString('latin1', 0, 4)).toBe('OggS');
});

test('a library that has recorded nothing', async () => {
  const plain = await startStation({
    voiceFolders: [join(own, 'nowhere'), join(packageRoot, 'kiosk-ui', 'voice')],
  });
  expect((await fetch(`${plain.url}/voice/kk/lent.opus`)).status).toBe(200);
  await plain.stop();
});

test('a replaced file is heard at once: the browser asks each time', async () => {
  const address = `${station.url}/voice/kk/returned.opus`;
  const { headers } = await ask(address);
  expect(headers['cache-control']).toBe('no-cache');
  const again = await ask(address, { headers: { 'if-none-match': String(headers.etag) } });
  expect(again.status).toBe(304);
});

test('the page may play it, and nothing from elsewhere', async () => {
  const policy = (await get('/api/status')).headers.get('content-security-policy');
  expect(policy).toContain("media-src 'self';");
});

test.each([
  '/voice/kk/none.opus',
  '/voice/kk/notes.txt',
  '/voice/secret.opus',
  '/voice/spoken.json',
  '/voice/prompts.ts',
  '/voice/kk/',
  '/voice/kk/..%2fsecret.opus',
  '/voice/../package.json',
])('%s is not there', async (path) => {
  expect((await get(path)).status).toBe(404);
});
