// The host of a session with a clock that a test moves: bounds, subscribers, ticks, and a desk that fails.
import { beforeEach, describe, expect, test } from 'vitest';
import type { IdleTick, KioskView } from '../../../station-server/api-types.ts';
import type { Desk } from '../../../station-server/desk-types.ts';
import {
  createSessionHost,
  INPUTS_MAX,
  type SessionHost,
  SUBSCRIBERS_MAX,
  TICK_MS,
} from '../../../station-server/kiosk/session-host.ts';
import { createManualClock, type ManualClock } from '../../devices/manual-clock.ts';
import { noLockers } from '../test-station.ts';
import { CARD, calm, freshState, identified, lent, refusal, site } from './session-cases.ts';

let clock: ManualClock;
let host: SessionHost;
let failures: string[];
let views: KioskView[];
let ticks: IdleTick[];
let checkOuts: number;

const desk = {
  identify: () => identified(),
  checkOut: (_patron: string, barcode: string) => {
    checkOuts += 1;
    if (barcode === '666') throw new Error('the disk is full');
    return lent(barcode);
  },
  recordVisit: () => {},
  beginVisit: () => {},
  endVisit: () => {},
  openVisit: () => undefined,
} as unknown as Desk;

beforeEach(() => {
  clock = createManualClock();
  [failures, views, ticks] = [[], [], []];
  checkOuts = 0;
  host = createSessionHost({
    place: 'kiosk-1',
    settings: freshState().settings,
    receiptPlace: { libraryName: site.name, branchName: site.name, timeZone: site.timeZone },
    desk,
    keeper: { beginReturn: () => refusal('item-unknown'), lent: () => undefined },
    padReady: () => false,
    reading: () => null,
    lentByBarcode: () => undefined,
    sorted: () => undefined,
    sessionEnded: () => undefined,
    lockers: noLockers(desk),
    tries: { waitMs: () => 0, wrong: () => {} },
    clock,
    surroundings: () => calm,
    print: () => null,
    reprint: () => null,
    onFailure: (code) => failures.push(code),
  });
  host.start();
  host.subscribe({ view: (view) => views.push(view), idle: (tick) => ticks.push(tick) });
});
const settled = () => new Promise<void>((resolve) => queueMicrotask(resolve));
const item = (number: string) =>
  ({ input: 'scan', scan: { kind: 'item', number }, ageMs: 0 }) as const;
const card = { input: 'scan', scan: { kind: 'patron', number: CARD }, ageMs: 0 } as const;

describe('inputs', () => {
  test('wait in a bounded queue and are worked off in order', async () => {
    await settled();
    let taken = 0;
    while (taken <= INPUTS_MAX && host.offer(taken === 0 ? card : item(String(100 + taken))))
      taken += 1;
    expect(taken).toBe(INPUTS_MAX);
    expect(checkOuts).toBe(0);
    await settled();
    expect(checkOuts).toBe(INPUTS_MAX - 1);
    expect(host.view()).toMatchObject({ screen: 'borrow', lentCount: INPUTS_MAX - 1 });
    expect(host.offer(item('99'))).toBe(true);
  });

  test('a desk that throws is told to the reader; the next book works', async () => {
    host.offer(card);
    host.offer(item('666'));
    await settled();
    expect(host.view().notice).toMatchObject({
      reason: 'station-failed',
      staffCode: 'desk-failed',
    });
    expect(failures).toEqual(['desk-failed']);
    host.offer(item('100'));
    await settled();
    expect(host.view()).toMatchObject({ screen: 'borrow', lentCount: 1, notice: null });
  });
});

describe('subscribers', () => {
  test('get the view at once, one after each change, and no two alike', async () => {
    expect(views).toHaveLength(1);
    host.offer(card);
    await settled();
    host.act({ act: 'more-time' });
    await settled();
    expect(views.map((view) => view.screen)).toEqual(['attract', 'borrow']);
    expect(new Set(views.map((view) => view.revision)).size).toBe(views.length);
  });

  test('are bounded, and gone when they leave', async () => {
    const nobody = () => ({ view: () => {}, idle: () => {} });
    const leave: (() => void)[] = [];
    for (let page = 1; page < SUBSCRIBERS_MAX; page += 1) leave.push(host.subscribe(nobody())!);
    expect(host.full()).toBe(true);
    expect(host.subscribe(nobody())).toBeNull();
    leave[0]!();
    expect(host.subscribe(nobody())).not.toBeNull();
  });
});

describe('time', () => {
  test('ticks only while somebody is there, and ends their session', async () => {
    clock.advance(30 * TICK_MS);
    expect(ticks).toEqual([]);
    host.offer(card);
    await settled();
    clock.advance(site.policy.kioskIdleSeconds * 1_000 - TICK_MS);
    expect(ticks.at(-1)).toMatchObject({ secondsLeft: 1, warning: true });
    clock.advance(TICK_MS);
    expect(views.at(-1)?.screen).toBe('attract');
    const told = ticks.length;
    clock.advance(10 * TICK_MS);
    expect(ticks).toHaveLength(told);
  });

  test('a stopped host leaves no timer', () => {
    host.stop();
    expect(clock.pending()).toBe(0);
  });
});
