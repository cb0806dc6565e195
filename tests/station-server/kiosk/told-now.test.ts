import { describe, expect, test } from 'vitest';
import type { SiteContent } from '../../../profiles/content-schema.ts';
import type { Told } from '../../../station-server/api-types.ts';
import { type ToldWhen, toldNow } from '../../../station-server/kiosk/told-now.ts';

const words = (text: string) => ({ kk: text, ru: text, en: text });
const campaign = (name: string, from: string, until: string, branches?: string[]) => ({
  ...{ title: words(name), text: words('text'), from, until },
  ...(branches && { branches }),
});
const event = (name: string, from: string, date: string) => ({
  ...{ title: words(name), text: words('text'), from, date, time: '17:00' },
});
const book = (title: string, until?: string) => ({
  ...{ title, author: 'author', about: words('about'), from: '2026-09-01' },
  ...(until && { until }),
});
const nothing: SiteContent = { id: 'a', newBooks: [], events: [], campaigns: [] };
const when: ToldWhen = { branch: 'A', today: '2026-12-05', turn: 0 };
const names = (told: Told[]): string[] =>
  told.map(({ title }) => (typeof title === 'string' ? title : title.kk));
const tell = (content: Partial<SiteContent>, more: Partial<ToldWhen> = {}) =>
  names(toldNow({ ...nothing, ...content }, { ...when, ...more }));

describe('what is told now', () => {
  test('nothing where there is nothing', () => {
    expect(toldNow(nothing, when)).toEqual([]);
  });

  test('from the first to the last day, both of them, and only in its branches', () => {
    const campaigns = [
      campaign('one', '2026-12-05', '2026-12-06'),
      campaign('b', '2026-01-01', '2027-01-01', ['B']),
    ];
    expect(tell({ campaigns }, { today: '2026-12-04' })).toEqual([]);
    expect(tell({ campaigns })).toEqual(['one']);
    expect(tell({ campaigns }, { today: '2026-12-06' })).toEqual(['one']);
    expect(tell({ campaigns }, { today: '2026-12-07' })).toEqual([]);
    expect(tell({ campaigns }, { today: '2026-12-07', branch: 'B' })).toEqual(['b']);
  });

  test('an event until its own day is over, a book without a last day as long as it stands there', () => {
    const content = {
      events: [event('evening', '2026-12-01', '2026-12-05')],
      newBooks: [book('old')],
    };
    expect(tell(content)).toEqual(['evening', 'old']);
    expect(tell(content, { today: '2026-12-06' })).toEqual(['old']);
    expect(tell({ newBooks: [book('gone', '2026-12-04')] })).toEqual([]);
  });

  test('one of each kind before a second of any, three at most', () => {
    const newBooks = ['x', 'y', 'z', 'w'].map((title) => book(title));
    const campaigns = [campaign('one', '2026-12-01', '2026-12-31')];
    const events = [event('evening', '2026-12-01', '2026-12-05')];
    expect(tell({ newBooks, campaigns, events })).toEqual(['one', 'evening', 'x']);
    expect(tell({ newBooks, campaigns })).toEqual(['one', 'x', 'y']);
    expect(tell({ newBooks })).toEqual(['x', 'y', 'z']);
  });

  test('each turn another, all in turn, the same within one', () => {
    const newBooks = ['x', 'y', 'z', 'w'].map((title) => book(title));
    const turns = [0, 1, 2, 3, 4].map((turn) => tell({ newBooks }, { turn })[0]);
    expect(turns).toEqual(['x', 'y', 'z', 'w', 'x']);
    expect(tell({ newBooks }, { turn: 29_999 })).toEqual(tell({ newBooks }, { turn: 29_999 }));
  });
});
