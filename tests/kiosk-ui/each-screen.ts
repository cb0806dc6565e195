// What the tests of all screens share: both sizes of screen, one page kept open for each, and what counts as too small there.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { launch, openPage, SIZES, type Size } from './browser.ts';
import { type PageServer, startPageServer } from './page-server.ts';
import { viewOf } from './views.ts';

/** The parts of a page that may scroll in themselves. */
const SCROLLS = '.list, .text, .receipt';
/** For `layoutFaults`. What is large already grows less with the text, and targets do not grow: they are large. */
export const LIMITS = {
  portrait: { targetPx: 96, textPx: 26, scrolls: SCROLLS },
  landscape: { targetPx: 64, textPx: 17, scrolls: SCROLLS },
} as const;

type Opened = { size: Size; page(): Page; server(): PageServer };

/** Declares the tests of `declare` once for each size; `page` and `server` are there when a test runs. */
export const inEachSize = (declare: (opened: Opened) => void): void => {
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
    afterAll(() => page?.context().close());
    declare({ size, page: () => page, server: () => server });
  });
};
