// What is said of a view, and what of it is new.
import { describe, expect, it } from 'vitest';
import { clipsOf } from '../../../kiosk-ui/voice/prompts.ts';
import { DAYS, MONTHS } from '../../../kiosk-ui/voice/spoken-dates.ts';
import {
  heardAfter,
  NOTHING_HEARD,
  topicsOf,
  whatToSay,
} from '../../../kiosk-ui/voice/what-to-say.ts';
import type { ItemCard, KioskView } from '../../../station-server/api-types.ts';
import { SCREENS, viewOf } from '../views.ts';

/** Shows one view after the other to the same ears. */
const listen = () => {
  let heard = NOTHING_HEARD;
  return (view: KioskView, warning = false) => {
    const topics = topicsOf(view, warning);
    const clips = whatToSay(heard, topics);
    heard = heardAfter(heard, topics);
    return clips;
  };
};
const borrowing = (cards: ItemCard[], more: Partial<KioskView> = {}): KioskView =>
  ({ ...viewOf('borrow', 'kk'), cards, pad: false, notice: null, ...more }) as KioskView;
const card = (key: string, result: ItemCard['result'], tag?: ItemCard['tag']): ItemCard => ({
  ...{ key, barcode: key, title: 'Абай жолы', author: 'Мұхтар Әуезов', result },
  ...(tag ? { tag } : {}),
});
const lent = (key: string, dueOn = '2026-12-07') =>
  card(key, { kind: 'lent', dueOn, loanKind: 'home' });

it.each(Object.keys(SCREENS))('%s says something, and every clip of it exists', (name) => {
  const topics = topicsOf(viewOf(name, 'ru'), true);
  expect(whatToSay(NOTHING_HEARD, topics).length).toBeGreaterThan(0);
  for (const { clips } of topics)
    for (const clip of clips) expect(clipsOf('ru').has(clip), clip).toBe(true);
});

describe('news', () => {
  it('says the screen once, and again when it is another or in another language', () => {
    const see = listen();
    expect(see(viewOf('attract', 'kk'))).toEqual(['attract']);
    expect(see(viewOf('attract', 'kk'))).toEqual([]);
    expect(see(viewOf('attract', 'ru'))).toEqual(['attract']);
    expect(see(viewOf('identify', 'ru'))).toEqual(['identify']);
    expect(see(viewOf('identify-keypad', 'ru'))).toEqual(['identify-keypad']);
    expect(see(viewOf('identify', 'ru'))).toEqual(['identify']);
  });

  it('says until when, the newest book last shown', () => {
    const see = listen();
    see(borrowing([]));
    expect(see(borrowing([lent('1')]))).toEqual(['lent', 'day-7', 'month-12']);
    expect(see(borrowing([lent('1'), lent('2', '2027-01-31')]))).toEqual([
      ...['lent', 'day-31', 'month-1'],
    ]);
  });

  it('says the same words once for a stack of books, and trouble first', () => {
    const see = listen();
    see(borrowing([]));
    const refused = card('2', { kind: 'refused', reason: 'item-lost', details: {} });
    expect(see(borrowing([lent('1'), refused, lent('3'), lent('4')]))).toEqual([
      ...['refused', 'lent', 'day-7', 'month-12'],
    ]);
  });

  it('asks a book back that was taken away too early, though it was lent before', () => {
    const see = listen();
    see(borrowing([lent('1')]));
    const { result } = lent('1');
    expect(see(borrowing([card('1', result, 'put-back')]))).toEqual(['put-back']);
    expect(see(borrowing([card('1', result, 'staff')]))).toEqual(['show-staff']);
  });

  it('does not tell what happened a second time when the page comes back', () => {
    const see = listen();
    see(borrowing([lent('1')]));
    expect(see(viewOf('identify', 'kk'))).toEqual(['identify']);
    expect(see(borrowing([lent('1')]))).toEqual(['borrow']);
    expect(see(borrowing([lent('1')], { comfortOpen: true }))).toEqual(['comfort']);
    expect(see(borrowing([lent('1')]))).toEqual(['borrow']);
  });

  it('warns of the time, each time', () => {
    const see = listen();
    see(borrowing([]));
    expect(see(borrowing([]), true)).toEqual(['time']);
    expect(see(borrowing([]), true)).toEqual([]);
    expect(see(borrowing([]), false)).toEqual([]);
    expect(see(borrowing([]), true)).toEqual(['time']);
  });

  it('says what was refused first, then where one is', () => {
    const notice = { id: 4, kind: 'reason', reason: 'barcode-unknown', staffCode: 'X' } as const;
    const see = listen();
    expect(see(borrowing([], { notice }))).toEqual(['notice', 'borrow']);
    expect(see(borrowing([], { notice: { ...notice, id: 5 } }))).toEqual(['notice']);
  });

  it('ends with thanks and where the receipt is', () => {
    const farewell = { ...viewOf('farewell', 'en'), helpCalled: false, helpComing: false };
    const see = listen();
    expect(see({ ...farewell, slip: 'printing' } as KioskView)).toEqual([
      ...['farewell', 'slip-printing'],
    ]);
    expect(see({ ...farewell, slip: 'printed' } as KioskView)).toEqual(['slip-printed']);
  });

  it('tells that the librarian was called and comes', () => {
    const see = listen();
    see(borrowing([]));
    expect(see(borrowing([], { helpCalled: true }))).toEqual(['help-called']);
    expect(see(borrowing([], { helpCalled: true, helpComing: true }))).toEqual(['help-coming']);
  });
});

describe('days', () => {
  it('has the words of 31 days and 12 months', () => {
    expect([DAYS.length, MONTHS.length]).toEqual([31, 12]);
    expect(DAYS[6]).toEqual({ kk: 'жетінші', ru: 'седьмого', en: 'the seventh' });
    expect(DAYS[18]).toEqual({
      ...{ kk: 'он тоғызыншы', ru: 'девятнадцатого', en: 'the nineteenth' },
    });
    expect(DAYS[19]).toEqual({ kk: 'жиырмасыншы', ru: 'двадцатого', en: 'the twentieth' });
    expect(DAYS[30]).toEqual({
      ...{ kk: 'отыз бірінші', ru: 'тридцать первого', en: 'the thirty first' },
    });
    expect(MONTHS[11]).toEqual({ kk: 'желтоқсан', ru: 'декабря', en: 'of December' });
    for (const list of [DAYS, MONTHS])
      for (const language of ['kk', 'ru', 'en'] as const)
        expect(new Set(list.map((words) => words[language])).size).toBe(list.length);
  });
});
