// Where in the picture a bar code may lie, and how it is turned: parts in which the brightness changes much, and all in one
// direction. Follows the structure tensor (Bigün, Granlund: "Optimal orientation detection of linear symmetry", ICCV 1987).
import type { GreyImage } from './grey-image.ts';

/** In pixels of the picture; `angle` in radians is the direction across the bars, `across` and `along` are half extents. */
export type BarField = { x: number; y: number; angle: number; across: number; along: number };

const FIELDS_MAX = 6;
/** Side of a cell, in pixels of the halved picture. */
const CELL = 8;
/** 1 is one direction only, 0 none; noise takes much of it away. */
const COHERENCE_MIN = 0.25;
/** Neighbours belong to one field when they are so much alike. */
const STRENGTH_PART = 0.15;
const ANGLE_MAX = 0.45;
const CELLS_MIN = 4;

const halved = ({ data, width, height }: GreyImage): GreyImage => {
  const [w, h] = [width >> 1, height >> 1];
  const out = new Uint8Array(w * h);
  for (let y = 0; y < h; y += 1) {
    for (let x = 0; x < w; x += 1) {
      const at = 2 * y * width + 2 * x;
      const sum =
        (data[at] as number) +
        (data[at + 1] as number) +
        (data[at + width] as number) +
        (data[at + width + 1] as number);
      out[y * w + x] = sum >> 2;
    }
  }
  return { data: out, width: w, height: h };
};

type Tensor = {
  xx: Float32Array;
  yy: Float32Array;
  xy: Float32Array;
  columns: number;
  rows: number;
};

/** Products of the slopes (Sobel), summed over each cell. */
const tensorOf = ({ data, width, height }: GreyImage): Tensor => {
  const [columns, rows] = [Math.floor(width / CELL), Math.floor(height / CELL)];
  const xx = new Float32Array(columns * rows);
  const yy = new Float32Array(columns * rows);
  const xy = new Float32Array(columns * rows);
  for (let y = 1; y < rows * CELL - 1; y += 1) {
    const row = Math.trunc(y / CELL) * columns;
    for (let x = 1; x < columns * CELL - 1; x += 1) {
      const at = y * width + x;
      const [up, down] = [at - width, at + width];
      const falling = (data[down + 1] as number) - (data[up - 1] as number);
      const climbing = (data[up + 1] as number) - (data[down - 1] as number);
      const gx = falling + climbing + 2 * ((data[at + 1] as number) - (data[at - 1] as number));
      const gy = falling - climbing + 2 * ((data[down] as number) - (data[up] as number));
      const cell = row + Math.trunc(x / CELL);
      xx[cell] = (xx[cell] as number) + gx * gx;
      yy[cell] = (yy[cell] as number) + gy * gy;
      xy[cell] = (xy[cell] as number) + gx * gy;
    }
  }
  return { xx, yy, xy, columns, rows };
};

/** Sum over each cell and its eight neighbours. */
const summed = (values: Float32Array, columns: number, rows: number): Float32Array =>
  values.map((_, cell) => {
    const [x, y] = [cell % columns, Math.trunc(cell / columns)];
    let sum = 0;
    for (let row = Math.max(0, y - 1); row <= Math.min(rows - 1, y + 1); row += 1) {
      for (let column = Math.max(0, x - 1); column <= Math.min(columns - 1, x + 1); column += 1) {
        sum += values[row * columns + column] as number;
      }
    }
    return sum;
  });

type Cells = { strength: Float32Array; angle: Float32Array; columns: number; rows: number };

const cellsOf = (tensor: Tensor): Cells => {
  const { columns, rows } = tensor;
  const [xx, yy, xy] = [tensor.xx, tensor.yy, tensor.xy].map((of) => summed(of, columns, rows)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const strength = new Float32Array(xx.length);
  const angle = new Float32Array(xx.length);
  for (let cell = 0; cell < xx.length; cell += 1) {
    const difference = (xx[cell] as number) - (yy[cell] as number);
    const twice = 2 * (xy[cell] as number);
    const directed = Math.hypot(difference, twice);
    const all = (xx[cell] as number) + (yy[cell] as number);
    strength[cell] = all > 0 && directed / all >= COHERENCE_MIN ? directed : 0;
    angle[cell] = Math.atan2(twice, difference) / 2;
  }
  return { strength, angle, columns, rows };
};

/** Directions have no sign: 179 degrees and 1 degree are two apart. */
const turnBetween = (one: number, other: number): number => {
  const turn = Math.abs(one - other) % Math.PI;
  return Math.min(turn, Math.PI - turn);
};

/** All cells that hang together with `seed` and are like it. */
const grow = (cells: Cells, seed: number, taken: Uint8Array): number[] => {
  const { strength, angle, columns, rows } = cells;
  const least = (strength[seed] as number) * STRENGTH_PART;
  const found = [seed];
  taken[seed] = 1;
  for (let at = 0; at < found.length; at += 1) {
    const cell = found[at] as number;
    const [x, y] = [cell % columns, Math.trunc(cell / columns)];
    for (const [column, row] of [
      [x - 1, y],
      [x + 1, y],
      [x, y - 1],
      [x, y + 1],
    ] as const) {
      if (column < 0 || row < 0 || column >= columns || row >= rows) continue;
      const next = row * columns + column;
      if (taken[next] || (strength[next] as number) < least) continue;
      if (turnBetween(angle[next] as number, angle[seed] as number) > ANGLE_MAX) continue;
      taken[next] = 1;
      found.push(next);
    }
  }
  return found;
};

const fieldOf = (cells: Cells, members: readonly number[]): BarField & { weight: number } => {
  const { strength, angle, columns } = cells;
  let [weight, x, y, cos, sin] = [0, 0, 0, 0, 0];
  for (const cell of members) {
    const w = strength[cell] as number;
    weight += w;
    x += w * ((cell % columns) + 0.5);
    y += w * (Math.trunc(cell / columns) + 0.5);
    cos += w * Math.cos(2 * (angle[cell] as number));
    sin += w * Math.sin(2 * (angle[cell] as number));
  }
  const pixels = CELL * 2;
  const turned = Math.atan2(sin, cos) / 2;
  const centre = [(x / weight) * pixels, (y / weight) * pixels] as const;
  let [left, right, top, bottom] = [0, 0, 0, 0];
  for (const cell of members) {
    const dx = ((cell % columns) + 0.5) * pixels - centre[0];
    const dy = (Math.trunc(cell / columns) + 0.5) * pixels - centre[1];
    const u = dx * Math.cos(turned) + dy * Math.sin(turned);
    const v = dy * Math.cos(turned) - dx * Math.sin(turned);
    [left, right] = [Math.min(left, u), Math.max(right, u)];
    [top, bottom] = [Math.min(top, v), Math.max(bottom, v)];
  }
  const [u, v] = [(left + right) / 2, (top + bottom) / 2];
  return {
    x: centre[0] + u * Math.cos(turned) - v * Math.sin(turned),
    y: centre[1] + u * Math.sin(turned) + v * Math.cos(turned),
    angle: turned,
    across: (right - left) / 2 + CELL,
    along: (bottom - top) / 2 + CELL,
    weight,
  };
};

/** The likeliest first. */
export const findBarFields = (image: GreyImage): BarField[] => {
  const cells = cellsOf(tensorOf(halved(image)));
  const order = Array.from(cells.strength.keys())
    .filter((cell) => (cells.strength[cell] as number) > 0)
    .sort((one, other) => (cells.strength[other] as number) - (cells.strength[one] as number));
  const taken = new Uint8Array(cells.strength.length);
  const fields: (BarField & { weight: number })[] = [];
  for (const seed of order) {
    if (taken[seed]) continue;
    const members = grow(cells, seed, taken);
    if (members.length >= CELLS_MIN) fields.push(fieldOf(cells, members));
  }
  return fields.sort((one, other) => other.weight - one.weight).slice(0, FIELDS_MAX);
};
