// The page in use: taps post acts, the whole flow goes by keyboard alone, a scanner in keyboard
// mode posts physical keys and presses no button, a lost station is said in three languages and
// found again, a reload loses nothing.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { launch, openPage, picture, SIZES, shows } from './browser.ts';
import { type PageServer, startPageServer } from './page-server.ts';
import { viewOf } from './views.ts';

const TRIES = { timeout: 15_000, interval: 50 };
let browser: Browser;
let server: PageServer;
let page: Page;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  server = await startPageServer();
  await show('attract');
});
afterEach(async () => {
  await page?.context().close();
  await server.close();
});

async function show(name: string, language: 'kk' | 'ru' | 'en' = 'kk'): Promise<number> {
  const revision = server.push(viewOf(name, language));
  if (revision === 1) page = await openPage(browser, `${server.origin}/kiosk/hall`, SIZES.portrait);
  await shows(page, revision);
  return revision;
}

const acts = () =>
  server.posted.filter(({ path }) => path.endsWith('/acts')).map(({ body }) => body);
const posted = (act: object) =>
  vi.waitFor(() => expect(acts()).toContainEqual(expect.objectContaining(act)), TRIES);

/** Presses Tab until the focused control says this, and no more often than there are controls. */
async function tabTo(words: string): Promise<void> {
  for (let press = 0; press < 40; press += 1) {
    await page.keyboard.press('Tab');
    const label = await page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return `${at?.textContent?.trim()} ${at?.getAttribute('aria-label') ?? ''} #${at?.id}`;
    });
    if (label.includes(words)) return;
  }
  throw new Error(`no way by keyboard to ${words}`);
}

describe('touch', () => {
  it('posts what was tapped, with the revision of the view', async () => {
    const revision = await show('attract', 'en');
    await page.getByRole('button', { name: 'Borrow' }).click();
    await posted({ act: 'start', what: 'borrow', revision });
    await page.getByRole('button', { name: 'Русский' }).click();
    await posted({ act: 'language', language: 'ru' });
  });

  it('types a Kazakh name on the screen keyboard, capital first', async () => {
    await show('register-name');
    for (const letter of ['Ә', 'л', 'і', 'ң', 'ғ', 'ү', 'ұ', 'қ', 'ө', 'һ']) {
      await page.getByRole('button', { name: letter, exact: true }).click();
    }
    await page.getByRole('button', { name: 'Өшіру' }).click();
    expect(await page.locator('#surname').inputValue()).toBe('Әліңғүұқө');
    await page.getByRole('button', { name: 'Келесі' }).click();
    await posted({
      act: 'register-step',
      step: 'name',
      fields: { surname: 'Әліңғүұқө', language: 'kk' },
    });
  });

  it('refuses a day that the calendar has not, and sends a real one', async () => {
    await show('identify-keypad');
    await page.locator('#card').fill('20001003000017');
    await page.locator('#birth').click();
    for (const digit of '31022010')
      await page.getByRole('button', { name: digit, exact: true }).click();
    await page.getByRole('button', { name: 'Растау' }).click();
    await page.getByText('Мұндай күн жоқ').waitFor();
    expect(acts().some((act) => (act as { act: string }).act === 'identify-by-number')).toBe(false);
    await page.getByRole('button', { name: 'Тазалау' }).click();
    for (const digit of '28022010')
      await page.getByRole('button', { name: digit, exact: true }).click();
    await page.getByRole('button', { name: 'Растау' }).click();
    await posted({ act: 'identify-by-number', card: '20001003000017', birthDate: '2010-02-28' });
  });

  it('takes a PIN in place of the birth date, as dots, and not a short one', async () => {
    await show('identify-keypad');
    await page.locator('#card').fill('20001003000017');
    await page.getByRole('button', { name: 'Менде ПИН-код бар' }).click();
    for (const digit of '802') await page.getByRole('button', { name: digit, exact: true }).click();
    await page.getByRole('button', { name: 'Растау' }).click();
    await page.getByText('кемінде 4').waitFor();
    const hidden = (input: Element) =>
      getComputedStyle(input).getPropertyValue('-webkit-text-security');
    expect(await page.locator('#pin').evaluate(hidden)).toBe('disc');
    await page.getByRole('button', { name: '1', exact: true }).click();
    await page.getByRole('button', { name: 'Растау' }).click();
    await posted({ act: 'identify-by-number', card: '20001003000017', pin: '8021' });
  });

  it('sends a new PIN as it was typed twice, and forgets both when it was refused', async () => {
    await show('my-card-pin');
    await page.locator('#pin').fill('8021');
    await page.locator('#again').fill('8012');
    await page.getByRole('button', { name: 'Сақтау' }).click();
    await posted({ act: 'pin-set', pin: '8021', again: '8012' });
    await show('my-card-pin-weak');
    expect(await page.locator('#pin').inputValue()).toBe('');
    expect(await page.locator('#again').inputValue()).toBe('');
  });

  it('sends the versions of the texts that were on the screen', async () => {
    await show('register-agreement');
    await page.locator('label[for=rulesAccepted]').click();
    await page.getByRole('button', { name: 'Келесі' }).click();
    const fields = {
      consentVersion: '2026-1',
      consentAccepted: true,
      rulesVersion: '2026-1',
      rulesAccepted: true,
    };
    await posted({ act: 'register-step', step: 'agreement', fields });
  });

  it('does not let anyone agree to a text that it does not have', async () => {
    const view = viewOf('register-agreement', 'kk');
    await shows(
      page,
      server.push({ ...view, agreement: { consentVersion: '1999-9', rulesVersion: '2026-1' } }),
    );
    expect(await page.locator('#consentAccepted').isDisabled()).toBe(true);
    expect(await page.locator('#rulesAccepted').isDisabled()).toBe(false);
  });
});

describe('keyboard alone', () => {
  it('goes from home to a number to a receipt', async () => {
    await tabTo('Кітап алу');
    await page.keyboard.press('Enter');
    await posted({ act: 'start', what: 'borrow' });
    await show('identify');
    await tabTo('Билетім жанымда жоқ');
    await page.keyboard.press('Enter');
    await posted({ act: 'keypad', open: true });
    await show('identify-keypad');
    await page.keyboard.type('20001003000017');
    await page.keyboard.press('Tab');
    await page.keyboard.type('25032010');
    await page.keyboard.press('Enter');
    await posted({ act: 'identify-by-number', card: '20001003000017', birthDate: '2010-03-25' });
    await show('borrow');
    await tabTo('Аяқтау және түбіртек алу');
    await page.keyboard.press('Space');
    await posted({ act: 'finish', receipt: 'paper' });
    await show('farewell');
    await tabTo('Басты бет');
    await page.keyboard.press('Enter');
    await posted({ act: 'home' });
  });

  it('fills in a registration', async () => {
    await show('register-name');
    await page.keyboard.type('омарова');
    await page.keyboard.press('Tab');
    await page.keyboard.type('әлия');
    await page.keyboard.press('Enter');
    await posted({
      step: 'name',
      fields: { surname: 'Омарова', givenName: 'Әлия', language: 'kk' },
    });
    await show('register-category');
    await page.keyboard.press('ArrowDown');
    await tabTo('Келесі');
    await page.keyboard.press('Enter');
    await posted({ act: 'register-step', step: 'category' });
    await show('register-guardian');
    await tabTo('#guaranteeAccepted');
    await page.keyboard.press('Space');
    await tabTo('Келесі');
    await page.keyboard.press('Enter');
    await vi.waitFor(() => {
      const sent = acts().find((act) => (act as { step?: string }).step === 'guardian');
      expect(sent).toMatchObject({
        fields: { guaranteeAccepted: false, guardianSurname: 'Жұмағұлов' },
      });
    }, TRIES);
  });

  it('answers the question for more time', async () => {
    await show('borrow');
    server.tick({ secondsLeft: 15, totalSeconds: 60, warning: true });
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Enter');
    await posted({ act: 'more-time' });
    server.tick({ secondsLeft: 60, totalSeconds: 60, warning: false });
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
  });
});

describe('a scanner in keyboard mode', () => {
  /** Dispatches key events in one go, as fast as a scanner does, on whatever has the focus. */
  const scan = (codes: string[]) =>
    page.evaluate((keys) => {
      let at: Element | null = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return keys.map((code) => {
        const options = {
          code,
          key: code === 'Enter' ? 'Enter' : 'ә',
          bubbles: true,
          composed: true,
          cancelable: true,
        };
        const event = new KeyboardEvent('keydown', options);
        at?.dispatchEvent(event);
        return event.defaultPrevented;
      });
    }, codes);
  const DIGITS = [...'20000117'].map((digit) => `Digit${digit}`);

  it('posts physical keys and presses no button', async () => {
    await tabTo('Кітап алу');
    const prevented = await scan([...DIGITS, 'Enter']);
    expect(prevented.at(-1)).toBe(true);
    await vi.waitFor(() => {
      const keys = server.posted.filter(({ path }) => path === '/api/places/hall/keys');
      expect(keys).toHaveLength(1);
      expect(keys[0]?.body).toMatchObject({
        keys: [...DIGITS, 'Enter'].map((code) => ({ code, shift: false })),
      });
    }, TRIES);
    expect(acts()).toEqual([]);
  });

  it('ends a burst without Enter by silence', async () => {
    await scan(DIGITS);
    await vi.waitFor(
      () => expect(server.posted.some(({ path }) => path.endsWith('/keys'))).toBe(true),
      TRIES,
    );
  });

  it('leaves keys in a field alone', async () => {
    await show('register-contact');
    await page.locator('#phone').focus();
    await scan([...DIGITS, 'Enter']);
    await posted({ act: 'register-step', step: 'contact' });
    expect(server.posted.some(({ path }) => path.endsWith('/keys'))).toBe(false);
  });
});

describe('the station', () => {
  it('is away, said in three languages, and comes back by itself', async () => {
    await show('borrow', 'ru');
    server.away = true;
    server.cut();
    await page.locator('away-page').waitFor({ timeout: TRIES.timeout });
    for (const words of [
      'Станция жауап бермейді',
      'Станция не отвечает',
      'The station does not answer',
    ]) {
      await page.getByRole('heading', { name: words }).waitFor();
    }
    await picture(page, 'portrait-away');
    server.away = false;
    await page.locator('borrow-page').waitFor({ timeout: TRIES.timeout });
  });

  it('does not answer an act: the patron is told', async () => {
    server.answer = 503;
    await page.getByRole('button', { name: 'Кітап алу' }).click();
    await page.getByText('Жауап келмеді').waitFor();
  });

  it('keeps everything over a reload', async () => {
    const revision = await show('account', 'en');
    await page.reload();
    await shows(page, revision);
    await page.getByRole('heading', { name: 'My books' }).waitFor();
  });
});
