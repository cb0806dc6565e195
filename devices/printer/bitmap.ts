// One bit a dot, most significant bit left, 1 = black: the form that GS v 0 sends and thermal heads burn.
import { type Canvas, createCanvas } from '@napi-rs/canvas';

export type Bitmap = {
  readonly width: number;
  readonly height: number;
  readonly bytesPerRow: number;
  readonly data: Uint8Array;
};

/** Darker than this burns. Above the middle, so that thin strokes of small letters survive. */
const BURN_BELOW = 150;

export const createBitmap = (width: number, height: number, data?: Uint8Array): Bitmap => {
  const bytesPerRow = Math.ceil(width / 8);
  return { width, height, bytesPerRow, data: data ?? new Uint8Array(bytesPerRow * height) };
};

export const dotAt = (bitmap: Bitmap, x: number, y: number): boolean =>
  ((bitmap.data[y * bitmap.bytesPerRow + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;

export const setDot = (bitmap: Bitmap, x: number, y: number): void => {
  if (x < 0 || y < 0 || x >= bitmap.width || y >= bitmap.height) return;
  const at = y * bitmap.bytesPerRow + (x >> 3);
  bitmap.data[at] = (bitmap.data[at] ?? 0) | (0x80 >> (x & 7));
};

/** Fills a rectangle of dots. */
export const fillDots = (bitmap: Bitmap, x: number, y: number, width: number, height: number) => {
  for (let row = y; row < y + height; row++)
    for (let column = x; column < x + width; column++) setDot(bitmap, column, row);
};

/** Copies the black dots of `part` with its left top corner at (x, y). */
export const overlay = (bitmap: Bitmap, part: Bitmap, x: number, y: number): void => {
  if (x === 0 && part.width === bitmap.width) {
    const first = Math.max(0, y) * bitmap.bytesPerRow;
    const fits = Math.min(part.data.length, bitmap.data.length - first);
    for (let at = 0; at < fits; at++)
      bitmap.data[first + at] = (bitmap.data[first + at] ?? 0) | (part.data[at] ?? 0);
    return;
  }
  for (let row = 0; row < part.height; row++)
    for (let column = 0; column < part.width; column++)
      if (dotAt(part, column, row)) setDot(bitmap, x + column, y + row);
};

/** Bitmaps of one width under each other. */
export const stackBitmaps = (width: number, parts: readonly Bitmap[]): Bitmap => {
  const whole = createBitmap(
    width,
    parts.reduce((height, part) => height + part.height, 0),
  );
  let at = 0;
  for (const part of parts) {
    whole.data.set(part.data, at);
    at += part.data.length;
  }
  return whole;
};

/** Rows from `top`, at most `rows` of them. */
export const bandOf = (bitmap: Bitmap, top: number, rows: number): Bitmap => {
  const height = Math.min(rows, bitmap.height - top);
  const from = top * bitmap.bytesPerRow;
  return createBitmap(
    bitmap.width,
    height,
    bitmap.data.slice(from, from + height * bitmap.bytesPerRow),
  );
};

export const canvasToBitmap = (canvas: Canvas): Bitmap => {
  const bitmap = createBitmap(canvas.width, canvas.height);
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  for (let y = 0; y < bitmap.height; y++)
    for (let x = 0; x < bitmap.width; x++)
      if ((data[(y * bitmap.width + x) * 4] ?? 255) < BURN_BELOW) setDot(bitmap, x, y);
  return bitmap;
};

/** Black on white, or on `paper` (red, green, blue). */
export const bitmapToCanvas = (bitmap: Bitmap, ink = 0, paper = 255): Canvas => {
  const canvas = createCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(bitmap.width, bitmap.height);
  for (let y = 0; y < bitmap.height; y++)
    for (let x = 0; x < bitmap.width; x++) {
      const at = (y * bitmap.width + x) * 4;
      image.data.fill(dotAt(bitmap, x, y) ? ink : paper, at, at + 3);
      image.data[at + 3] = 255;
    }
  context.putImageData(image, 0, 0);
  return canvas;
};

const DLE = 0x10;
/** EOT, ENQ and DC4: after DLE they are executed on arrival, even inside image data (printing.md 1.3). */
const realTimeSeconds = new Set([0x04, 0x05, 0x14]);

/** Blackens one dot wherever the data looks like a real-time command; returns how often. */
export const breakRealTimeLookAlikes = (data: Uint8Array): number => {
  let broken = 0;
  for (let at = 0; at + 1 < data.length; at++)
    if (data[at] === DLE && realTimeSeconds.has(data[at + 1] ?? 0)) {
      data[at] = DLE | 0x01;
      broken++;
    }
  return broken;
};
