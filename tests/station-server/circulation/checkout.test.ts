import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpen } from '../../../station-server/circulation/calendar.ts';
import {
  type CheckOutInput,
  decideCheckOut,
} from '../../../station-server/circulation/checkout.ts';
import { addDays, compareDates } from '../../../station-server/circulation/local-date.ts';
import {
  anyCalendar,
  anyDate,
  anyPatron,
  calendar,
  makeItem,
  makeLoan,
  makeLoans,
  makePatron,
  makeTitle,
  policy,
} from './rows.ts';

const ask = (changes: Partial<CheckOutInput> = {}) =>
  decideCheckOut({
    patron: makePatron(),
    item: makeItem(),
    title: makeTitle(),
    openLoan: null,
    patronLoans: [],
    kind: 'home',
    on: '2026-06-01',
    policy,
    calendar,
    staff: false,
    ...changes,
  });
const lend = (dueOn: string, renewalsMax: number) => ({
  outcome: 'lend',
  kind: 'home',
  dueOn,
  renewalsMax,
});
const no = (reason: string, details?: object) =>
  details === undefined ? { outcome: 'refused', reason } : { outcome: 'refused', reason, details };
const pupil = makePatron({ category: 'pupil', birthDate: '2016-03-03' });

describe('check-out by the first rule that fits', () => {
  it.each([
    ['everyone', {}, lend('2026-06-16', 2)],
    ['a child', { patron: pupil }, lend('2026-06-11', 2)],
    ['a magazine', { item: makeItem({ itemType: 'magazine' }) }, lend('2026-06-08', 1)],
    [
      'a magazine for a child',
      { patron: pupil, item: makeItem({ itemType: 'magazine' }) },
      lend('2026-06-06', 0),
    ],
    ['where it is lent', { branch: 'P1' }, lend('2026-07-01', 2)],
    ['the patron’s branch', { patron: makePatron({ branch: 'P1' }) }, lend('2026-07-01', 2)],
  ] satisfies [string, Partial<CheckOutInput>, object][])('%s', (_name, changes, expected) => {
    expect(ask(changes)).toEqual(expected);
  });

  it('moves the due date off a Sunday, a holiday and a period', () => {
    expect(ask({ on: '2026-06-06' })).toEqual(lend('2026-06-22', 2));
    expect(ask({ on: '2026-10-11' })).toEqual(lend('2026-10-27', 2));
    const early = makePatron({ reregisteredOn: '2020-01-09' });
    expect(ask({ patron: early, on: '2020-03-05' })).toEqual(lend('2020-09-03', 2));
  });

  it('lends to the hall until the end of the day, or of the next open one', () => {
    const rare = makeItem({ itemType: 'rare', home: false });
    const hall = { outcome: 'lend', kind: 'hall', renewalsMax: 0 };
    expect(ask({ item: rare, kind: 'hall' })).toEqual({ ...hall, dueOn: '2026-06-01' });
    expect(ask({ kind: 'hall', on: '2026-06-07' })).toEqual({ ...hall, dueOn: '2026-06-08' });
  });

  it('asserts where no rule fits, or rows do not belong together', () => {
    const gap = { ...policy, loanRules: policy.loanRules.slice(0, 1) };
    expect(() => ask({ policy: gap })).toThrow(/no loan rule fits/);
    expect(() => ask({ title: makeTitle({ titleId: 'x' }) })).toThrow(/item’s own/);
    expect(() => ask({ openLoan: makeLoan({ itemId: 'x' }) })).toThrow(/of this item/);
  });
});

describe('check-out refuses', () => {
  const itsLoan = (patronId: string) => makeLoan({ itemId: '1-2', patronId });
  it.each([
    ['a blocked card', { patron: makePatron({ status: 'blocked' }) }, no('patron-blocked')],
    ['a merged card', { patron: makePatron({ status: 'merged' }) }, no('patron-merged')],
    ['an erased patron', { patron: makePatron({ status: 'erased' }) }, no('patron-unknown')],
    ['a lost item', { item: makeItem({ status: 'lost' }) }, no('item-lost')],
    ['what was written off', { item: makeItem({ status: 'written-off' }) }, no('item-written-off')],
    ['another’s loan', { openLoan: itsLoan('1-7') }, no('item-on-loan-to-other')],
    ['their own loan', { openLoan: itsLoan('1-1') }, no('item-already-yours')],
    ['a rare book at home', { item: makeItem({ itemType: 'rare' }) }, no('reading-room-only')],
    ['a hall copy at home', { item: makeItem({ home: false }) }, no('reading-room-only')],
    [
      'a child what is for the older',
      { patron: pupil, title: makeTitle({ ageMin: 12 }) },
      no('age', { age: 12 }),
    ],
    [
      'a child what is for adults, staff or not',
      { patron: pupil, title: makeTitle({ ageMin: 18 }), staff: true },
      no('age', { age: 18 }),
    ],
    [
      'without the yearly re-registration',
      { patron: makePatron({ reregisteredOn: '2025-12-31' }) },
      no('reregistration-due', { date: '2025-12-31' }),
    ],
    [
      'an old debt',
      { patronLoans: [makeLoan({ dueOn: '2026-05-26' })] },
      no('overdue-block', { days: 5 }),
    ],
    ['a sixth book', { patronLoans: makeLoans(5) }, no('item-limit', { limit: 5 })],
    [
      'a child’s fourth',
      { patron: pupil, patronLoans: makeLoans(3) },
      no('item-limit', { limit: 3 }),
    ],
    [
      'a pending patron’s third, at home',
      { patron: makePatron({ status: 'pending' }), patronLoans: makeLoans(2, { kind: 'hall' }) },
      no('pending-limit', { limit: 2 }),
    ],
    [
      'a pending patron’s third, in the hall',
      { patron: makePatron({ status: 'pending' }), patronLoans: makeLoans(2), kind: 'hall' },
      no('pending-limit', { limit: 2 }),
    ],
    [
      'a third in the hall',
      { patronLoans: makeLoans(2, { kind: 'hall' }), kind: 'hall' },
      no('hall-limit', { limit: 2 }),
    ],
  ] satisfies [string, Partial<CheckOutInput>, object][])('%s', (_name, changes, expected) => {
    expect(ask(changes)).toEqual(expected);
  });

  it('tells of the book before it tells of the account', () => {
    const patronLoans = [...makeLoans(4), makeLoan({ itemId: '1-2', dueOn: '2026-05-01' })];
    const openLoan = patronLoans[4] ?? null;
    expect(ask({ patronLoans, openLoan })).toEqual(no('item-already-yours'));
  });
});

describe('check-out lends', () => {
  it.each([
    ['while a debt is young', { patronLoans: [makeLoan({ dueOn: '2026-05-28' })] }],
    ['a fifth book', { patronLoans: makeLoans(4) }],
    ['at home beside a full hall', { patronLoans: makeLoans(2, { kind: 'hall' }) }],
    ['in the hall beside a full home', { patronLoans: makeLoans(5), kind: 'hall' }],
    [
      'a pending patron’s second',
      { patron: makePatron({ status: 'pending' }), patronLoans: makeLoans(1) },
    ],
    ['what suits the age', { patron: pupil, title: makeTitle({ ageMin: 10 }) }],
    ['on a librarian’s word', { patron: pupil, title: makeTitle({ ageMin: 12 }), staff: true }],
    [
      'what is for everyone, by a clock of before they were born',
      { patron: pupil, on: '2014-06-02' },
    ],
    [
      'in January on last year’s registration',
      { patron: makePatron({ reregisteredOn: '2025-02-01' }), on: '2026-01-31' },
    ],
  ] satisfies [string, Partial<CheckOutInput>][])('%s', (_name, changes) => {
    expect(ask(changes).outcome).toBe('lend');
  });

  it('with a due date that is always open and never in the past', () => {
    const kinds = fc.constantFrom('home' as const, 'hall' as const);
    let lent = 0;
    fc.assert(
      fc.property(anyPatron, anyCalendar, anyDate, kinds, (patron, any, on, kind) => {
        const decision = ask({ patron, calendar: any, on, kind });
        if (decision.outcome !== 'lend') return;
        lent += 1;
        const least = kind === 'home' ? (patron.category === 'pupil' ? 10 : 15) : 0;
        expect(isOpen(any, decision.dueOn)).toBe(true);
        expect(compareDates(decision.dueOn, addDays(on, least))).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
    expect(lent).toBeGreaterThan(10);
  });
});
