// A call for a librarian over real sockets: from the kiosk's button to the status of the staff's page and back to the kiosk.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StationStatus } from '../../../station-server/api-types.ts';
import { ask, errorOf, type RunningStation, startStation } from '../running-station.ts';

let station: RunningStation;
beforeAll(async () => {
  station = await startStation();
});
afterAll(async () => {
  await station.stop();
});

const helpAt = async (place: string) => {
  const status = JSON.parse((await ask(`${station.url}/api/status`)).text) as StationStatus;
  return status.places.find((one) => one.place === place)?.help;
};
const take = (place: string, headers = station.staff) =>
  station.post(`/api/places/${place}/help/take`, {}, headers);

test('the desk sees who calls and since when; taken, the caller is told', async () => {
  const stream = station.stream();
  expect(await helpAt('kiosk-1')).toBeNull();
  await station.act({ act: 'call-librarian' });
  await stream.untilView('called', ({ helpCalled }) => helpCalled);
  const call = await helpAt('kiosk-1');
  expect(call).toMatchObject({ taken: false });
  expect(Math.abs((call?.sinceMs ?? 0) - station.store.clock.nowMs())).toBeLessThan(5_000);
  expect(await helpAt('desk-1')).toBeNull();

  expect((await take('kiosk-1')).status).toBe(202);
  await stream.untilView('coming', ({ helpCalled, helpComing }) => helpCalled && helpComing);
  expect(await helpAt('kiosk-1')).toMatchObject({ taken: true });
  stream.close();
});

test('taking needs the token, a place that is there, and says no more', async () => {
  const wrong = await take('kiosk-1', { authorization: 'Bearer wrong' });
  expect([wrong.status, errorOf(wrong).code]).toEqual([401, 'staff-token-wrong']);
  expect((await take('nowhere')).status).toBe(404);
  const more = await station.post('/api/places/kiosk-1/help/take', { more: 1 }, station.staff);
  expect(more.status).toBe(400);
});
