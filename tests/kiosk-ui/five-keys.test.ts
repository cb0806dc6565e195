// A pad of five keys on every recorded screen: whatever can be pressed is reached by arrows, and what has the focus shows it.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { launch, openPage, picture, SIZES, type Size, shows } from './browser.ts';
import { type PageServer, startPageServer } from './page-server.ts';
import { SCREENS, viewOf } from './views.ts';

const TRIES = { timeout: 15_000, interval: 50 };
let browser: Browser;
let server: PageServer;
let page: Page;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());
const close = async () => {
  await page?.context().close();
  await server.close();
};

const open = async (size: Size) => {
  server = await startPageServer();
  server.push(viewOf('attract', 'kk'));
  page = await openPage(browser, `${server.origin}/kiosk/hall`, SIZES[size]);
  await page.locator('attract-page').waitFor();
};

/**
 * Goes from where the page begins by arrows alone, with the page's own handlers, until nothing new is found. Gives the controls that
 * a finger could press and the arrows did not reach, and those that do not show that they have the focus.
 */
const explore = () =>
  page.evaluate(() => {
    const active = () => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at as HTMLElement;
    };
    const within = (root: ParentNode): HTMLElement[] =>
      [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) =>
        element.shadowRoot ? [element, ...within(element.shadowRoot)] : [element],
      );
    const press = (key: string) =>
      active().dispatchEvent(
        new KeyboardEvent('keydown', {
          key,
          code: key,
          bubbles: true,
          composed: true,
          cancelable: true,
        }),
      );
    const shown = (element: HTMLElement) => {
      const marked = element.matches('input[type=radio], input[type=checkbox]')
        ? (element.closest('label') ?? element)
        : element;
      return [marked, ...marked.querySelectorAll('*')].some((part) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(part);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      });
    };
    const name = (element: HTMLElement) =>
      `${element.localName} ${element.getAttribute('aria-label') ?? element.textContent?.trim()} ${element.id}`;
    press('ArrowDown');
    const met = new Set([active()]);
    const unmarked: string[] = [];
    for (const element of met) {
      for (const key of ['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft']) {
        element.focus();
        // A region is scrolled to its end before it is left; a caret stands at the end that it is to pass.
        for (let times = 0; times < 30 && active() === element; times += 1) {
          if (element instanceof HTMLInputElement && element.type === 'text')
            element.selectionStart = element.selectionEnd =
              key === 'ArrowLeft' ? 0 : element.value.length;
          press(key);
        }
        if (!met.has(active()) && !shown(active())) unmarked.push(name(active()));
        met.add(active());
      }
    }
    const dialog = within(document).findLast((element) => element.matches('dialog[open]'));
    const missed = within(dialog ?? document).filter(
      (element) =>
        element.matches('button:not(:disabled), input:not(:disabled)') &&
        element.checkVisibility({ visibilityProperty: true }) &&
        !met.has(element),
    );
    return { reached: met.size, missed: missed.map(name), unmarked };
  });

describe.each(Object.keys(SIZES) as Size[])('%s', (size) => {
  beforeAll(() => open(size));
  afterAll(close);

  it.each(Object.keys(SCREENS))(
    '%s: everything is reached by arrows, and shows it',
    async (name) => {
      await shows(page, server.push(viewOf(name, 'kk')));
      const { reached, missed, unmarked } = await explore();
      expect(reached).toBeGreaterThan(1);
      expect({ missed, unmarked }).toEqual({ missed: [], unmarked: [] });
    },
  );
});

describe('keys', () => {
  beforeEach(() => open('portrait'));
  afterEach(close);
  const show = async (name: string, language: 'kk' | 'ru' | 'en' = 'kk') =>
    shows(page, server.push(viewOf(name, language)));
  const focused = () =>
    page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return `${at?.id} ${at?.getAttribute('aria-label') ?? ''} ${at?.textContent?.trim() ?? ''}`;
    });
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };

  it('move the caret inside a field, and leave it at the end', async () => {
    await show('identify-keypad');
    await page.keyboard.type('123');
    await press('ArrowLeft', 'ArrowLeft');
    await page.keyboard.type('9');
    expect(await page.locator('#card').inputValue()).toBe('1923');
    await press('End', 'ArrowRight');
    expect(await focused()).not.toContain('card');
  });

  it('type on the board of the screen', async () => {
    await show('identify-keypad');
    await press('ArrowDown', 'Enter', 'ArrowRight', 'Enter');
    expect(await page.locator('#card').inputValue()).toBe('23');
    // Between the board and the fields stands the way to the PIN.
    await press('ArrowUp', 'ArrowUp');
    expect(await focused()).toContain('birth');
    await press('ArrowDown', 'ArrowDown', 'Enter');
    expect(await page.locator('#birth').inputValue()).toMatch(/^\d$/);
    expect(await page.locator('.fault').count()).toBe(0);
    await picture(page, 'portrait-five-keys-board');
  });

  it('OK ticks a box and does not send the page', async () => {
    await show('register-agreement');
    await page.locator('#consentAccepted').focus();
    const before = await page.locator('#consentAccepted').isChecked();
    await press('Enter');
    expect(await page.locator('#consentAccepted').isChecked()).toBe(!before);
    expect(server.posted).toEqual([]);
  });

  it('choose in a group by arrows and leave it at its edge', async () => {
    await show('register-category');
    const chosen = () => page.locator('.choice:has(input:checked)').textContent();
    const first = await chosen();
    await press('ArrowUp');
    expect(await chosen()).not.toBe(first);
    for (let times = 0; times < 6; times += 1) await press('ArrowDown');
    expect(await focused()).toMatch(/Келесі|Артқа|Болдырмау/);
  });

  it('go on from where a control was that is gone', async () => {
    await show('account');
    const renew = page.getByRole('button', { name: 'Мерзімін ұзарту' }).first();
    for (let times = 0; times < 8 && !(await focused()).includes('Мерзімін ұзарту'); times += 1)
      await press('ArrowDown');
    expect(await focused()).toContain('Мерзімін ұзарту');
    await renew.evaluate((button) => button.remove());
    await press('ArrowDown');
    expect((await focused()).trim()).not.toMatch(/^Қазақша|^null/);
  });

  it('stay inside a question', async () => {
    await show('borrow');
    server.tick({ secondsLeft: 15, totalSeconds: 60, warning: true });
    await page.locator('dialog[open]').waitFor();
    await press('ArrowUp', 'ArrowUp', 'ArrowDown');
    expect(await focused()).toContain('Қазір аяқтау');
    await press('ArrowUp', 'Enter');
    await vi.waitFor(() => {
      expect(server.posted.at(-1)?.body).toMatchObject({ act: 'more-time' });
    }, TRIES);
  });
});
