// Any sequence of scans, taps and pauses at a children's kiosk, with classes and shelves: one screen that fits, a class that ends, nothing
// beyond the age, and nothing of anybody after the end.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadContent } from '../../../profiles/loader.ts';
import type { KioskAct } from '../../../station-server/api-types.ts';
import { step } from '../../../station-server/kiosk/session.ts';
import { CLASS_IDLE_MS, CLASS_PUPILS_MAX } from '../../../station-server/kiosk/session-limits.ts';
import type { SessionState } from '../../../station-server/kiosk/session-state.ts';
import type {
  DeskReply,
  SessionEffect,
  SessionInput,
} from '../../../station-server/kiosk/session-words.ts';
import { toView } from '../../../station-server/kiosk/view.ts';
import { account, CARD, freshState, friendlyReply, GIVEN_NAME, SURNAME } from './session-cases.ts';

const shelves = loadContent('balkhash').shelves ?? [];
const PUPILS = ['PUPIL-1', 'PUPIL-2', 'PUPIL-3'];
const start = (): SessionState => {
  const fresh = freshState();
  const settings = {
    ...fresh.settings,
    ...{ audience: 'children' as const, classOpeners: ['employee' as const], shelves },
  };
  return { ...fresh, settings };
};
const reply = (effect: SessionEffect): DeskReply | null => {
  if (effect.effect === 'stars') {
    return {
      to: 'stars',
      reading: { title: { kk: 'ЖАЗ', ru: 'ЖАЗ', en: 'ЖАЗ' }, stars: 7, badgeAt: 9 },
    };
  }
  if (effect.effect === 'shelf') {
    const { shelf, ageYears } = effect;
    const book = { titleId: '0-1', title: `Сөре ${ageYears}`, author: '' };
    const place = { place: 'here', dueOn: null, branch: null } as const;
    return { to: 'shelf', shelf, books: [{ ...book, ...place }] };
  }
  if (effect.effect !== 'identify' || effect.card === CARD) return friendlyReply(effect);
  const n = Number(effect.card.split('-')[1]);
  const patron = { ...account().patron, patronId: `0-10${n}`, card: effect.card };
  const child = { ...patron, category: 'pupil' as const, birthDate: `20${16 + n}-05-01` };
  const answer = {
    outcome: 'identified',
    ...account({ patron: child, guaranteed: n > 1 }),
  } as const;
  return { to: 'identify', byNumber: false, answer };
};
const drive = (state: SessionState, input: SessionInput): SessionState => {
  const stepped = step(state, input);
  let now = stepped.state;
  for (const effect of stepped.effects) {
    const session = 'session' in effect ? effect.session : now.session;
    const answer = reply(effect);
    if (answer) now = drive(now, { input: 'reply', session, reply: answer });
  }
  return now;
};

const acts = fc.constantFrom<KioskAct>(
  ...([
    ...[{ act: 'class-open' }, { act: 'class-close' }, { act: 'home' }, { act: 'shelves-open' }],
    ...[
      { act: 'shelves-age', from: 7 },
      { act: 'shelf-open', shelf: 'tales' },
    ],
    ...[{ act: 'shelf-book', titleId: '0-1' }, { act: 'shelves-back' }],
    ...[
      { act: 'start', what: 'borrow' },
      { act: 'switch', to: 'return' },
    ],
    ...[
      { act: 'switch', to: 'borrow' },
      { act: 'finish', receipt: 'paper' },
    ],
  ] as KioskAct[]),
);
const inputs = fc.array(
  fc.oneof(
    acts.map((act): SessionInput => ({ input: 'act', act })),
    fc
      .constantFrom(CARD, ...PUPILS)
      .map(
        (number): SessionInput => ({ input: 'scan', scan: { kind: 'patron', number }, ageMs: 0 }),
      ),
    fc.integer({ min: 101, max: 108 }).map(
      (number): SessionInput => ({
        ...{ input: 'scan', scan: { kind: 'item', number: String(number) }, ageMs: 0 },
      }),
    ),
    fc.constantFrom(500, 3_000, 40_000).map((ms): SessionInput => ({ input: 'time', ms })),
  ),
  { maxLength: 60 },
);
const PERSONAL = ['PUPIL', CARD, SURNAME, GIVEN_NAME, 'М. Қ.', '0-10', '"0-1"', 'ЖАЗ', 'Сөре'];

const holds = (before: SessionState, after: SessionState): void => {
  const view = toView(after);
  expect(JSON.stringify(view)).not.toContain(SURNAME);
  expect(after.classRoom === null).toBe(!['class', 'class-done'].includes(after.stage.at));
  expect(view.screen).toBe(after.stage.at);
  expect(after.classRoom?.pupils.length ?? 0).toBeLessThanOrEqual(CLASS_PUPILS_MAX);
  if (view.screen === 'shelves' && after.patron) {
    for (const { title } of view.books) expect(title).toBe(`Сөре ${view.ageYears}`);
  }
  if (after.session !== before.session && after.stage.at === 'attract') {
    for (const personal of PERSONAL) expect(JSON.stringify(after)).not.toContain(personal);
  }
};

test('any sequence keeps the promises, and leads home when nobody is there', () => {
  fc.assert(
    fc.property(inputs, (list) => {
      let state = start();
      for (const input of list) {
        const next = drive(state, input);
        holds(state, next);
        state = next;
      }
      for (const ms of [CLASS_IDLE_MS, CLASS_IDLE_MS]) state = drive(state, { input: 'time', ms });
      expect(toView(state).screen).toBe('attract');
      for (const personal of PERSONAL) expect(JSON.stringify(state)).not.toContain(personal);
    }),
    { numRuns: 600 },
  );
});
