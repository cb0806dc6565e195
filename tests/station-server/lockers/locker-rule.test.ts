import { describe, expect, it } from 'vitest';
import type { Hold } from '../../../station-server/circulation/types.ts';
import {
  decideFill,
  decidePickup,
  type FillInput,
  isOverstayed,
  type Locker,
} from '../../../station-server/lockers/locker-rule.ts';
import { itemAt } from '../test-station.ts';

const hold = (holdId: string, over: Partial<Hold> = {}): Hold => ({
  ...{ holdId, patronId: '0-1', itemId: null, titleId: '0-1', branch: 'BLK-C' },
  ...{ state: 'waiting', loanId: null },
  ...over,
});
const locker = (over: Partial<Locker> = {}): Locker => ({
  ...{ place: 'kiosk-1', device: 'locks', lock: 3, itemId: '0-9', patronId: '0-1', holdId: '7-9' },
  ...{ putAtMs: 1, loanId: null, alert: false },
  ...over,
});
const fill = (over: Partial<FillInput> = {}) =>
  decideFill({
    ...{ locker: undefined, item: itemAt(1), onLoan: false, holds: [hold('7-1'), hold('7-2')] },
    ...{ filled: [], branch: 'BLK-C' },
    ...over,
  });

describe('decideFill', () => {
  it('takes the oldest hold, and before it one for this very copy', () => {
    expect(fill()).toMatchObject({ hold: { holdId: '7-1' } });
    const holds = [hold('7-1'), hold('7-2', { itemId: '0-1' })];
    expect(fill({ holds })).toMatchObject({ hold: { holdId: '7-2' } });
  });

  it('passes over a hold that has its book already', () => {
    expect(fill({ filled: [locker({ holdId: '7-1' })] })).toMatchObject({
      hold: { holdId: '7-2' },
    });
  });

  it.each([
    ['locker-taken', { locker: locker() }],
    ['locker-taken', { filled: [locker({ itemId: '0-1' })] }],
    ['item-lost', { item: itemAt(1, { status: 'lost' }) }],
    ['item-written-off', { item: itemAt(1, { status: 'written-off' }) }],
    ['item-on-loan-to-other', { onLoan: true }],
    ['nobody-waits', { holds: [] }],
    ['nobody-waits', { holds: [hold('7-1', { branch: 'BLK-1' })] }],
    ['nobody-waits', { holds: [hold('7-1', { itemId: '0-2' })] }],
    ['nobody-waits', { holds: [hold('7-1', { state: 'cancelled' })] }],
  ] as const)('%s', (reason, over) => {
    expect(fill(over as Partial<FillInput>)).toEqual({ outcome: 'refused', reason });
  });
});

describe('decidePickup', () => {
  const mine = (patronId: string) => patronId === '0-1';
  it('lends once, then only opens again', () => {
    expect(decidePickup(locker(), mine)).toEqual({ outcome: 'lend' });
    expect(decidePickup(locker({ loanId: '7-5' }), mine)).toEqual({
      ...{ outcome: 'again', loanId: '7-5' },
    });
  });
  it("says the same of an empty compartment and of another reader's", () => {
    const empty = { outcome: 'refused', reason: 'locker-empty' };
    expect(decidePickup(undefined, mine)).toEqual(empty);
    expect(decidePickup(locker({ patronId: '0-2' }), mine)).toEqual(empty);
  });
});

describe('isOverstayed', () => {
  const given = { timeZone: 'Asia/Almaty', daysMax: 5 };
  const putAtMs = Date.UTC(2026, 9, 22, 20); // 23 October, 01:00 in Almaty
  it('after the last day that the site allows, by the days of the library', () => {
    const on = (today: string) => isOverstayed(locker({ putAtMs }), { ...given, today });
    expect([on('2026-10-23'), on('2026-10-28'), on('2026-10-29')]).toEqual([false, false, true]);
  });
  it('never of what is lent already', () => {
    const lent = locker({ putAtMs, loanId: '7-5' });
    expect(isOverstayed(lent, { ...given, today: '2027-01-01' })).toBe(false);
  });
});
