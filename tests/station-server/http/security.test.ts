// Forged requests at a real listener: other names, other pages, other kinds of body (sync.md 3.2). None passes on any route.
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ask,
  errorOf,
  type RunningStation,
  STAFF_TOKEN,
  startStation,
} from '../running-station.ts';

let station: RunningStation;
let host: string;
beforeAll(async () => {
  station = await startStation({ demo: { network: null, onNetwork: () => {} } });
  host = station.url.slice('http://'.length);
});
afterAll(async () => {
  await station.stop();
});

const routes: [string, string][] = [
  ['GET', '/'],
  ['GET', '/kiosk/kiosk-1'],
  ['GET', '/demo'],
  ['GET', '/desk'],
  ['GET', '/counter'],
  ['GET', '/technician'],
  ['GET', '/assets/index.js'],
  ['GET', '/voice/kk/lent.opus'],
  ['GET', '/nowhere'],
  ['GET', '/api/status'],
  ['GET', '/api/demo'],
  ['GET', '/api/demo/slips/1.png'],
  ['GET', '/api/places/kiosk-1/stream'],
  ['GET', '/api/patrons/27101001000018/account?place=kiosk-1'],
  ['GET', '/api/patrons/27101001000018/children?place=kiosk-1'],
  ['POST', '/api/patrons/27101001000018/children'],
  ['POST', '/api/patrons/27101001000018/children/7-1/end'],
  ['POST', '/api/places/kiosk-1/acts'],
  ['POST', '/api/places/kiosk-1/keys'],
  ['POST', '/api/checkouts'],
  ['POST', '/api/checkins'],
  ['POST', '/api/renewals'],
  ['POST', '/api/registrations'],
  ['POST', '/api/sync'],
  ['POST', '/api/registrations/7-1/confirm'],
  ['POST', '/api/patrons/7-1/erase'],
  ['POST', '/api/tags/E004010000000001/settle'],
  ['POST', '/api/places/kiosk-1/help/take'],
  ['POST', '/api/places/kiosk-1/tagging'],
  ['POST', '/api/lockers/fill'],
  ['POST', '/api/lockers/pick-up'],
  ['POST', '/api/lockers/open'],
  ['POST', '/api/lockers/empty'],
  ['POST', '/api/stornos'],
  ['POST', '/api/counter/lookups'],
  ['POST', '/api/patrons/7-1/block'],
  ['POST', '/api/patrons/7-1/merge'],
  ['GET', '/api/wishes'],
  ['POST', '/api/holds'],
  ['POST', '/api/holds/7-1/cancel'],
  ['POST', '/api/demo/acts'],
];
const heads: [string, (own: string) => Record<string, string>, number][] = [
  ['a rebound name', () => ({ host: 'evil.example:7410' }), 421],
  ['the name without port', (own) => ({ host: own.split(':')[0]! }), 421],
  ['another port', () => ({ host: '127.0.0.1:1' }), 421],
  ['the address in another form', (own) => ({ host: own.replace('127.0.0.1', '127.1') }), 421],
  ['a longer name', (own) => ({ host: `${own}.evil.example` }), 421],
  ['one letter', () => ({ host: 'x' }), 421],
  ['a page of another site', () => ({ origin: 'http://evil.example' }), 403],
  ['a page without origin', () => ({ origin: 'null' }), 403],
  ['our name over https', (own) => ({ origin: `https://${own}` }), 403],
  ['another port of this machine', () => ({ origin: 'http://127.0.0.1:9' }), 403],
  ['our name as a part', (own) => ({ origin: `http://${own}.evil.example` }), 403],
  ['a file', () => ({ origin: 'file://' }), 403],
  ['a cross-site request', () => ({ 'sec-fetch-site': 'cross-site' }), 403],
  ['a sibling site', () => ({ 'sec-fetch-site': 'same-site' }), 403],
];

describe('forged heads', () => {
  test.each(heads)('%s passes on no route', async (_name, forge, status) => {
    for (const [method, path] of routes) {
      const headers = {
        authorization: `Bearer ${STAFF_TOKEN}`,
        'content-type': 'application/json',
        ...forge(host),
      };
      const body = method === 'POST' ? '{"act":"home"}' : undefined;
      const answer = await ask(`${station.url}${path}`, {
        method,
        headers,
        ...(body ? { body } : {}),
      });
      expect([path, answer.status]).toEqual([path, status]);
      expect(errorOf(answer).code).toBe(status === 421 ? 'host-refused' : 'origin-refused');
    }
  });

  const own: [string, (own: string) => Record<string, string>][] = [
    ['nothing but the name', () => ({})],
    ['localhost', (name) => ({ host: name.replace('127.0.0.1', 'localhost') })],
    ['a name from the settings', () => ({ host: 'KIOSK.test:80' })],
    ['our own origin', (name) => ({ origin: `http://${name}`, 'sec-fetch-site': 'same-origin' })],
    ['typed into the bar', () => ({ 'sec-fetch-site': 'none' })],
  ];
  test.each(own)('%s passes', async (_name, head) => {
    const answer = await ask(`${station.url}/api/status`, { headers: head(host) });
    expect(answer.status).toBe(200);
  });
});

describe('heads that no client library would send', () => {
  const raw: [string, string, RegExp][] = [
    ['no name', 'GET /api/status HTTP/1.0\r\n\r\n', /^HTTP\/1\.1 421 /],
    ['an empty name', 'GET /api/status HTTP/1.1\r\nHost:\r\n\r\n', /^HTTP\/1\.1 4(00|21) /],
    [
      'two names',
      'GET /api/status HTTP/1.1\r\nHost: OWN\r\nHost: evil.example\r\n\r\n',
      /^HTTP\/1\.1 4(00|21) /,
    ],
    [
      'a whole address in the first line',
      'GET http://evil.example/api/status HTTP/1.1\r\nHost: evil.example\r\n\r\n',
      /^HTTP\/1\.1 4(00|04|21) /,
    ],
  ];
  test.each(raw)('%s', async (_name, text, refused) => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(host.split(':')[1]), '127.0.0.1', () =>
        socket.write(text.replace('OWN', host)),
      );
      socket.once('data', (bytes: Buffer) => {
        socket.destroy();
        resolve(bytes.toString('utf8'));
      });
      socket.once('error', reject);
    });
    expect(answer).toMatch(refused);
  });
});

describe('bodies', () => {
  const act = '/api/places/kiosk-1/acts';
  const kinds: [string, string | undefined, string, number, string][] = [
    ['plain text', 'text/plain', '{"act":"home"}', 415, 'json-only'],
    ['a form', 'application/x-www-form-urlencoded', 'act=home', 415, 'json-only'],
    ['a multipart form', 'multipart/form-data; boundary=x', '--x--', 415, 'json-only'],
    ['no kind', undefined, '{"act":"home"}', 415, 'json-only'],
    ['JSON by halves', 'application/jsonp', '{"act":"home"}', 415, 'json-only'],
    ['broken JSON', 'application/json', '{"act":', 400, 'body-not-json'],
    ['nothing', 'application/json', '', 400, 'body-not-json'],
    ['bytes', 'application/json', '\u0000\u0001', 400, 'body-not-json'],
    ['an unknown act', 'application/json', '{"act":"explode"}', 400, 'request-invalid'],
    ['an extra field', 'application/json', '{"act":"home","x":1}', 400, 'request-invalid'],
    ['a list', 'application/json', '[]', 400, 'request-invalid'],
    [
      'a wrong kind of field',
      'application/json',
      '{"act":"keypad","open":"yes"}',
      400,
      'request-invalid',
    ],
    [
      'a foreign prototype',
      'application/json',
      '{"act":"home","__proto__":{"a":1}}',
      400,
      'body-not-json',
    ],
    [
      'too much',
      'application/json',
      `{"act":"renew","loanId":"${'1'.repeat(20_000)}"}`,
      413,
      'body-too-large',
    ],
    ['charset given', 'application/json; charset=utf-8', '{"act":"home"}', 202, ''],
  ];
  test.each(kinds)('%s', async (_name, type, body, status, code) => {
    const headers: Record<string, string> = type ? { 'content-type': type } : {};
    const answer = await ask(`${station.url}${act}`, { method: 'POST', headers, body });
    expect(answer.status).toBe(status);
    if (code) expect(errorOf(answer)).toMatchObject({ code, hint: expect.stringMatching(/./) });
  });

  test('what was sent is not repeated in the error', async () => {
    const secret = 'Жанабаева';
    const answer = await station.act({ act: 'start', what: secret });
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain(secret);
  });
});

describe('every answer', () => {
  test('carries the headers that keep pages to themselves', async () => {
    for (const path of ['/api/status', '/nowhere', '/demo']) {
      const { headers } = await ask(`${station.url}${path}`);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'content-security-policy': expect.stringContaining("default-src 'self'"),
      });
    }
    const status = await ask(`${station.url}/api/status`);
    expect(status.headers).toMatchObject({ 'cache-control': 'no-store' });
  });

  test('pages that were not built are a clear answer', async () => {
    const answer = await ask(`${station.url}/demo`);
    expect(answer.status).toBe(503);
    expect(errorOf(answer).code).toBe('pages-not-built');
    const home = await ask(`${station.url}/`);
    expect([home.status, home.headers.location]).toEqual([302, '/kiosk/kiosk-1']);
  });
});
