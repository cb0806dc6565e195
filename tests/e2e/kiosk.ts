// A reader at the kiosk page in a real Chromium: taps by the words on the buttons, scans through the demo's simulated devices
// (real bytes through driver, bridge and socket) or a serial line, waits for what the page shows.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { STRINGS } from '../../kiosk-ui/strings/languages.ts';
import type { DemoAct, DemoView, Language, StationStatus } from '../../station-server/api-types.ts';
import { until } from '../firmware-bridge/until.ts';

const ARTEFACTS = 'artefacts/e2e';
const SHOWN_MS_MAX = 15_000;

export const api = (url: string) => {
  const get = async <T>(path: string): Promise<T> =>
    (await fetch(`${url}${path}`)).json() as Promise<T>;
  return {
    demo: () => get<DemoView>('/api/demo'),
    status: () => get<StationStatus>('/api/status'),
    act: async (act: DemoAct): Promise<void> => {
      const response = await fetch(`${url}/api/demo/acts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(act),
      });
      if (!response.ok)
        throw new Error(`${JSON.stringify(act)}: ${response.status} ${await response.text()}`);
    },
  };
};

export type Kiosk = ReturnType<typeof kioskOn>;

export const kioskOn = (page: Page, url: string, language: Language) => {
  const s = STRINGS[language];
  const station = api(url);
  const button = (name: string) => page.getByRole('button', { name }).first();
  const shows = async (text: string | RegExp): Promise<void> => {
    await page.getByText(text).first().waitFor({ state: 'visible', timeout: SHOWN_MS_MAX });
  };
  return {
    ...{ page, s, station, button, shows },
    tap: (name: string) => button(name).click(),
    open: async (): Promise<void> => {
      await fetch(`${url}/api/places/kiosk-1/acts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ act: 'home' }),
      });
      await page.goto(`${url}/kiosk/kiosk-1`);
      await page.locator('attract-page').waitFor({ timeout: SHOWN_MS_MAX });
      await page.getByRole('button', { name: LANGUAGE_BUTTONS[language] }).click();
      await shows(s.attract.welcome);
    },
    screen: (name: string) => page.locator(`${name}-page`).waitFor({ timeout: SHOWN_MS_MAX }),
    /** Through the simulated scanner of the bridge. */
    scan: (text: string, device = 'scanner') => station.act({ act: 'scan', device, text }),
    items: (count: number) =>
      until(
        `${count} items on the page`,
        async () => (await page.locator('item-card').count()) === count,
      ),
    /** From the farewell to the start; on a slow machine the page has gone there by itself already. */
    home: async (): Promise<void> => {
      const attract = page.locator('attract-page');
      await until('the first page', async () => {
        if (await attract.isVisible()) return true;
        await button(s.common.home)
          .click({ timeout: 500 })
          .catch(() => undefined);
        return attract.isVisible();
      });
    },
    picture: async (name: string): Promise<void> => {
      mkdirSync(ARTEFACTS, { recursive: true });
      await page.screenshot({ path: join(ARTEFACTS, `${name}-${language}.png`) });
    },
    /** Everything that the station did is at central. */
    drained: () =>
      until('the queue to drain', async () => (await station.status()).queue.waiting === 0, 30_000),
  };
};

export const LANGUAGE_BUTTONS: Record<Language, string> = {
  kk: 'Қазақша',
  ru: 'Русский',
  en: 'English',
};

/** Waits until the devices of the demo are ready and patrons and items have come from central. */
export const stationReady = async (url: string): Promise<DemoView> => {
  const station = api(url);
  let view = await station.demo();
  await until(
    'devices and catalogue',
    async () => {
      view = await station.demo();
      const [place] = view.status.places;
      const ready = place?.devices.every(({ state }) => state === 'ready');
      return ready && view.cards.length >= 5 && view.books.length >= 6;
    },
    60_000,
  );
  return view;
};
