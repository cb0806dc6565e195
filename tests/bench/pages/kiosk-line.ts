// A kiosk for benchmarks as it stands in a library: the built station and bridge as processes over a store of the size of Balkhash, a
// scanner on a pseudo-terminal, and the page in Chromium.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { loadSite } from '../../../profiles/loader.ts';
import { systemClock } from '../../../station-server/clock.ts';
import { openStation } from '../../../station-server/open-station.ts';
import { emptyFolder, endAll, startKitap } from '../../e2e/processes.ts';
import { createPtyPair } from '../../firmware-bridge/pty-pair.ts';
import { launch, openPage, SIZES } from '../../kiosk-ui/browser.ts';
import { BALKHASH_SIZE, barcodeAt, cardAt, fillStation } from '../seeded.ts';

const PLACE = 'kiosk-1';
const SHOWN_MS_MAX = 20_000;

/** One book that may go home, each time another; cards of readers who may borrow are tried by the caller. */
export const createKioskLine = async () => {
  const { path: folder, remove } = emptyFolder();
  const site = loadSite('balkhash');
  const data = join(folder, 'station');
  mkdirSync(data);
  const station = openStation({
    ...{ file: join(data, 'station.db'), station: 1, branch: 'BLK-C', site, clock: systemClock },
  });
  fillStation(station, site, BALKHASH_SIZE, new Date().getFullYear());
  station.close();

  const pty = await createPtyPair();
  const profile = join(folder, 'kiosk.json');
  const scanner = {
    ...{ id: 'scanner', profile: 'generic-serial-scanner' },
    port: { kind: 'serial', path: pty.near },
  };
  const place = { id: PLACE, kind: 'kiosk', devices: [scanner] };
  writeFileSync(
    profile,
    JSON.stringify({ id: 'kiosk', station: 1, branch: 'BLK-C', site: 'balkhash', places: [place] }),
  );
  const running = await startKitap([
    'station',
    '--station',
    profile,
    '--data',
    data,
    '--port',
    '0',
  ]);
  const url = String(running.ready.url);
  const socket = join(data, 'bridge.sock');
  await startKitap(['bridge', '--station', profile, '--place', PLACE, '--socket', socket]);
  const browser = await launch();
  const page = await openPage(browser, `${url}/kiosk/${PLACE}`, SIZES.portrait);

  return {
    browser,
    page,
    kioskUrl: `${url}/kiosk/${PLACE}`,
    card: (index: number) => cardAt(site, index),
    book: (index: number) => barcodeAt(site, index),
    scan: (text: string) => pty.send(`${text}\r`),
    screen: (name: string) =>
      page.locator(`${name}-page`).waitFor({ state: 'attached', timeout: SHOWN_MS_MAX }),
    act: async (act: Record<string, unknown>): Promise<void> => {
      const response = await fetch(`${url}/api/places/${PLACE}/acts`, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
        body: JSON.stringify(act),
      });
      if (!response.ok) throw new Error(`${JSON.stringify(act)}: ${response.status}`);
    },
    close: async (): Promise<void> => {
      await browser.close();
      await endAll();
      await pty.remove();
      remove();
    },
  };
};
export type KioskLine = Awaited<ReturnType<typeof createKioskLine>>;

/** Milliseconds that the page's clock is ahead of this process's, by the shortest of many questions. */
export const clockAhead = async (page: Page): Promise<number> => {
  let best = { tripMs: Number.POSITIVE_INFINITY, aheadMs: 0 };
  for (let turn = 0; turn < 50; turn += 1) {
    const askedMs = performance.timeOrigin + performance.now();
    const pageMs = await page.evaluate(() => performance.timeOrigin + performance.now());
    const tripMs = performance.timeOrigin + performance.now() - askedMs;
    if (tripMs < best.tripMs) best = { tripMs, aheadMs: pageMs - askedMs - tripMs / 2 };
  }
  return best.aheadMs;
};
