// Acts of the camera over HTTP: refused where the station profile names none, and bounded.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, type RunningStation, startStation } from '../running-station.ts';

let station: RunningStation;
beforeAll(async () => {
  station = await startStation({});
});
afterAll(() => station.stop());

const act = async (body: unknown) => {
  const { status, text } = await ask(`${station.url}/api/places/kiosk-1/acts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status, code: (JSON.parse(text) as { code?: string }).code };
};

test('a place without a camera', async () => {
  const scan = { act: 'camera-scan', text: '37101001000015', symbology: 'code128' };
  expect(await act(scan)).toEqual({ status: 409, code: 'camera-off' });
  expect(await act({ act: 'camera', open: true })).toEqual({ status: 409, code: 'camera-off' });
});

test.each([
  ['no text', { text: '', symbology: 'qr' }],
  ['a page of text', { text: 'x'.repeat(129), symbology: 'qr' }],
  ['no such symbology', { text: '1', symbology: 'dots' }],
  ['a picture beside it', { text: '1', symbology: 'qr', picture: 'data:' }],
])('%s is refused', async (_, fields) => {
  expect((await act({ act: 'camera-scan', ...fields })).status).toBe(400);
});

test('pages may ask for the camera, and for nothing else of the machine', async () => {
  const { headers } = await ask(`${station.url}/api/status`);
  expect(headers['permissions-policy']).toContain('camera=(self), microphone=()');
  expect(headers['content-security-policy']).toContain("worker-src 'self'");
});
