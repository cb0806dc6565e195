// Staff at the lockers over a real listener, with a bridge that answers for the doors.
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ask,
  bookAt,
  CARD,
  CHILD_CARD,
  errorOf,
  type RunningStation,
  startStation,
} from '../running-station.ts';
import type { TestBridge } from '../test-bridge.ts';
import { DAY_MS } from '../test-station.ts';

const at = { place: 'kiosk-1', device: 'locks', lock: 2 };
let station: RunningStation;
let bridge: TestBridge;
beforeAll(async () => {
  station = await startStation({
    devices: [{ id: 'locks', profile: 'a-locker', port: { kind: 'simulated' } }],
  });
  bridge = await station.bridge();
});
afterAll(async () => {
  bridge.hangUp();
  await station.stop();
});

const send = async (path: string, body: unknown) => {
  const answer = await station.post(path, body, station.staff);
  return { status: answer.status, body: JSON.parse(answer.text) as Record<string, unknown> };
};
/** Answers the next order for a door while `work` runs. */
const withDoor = async <T>(done: boolean, fault: string | null, work: Promise<T>): Promise<T> => {
  const before = bridge.of('pulse-output').length;
  await bridge.untilHeard('pulse-output', before + 1);
  const { device, request } = bridge.of('pulse-output').at(-1)!;
  bridge.say({ type: 'output-pulsed', device, request, done, fault });
  return work;
};
const list = async () => {
  const { text } = await ask(`${station.url}/api/lockers`, { headers: station.staff });
  return (JSON.parse(text) as { lockers: Record<string, unknown>[] }).lockers;
};

test.each([
  ['/api/lockers/fill', { ...at, barcode: bookAt(1) }],
  ['/api/lockers/pick-up', { ...at, card: CARD }],
  ['/api/lockers/open', at],
  ['/api/lockers/empty', { ...at, undo: false }],
])('%s needs the token, a place and a board', async (path, body) => {
  for (const sent of [body, {}]) {
    const answer = await station.post(path, sent, { authorization: 'Bearer wrong' });
    expect([answer.status, errorOf(answer).code]).toEqual([401, 'staff-token-wrong']);
  }
  expect(await send(path, { ...body, place: 'nowhere' })).toMatchObject({ status: 404 });
  expect(await send(path, { ...body, device: 'printer' })).toMatchObject({
    ...{ status: 404, body: { code: 'lock-unknown' } },
  });
  expect(await send(path, { ...body, more: 1 })).toMatchObject({ status: 400 });
});

test('a held book goes in, another card opens nothing, the own card lends and opens', async () => {
  expect((await send('/api/lockers/fill', { ...at, barcode: bookAt(1) })).body).toMatchObject({
    ...{ outcome: 'refused', reason: 'nobody-waits' },
  });
  const hold = { place: 'desk-1', patronId: '0-1', titleId: '0-1', itemId: null };
  await send('/api/holds', hold);
  const filled = await withDoor(
    true,
    null,
    send('/api/lockers/fill', { ...at, barcode: bookAt(1) }),
  );
  expect(filled.body).toMatchObject({ outcome: 'filled', opened: true, hint: null });
  expect(await list()).toMatchObject([{ ...at, barcode: bookAt(1), alert: false }]);
  const refused = await send('/api/lockers/pick-up', { ...at, card: CHILD_CARD });
  expect(refused.body).toMatchObject({ outcome: 'refused', reason: 'locker-empty' });
  const jammed = await withDoor(
    false,
    'lock-not-open',
    send('/api/lockers/pick-up', { ...at, card: CARD }),
  );
  expect(jammed.body).toMatchObject({
    ...{ outcome: 'not-opened', fault: 'lock-not-open' },
    hint: expect.stringContaining('push the door'),
    texts: { kk: expect.any(String), ru: expect.any(String), en: expect.stringContaining('lent') },
  });
  expect(await list()).toMatchObject([{ ...at, alert: true }]);
  const opened = await withDoor(true, null, send('/api/lockers/pick-up', { ...at, card: CARD }));
  expect(opened.body).toMatchObject({ outcome: 'opened', loanId: jammed.body.loanId });
  expect(await list()).toEqual([]);
  expect(station.entries('check-out')).toHaveLength(1);
  expect(station.entries('locker-emptied')).toMatchObject([{ body: { why: 'picked-up' } }]);
});

test('staff open a door, and empty what was not collected', async () => {
  await send('/api/holds', { place: 'desk-1', patronId: '0-1', titleId: '0-1', itemId: null });
  await withDoor(true, null, send('/api/lockers/fill', { ...at, barcode: bookAt(2) }));
  expect(await list()).toMatchObject([{ door: 3, takeBack: false }]);
  station.store.clock.now += 6 * DAY_MS;
  expect(await list()).toMatchObject([{ takeBack: true, loanId: null }]);
  const door = await withDoor(false, 'bridge-away', send('/api/lockers/open', at));
  expect(door.body).toMatchObject({ outcome: 'told', opened: false, fault: 'bridge-away' });
  expect((await send('/api/lockers/empty', { ...at, undo: false })).body).toEqual({
    outcome: 'emptied',
  });
  expect((await send('/api/lockers/empty', { ...at, undo: false })).body).toMatchObject({
    reason: 'locker-empty',
  });
});

test('visits are not counted from boards that say nothing about them', async () => {
  bridge.say({ type: 'contact', device: 'locks', input: 2, on: true });
  bridge.say({ type: 'contact', device: 'locks', input: 2, on: false });
  expect(station.entries('count')).toEqual([]);
});
