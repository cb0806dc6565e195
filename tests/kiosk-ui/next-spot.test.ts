// Where an arrow goes, on boxes drawn by hand and on random grids.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextSpot, type Spot, type Way } from '../../kiosk-ui/next-spot.ts';

const WAYS: Way[] = ['up', 'down', 'left', 'right'];
const at = (left: number, top: number, width = 100, height = 100, list: number | null = null) => ({
  ...{ box: { left, top, right: left + width, bottom: top + height }, list },
});
const go = (spots: Spot[], from: number, way: Way): number | null => {
  const others = spots.filter((_, index) => index !== from);
  const next = nextSpot(others, spots[from]!, way);
  return next === null ? null : next < from ? next : next + 1;
};
const reached = (spots: Spot[], start: number): Set<number> => {
  const seen = new Set([start]);
  for (const spot of seen)
    for (const way of WAYS) {
      const next = go(spots, spot, way);
      if (next !== null) seen.add(next);
    }
  return seen;
};

describe('a page as ours', () => {
  // Two wide buttons, below them two beside each other, below them one in the middle.
  const page = [at(0, 0, 400), at(0, 120, 400), at(0, 240, 190), at(210, 240, 190), at(150, 360)];

  it('goes down and up a column', () => {
    expect(go(page, 0, 'down')).toBe(1);
    expect(go(page, 1, 'up')).toBe(0);
    expect(go(page, 0, 'up')).toBe(null);
  });

  it('goes along a row, then on to the next as reading does', () => {
    expect(go(page, 2, 'right')).toBe(3);
    expect(go(page, 3, 'left')).toBe(2);
    expect(go(page, 3, 'right')).toBe(4);
    expect(go(page, 4, 'left')).toBe(3);
    expect(go(page, 1, 'right')).toBe(2);
    expect(go(page, 4, 'right')).toBe(null);
  });

  it('takes what lies straight on before what is nearer but aside', () => {
    const spots = [at(0, 0), at(300, 110), at(0, 200)];
    expect(go(spots, 0, 'down')).toBe(2);
  });

  it('does not leave for what lies within it, such as a label over its row', () => {
    const spots = [at(0, 0, 400, 100), at(20, 20, 50, 50), at(0, 120)];
    expect(go(spots, 0, 'down')).toBe(2);
  });
});

describe('a scrolled list', () => {
  // Rows 0-3 of a list of which two can be seen; 4 is the button below it.
  const rows = [0, 1, 2, 3].map((row) => at(0, row * 110, 300, 100, 7));
  const spots = [...rows, at(0, 230, 300)];

  it('is gone through to its end, also what is out of sight', () => {
    expect(go(spots, 0, 'down')).toBe(1);
    expect(go(spots, 1, 'down')).toBe(2);
    expect(go(spots, 2, 'down')).toBe(3);
  });

  it('is left at its end', () => {
    const scrolled = [-220, -110, 0, 110].map((top) => at(0, top, 300, 100, 7));
    expect(go([...scrolled, at(0, 230, 300)], 3, 'down')).toBe(4);
    expect(go([...scrolled, at(0, -400, 300)], 0, 'up')).toBe(4);
  });
});

it('reaches every key of any board from any other', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 40, max: 300 }), { minLength: 1, maxLength: 10 }), {
        minLength: 1,
        maxLength: 6,
      }),
      fc.integer({ min: 0, max: 40 }),
      (rows, gap) => {
        const spots = rows.flatMap((widths, row) => {
          let left = 0;
          return widths.map((width) => {
            const spot = at(left, row * (100 + gap), width);
            left += width + gap;
            return spot;
          });
        });
        for (const start of spots.keys()) expect(reached(spots, start).size).toBe(spots.length);
      },
    ),
    { numRuns: 300 },
  );
});
