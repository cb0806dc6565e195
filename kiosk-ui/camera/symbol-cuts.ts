// Cuts the bars of a scan line at the pale margins that stand before and after every code. The library's readers find a code only
// when it is the first dark thing in its row and nothing dark follows.

/** Widths of bars and spaces in turn, a bar first and last. */
export type Bars = number[];

/** A margin is at least this many times as wide as the bars and spaces beside it are on average. */
const MARGIN_TIMES = 3;
/** So many bars and spaces tell how wide they are. */
const NEAR = 6;
/** The shortest code that is read: a Code 39 of two characters between its stars. */
const BARS_MIN = 29;
const BARS_MAX = 340;
const STARTS_MAX = 12;
const ENDS_A_START = 3;

const mean = (widths: readonly number[], from: number, to: number): number => {
  let sum = 0;
  for (let at = from; at < to; at += 1) sum += widths[at] as number;
  return sum / (to - from);
};

/** @param edges positions as `barEdges` gives them */
export const cutSymbols = (edges: readonly number[]): Bars[] => {
  const count = edges.length - 1;
  if (count < BARS_MIN) return [];
  const widths = Array.from(
    { length: count },
    (_, at) => (edges[at + 1] as number) - (edges[at] as number),
  );
  // Even places are bars.
  const starts: number[] = [];
  const ends: number[] = [];
  for (let at = 0; at < count; at += 2) {
    const before = at === 0 ? Number.POSITIVE_INFINITY : (widths[at - 1] as number);
    if (at + NEAR <= count && before >= MARGIN_TIMES * mean(widths, at, at + NEAR)) starts.push(at);
    const after = at + 1 >= count ? Number.POSITIVE_INFINITY : (widths[at + 1] as number);
    if (at + 1 >= NEAR && after >= MARGIN_TIMES * mean(widths, at + 1 - NEAR, at + 1)) {
      ends.push(at);
    }
  }
  return starts.slice(0, STARTS_MAX).flatMap((start) =>
    ends
      .filter((end) => end - start + 1 >= BARS_MIN && end - start < BARS_MAX)
      .slice(0, ENDS_A_START)
      .map((end) => widths.slice(start, end + 1)),
  );
};
