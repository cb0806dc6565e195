// Makes the measured widths of a code's bars and spaces the clean ones that the library's readers expect. Ink, light and the
// threshold make all bars wider by the same amount and all spaces narrower, or the other way round.
import type { Bars } from './symbol-cuts.ts';

export const NARROW = 4;
export const WIDE = 12;
/** A wide one is at least so many times a narrow one; ISO/IEC 16388 and EN 798 ask for 2 and more. */
const RATIO_MIN = 1.45;

/**
 * Splits into narrow and wide at the widest gap between neighbours in size, as far as both sides are plausible.
 * @returns the boundary, or null where they do not fall into two kinds
 */
const boundaryOf = (widths: readonly number[]): number | null => {
  let [low, high] = [Math.min(...widths), Math.max(...widths)];
  if (low <= 0 || high / low < RATIO_MIN) return null;
  // Two means: a handful of rounds settles.
  for (let round = 0; round < 8; round += 1) {
    const middle = (low + high) / 2;
    let [lowSum, lowCount, highSum, highCount] = [0, 0, 0, 0];
    for (const width of widths) {
      if (width < middle) [lowSum, lowCount] = [lowSum + width, lowCount + 1];
      else [highSum, highCount] = [highSum + width, highCount + 1];
    }
    if (lowCount === 0 || highCount === 0) return null;
    [low, high] = [lowSum / lowCount, highSum / highCount];
  }
  return high / low < RATIO_MIN ? null : (low + high) / 2;
};

/** Each width in units of those around it: a code seen from the side is wider at its near end. */
const withoutSlope = (bars: Bars, around: number): Bars => {
  const sums = [0];
  for (const width of bars) sums.push((sums.at(-1) as number) + width);
  return bars.map((width, at) => {
    const from = Math.max(0, Math.min(bars.length - 2 * around, at - around));
    const to = Math.min(bars.length, Math.max(2 * around, at + around));
    return (width * (to - from)) / ((sums[to] as number) - (sums[from] as number));
  });
};

/**
 * For Code 39, Codabar and ITF, which know two widths only. Bars and spaces are told apart from each other's widths. `around`: how many
 * neighbours to each side tell the scale.
 */
export const twoWidths = (bars: Bars, around: number): Bars | null => {
  const even = withoutSlope(bars, around);
  const barLimit = boundaryOf(even.filter((_, at) => at % 2 === 0));
  const spaceLimit = boundaryOf(even.filter((_, at) => at % 2 === 1));
  if (barLimit === null || spaceLimit === null) return null;
  return even.map((width, at) => (width < (at % 2 === 0 ? barLimit : spaceLimit) ? NARROW : WIDE));
};

/**
 * Where some bars are known to be so many modules wide: takes away what all bars have too much, and gives it to the spaces.
 * `known` bars together measure `knownWidth` and should be `knownModules`; the whole code is `modules` wide.
 */
export const withoutSpread = (
  bars: Bars,
  known: { count: number; width: number; modules: number },
  modules: number,
): Bars => {
  const total = bars.reduce((sum, width) => sum + width, 0);
  const module = total / modules;
  const most = module * 0.45;
  const spread = (known.width - known.modules * module) / known.count;
  const bounded = Math.max(-most, Math.min(most, spread));
  return bars.map((width, at) =>
    Math.max(module * 0.3, at % 2 === 0 ? width - bounded : width + bounded),
  );
};
