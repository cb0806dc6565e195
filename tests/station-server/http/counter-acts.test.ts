// What staff put right, over a real listener: each needs the token, each is an entry, and refusals
// are values.
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ask,
  bookAt,
  CARD,
  errorOf,
  type RunningStation,
  startStation,
} from '../running-station.ts';
import { adultForm } from '../test-station.ts';

let station: RunningStation;
beforeAll(async () => {
  station = await startStation();
});
afterAll(async () => {
  await station.stop();
});
const place = 'desk-1';
const send = async (path: string, body: unknown) => {
  const answer = await station.post(path, body, station.staff);
  return { status: answer.status, body: JSON.parse(answer.text) as Record<string, unknown> };
};
const account = async (card: string) => {
  const path = `/api/patrons/${card}/account?place=${place}`;
  const answer = await ask(`${station.url}${path}`, { headers: station.staff });
  return JSON.parse(answer.text) as Record<string, unknown>;
};

test.each([
  ['/api/stornos', { place, entry: '7-1' }],
  ['/api/patrons/0-1/block', { place, blocked: true, reason: 'debt' }],
  ['/api/patrons/0-1/merge', { place, intoPatronId: '0-2' }],
  ['/api/holds', { place, patronId: '0-1', titleId: '0-1', itemId: null }],
  ['/api/holds/7-1/cancel', { place }],
])('%s needs the token, and says nothing of the body without it', async (path, body) => {
  for (const sent of [body, {}]) {
    const answer = await station.post(path, sent, { authorization: 'Bearer wrong' });
    expect([answer.status, errorOf(answer).code]).toEqual([401, 'staff-token-wrong']);
  }
  expect(await send(path, { ...body, place: 'nowhere' })).toMatchObject({ status: 404 });
  expect(await send(path, { ...body, more: 1 })).toMatchObject({ status: 400 });
});

test('a lending is undone once; what cannot be undone is told in three languages', async () => {
  const lent = await send('/api/checkouts', { place, card: CARD, barcode: bookAt(1) });
  expect(lent.body).toMatchObject({ outcome: 'lent' });
  const { loanId } = lent.body.loan as { loanId: string };
  const undone = await send('/api/stornos', { place, entry: loanId });
  expect(undone.body).toMatchObject({ outcome: 'undone' });
  expect(await send('/api/stornos', { place, entry: loanId })).toEqual(undone);
  expect(station.entries('storno')).toHaveLength(1);
  const refused = await send('/api/stornos', { place, entry: '7-99999' });
  expect(refused.body).toMatchObject({ outcome: 'refused', reason: 'undo-impossible' });
  expect(Object.keys(refused.body.texts as object)).toEqual(['kk', 'ru', 'en']);
});

test('a reader is blocked, let go, merged into another, and waits for a book', async () => {
  const form = adultForm(station.store.site);
  const made = await send('/api/registrations', { place, form });
  const { patronId, card } = made.body as { patronId: string; card: string };
  const block = (blocked: boolean) =>
    send(`/api/patrons/${patronId}/block`, { place, blocked, reason: 'debt' });
  expect((await block(true)).body).toEqual({ outcome: 'blocked' });
  expect((await send('/api/checkouts', { place, card, barcode: bookAt(2) })).body).toMatchObject({
    reason: 'patron-blocked',
  });
  expect((await block(false)).body).toEqual({ outcome: 'unblocked' });
  const into = String((await account(CARD)).patronId);
  const merged = await send(`/api/patrons/${patronId}/merge`, { place, intoPatronId: into });
  expect(merged.body).toEqual({ outcome: 'merged', intoPatronId: into });
  expect(await account(card)).toMatchObject({ outcome: 'identified', patronId: into });

  const { titleId } = station.store.rows.itemByBarcode(bookAt(3))?.item ?? { titleId: '' };
  const held = await send('/api/holds', { place, patronId: into, titleId, itemId: null });
  expect(held.body).toMatchObject({ outcome: 'held' });
  const cancelled = await send(`/api/holds/${held.body.holdId}/cancel`, { place });
  expect(cancelled.body).toEqual({ outcome: 'cancelled' });
});
