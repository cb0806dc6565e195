// Which lines are drawn through a picture, the likeliest first.
import type { BarField } from './bar-fields.ts';
import type { ScanLine } from './scan-line.ts';

/** `reach`: pixels to each side of the line that are averaged. */
export type PlannedLine = ScanLine & { reach: number };

const RADIANS = Math.PI / 180;
/** Room for the pale margins on both sides of a field. */
const MARGIN_PX = 70;
const MARGIN_PART = 0.35;
/** First a few lines in the field's own direction; then more, turned a little, thicker and thinner. */
const FIELD_ROUNDS = [
  { turns: [0], reach: 2, offsets: 7 },
  { turns: [0], reach: 7, offsets: 8 },
  { turns: [-3, 3], reach: 1, offsets: 7 },
  { turns: [-6, 6], reach: 1, offsets: 5 },
] as const;
const GRID_TURNS = [0, 90, 45, 135, 15, 165, 30, 150, 60, 120, 75, 105] as const;
const GRID_OFFSETS = 15;

const lineAt = (
  middle: { x: number; y: number },
  angle: number,
  offset: number,
  length: number,
): ScanLine => {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  return {
    ...{ x: middle.x - offset * dy, y: middle.y + offset * dx, dx, dy },
    length: Math.ceil(length),
  };
};

/** Evenly from -1 to 1, the middle first. */
const spread = (count: number): number[] =>
  Array.from({ length: count }, (_, at) => {
    const place = at % 2 === 1 ? (at + 1) / 2 : -at / 2;
    return (place * 2) / (count + 1);
  });

/** @param rounds how many of the four rounds */
export function* linesOfFields(
  fields: readonly BarField[],
  rounds: number,
): Generator<PlannedLine> {
  for (const { turns, reach, offsets } of FIELD_ROUNDS.slice(0, rounds)) {
    for (const field of fields) {
      const length = 2 * (field.across * (1 + MARGIN_PART) + MARGIN_PX);
      for (const turn of turns) {
        for (const part of spread(offsets)) {
          const angle = field.angle + turn * RADIANS;
          yield { ...lineAt(field, angle, part * field.along, length), reach };
        }
      }
    }
  }
}

/** Over the whole picture, for a code that no field shows. */
export function* linesOfGrid(width: number, height: number): Generator<PlannedLine> {
  const middle = { x: width / 2, y: height / 2 };
  for (const turn of GRID_TURNS) {
    for (const part of spread(GRID_OFFSETS)) {
      const offset = (part * Math.min(width, height)) / 2;
      const line = lineAt(middle, turn * RADIANS, offset, Math.hypot(width, height));
      yield { ...line, reach: 1 };
    }
  }
}
