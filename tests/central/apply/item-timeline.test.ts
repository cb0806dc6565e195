// Who had an item when: the fold over its lendings and returns, and the order in which they can
// have happened.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ItemAct } from '../../../central/apply/act.ts';
import { foldTimeline, inOrder } from '../../../central/apply/item-timeline.ts';

const act = (
  kind: 'out' | 'in',
  station: number,
  seq: number,
  atMs: number,
  loanId: string | null = kind === 'out' ? `${station}-${seq}` : null,
  patronId: string | null = 'p1',
): ItemAct => ({
  ...{ kind, station, seq, atMs, loanId, patronId },
  ...{ wallMs: atMs, effectiveOn: '2026-03-10', due: null, voided: false },
});

test('lent, lent again to another, returned: the second ends the first', () => {
  const acts = [
    act('out', 1, 1, 10),
    act('out', 2, 1, 20, '2-1', 'p2'),
    act('in', 1, 2, 30, '1-1'),
  ];
  const story = foldTimeline(acts);
  expect(story.ends.get('1-1')).toBe(acts[1]);
  expect(story.ends.get('2-1')).toBe(acts[2]);
  expect(story.openLoanId).toBeNull();
  expect(story.lentTwice).toEqual([{ earlier: acts[0], later: acts[1] }]);
});

test('a return of a loan by name comes after that loan, a station keeps its own order', () => {
  const acts = [act('out', 1, 5, 100), act('in', 2, 1, 40, '1-5'), act('out', 2, 2, 50)];
  expect(inOrder(acts).map(({ station, seq }) => `${station}-${seq}`)).toEqual([
    ...['1-5', '2-1', '2-2'],
  ]);
});

test('clocks that contradict each other in a circle still end', () => {
  const acts = [
    ...[act('in', 1, 1, 5, '2-2'), act('out', 1, 2, 6)],
    ...[act('in', 2, 1, 5, '1-2'), act('out', 2, 2, 6)],
  ];
  expect(inOrder(acts)).toHaveLength(4);
});

test('any order of arrival gives the same story, with at most one open loan', () => {
  const anyAct = fc.record({
    kind: fc.constantFrom('out' as const, 'in' as const),
    station: fc.integer({ min: 1, max: 3 }),
    atMs: fc.integer({ min: 1, max: 50 }),
    patron: fc.constantFrom('p1', 'p2'),
  });
  const shuffled = fc.array(anyAct, { maxLength: 12 }).chain((list) => {
    const acts = list.map(({ kind, station, atMs, patron }, index) =>
      act(
        kind,
        station,
        index + 1,
        atMs,
        kind === 'out' ? `${station}-${index + 1}` : null,
        patron,
      ),
    );
    return fc.tuple(
      fc.constant(acts),
      fc.shuffledSubarray(acts, { minLength: acts.length, maxLength: acts.length }),
    );
  });
  fc.assert(
    fc.property(shuffled, ([acts, mixed]) => {
      const [one, other] = [foldTimeline(inOrder(acts)), foldTimeline(inOrder(mixed))];
      expect(other).toEqual(one);
      const open = [...one.ends.values()].filter((end) => end === null);
      expect(open.length).toBeLessThanOrEqual(1);
      expect(open.length === 1).toBe(one.openLoanId !== null);
    }),
  );
});
