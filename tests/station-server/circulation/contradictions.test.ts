// The pure decisions about contradictions, and the time that decides where an act is entered late.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  blockedAt,
  closedForPulled,
  compareIds,
  endedBy,
  forkKind,
  holdFate,
  keepsCard,
  laterId,
  patronDoubt,
  statusAfterBlocks,
} from '../../../station-server/circulation/contradictions.ts';
import { decisiveAtMs } from '../../../station-server/circulation/decisive-time.ts';
import { localDateOf } from '../../../station-server/circulation/local-date.ts';
import type { Loan } from '../../../station-server/circulation/types.ts';

const ALMATY = 'Asia/Almaty';
const loan: Loan = {
  ...{ loanId: '1-1', itemId: '0-1', patronId: '0-2', kind: 'home', takenOn: '2026-03-10' },
  ...{ enteredAtMs: 1_000, dueOn: '2026-03-25', renewals: 0, renewalsMax: 2 },
  ...{ returnedOn: null, returnEnteredAtMs: null },
};
const stamp = (atMs: number) => ({ atMs, station: 1, seq: atMs });

test('a loan never ends before it began', () => {
  expect(endedBy(loan, { on: '2026-03-01', enteredAtMs: 5 }).returnedOn).toBe('2026-03-10');
  expect(endedBy(loan, { on: '2026-03-12', enteredAtMs: 5 }).returnedOn).toBe('2026-03-12');
});

test('of two open loans of an item the one that central names is open', () => {
  const pulled = { ...loan, loanId: '2-1', takenOn: '2026-03-11', enteredAtMs: 2_000 };
  expect(closedForPulled(loan, pulled)).toMatchObject({
    loanId: '1-1',
    returnedOn: '2026-03-11',
    returnEnteredAtMs: 2_000,
  });
  expect(closedForPulled(undefined, pulled)).toBeNull();
  expect(closedForPulled(loan, { ...loan, renewals: 1 })).toBeNull();
  expect(closedForPulled(loan, { ...pulled, returnedOn: '2026-03-12' })).toBeNull();
});

test('a block counts from when it was made until it is lifted, in any order of hearing', () => {
  const blocks = [
    { ...stamp(5), blocked: true },
    { ...stamp(9), blocked: false },
  ];
  for (const known of [blocks, blocks.toReversed()]) {
    expect([4, 6, 10].map((at) => blockedAt(known, stamp(at)))).toEqual([undefined, true, false]);
    expect(statusAfterBlocks('active', known)).toBe('active');
  }
  expect(statusAfterBlocks('merged', blocks.slice(0, 1))).toBe('merged');
  expect(patronDoubt({ status: 'blocked' }, [], stamp(1))).toBe('patron-blocked');
  expect(patronDoubt({ status: 'blocked' }, blocks, stamp(1))).toBeNull();
  expect(patronDoubt(undefined, [], stamp(1))).toBe('patron-unknown');
});

test('ids are compared as numbers; a card stays with the earlier registration', () => {
  expect(compareIds('2-9', '2-10')).toBeLessThan(0);
  expect(laterId('10-1', '9-99')).toBe('10-1');
  const [a, b] = [
    { patronId: '9-1', registeredOn: '2026-01-01' },
    { patronId: '1-1', registeredOn: '2026-01-02' },
  ];
  expect([keepsCard(a, b), keepsCard(b, a)]).toEqual([a, a]);
});

test('a hold: filled by its reader, lost when its own copy goes to another after it', () => {
  const hold = { patronId: 'a', itemId: 'i', placed: stamp(5) };
  const lend = (patronId: string, itemId: string, at: number) =>
    holdFate(hold, { patronId, itemId, at: stamp(at) });
  expect(lend('a', 'other', 9)).toBe('filled');
  expect(lend('b', 'i', 9)).toBe('lost');
  expect(lend('b', 'i', 4)).toBe('waits');
  expect(lend('b', 'other', 9)).toBe('waits');
});

test('a shared beginning is an older copy, none is a number given twice', () => {
  expect(forkKind({ entries: 1 })).toBe('station-restored');
  expect(forkKind({ entries: 0 })).toBe('chain-fork');
});

test('an act entered today counts when it was entered, a late one from the end of its day', () => {
  const nine = Date.UTC(2026, 2, 10, 4);
  expect(decisiveAtMs(nine, '2026-03-10', ALMATY)).toBe(nine);
  // A day that has not come is no reason to wait.
  expect(decisiveAtMs(nine, '2026-03-11', ALMATY)).toBe(nine);
  expect(decisiveAtMs(nine, '2026-03-09', ALMATY)).toBe(Date.UTC(2026, 2, 9, 19) - 1);
  expect(decisiveAtMs(nine, '1999-01-01', ALMATY)).toBe(nine);
});

test('whatever the zone and the hour, it falls on its day or near the change of the zone', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2030, 0, 1) }),
      fc.integer({ min: 1, max: 31 }),
      fc.constantFrom(ALMATY, 'Asia/Kathmandu', 'Pacific/Apia', 'UTC'),
      (atMs, days, zone) => {
        const on = localDateOf(atMs - days * 86_400_000, zone);
        const decided = decisiveAtMs(atMs, on, zone);
        if (on >= localDateOf(atMs, zone)) return;
        expect(decided).toBeLessThan(atMs);
        const off = Math.abs(Date.parse(localDateOf(decided, zone)) - Date.parse(on));
        expect(off).toBeLessThanOrEqual(86_400_000);
      },
    ),
  );
});
