// Every screen in three languages and two sizes: nothing overflows or is cut, targets and letters
// are big enough, axe finds nothing. The pictures go to artefacts/kiosk-ui/.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../station-server/api-types.ts';
import { axeViolations } from './axe.ts';
import { launch, openPage, picture, SIZES, type Size, shows } from './browser.ts';
import { layoutFaults } from './layout-faults.ts';
import { type PageServer, startPageServer } from './page-server.ts';
import { SCREENS, viewOf } from './views.ts';

const LANGUAGES: Language[] = ['kk', 'ru', 'en'];
const LIMITS = {
  portrait: { targetPx: 96, textPx: 26 },
  landscape: { targetPx: 64, textPx: 17 },
} as const;
let browser: Browser;
let server: PageServer;
beforeAll(async () => {
  browser = await launch();
  server = await startPageServer();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

describe.each(Object.keys(SIZES) as Size[])('%s', (size) => {
  let page: Page;
  beforeAll(async () => {
    server.push(viewOf('attract', 'kk'));
    page = await openPage(browser, `${server.origin}/kiosk/hall`, SIZES[size]);
  });
  afterAll(() => page.context().close());

  it.each(Object.keys(SCREENS))('%s', async (name) => {
    const faults: string[] = [];
    for (const language of LANGUAGES) {
      await shows(page, server.push(viewOf(name, language)));
      await picture(page, `${size}-${name}-${language}`);
      const scrolls = '.list, .text, .receipt';
      const found = [
        ...(await page.evaluate(layoutFaults, { ...LIMITS[size], scrolls })),
        ...(await axeViolations(page)),
      ];
      faults.push(...found.map((fault) => `${language} ${fault}`));
      expect(await page.getAttribute('html', 'lang')).toBe(language);
    }
    expect(faults).toEqual([]);
  });

  it('asks for more time', async () => {
    const faults: string[] = [];
    for (const language of LANGUAGES) {
      const idle = { secondsLeft: 15, totalSeconds: 60, warning: true };
      await shows(page, server.push({ ...viewOf('borrow', language), idle }));
      await picture(page, `${size}-time-${language}`);
      faults.push(...(await axeViolations(page)));
      const focus = await page.evaluate(() => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return at?.className;
      });
      expect(focus).toBe('go');
    }
    expect(faults).toEqual([]);
  });
});
