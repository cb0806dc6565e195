// The yearly re-registration that a reader does alone: who may, and what must stand beside it.
import { expect, test } from 'vitest';
import { loadSite } from '../../../profiles/loader.ts';
import {
  agreesWith,
  decideOwnReregistration,
} from '../../../station-server/circulation/reregistration.ts';
import type { Borrower } from '../../../station-server/circulation/standing.ts';

const { policy } = loadSite('balkhash');
const { consentVersion, rulesVersion } = policy;
const patron: Borrower = {
  patronId: '0-1',
  status: 'active',
  category: 'employee',
  birthDate: '1990-05-14',
  branch: 'BLK-C',
  reregisteredOn: '2025-02-03',
};
const decide = (
  fields: Partial<Borrower> = {},
  more: { guarantee?: boolean; rules?: string } = {},
) =>
  decideOwnReregistration({
    patron: { ...patron, ...fields },
    on: '2026-10-22',
    policy,
    given: {
      consentVersion,
      rulesVersion: more.rules ?? rulesVersion,
      guarantee: more.guarantee ?? false,
    },
  });

test('due this year: done by the reader alone; already done: nothing is written', () => {
  expect(decide()).toEqual({ outcome: 'do' });
  expect(decide({ reregisteredOn: '2026-01-02' })).toEqual({ outcome: 'done' });
});

test.each([
  ['blocked', { status: 'blocked' }, 'patron-blocked'],
  ['merged', { status: 'merged' }, 'patron-merged'],
  ['never confirmed by staff', { status: 'pending' }, 'reregistration-due'],
] as const)('a reader who is %s sees the librarian', (_, fields, reason) => {
  expect(decide(fields)).toMatchObject({ outcome: 'refused', reason });
});

test('a child needs the guarantee of a grown-up', () => {
  const child = { birthDate: '2015-05-14' };
  expect(decide(child)).toEqual({ outcome: 'refused', reason: 'guarantee-missing' });
  expect(decide(child, { guarantee: true })).toEqual({ outcome: 'do' });
});

test('a text that was replaced while it was read has not been agreed to', () => {
  expect(decide({}, { rules: 'older' })).toEqual({ outcome: 'refused', reason: 'texts-changed' });
  expect(agreesWith(undefined, policy)).toBe(false);
  expect(agreesWith({ consent: consentVersion, rules: 'older' }, policy)).toBe(false);
  expect(agreesWith({ consent: consentVersion, rules: rulesVersion }, policy)).toBe(true);
});
