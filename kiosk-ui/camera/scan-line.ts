// Brightness along a straight line through a picture: what a laser scanner would see there.
import type { GreyImage } from './grey-image.ts';

/** `x` and `y` of its middle, `dx` and `dy` a step of one pixel along it, `length` in steps. */
export type ScanLine = { x: number; y: number; dx: number; dy: number; length: number };

/** Between four pixels, by their distance. The caller keeps x and y inside. */
const between = ({ data, width }: GreyImage, x: number, y: number): number => {
  const column = Math.trunc(x);
  const row = Math.trunc(y);
  const [right, down] = [x - column, y - row];
  const at = row * width + column;
  const upper = (data[at] as number) * (1 - right) + (data[at + 1] as number) * right;
  const lower =
    (data[at + width] as number) * (1 - right) + (data[at + width + 1] as number) * right;
  return upper * (1 - down) + lower * down;
};

/**
 * One value a step, 0 to 255; the part of the line that lies outside the picture is left away. Each is the mean of `2 * reach + 1`
 * pixels across the line: bars run across it, so that noise goes and bars stay.
 */
export const brightnessAlong = (image: GreyImage, line: ScanLine, reach: number): Float32Array => {
  const { dx, dy, length } = line;
  const [right, bottom] = [image.width - 2, image.height - 2];
  const values = new Float32Array(length);
  let count = 0;
  for (let step = 0; step < length; step += 1) {
    const x = line.x + (step - length / 2) * dx;
    const y = line.y + (step - length / 2) * dy;
    if (x < 0 || y < 0 || x > right || y > bottom) continue;
    let sum = 0;
    for (let side = -reach; side <= reach; side += 1) {
      const px = Math.min(right, Math.max(0, x - side * dy));
      const py = Math.min(bottom, Math.max(0, y + side * dx));
      sum += between(image, px, py);
    }
    values[count] = sum / (2 * reach + 1);
    count += 1;
  }
  return values.subarray(0, count);
};
