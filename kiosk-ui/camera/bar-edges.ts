// Where bars begin and end along a scan line, finer than a pixel. An edge lies half-way between the darkest point of a bar and the
// brightest of the space beside it, not at one threshold for all: so shade, glare and a narrow bar that is only half dark do no harm.

/** Less than this of 255 is the noise of any sensor. */
const SWING_MIN = 5;
const BLOCK = 16;

/** Range of brightness around each block of 16 values, two blocks to either side. */
const rangesAround = (values: Float32Array): Float32Array => {
  const blocks = Math.ceil(values.length / BLOCK);
  const least = new Float32Array(blocks).fill(255);
  const most = new Float32Array(blocks);
  for (let at = 0; at < values.length; at += 1) {
    const block = Math.trunc(at / BLOCK);
    const value = values[at] as number;
    if (value < (least[block] as number)) least[block] = value;
    if (value > (most[block] as number)) most[block] = value;
  }
  const ranges = new Float32Array(blocks);
  for (let block = 0; block < blocks; block += 1) {
    let [low, high] = [255, 0];
    for (let near = Math.max(0, block - 2); near <= Math.min(blocks - 1, block + 2); near += 1) {
      low = Math.min(low, least[near] as number);
      high = Math.max(high, most[near] as number);
    }
    ranges[block] = high - low;
  }
  return ranges;
};

/** The middle of the stretch in which the brightness crosses half-way from one extreme to the next. */
const crossing = (values: Float32Array, from: number, to: number): number => {
  const half = ((values[from] as number) + (values[to] as number)) / 2;
  const falls = (values[from] as number) > (values[to] as number);
  const beyond = (at: number) => (values[at] as number) < half === falls;
  let first = from + 1;
  while (first < to && !beyond(first)) first += 1;
  let last = to;
  while (last > first && beyond(last - 1)) last -= 1;
  const exact = (at: number) => {
    const [before, here] = [values[at - 1] as number, values[at] as number];
    return at - 1 + (before === here ? 0.5 : (half - before) / (here - before));
  };
  return first === last ? exact(first) : (exact(first) + exact(last)) / 2;
};

/**
 * Positions of all edges in order; the first leads into a bar (dark), the second out of it, and so on. `swingPart`: how much of the
 * brightness around it a bar must differ by, 0 to 1.
 */
export const barEdges = (values: Float32Array, swingPart: number): number[] => {
  if (values.length < 2 * BLOCK) return [];
  const ranges = rangesAround(values);
  const extremes: number[] = [];
  let [high, low] = [0, 0];
  let rising: boolean | null = null;
  for (let at = 1; at < values.length; at += 1) {
    const value = values[at] as number;
    const swing = Math.max(SWING_MIN, swingPart * (ranges[Math.trunc(at / BLOCK)] as number));
    if (value > (values[high] as number)) high = at;
    if (value < (values[low] as number)) low = at;
    if (rising !== false && value < (values[high] as number) - swing) {
      extremes.push(high);
      rising = false;
      low = at;
      high = at;
    } else if (rising !== true && value > (values[low] as number) + swing) {
      if (rising === false) extremes.push(low);
      rising = true;
      high = at;
      low = at;
    }
    if (rising === true) low = at;
    if (rising === false) high = at;
  }
  if (rising !== null) extremes.push(rising ? high : low);
  const edges: number[] = [];
  for (let at = 1; at < extremes.length; at += 1) {
    edges.push(crossing(values, extremes[at - 1] as number, extremes[at] as number));
  }
  return edges;
};

/** Takes back some of the blur: each value moves away from the mean of its neighbours at `apart` steps. */
export const sharpened = (values: Float32Array, apart: number, strength: number): Float32Array =>
  values.map((value, at) => {
    const before = values[Math.max(0, at - apart)] as number;
    const after = values[Math.min(values.length - 1, at + apart)] as number;
    return value + strength * (value - (before + after) / 2);
  });
