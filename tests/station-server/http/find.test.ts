// Search to order, and a wish to the list of staff, over real sockets: what a page posts and what it is sent.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, CARD, errorOf, type RunningStation, startStation } from '../running-station.ts';

let station: RunningStation;
beforeAll(async () => {
  station = await startStation();
});
afterAll(async () => {
  await station.stop();
});

test('as one types: a page of hits, the title with its copies, an order that is explained', async () => {
  const stream = station.stream();
  await station.act({ act: 'search-open' });
  await stream.untilView('search', ({ screen }) => screen === 'search');
  for (const query of ['аб', 'абай ж', 'абай жолы']) await station.act({ act: 'search', query });
  await stream.untilView(
    'hits',
    (view) => view.screen === 'search' && view.query === 'абай жолы' && view.hits.length > 0,
  );
  const found = stream.view();
  expect(found).toMatchObject({ hits: [{ titleId: '0-1' }], page: 0, pages: 1 });
  await station.act({ act: 'title-open', titleId: '0-1' });
  await stream.untilView('title', ({ screen }) => screen === 'title');
  const title = stream.view();
  expect(title).toMatchObject({ shelves: [{ here: true }], queue: 0, position: null });
  await station.act({ act: 'hold-place' });
  await stream.untilView('card', ({ screen }) => screen === 'identify');
  await station.act({ act: 'identify-by-number', card: CARD, birthDate: '1990-05-14' });
  await stream.untilView('order', ({ screen }) => screen === 'title');
  const answered = stream.view();
  expect(answered).toMatchObject({ screen: 'title' });
  await stream.untilView('told', ({ notice }) => notice !== null);
  const refused = stream.view();
  expect(refused).toMatchObject({ notice: { reason: 'hold-on-shelf' } });
  await station.act({ act: 'home' });
  stream.close();
});

test('what cannot be meant is refused: too long, no id, another face', async () => {
  const bad = [
    { act: 'search', query: 'а'.repeat(101) },
    { act: 'title-open', titleId: 'abai' },
    { act: 'search-page', page: -1 },
    { act: 'wish', title: 'а'.repeat(121), author: '' },
    { act: 'rate', key: '1-1', face: 'angry' },
  ];
  for (const act of bad) {
    const answer = await station.act(act as never);
    expect([act, answer.status]).toEqual([act, 400]);
  }
});

test('a wish is in the list of staff, who need the token for it', async () => {
  const stream = station.stream();
  await station.act({ act: 'search-open' });
  await station.act({ act: 'search', query: 'ай қызы' });
  await station.act({ act: 'wish-open' });
  await stream.untilView('wish', ({ screen }) => screen === 'wish');
  await station.act({ act: 'wish', title: 'Ай қызы', author: '' });
  await stream.untilView('done', (view) => view.screen === 'wish' && view.state === 'done');
  stream.close();
  const wrong = await ask(`${station.url}/api/wishes`, { headers: { authorization: 'Bearer no' } });
  expect([wrong.status, errorOf(wrong).code]).toEqual([401, 'staff-token-wrong']);
  const { text } = await ask(`${station.url}/api/wishes`, { headers: station.staff });
  expect(JSON.parse(text)).toMatchObject({
    wishes: [{ title: 'Ай қызы', author: '', language: 'kk', place: 'kiosk-1' }],
  });
});
