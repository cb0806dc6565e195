// Who may be linked with whom, and when a link sleeps.
import { expect, test } from 'vitest';
import { loadSite } from '../../../profiles/loader.ts';
import {
  CHILDREN_MAX,
  guardianRefusal,
  isChildNow,
} from '../../../station-server/circulation/guardian-rule.ts';
import type { Patron } from '../../../station-server/circulation/types.ts';
import { adult } from '../test-station.ts';

const { policy } = loadSite('balkhash');
const on = { today: '2026-10-22', policy };
const age = policy.guardianUnderYears;
const born = (years: number, fields: Partial<Patron> = {}): Patron => ({
  ...adult,
  ...{ patronId: `0-${years}`, birthDate: `${2026 - years}-03-08`, ...fields },
});
const child = born(9);
const refusal = (grown: Patron, young: Patron, children = 0) =>
  guardianRefusal({ adult: grown, child: young, children }, on);

test('a grown-up and a child', () => {
  expect(refusal(adult, child)).toBeNull();
  expect(refusal(adult, child, CHILDREN_MAX - 1)).toBeNull();
});

test.each<[string, Patron, Patron, number]>([
  ['guardian-same', adult, adult, 0],
  ['guardian-too-young', born(age - 1), child, 0],
  ['child-too-old', adult, born(age), 0],
  ['children-max', adult, child, CHILDREN_MAX],
  ['patron-blocked', { ...adult, status: 'blocked' }, child, 0],
  ['patron-blocked', adult, { ...child, status: 'blocked' }, 0],
])('%s', (reason, grown, young, children) => {
  expect(refusal(grown, young, children)).toMatchObject({ outcome: 'refused', reason });
});

test('a child that has grown up, or is gone, borrows through nobody', () => {
  expect(isChildNow(child, on)).toBe(true);
  expect(isChildNow(born(age), on)).toBe(false);
  expect(isChildNow({ ...child, status: 'erased' }, on)).toBe(false);
  expect(isChildNow({ ...child, status: 'merged' }, on)).toBe(false);
});
