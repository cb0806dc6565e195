// One headless Chromium for a test file, from $CHROMIUM or the PATH, and a page on a page-server.
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

export const SIZES = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1024, height: 768 },
} as const;
export type Size = keyof typeof SIZES;

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @throws Error when neither $CHROMIUM nor the PATH has one */
function executable(): string {
  const named = process.env.CHROMIUM;
  if (named) return named;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = folders
    .flatMap((folder) =>
      ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)),
    )
    .find((path) => existsSync(path));
  if (!found) throw new Error('no Chromium: set CHROMIUM to its path');
  return found;
}

/** `more`: arguments of Chromium beside those of every test. */
export const launch = (more: string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: executable(), headless: true, args: [...ARGS, ...more] });

export async function openPage(
  browser: Browser,
  url: string,
  size: { width: number; height: number },
): Promise<Page> {
  const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** Waits until the page shows the view with this revision, painted with its own font. */
export async function shows(page: Page, revision: number): Promise<void> {
  await page.waitForSelector(`kiosk-app[data-revision="${revision}"]`, { state: 'attached' });
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await document.fonts.ready;
  });
}

export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync('artefacts/kiosk-ui', { recursive: true });
  await page.screenshot({ path: join('artefacts/kiosk-ui', `${name}.png`) });
}
