// Over HTTP as a page does it: a PIN is set with the card at hand, opens the visit without it, and who guesses has to wait.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { KioskAct } from '../../../station-server/api-types.ts';
import { WRONG_PER_CARD_MAX } from '../../../station-server/kiosk/try-limit.ts';
import { bookAt, CARD, type RunningStation, startStation } from '../running-station.ts';

let station: RunningStation;
beforeEach(async () => {
  station = await startStation();
});
afterEach(async () => {
  await station.stop();
});

const PIN = '80214';
const read = (text: string) =>
  ({ type: 'barcode-read', device: 'scanner', text, symbology: 'code128', ageMs: 1 }) as const;

test('set with the card, used without it, and guessed at in vain', async () => {
  const bridge = await station.bridge();
  const page = station.stream();
  const act = async (given: KioskAct) => expect((await station.act(given)).status).toBe(202);
  bridge.say(read(CARD));
  await page.untilView('the patron', (view) => view.screen === 'borrow');
  await act({ act: 'switch', to: 'account' });
  await act({ act: 'my-card-open' });
  await act({ act: 'my-card-part', part: 'pin' });
  await act({ act: 'pin-set', pin: PIN, again: '80215' });
  await page.untilView('the difference', (view) => view.notice?.reason === 'pins-differ');
  await act({ act: 'pin-set', pin: PIN, again: PIN });
  await page.untilView('the PIN', (view) => view.screen === 'my-card' && view.done === 'pin-set');
  await act({ act: 'home' });
  await page.untilView('home', (view) => view.screen === 'attract');

  const typed = async (proof: { pin: string } | { birthDate: string }) => {
    await act({ act: 'start', what: 'borrow' });
    await act({ act: 'keypad', open: true });
    await act({ act: 'identify-by-number', card: CARD, ...proof });
  };
  await typed({ birthDate: '1990-05-14' });
  await page.untilView('no', (view) => view.notice?.reason === 'birth-date-wrong');
  await typed({ pin: PIN });
  await page.untilView('the patron', (view) => view.screen === 'borrow');
  bridge.say(read(bookAt(1)));
  await page.untilView('a book', (view) => view.screen === 'borrow' && view.lentCount === 1);
  await act({ act: 'home' });

  for (let turn = 1; turn < WRONG_PER_CARD_MAX; turn += 1) await typed({ pin: '80299' });
  await typed({ pin: PIN });
  await page.untilView('the wait', (view) => view.notice?.reason === 'too-many-tries');
  expect(page.view()!.notice?.details).toEqual({ minutes: 15 });
  expect(JSON.stringify(page.views())).not.toContain(PIN);
  expect(JSON.stringify(station.entries('pin'))).not.toContain(PIN);
  page.close();
});

test('the QR code of the phone identifies, and who wished it reads that they had a book before', async () => {
  const bridge = await station.bridge();
  const page = station.stream();
  const act = async (given: KioskAct) => expect((await station.act(given)).status).toBe(202);
  bridge.say(read(CARD));
  await page.untilView('the patron', (view) => view.screen === 'borrow');
  await act({ act: 'switch', to: 'account' });
  await act({ act: 'my-card-open' });
  await act({ act: 'remember', wanted: true });
  await page.untilView('the wish', (view) => view.screen === 'my-card' && view.remembers);
  await act({ act: 'my-card-part', part: 'phone' });
  await page.untilView('the code', (view) => view.screen === 'my-card' && view.phone !== null);
  const shown = page.view()!;
  const text = shown.screen === 'my-card' ? shown.phone!.card : '';
  await act({ act: 'home' });
  bridge.say({ ...read(text), symbology: 'qr' });
  await page.untilView('the patron again', (view) => view.screen === 'borrow');
  bridge.say(read(bookAt(1)));
  await page.untilView('the book', (view) => view.screen === 'borrow' && view.lentCount === 1);
  await act({ act: 'home' });
  bridge.say(read(bookAt(1)));
  await page.untilView('the return', (view) => view.screen === 'return');
  await act({ act: 'home' });
  bridge.say(read(CARD));
  bridge.say(read(bookAt(1)));
  await page.untilView('once more', (view) => view.screen === 'borrow' && view.lentCount === 1);
  expect(page.view()).toMatchObject({ cards: [{ result: { kind: 'lent', readBefore: true } }] });
  page.close();
});

test.each([
  { act: 'identify-by-number', card: CARD },
  { act: 'identify-by-number', card: CARD, pin: '8'.repeat(17) },
  { act: 'pin-set', pin: PIN },
  { act: 'my-card-part', part: 'else' },
])('a body of another shape is refused: %j', async (body) => {
  expect((await station.act(body as KioskAct)).status).toBe(400);
});
