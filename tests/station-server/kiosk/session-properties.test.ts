// Any sequence of scans, taps, answers, troubles and pauses keeps what a public machine must keep: one screen that fits its state,
// bounded lists, home after idling, and nothing of anybody after the end.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REGISTER_STEPS } from '../../../station-server/api-types.ts';
import type { PatronAccount } from '../../../station-server/desk-types.ts';
import { step } from '../../../station-server/kiosk/session.ts';
import {
  CARDS_MAX,
  HELD_MAX,
  RECEIPT_ITEMS_MAX,
} from '../../../station-server/kiosk/session-limits.ts';
import type { SessionState } from '../../../station-server/kiosk/session-state.ts';
import type {
  DeskReply,
  SessionEffect,
  SessionInput,
} from '../../../station-server/kiosk/session-words.ts';
import { toView } from '../../../station-server/kiosk/view.ts';
import {
  account,
  CARD,
  calm,
  freshState,
  friendlyReply,
  GIVEN_NAME,
  identified,
  lent,
  loanOf,
  lockerBook,
  OTHER_CARD,
  refusal,
  returned,
  SURNAME,
} from './session-cases.ts';

const PIN = '80214';
const CHILD_CARD = '27101001000034';
const CHILD_NAME = 'Мұратова';
/** A parent with one child who has a book. */
const withChild = (): PatronAccount['children'] => {
  const { patron } = account();
  return [
    account({
      patron: { ...patron, patronId: '0-11', card: CHILD_CARD, birthDate: '2017-03-08' },
      name: { surname: CHILD_NAME, givenName: 'Әлия', patronymic: '' },
      loans: [loanOf('103')],
    }),
  ];
};
const barcode = fc.integer({ min: 100, max: 130 }).map(String);
const act: fc.Arbitrary<SessionInput> = fc
  .oneof(
    fc.record({ act: fc.constant('language'), language: fc.constantFrom('kk', 'ru', 'en') }),
    fc.record({
      act: fc.constant('start'),
      what: fc.constantFrom('borrow', 'return', 'account', 'register'),
    }),
    fc.record({ act: fc.constant('switch'), to: fc.constantFrom('borrow', 'return', 'account') }),
    fc.record({ act: fc.constant('keypad'), open: fc.boolean() }),
    fc.constant({ act: 'identify-by-number', card: CARD, birthDate: '1990-05-14' }),
    fc.constant({ act: 'identify-by-number', card: CARD, pin: PIN }),
    fc.record({ act: fc.constant('renew'), loanId: barcode.map((code) => `7-${code}`) }),
    fc.record({
      act: fc.constant('register-step'),
      step: fc.constantFrom(...REGISTER_STEPS),
      fields: fc.constant({
        surname: SURNAME,
        givenName: GIVEN_NAME,
        birthDate: '1990-05-14',
        category: 'employee',
        phone: '+77000000041',
        consentAccepted: true,
        rulesAccepted: true,
      }),
    }),
    fc.record({ act: fc.constant('register-submit'), duplicateAccepted: fc.boolean() }),
    fc.record({ act: fc.constant('finish'), receipt: fc.constantFrom('paper', 'none') }),
    fc.constantFrom(
      { act: 'renew-all' },
      { act: 'reregister-open' },
      { act: 'reregister', consentVersion: '1', rulesVersion: '1', guarantee: true },
      { act: 'borrow-for', child: 0 },
      { act: 'borrow-for', child: null },
      { act: 'my-card-open' },
      { act: 'my-card-part', part: 'pin' },
      { act: 'pin-set', pin: PIN, again: PIN },
      { act: 'pin-remove' },
      { act: 'my-card-part', part: 'phone' },
      { act: 'my-card-part', part: 'overview' },
      { act: 'remember', wanted: true },
      { act: 'register-back' },
      { act: 'search-open' },
      { act: 'search', query: SURNAME },
      { act: 'title-open', titleId: '0-1' },
      { act: 'hold-place' },
      { act: 'wish-open' },
      { act: 'wish', title: SURNAME, author: '' },
      { act: 'rate', key: '1-1', face: 'good' },
      { act: 'more-time' },
      { act: 'dismiss-notice' },
      { act: 'call-librarian' },
      { act: 'comfort', set: { text: 200, contrast: true }, open: true },
    ),
  )
  .map((made) => ({ input: 'act', act: made }) as SessionInput);
const scan: fc.Arbitrary<SessionInput> = fc
  .oneof(
    fc
      .constantFrom(CARD, CARD, OTHER_CARD, CHILD_CARD)
      .map((number) => ({ kind: 'patron', number })),
    barcode.map((number) => ({ kind: 'item', number })),
    fc.constant({ kind: 'isbn', number: '9786012345678' }),
    fc.constant({ kind: 'refused', reason: 'barcode-unknown' }),
  )
  .chain((made) =>
    fc
      .constantFrom(0, 0, 0, 9_000)
      .map((ageMs) => ({ input: 'scan', scan: made, ageMs }) as SessionInput),
  );
/** Answers that nobody asked for, of this session or another. */
const strayReply = fc
  .tuple(
    fc.integer({ min: 1, max: 4 }),
    fc.oneof(
      fc.constant<DeskReply>({ to: 'identify', byNumber: false, answer: identified() }),
      barcode.map((code): DeskReply => ({ to: 'check-out', barcode: code, answer: lent(code) })),
      barcode.map((code): DeskReply => ({ to: 'check-in', barcode: code, answer: returned(code) })),
      fc.constant<DeskReply>({ to: 'account', account: account({ loans: [loanOf('101')] }) }),
      fc.constant<DeskReply>({ to: 'print', jobId: 'job-9', text: [SURNAME] }),
      fc.constant<DeskReply>({ to: 'failed', staffCode: 'desk-failed' }),
      fc
        .tuple(fc.constantFrom(2, 4), fc.boolean())
        .map(([lock, opened]): DeskReply => ({ to: 'door', name: lockerBook(lock).name, opened })),
    ),
  )
  .map(([session, reply]): SessionInput => ({ input: 'reply', session, reply }));
const other: fc.Arbitrary<SessionInput> = fc.oneof(
  fc.integer({ min: 0, max: 40_000 }).map((ms): SessionInput => ({ input: 'time', ms })),
  fc.tuple(fc.boolean(), fc.constantFrom(null, 'scanner-away', 'paper-out', 'bridge-away')).map(
    ([paper, trouble]): SessionInput => ({
      input: 'surroundings',
      now: { ...calm, paper, trouble },
    }),
  ),
  fc
    .constantFrom('printed', 'unconfirmed', 'interrupted', 'gone')
    .map((state): SessionInput => ({ input: 'slip', jobId: 'job-1', state })),
  fc.constantFrom<SessionInput>({ input: 'noise' }, { input: 'reload' }),
);
const inputs = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: scan },
    { weight: 5, arbitrary: act },
    { weight: 1, arbitrary: strayReply },
    { weight: 2, arbitrary: other },
  ),
  { maxLength: 80 },
);

const PERSONAL = [
  CHILD_CARD,
  CHILD_NAME,
  'Ә. М.',
  '"0-11"',
  PIN,
  CARD,
  OTHER_CARD,
  SURNAME,
  GIVEN_NAME,
  'М. Қ.',
  'Кітап',
  '"0-1"',
];

const familyReply = (effect: SessionEffect): DeskReply | null => {
  const reply = friendlyReply(effect);
  if (reply?.to === 'identify' && reply.answer.outcome === 'identified')
    return { ...reply, answer: { ...reply.answer, children: withChild() } };
  if (reply?.to === 'account' && reply.account)
    return { ...reply, account: { ...reply.account, children: withChild() } };
  if (reply?.to !== 'check-out' || effect.effect !== 'check-out') return reply;
  return { ...reply, patronId: effect.patronId };
};

/** Steps and answers; every third book is refused, so that both answers occur. */
const drive = (state: SessionState, input: SessionInput): SessionState => {
  const stepped = step(state, input);
  let now = stepped.state;
  for (const effect of stepped.effects) {
    const refused = effect.effect === 'check-out' && Number(effect.barcode) % 3 === 0;
    const reply: DeskReply | null = refused
      ? {
          to: 'check-out',
          barcode: effect.barcode,
          answer: refusal('reading-room-only', effect.barcode),
        }
      : familyReply(effect);
    const session = 'session' in effect ? effect.session : now.session;
    if (reply) now = drive(now, { input: 'reply', session, reply });
  }
  return now;
};

const holds = (before: SessionState, after: SessionState): void => {
  // What is typed as a PIN is in no state at all.
  if (after.stage.at === 'my-card') expect(JSON.stringify(after)).not.toContain(PIN);
  const view = toView(after);
  const shown = JSON.stringify(view);
  if (view.screen !== 'register') {
    expect(shown).not.toContain(SURNAME);
    expect(shown).not.toContain(GIVEN_NAME);
    expect(shown).not.toContain(CHILD_NAME);
  }
  expect(after.cards.length).toBeLessThanOrEqual(CARDS_MAX);
  expect(after.held.length).toBeLessThanOrEqual(HELD_MAX);
  expect(after.lent.length + after.returned.length).toBeLessThanOrEqual(2 * RECEIPT_ITEMS_MAX);
  expect(after.revision).toBeGreaterThanOrEqual(before.revision);
  expect(after.lentCount).toBeGreaterThanOrEqual(0);
  if (['borrow', 'account', 'locker'].includes(after.stage.at)) {
    expect(after.patron).not.toBeNull();
    expect(view.screen).toBe(after.stage.at);
  }
  if (after.session !== before.session && after.stage.at === 'attract')
    for (const personal of PERSONAL) expect(JSON.stringify(after)).not.toContain(personal);
  if (view.screen === 'attract') expect(view.idle).toBeNull();
};

test('any sequence of inputs keeps the promises', { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(inputs, fc.boolean(), (list, lockers) => {
      let state = freshState(calm, lockers);
      for (const input of list) {
        const next = drive(state, input);
        holds(state, next);
        state = next;
      }
      // Whatever happened, a while with nobody there leads home and leaves nothing of anybody.
      state = drive(state, { input: 'time', ms: 120_000 });
      expect(toView(state).screen).toBe('attract');
      for (const personal of PERSONAL) expect(JSON.stringify(state)).not.toContain(personal);
    }),
    { numRuns: 1_500 },
  );
});

test('equal states and inputs give equal steps, and no step changes what it was given', () => {
  fc.assert(
    fc.property(inputs, (list) => {
      let state = freshState();
      for (const input of list) {
        const before = JSON.stringify(state);
        const once = step(state, input);
        expect(JSON.stringify(state)).toBe(before);
        expect(step(state, input)).toEqual(once);
        state = once.state;
      }
    }),
    { numRuns: 200 },
  );
});
