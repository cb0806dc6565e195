// From contacts to counts in the journal: by the hour, at the end, over a crash, and nothing twice.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BridgeMessage } from '../../firmware-bridge/messages.ts';
import type { Place } from '../../profiles/station-schema.ts';
import { createVisitCounter, LOOK_EVERY_MS } from '../../station-server/visit-counter.ts';
import { createManualClock } from '../devices/manual-clock.ts';
import { makeStation, THURSDAY_MS } from './test-station.ts';

const place: Place = {
  ...{ id: 'kiosk-1', kind: 'kiosk' },
  devices: [
    {
      ...{ id: 'door', profile: 'generic-modbus-relay-8', port: { kind: 'simulated' } },
      inputs: [
        { input: 0, means: 'visit-in' },
        { input: 1, means: 'gate-alarm' },
        { input: 2, means: 'visit-out' },
      ],
    },
  ],
};
const contact = (input: number, on: boolean): BridgeMessage => ({
  ...{ type: 'contact', device: 'door', input, on },
});

describe('visit counter', () => {
  let folder: string;
  let station: ReturnType<typeof makeStation>;
  let clock: ReturnType<typeof createManualClock>;
  let failures: unknown[];
  let counter: ReturnType<typeof createVisitCounter>;

  const open = () => {
    station = makeStation({ file: join(folder, 'station.sqlite') });
    clock = createManualClock();
    counter = createVisitCounter({
      ...{ places: [place], desk: station.desk, clock },
      onFailure: (cause) => failures.push(cause),
    });
    counter.start();
    for (const input of [0, 1, 2]) counter.message('kiosk-1', contact(input, false));
  };
  const pass = (input: number, times = 1) => {
    for (let n = 0; n < times; n++)
      for (const on of [true, false]) counter.message('kiosk-1', contact(input, on));
  };
  const entries = () =>
    station.journal.read(0, 100).flatMap((entry) => (entry.type === 'count' ? [entry] : []));
  const counted = () => entries().map(({ body }) => [body.what, body.n]);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kitap-count-'));
    failures = [];
    open();
  });
  afterEach(() => {
    if (station.db.open) station.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('one entry an hour and kind, with how many and from when to when', () => {
    pass(0, 3);
    station.clock.now += 60_000;
    pass(0, 2);
    pass(1);
    pass(2, 9);
    expect(counted()).toEqual([]);
    station.clock.now = THURSDAY_MS + 3_600_000;
    clock.advance(LOOK_EVERY_MS);
    expect(counted()).toEqual([
      ['visits', 5],
      ['gate-alarms', 1],
    ]);
    const [visits] = entries();
    expect(visits).toMatchObject({
      ...{ place: 'kiosk-1', actor: 'self', v: 1, personal: null },
      body: { fromMs: THURSDAY_MS, toMs: THURSDAY_MS + 60_000 },
    });
    pass(0);
    counter.stop();
    counter.stop();
    expect(counted().at(-1)).toEqual(['visits', 1]);
    expect(counted()).toHaveLength(3);
    expect(station.journal.verify()).toBe(null);
    expect(clock.pending()).toBe(0);
  });

  it('a passage of the next hour first journals the hour before', () => {
    pass(0, 2);
    station.clock.now += 3_600_000;
    pass(0);
    expect(counted()).toEqual([['visits', 2]]);
  });

  it('what was counted when the power went is there after the next start', () => {
    pass(0, 4);
    // No stop: the process is gone.
    station.close();
    open();
    expect(counted()).toEqual([]);
    pass(0);
    counter.stop();
    expect(counted()).toEqual([['visits', 5]]);
  });

  it('how an input stands when its board or the bridge comes back is no visit', () => {
    counter.message('kiosk-1', contact(0, true));
    counter.away('kiosk-1');
    counter.message('kiosk-1', contact(0, true));
    counter.message('kiosk-1', {
      ...{ type: 'device-state', state: { device: 'door', state: 'absent' } },
    });
    counter.message('kiosk-1', contact(0, true));
    counter.message('kiosk-1', contact(0, true));
    counter.stop();
    expect(counted()).toEqual([['visits', 1]]);
  });

  it('counts nothing of other places, devices and inputs, and tells what fails', () => {
    counter.message('kiosk-2', contact(0, true));
    counter.message('kiosk-1', { type: 'contact', device: 'other', input: 0, on: true });
    counter.message('kiosk-1', contact(7, false));
    counter.message('kiosk-1', contact(7, true));
    station.close();
    pass(0);
    counter.stop();
    expect(failures).toHaveLength(2);
  });

  it('a station without such inputs starts no timer', () => {
    const idle = createVisitCounter({
      ...{ places: [], desk: station.desk, clock: createManualClock() },
      onFailure: () => {},
    });
    idle.start();
    idle.stop();
    expect(failures).toEqual([]);
  });
});
