// Each refusal of an order at a kiosk, and that nothing else is refused.
import { expect, test } from 'vitest';
import { loadSite } from '../../../profiles/loader.ts';
import {
  type Copy,
  decideHold,
  HOLDS_MAX,
  type PlaceHoldInput,
} from '../../../station-server/circulation/place-hold.ts';
import type { Hold, Loan } from '../../../station-server/circulation/types.ts';
import { adult, itemAt, title } from '../test-station.ts';

const { policy, calendar } = loadSite('balkhash');
const lentCopy: Copy = { item: itemAt(1), dueOn: '2026-12-01' };
const free: Copy = { item: itemAt(2), dueOn: null };
const loan: Loan = {
  ...{ loanId: '7-1', itemId: itemAt(1).itemId, patronId: '0-1', kind: 'home' },
  ...{ takenOn: '2026-11-20', enteredAtMs: 1, dueOn: '2026-12-01', renewals: 0 },
  ...{ renewalsMax: 2, returnedOn: null, returnEnteredAtMs: null },
};
const hold = (number: number, titleId: string, patronId = '0-1'): Hold => ({
  ...{ holdId: `7-${number}`, patronId, titleId, itemId: null },
  ...{ branch: itemAt(1).branch, state: 'waiting', loanId: null },
});
const asked = (more: Partial<PlaceHoldInput> = {}): PlaceHoldInput => ({
  ...{ patron: adult, patronLoans: [], on: '2026-11-28', policy, calendar, title },
  ...{ copies: [lentCopy], ownHolds: [], queue: [], branch: itemAt(1).branch },
  ...more,
});

test('a title all of whose copies are lent can be ordered, and so can one that stands elsewhere', () => {
  expect(decideHold(asked())).toEqual({ outcome: 'hold' });
  expect(decideHold(asked({ copies: [free], branch: 'elsewhere' }))).toEqual({ outcome: 'hold' });
});

test('a free copy for which others wait can be ordered', () => {
  const queue = [hold(1, title.titleId, '0-2')];
  expect(decideHold(asked({ copies: [free], queue }))).toEqual({ outcome: 'hold' });
});

test.each<[string, Partial<PlaceHoldInput>]>([
  ['patron-blocked', { patron: { ...adult, status: 'blocked' } }],
  ['reregistration-due', { patron: { ...adult, reregisteredOn: '2024-01-02' } }],
  ['age', { title: { ...title, ageMin: 18 }, patron: { ...adult, birthDate: '2015-01-02' } }],
  ['item-already-yours', { patronLoans: [loan] }],
  ['hold-already', { ownHolds: [hold(1, title.titleId)] }],
  [
    'hold-limit',
    { ownHolds: Array.from({ length: HOLDS_MAX }, (_, n) => hold(n + 1, `0-${n + 900}`)) },
  ],
  ['hold-no-copy', { copies: [] }],
  ['hold-no-copy', { copies: [{ ...lentCopy, item: { ...itemAt(1), home: false } }] }],
  ['hold-no-copy', { copies: [{ ...lentCopy, item: { ...itemAt(1), status: 'lost' } }] }],
  ['hold-on-shelf', { copies: [lentCopy, free] }],
])('%s', (reason, more) => {
  expect(decideHold(asked(more))).toMatchObject({ outcome: 'refused', reason });
});
