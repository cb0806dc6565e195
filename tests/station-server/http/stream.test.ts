// A place's session over real sockets: a scan comes in at the bridge, the page sees it on the stream, the loan is in the store.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SUBSCRIBERS_MAX } from '../../../station-server/kiosk/session-host.ts';
import { until } from '../../firmware-bridge/until.ts';
import { bookAt, CARD, errorOf, type RunningStation, startStation } from '../running-station.ts';

let station: RunningStation;
beforeEach(async () => {
  station = await startStation();
});
afterEach(async () => {
  await station.stop();
});

const read = (text: string, ageMs = 1) =>
  ({ type: 'barcode-read', device: 'scanner', text, symbology: 'code128', ageMs }) as const;

describe('one visit', () => {
  test('card, two books, receipt: shown, durable, printed, forgotten', async () => {
    const page = station.stream();
    await page.untilView('the home page', (view) => view.screen === 'attract');
    expect(page.state.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    });
    expect(page.view()!.notice).toMatchObject({ device: 'bridge-away' });
    const bridge = await station.bridge();
    bridge.say({ type: 'printer-state', device: 'printer', state: 'ready' });
    await page.untilView('the bridge', (view) => view.notice === null && view.paper);

    bridge.say(read(CARD));
    await page.untilView('the patron', (view) => view.screen === 'borrow');
    bridge.say(read(bookAt(1)));
    bridge.say(read(bookAt(2)));
    await page.untilView(
      'two books',
      (view) => view.screen === 'borrow' && view.lentCount === 2 && view.patron.itemsLeft === 3,
    );
    expect(station.entries('check-out')).toHaveLength(2);
    expect(station.entries('check-out')[0]).toMatchObject({ place: 'kiosk-1', actor: 'patron' });

    expect((await station.act({ act: 'finish', receipt: 'paper' })).status).toBe(202);
    await bridge.untilHeard('print');
    const [job] = bridge.of('print');
    expect(job).toMatchObject({ device: 'printer', jobId: 'job-1', reprint: false });
    expect(JSON.stringify(job!.document)).not.toContain('Ақжолова');
    expect(JSON.stringify(job!.document)).toContain('Абай жолы');
    const progress = { type: 'print-progress', device: 'printer', jobId: 'job-1' } as const;
    bridge.say({ ...progress, state: 'sending' });
    bridge.say({ ...progress, state: 'printed' });
    await page.untilView(
      'the slip',
      (view) => view.screen === 'farewell' && view.slip === 'printed',
    );
    expect(station.entries('visit')).toHaveLength(1);
    await station.act({ act: 'home' });
    await page.untilView('home', (view) => view.screen === 'attract');
    expect(JSON.stringify(page.view())).not.toContain('Абай');
    page.close();
  });

  test('a book on the home page is a return without a card', async () => {
    const bridge = await station.bridge();
    const page = station.stream();
    station.store.desk.checkOut('0-1', bookAt(3), 'home', { place: 'desk-1', actor: 'staff:1' });
    bridge.say(read(bookAt(3)));
    await page.untilView(
      'the return',
      (view) => view.screen === 'return' && view.cards[0]?.result.kind === 'returned',
    );
    expect(station.entries('check-in')).toMatchObject([{ body: { withCard: false } }]);
  });

  test('every page of a place sees the same, a later one at once', async () => {
    const bridge = await station.bridge();
    const first = station.stream();
    await first.untilView('a view', () => true);
    bridge.say(read(CARD));
    await first.untilView('the patron', (view) => view.screen === 'borrow');
    const second = station.stream();
    await second.untilView('the same', (view) => view.screen === 'borrow');
    expect(second.views()).toHaveLength(1);
    expect({ ...second.view(), idle: null }).toEqual({ ...first.view(), idle: null });
  });

  test('the seconds left come as events of their own', async () => {
    const page = station.stream();
    await station.act({ act: 'start', what: 'return' });
    await until('a tick', () => page.events.some(({ event }) => event === 'idle'));
    const tick = page.events.find(({ event }) => event === 'idle')!.data;
    expect(tick).toMatchObject({ totalSeconds: 60, warning: false });
  });
});

describe('what goes wrong', () => {
  test('a store that fails is told to the reader and the station lives on', async () => {
    const bridge = await station.bridge();
    const page = station.stream();
    bridge.say(read(CARD));
    await page.untilView('the patron', (view) => view.screen === 'borrow');
    station.store.db.exec(
      `CREATE TRIGGER planted BEFORE INSERT ON loan BEGIN SELECT RAISE(ABORT, 'planted'); END`,
    );
    bridge.say(read(bookAt(1)));
    await page.untilView('the failure', (view) => view.notice?.reason === 'station-failed');
    expect(page.view()!.notice).toMatchObject({ staffCode: 'desk-failed' });
    expect(station.failures).toContainEqual({ code: 'desk-failed', detail: undefined });
    expect(station.entries('check-out')).toEqual([]);
    station.store.db.exec('DROP TRIGGER planted');
    bridge.say(read(bookAt(1)));
    await page.untilView('the loan', (view) => view.screen === 'borrow' && view.lentCount === 1);
  });

  test('a printer that goes away never stops lending: the slip is on the screen', async () => {
    const bridge = await station.bridge();
    const page = station.stream();
    bridge.say({ type: 'device-state', state: { device: 'printer', state: 'absent' } });
    await page.untilView('the trouble', (view) => view.notice?.device === 'printer-away');
    bridge.say(read(CARD));
    bridge.say(read(bookAt(1)));
    await page.untilView('the loan', (view) => view.screen === 'borrow' && view.lentCount === 1);
    await station.act({ act: 'finish', receipt: 'paper' });
    await page.untilView(
      'the slip as text',
      (view) => view.screen === 'farewell' && view.slip === 'screen',
    );
    const view = page.view()!;
    expect(view.screen === 'farewell' && view.receiptText?.join('\n')).toContain('Абай жолы');
    expect(bridge.of('print')).toEqual([]);
  });

  test('wrong birth dates are counted, and the count outlives the station', async () => {
    const page = station.stream();
    await station.act({ act: 'start', what: 'account' });
    const wrong = { act: 'identify-by-number', card: CARD, birthDate: '1990-05-15' };
    for (let turn = 0; turn < 5; turn += 1) await station.act(wrong);
    await page.untilView('a refusal', (view) => view.notice?.reason === 'birth-date-wrong');
    await station.act({ ...wrong, birthDate: '1990-05-14' });
    await page.untilView('the limit', (view) => view.notice?.reason === 'too-many-tries');
    expect(page.view()!.screen).toBe('identify');
    const kept = station.store.db
      .prepare("SELECT v FROM meta WHERE k = 'wrong-tries:kiosk-1'")
      .pluck()
      .get() as string;
    expect(JSON.parse(kept)).toHaveLength(5);
    expect(kept).not.toContain(CARD);
  });

  test('too many pages, unknown places and the end of the station', async () => {
    const pages = Array.from({ length: SUBSCRIBERS_MAX }, () => station.stream());
    for (const page of pages) await page.untilView('a view', () => true);
    const one = station.stream();
    await until('the refusal', () => one.state.status !== 0);
    expect(one.state.status).toBe(503);
    pages[0]!.close();
    await until('room again', async () => {
      const again = station.stream();
      await until('an answer', () => again.state.status !== 0);
      return again.state.status === 200;
    });
    const lost = await station.post('/api/places/kiosk-9/acts', { act: 'home' });
    expect(lost.status).toBe(404);
    expect(errorOf(lost).code).toBe('place-unknown');
    await station.runtime.stop();
    await until('all streams to end', () => pages.every((page) => page.state.ended));
  });

  test('keys go to the bridge, and without one are refused', async () => {
    const keys = { keys: [{ code: 'Digit2', shift: false, gapMs: 3 }] };
    expect((await station.post('/api/places/kiosk-1/keys', keys)).status).toBe(503);
    const bridge = await station.bridge();
    expect((await station.post('/api/places/kiosk-1/keys', keys)).status).toBe(202);
    await bridge.untilHeard('keys-typed');
    expect(bridge.of('keys-typed')[0]).toMatchObject(keys);
  });
});

test('the home page is sent what the library tells today', async () => {
  const text = { kk: 'Ертең', ru: 'Завтра', en: 'Tomorrow' };
  const days = { from: '2020-01-01', until: '2099-12-31' };
  const campaigns = [{ title: text, text, ...days }];
  const content = { id: 'balkhash', newBooks: [], events: [], campaigns };
  const telling = await startStation({ content });
  try {
    const page = telling.stream();
    await page.untilView('the home page', (view) => view.screen === 'attract');
    const told = [{ kind: 'campaign', title: text, text, until: days.until }];
    expect(page.view()).toMatchObject({ screen: 'attract', told });
  } finally {
    await telling.stop();
  }
});
