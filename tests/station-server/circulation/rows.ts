// Rows and generators for the tests of the rules: invented patrons, one policy that is easy to
// reckon with.
import fc from 'fast-check';
import type { Calendar, LocalDate, Policy } from '../../../profiles/site-schema.ts';
import { addDays } from '../../../station-server/circulation/local-date.ts';
import type { Item, Loan, Patron, Title } from '../../../station-server/circulation/types.ts';

export const policy: Policy = {
  loanRules: [
    { itemTypes: ['rare'], loanDays: 0, renewalsMax: 0, home: false, why: 'reading room' },
    { branches: ['P1'], loanDays: 30, renewalsMax: 2, home: true, why: 'monthly' },
    {
      categories: ['pupil'],
      itemTypes: ['magazine'],
      loanDays: 5,
      renewalsMax: 0,
      home: true,
      why: 'both',
    },
    { itemTypes: ['magazine'], loanDays: 7, renewalsMax: 1, home: true, why: 'new' },
    { categories: ['pupil'], loanDays: 10, renewalsMax: 2, home: true, why: 'child' },
    { loanDays: 15, renewalsMax: 2, home: true, why: 'everyone' },
  ],
  itemsMax: { default: 5, byCategory: { pupil: 3 } },
  hallItemsMax: 2,
  pendingItemsMax: 2,
  overdueBlockDays: 3,
  reregistrationGraceDays: 31,
  renewalNeedsNoOverdue: true,
  guardianUnderYears: 16,
  kioskIdleSeconds: 60,
  kioskIdleWarningSeconds: 15,
  consentVersion: 'c1',
  rulesVersion: 'r1',
};

export const calendar: Calendar = {
  closedWeekdays: [7],
  closedDays: [{ date: '2026-10-26', why: 'moved holiday' }],
  closedPeriods: [{ from: '2020-03-18', to: '2020-09-02', why: 'quarantine' }],
  opens: '09:00',
  closes: '19:00',
};

export const makePatron = (changes: Partial<Patron> = {}): Patron => ({
  patronId: '1-1',
  card: '27101001000017',
  status: 'active',
  category: 'employee',
  birthDate: '1990-05-05',
  language: 'kk',
  branch: 'C',
  registeredOn: '2025-02-01',
  reregisteredOn: '2026-02-01',
  ...changes,
});

export const makeItem = (changes: Partial<Item> = {}): Item => ({
  itemId: '1-2',
  barcode: '37101001000016',
  inventoryNo: '4711',
  titleId: '1-3',
  branch: 'C',
  itemType: 'book',
  home: true,
  status: 'available',
  ...changes,
});

export const makeTitle = (changes: Partial<Title> = {}): Title => ({
  titleId: '1-3',
  title: 'Абай жолы',
  author: 'Әуезов М.',
  language: 'kaz',
  year: '1942',
  ageMin: 0,
  ...changes,
});

export const makeLoan = (changes: Partial<Loan> = {}): Loan => ({
  loanId: '1-9',
  itemId: '1-8',
  patronId: '1-1',
  kind: 'home',
  takenOn: '2026-06-01',
  enteredAtMs: 1_780_000_000_000,
  dueOn: '2026-06-16',
  renewals: 0,
  renewalsMax: 2,
  returnedOn: null,
  returnEnteredAtMs: null,
  ...changes,
});

/** So many loans of the patron, each of another item, not late before July 2026. */
export const makeLoans = (count: number, changes: Partial<Loan> = {}): Loan[] =>
  Array.from({ length: count }, (_, n) =>
    makeLoan({ loanId: `1-${100 + n}`, itemId: `1-${200 + n}`, dueOn: '2026-07-01', ...changes }),
  );

export const anyDate: fc.Arbitrary<LocalDate> = fc
  .integer({ min: 0, max: 1_500 })
  .map((days) => addDays('2024-01-01', days));

export const anyCalendar: fc.Arbitrary<Calendar> = fc.record({
  closedWeekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 }),
  closedDays: fc.array(fc.record({ date: anyDate, why: fc.constant('holiday') }), {
    maxLength: 12,
  }),
  closedPeriods: fc.array(
    fc
      .tuple(anyDate, fc.integer({ min: 0, max: 60 }))
      .map(([from, days]) => ({ from, to: addDays(from, days), why: 'repairs' })),
    { maxLength: 4 },
  ),
  opens: fc.constant('09:00'),
  closes: fc.constant('19:00'),
});

export const anyLoan = (itemId: string, patronId: string): fc.Arbitrary<Loan> =>
  fc.record({
    loanId: fc.constant('1-50'),
    itemId: fc.constant(itemId),
    patronId: fc.constant(patronId),
    kind: fc.constantFrom('home' as const, 'hall' as const),
    takenOn: anyDate,
    enteredAtMs: fc.constant(0),
    dueOn: anyDate,
    renewals: fc.integer({ min: 0, max: 3 }),
    renewalsMax: fc.integer({ min: 0, max: 3 }),
    returnedOn: fc.constant(null),
    returnEnteredAtMs: fc.constant(null),
  });

export const anyPatron: fc.Arbitrary<Patron> = fc
  .record({
    status: fc.constantFrom(
      ...(['active', 'active', 'pending', 'blocked', 'merged', 'erased'] as const),
    ),
    category: fc.constantFrom('pupil' as const, 'employee' as const),
    reregisteredOn: anyDate,
  })
  .map(makePatron);
