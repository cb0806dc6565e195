// Which reading campaign runs, and that a child at a children's kiosk sees its own stars grow, and nobody else sees them.
import { afterEach, describe, expect, test } from 'vitest';
import { loadContent } from '../../../profiles/loader.ts';
import { readingCampaign } from '../../../station-server/kiosk/reading-campaign.ts';
import { bookAt, CARD, CHILD_CARD, type RunningStation, startStation } from '../running-station.ts';
import { THURSDAY_MS } from '../test-station.ts';

const content = loadContent('balkhash');
const [first] = content.campaigns;
if (!first) throw new Error('the content has no campaign');
const campaign = { ...first, from: '2026-10-01', until: '2026-10-31', stars: { badgeAt: 3 } };
const during = { today: '2026-10-22', branch: 'BLK-C' };

describe('the campaign of a day', () => {
  test('the shipped one runs in summer', () => {
    const june = { today: '2027-06-01', branch: 'BLK-C' };
    expect(readingCampaign(content, june)?.title.en).toBe('Summer is more fun with a book');
    expect(readingCampaign(content, { ...june, today: '2027-08-31' })).not.toBeNull();
    expect(readingCampaign(content, { ...june, today: '2027-09-01' })).toBeNull();
    expect(readingCampaign(content, { ...june, today: '2027-05-31' })).toBeNull();
  });

  test.each([
    ['no content', null],
    ['no stars', { ...content, campaigns: [{ ...first, from: '2026-10-01' }] }],
    ['another branch', { ...content, campaigns: [{ ...campaign, branches: ['BLK-5'] }] }],
  ])('%s: none', (_, given) => {
    expect(readingCampaign(given, during)).toBeNull();
  });

  test('of two the one that ends first', () => {
    const longer = { ...campaign, until: '2026-12-31', stars: { badgeAt: 9 } };
    const both = { ...content, campaigns: [longer, campaign] };
    expect(readingCampaign(both, during)?.badgeAt).toBe(3);
  });
});

describe('at a kiosk', () => {
  let station: RunningStation | undefined;
  afterEach(() => station?.stop());
  const visit = async (place: { audience: 'children' | 'everyone' }) => {
    station = await startStation({ place, content: { ...content, campaigns: [campaign] } });
    expect(station.store.clock.nowMs()).toBe(THURSDAY_MS);
    const bridge = await station.bridge();
    const page = station.stream();
    const scan = (text: string) =>
      bridge.say({ type: 'barcode-read', device: 'scanner', symbology: 'code128', text, ageMs: 0 });
    return { page, scan };
  };

  test('stars grow with each book, up to the badge, and are gone with the child', async () => {
    const { page, scan } = await visit({ audience: 'children' });
    const stars = (n: number) =>
      page.untilView(
        `${n} stars`,
        (view) =>
          view.screen === 'borrow' && view.reading?.stars === n && view.reading.badgeAt === 3,
      );
    scan(CHILD_CARD);
    await stars(0);
    scan(bookAt(1));
    await stars(1);
    scan(bookAt(2));
    await stars(2);
    await station?.act({ act: 'finish', receipt: 'none' });
    await page.untilView('the end', (view) => view.screen === 'farewell');
    expect(page.view()).toMatchObject({ reading: { stars: 2 } });
    scan(CARD);
    await page.untilView('somebody else', (view) => view.screen === 'borrow' && view.session === 2);
    await page.untilView(
      'own stars',
      (view) => view.screen === 'borrow' && view.reading?.stars === 0,
    );
  });

  test('a kiosk for everyone counts none', async () => {
    const { page, scan } = await visit({ audience: 'everyone' });
    scan(CHILD_CARD);
    await page.untilView('borrowing', (view) => view.screen === 'borrow');
    scan(bookAt(1));
    await page.untilView('lent', (view) => view.screen === 'borrow' && view.lentCount === 1);
    expect(page.view()).not.toHaveProperty('reading');
  });
});
