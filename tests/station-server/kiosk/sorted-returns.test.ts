// A return at a place that sorts: the bin on the card and the flap's pulse follow the site's rules.
import { expect, it } from 'vitest';
import type { StationMessage } from '../../../firmware-bridge/messages.ts';
import { makeNumber } from '../../../profiles/card-number.ts';
import { loadSite } from '../../../profiles/loader.ts';
import type { Bins } from '../../../profiles/site-schema.ts';
import { createPlaceRuntime } from '../../../station-server/place-runtime.ts';
import { createManualClock } from '../../devices/manual-clock.ts';
import { adult, itemAt, makeStation, noLockers } from '../test-station.ts';

const bookAt = (serial: number) =>
  makeNumber({ kind: 'item', libraryNumber: '7101', station: 1, serial });
const bins: Bins = {
  rules: [
    { bin: 'holds', hold: true, why: 'somebody waits' },
    { bin: 'van', foreignBranch: true, why: 'goes home' },
    { bin: 'shelf', why: 'the rest' },
  ],
  outputs: [{ bin: 'van', device: 'flaps', output: 3, ms: 800 }],
};

it('names the bin, and moves the flap that this place has', async () => {
  const site = { ...loadSite('balkhash'), bins };
  const { desk, rows } = makeStation({ site });
  rows.putItem(itemAt(101, { barcode: bookAt(1) }));
  rows.putItem(itemAt(102, { barcode: bookAt(2), branch: 'BLK-1' }));
  rows.putPatron(adult, 'key');
  const sent: StationMessage[] = [];
  const runtime = createPlaceRuntime({
    place: {
      id: 'kiosk-1',
      kind: 'kiosk',
      devices: [{ id: 'flaps', profile: 'a-board', port: { kind: 'simulated' } }],
    },
    ...{ site, branch: site.branches[0]!, desk, clock: createManualClock() },
    lockers: noLockers(desk),
    content: null,
    tries: { waitMs: () => 0, wrong: () => undefined },
    queue: { submit: () => 'job', reprint: () => 'job' },
    deviceClass: () => 'contacts',
    online: () => true,
    send: (message) => {
      sent.push(message);
      return true;
    },
    newRequest: () => 'r1',
    onFailure: (code, cause) => {
      throw cause ?? new Error(code);
    },
  });
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  const context = { place: 'desk-1', actor: 'staff:ayan' } as const;
  for (const serial of [1, 2]) desk.checkOut(adult.patronId, bookAt(serial), 'home', context);
  for (const serial of [1, 2]) {
    const scan = { kind: 'item', number: bookAt(serial) } as const;
    runtime.host.offer({ input: 'scan', scan, ageMs: 0 });
  }
  await settle();
  expect(runtime.host.view()).toMatchObject({
    screen: 'return',
    cards: [
      { result: { kind: 'returned', bin: 'shelf' } },
      { result: { kind: 'returned', bin: 'van' } },
    ],
  });
  expect(sent).toEqual([
    { type: 'pulse-output', device: 'flaps', request: 'r1', output: 3, ms: 800 },
  ]);
});
