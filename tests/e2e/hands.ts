// Two ways to use the kiosk without touching its screen: a pad of five keys, and a keyboard with Tab, Enter and letters. Each goes
// as a person does who sees the page: towards what is wanted, key by key.
import type { Locator, Page } from 'playwright-core';
import { until } from '../firmware-bridge/until.ts';

const KEYS_MAX = 120;

/** Where the focus and the target are, or `there`. A box to tick is where its label is. */
type Look = { there: boolean; dx: number; dy: number; sameRow: boolean };

const look = (target: Locator): Promise<Look> =>
  target.evaluate((wanted) => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    const boxOf = (element: Element) =>
      (
        (element.matches('input[type=radio], input[type=checkbox]') && element.closest('label')) ||
        element
      ).getBoundingClientRect();
    const [from, to] = [boxOf(active ?? document.body), boxOf(wanted)];
    const middle = (box: DOMRect) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const [[x1, y1], [x2, y2]] = [middle(from), middle(to)] as [[number, number], [number, number]];
    const sameRow = Math.min(from.bottom, to.bottom) - Math.max(from.top, to.top) > 4;
    return { there: active === wanted, dx: x2 - x1, dy: y2 - y1, sameRow };
  });

const focusMark = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    const { left, top } = (active ?? document.body).getBoundingClientRect();
    return `${active?.localName} ${left} ${top}`;
  });

/** Arrow by arrow to the target: first to its row, then along it; where that way is shut, the other one. */
const goByArrows = async (page: Page, target: Locator, name: string): Promise<void> => {
  await target.waitFor({ state: 'attached' });
  let shut = '';
  for (let press = 0; press < KEYS_MAX; press += 1) {
    const { there, dx, dy, sameRow } = await look(target);
    if (there) return;
    const across = dx > 0 ? 'ArrowRight' : 'ArrowLeft';
    const along = dy > 0 ? 'ArrowDown' : 'ArrowUp';
    const [wish, other] = sameRow ? [across, along] : [along, across];
    const key = wish === shut ? other : wish;
    const before = await focusMark(page);
    await page.keyboard.press(key);
    shut = (await focusMark(page)) === before ? key : '';
  }
  throw new Error(`no way by arrows to ${name}`);
};

const goByTab = async (page: Page, target: Locator, name: string): Promise<void> => {
  await target.waitFor({ state: 'attached' });
  for (let press = 0; press < KEYS_MAX; press += 1) {
    if ((await look(target)).there) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way by Tab to ${name}`);
};

export type Hand = {
  /** A button, by the words on it. */
  press(name: string): Promise<void>;
  /** Into the field with this id, which is empty. */
  type(id: string, text: string): Promise<void>;
  tick(id: string): Promise<void>;
  /** One of a group, by its words. */
  choose(words: string): Promise<void>;
};

const buttonOf = (page: Page, name: string): Locator => page.getByRole('button', { name }).first();

/** Up, down, left, right, OK. */
export const fiveKeys = (page: Page): Hand => {
  const ok = () => page.keyboard.press('Enter');
  const key = (letter: string) =>
    page
      .locator('letter-board, number-pad')
      .getByRole('button', { name: new RegExp(`^${letter}$`, 'i') });
  const choice = (words: string) => page.getByRole('radio', { name: words, exact: true });
  return {
    press: async (name) => {
      await goByArrows(page, buttonOf(page, name), name);
      await ok();
    },
    type: async (id, text) => {
      await goByArrows(page, page.locator(`#${id}`), id);
      for (const letter of text) {
        await goByArrows(page, key(letter), `${letter} for ${id}`);
        await ok();
      }
    },
    tick: async (id) => {
      await goByArrows(page, page.locator(`#${id}`), id);
      await ok();
      await until(`${id} is ticked`, () => page.locator(`#${id}`).isChecked());
    },
    choose: async (words) => {
      await goByArrows(page, choice(words), words);
      if (!(await choice(words).isChecked())) await ok();
    },
  };
};

/** Tab to it, Enter or Space to press, letters as they are; a group is gone through by arrows. */
export const keyboard = (page: Page): Hand => {
  const choice = (words: string) => page.getByRole('radio', { name: words, exact: true });
  return {
    press: async (name) => {
      await goByTab(page, buttonOf(page, name), name);
      await page.keyboard.press('Enter');
    },
    type: async (id, text) => {
      await goByTab(page, page.locator(`#${id}`), id);
      await page.keyboard.type(text);
    },
    tick: async (id) => {
      await goByTab(page, page.locator(`#${id}`), id);
      await page.keyboard.press('Space');
      await until(`${id} is ticked`, () => page.locator(`#${id}`).isChecked());
    },
    choose: async (words) => {
      await goByTab(page, page.getByRole('radio').first(), 'the group');
      await goByArrows(page, choice(words), words);
      if (!(await choice(words).isChecked())) await page.keyboard.press('Space');
    },
  };
};
