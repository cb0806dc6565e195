// A kiosk of a real station for benchmarks of pads: real desk on a real file, real session and keeper; the pad is the caller's.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, SecurityOutcome } from '../../devices/driver.ts';
import type { PadTag } from '../../firmware-bridge/messages.ts';
import { makeNumber } from '../../profiles/card-number.ts';
import { loadSite } from '../../profiles/loader.ts';
import { openStation } from '../../station-server/open-station.ts';
import { createPlaceRuntime } from '../../station-server/place-runtime.ts';
import { adult, itemAt, noLockers, title } from '../station-server/test-station.ts';

const CARD = makeNumber({ kind: 'patron', libraryNumber: '7101', station: 1, serial: 1 });

export const createLendingPlace = (given: {
  barcodes: readonly string[];
  clock: Clock;
  setSecurity(uid: string, secured: boolean): Promise<SecurityOutcome>;
}) => {
  const { barcodes, clock } = given;
  const folder = mkdtempSync(join(tmpdir(), 'kitap-stack-'));
  const shipped = loadSite('balkhash');
  const itemsMax = { default: barcodes.length, byCategory: {} };
  const site = { ...shipped, policy: { ...shipped.policy, itemsMax } };
  const branch = site.branches[0]!;
  const file = join(folder, 'station.db');
  const station = openStation({ file, station: 7, branch: branch.code, site, clock });
  station.rows.putTitle(title);
  for (const [at, barcode] of barcodes.entries()) station.rows.putItem(itemAt(at + 1, { barcode }));
  const year = String(new Date(clock.nowMs()).getUTCFullYear());
  const registered = { ...adult, card: CARD, reregisteredOn: `${year}-01-01` };
  station.rows.putPatron(registered, 'key');
  let lendMs = 0;

  const runtime = createPlaceRuntime({
    place: {
      id: 'kiosk-1',
      kind: 'kiosk',
      devices: [{ id: 'pad', profile: 'a-pad', port: { kind: 'simulated' } }],
    },
    ...{ site, branch, desk: station.desk, clock },
    lockers: noLockers(station.desk),
    content: null,
    tries: { waitMs: () => 0, wrong: () => undefined },
    queue: { submit: () => 'job', reprint: () => 'job' },
    deviceClass: () => 'rfid',
    online: () => true,
    send: (message) => {
      if (message.type !== 'set-security') return false;
      const { device, request, uid, secured } = message;
      void given.setSecurity(uid, secured).then((outcome) => {
        runtime.message({ type: 'security-set', device, request, uid, ...outcome });
        queueMicrotask(() => {
          const { cards } = view();
          if (cards.length === barcodes.length && cards.every(({ tag }) => tag === 'done'))
            place.onDone();
        });
      });
      return true;
    },
    newRequest: () => crypto.randomUUID(),
    onFailure: (code, cause) => {
      throw cause ?? new Error(code);
    },
  });
  const view = () => {
    const now = runtime.host.view();
    return now.screen === 'borrow' ? now : { cards: [] };
  };
  runtime.bridgeReady({
    type: 'hello',
    protocol: 1,
    place: 'kiosk-1',
    pid: 1,
    simulated: true,
    devices: [{ device: 'pad', state: 'ready' }],
  });

  const place = {
    onDone: () => {},
    identify: async () => {
      const scan = { kind: 'patron', number: CARD } as const;
      runtime.host.offer({ input: 'scan', scan, ageMs: 0 });
      await new Promise((resolve) => setImmediate(resolve));
      if (runtime.host.view().screen !== 'borrow') throw new Error('the reader was not let in');
    },
    /** What the pad tells; the time that the station takes for it is real and counted. */
    tags: (tags: readonly PadTag[]) => {
      const begunMs = performance.now();
      runtime.message({ type: 'tags-on-pad', device: 'pad', tags: [...tags] });
      setImmediate(() => {
        lendMs += performance.now() - begunMs;
      });
    },
    /** Resolves to the milliseconds that lending took. */
    close: (): number => {
      runtime.host.stop();
      station.close();
      rmSync(folder, { recursive: true });
      return lendMs;
    },
  };
  return place;
};
