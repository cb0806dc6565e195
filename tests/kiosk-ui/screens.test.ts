// Every screen in three languages and two sizes: nothing overflows or is cut, targets and letters
// are big enough, axe finds nothing. The pictures go to artefacts/kiosk-ui/.
import { expect, it } from 'vitest';
import { usualComfort } from '../../profiles/comfort-schema.ts';
import type { Language } from '../../station-server/api-types.ts';
import { axeViolations } from './axe.ts';
import { picture, shows } from './browser.ts';
import { inEachSize, LIMITS } from './each-screen.ts';
import { layoutFaults } from './layout-faults.ts';
import { SCREENS, viewOf } from './views.ts';

const LANGUAGES: Language[] = ['kk', 'ru', 'en'];
inEachSize((opened) => {
  const { size } = opened;

  it.each(Object.keys(SCREENS))('%s', async (name) => {
    const [page, server] = [opened.page(), opened.server()];
    const faults: string[] = [];
    for (const language of LANGUAGES) {
      await shows(page, server.push(viewOf(name, language)));
      await picture(page, `${size}-${name}-${language}`);
      const found = [
        ...(await page.evaluate(layoutFaults, LIMITS[size])),
        ...(await axeViolations(page)),
      ];
      faults.push(...found.map((fault) => `${language} ${fault}`));
      expect(await page.getAttribute('html', 'lang')).toBe(language);
    }
    expect(faults).toEqual([]);
  });

  // Colours are the same in both sizes.
  if (size === 'portrait')
    it.each(Object.keys(SCREENS))('%s in high contrast', async (name) => {
      const [page, server] = [opened.page(), opened.server()];
      const view = viewOf(name, 'kk');
      const comfort = { ...usualComfort, ...view.comfort, contrast: true };
      await shows(page, server.push({ ...view, comfort }));
      await picture(page, `${size}-${name}-kk-contrast`);
      expect(await axeViolations(page)).toEqual([]);
    });

  it('asks for more time', async () => {
    const [page, server] = [opened.page(), opened.server()];
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
