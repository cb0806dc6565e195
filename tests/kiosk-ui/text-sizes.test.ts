// Every screen with grown text: it may scroll from top to bottom, but nothing is cut, leaves the page sideways or overlaps (WCAG 2.2,
// 1.4.4 and 1.4.10); and in reach mode with nothing to touch in the upper half. The pictures go to artefacts/kiosk-ui/.
import { expect, it } from 'vitest';
import { type Comfort, usualComfort } from '../../profiles/comfort-schema.ts';
import type { Language } from '../../station-server/api-types.ts';
import { picture, shows } from './browser.ts';
import { inEachSize, LIMITS } from './each-screen.ts';
import { layoutFaults } from './layout-faults.ts';
import { SCREENS, viewOf } from './views.ts';

/** Runs in the browser: what can be touched above that part of the screen's height. */
const controlsAbove = (part: number): string[] => {
  const found: string[] = [];
  for (let y = 4; y < innerHeight * part - 4; y += 24) {
    for (let x = 4; x < innerWidth; x += 24) {
      let at = document.elementFromPoint(x, y);
      while (at?.shadowRoot) {
        const inner = at.shadowRoot.elementFromPoint(x, y);
        if (!inner || inner === at) break;
        at = inner;
      }
      const control = at?.closest('button, input, label');
      if (control) found.push(control.textContent?.trim() || control.tagName);
    }
  }
  return [...new Set(found)];
};
const BETWEEN = [
  { text: 125, language: 'kk' },
  { text: 150, language: 'ru' },
] as const;
/** All languages at the largest, where it is tightest; the sizes between in `npm run prove`. */
const GROWN: { text: Comfort['text']; language: Language }[] = [
  ...(process.env.KITAP_TEXT_SIZES === 'all' ? BETWEEN : []),
  ...(['kk', 'ru', 'en'] as const).map((language) => ({ text: 200 as const, language })),
];
inEachSize((opened) => {
  const { size } = opened;

  it.each(Object.keys(SCREENS))('%s', async (name) => {
    const [page, server] = [opened.page(), opened.server()];
    const faults: string[] = [];
    for (const { text, language } of GROWN) {
      const view = viewOf(name, language);
      const comfort = { ...usualComfort, ...view.comfort, text };
      await shows(page, server.push({ ...view, comfort }));
      if (text === 200) await picture(page, `${size}-${name}-${language}-${text}`);
      const textPx = (LIMITS[size].textPx * text) / 100;
      const limits = { ...LIMITS[size], textPx, flows: true };
      const found = await page.evaluate(layoutFaults, limits);
      faults.push(...found.map((fault) => `${text} ${language} ${fault}`));
    }
    expect(faults).toEqual([]);
  });

  it.each(Object.keys(SCREENS))('%s in reach', async (name) => {
    const [page, server] = [opened.page(), opened.server()];
    const view = viewOf(name, 'kk');
    const comfort = { ...usualComfort, ...view.comfort, reach: true };
    await shows(page, server.push({ ...view, comfort }));
    await picture(page, `${size}-${name}-kk-reach`);
    const limits = { ...LIMITS[size], flows: true };
    expect(await page.evaluate(layoutFaults, limits)).toEqual([]);
    expect(await page.evaluate(controlsAbove, 0.5)).toEqual([]);
  });
});
