// QR codes, by the library's own reader, which finds them at any angle. Each treatment of the picture samples other pixels, so that two
// equal reads are two reads.
import {
  BinaryBitmap,
  DecodeHintType,
  GlobalHistogramBinarizer,
  HybridBinarizer,
  QRCodeReader,
  RGBLuminanceSource,
} from '@zxing/library';
import type { GreyImage } from './grey-image.ts';

const reader = new QRCodeReader();
const HINTS = new Map<DecodeHintType, unknown>([[DecodeHintType.TRY_HARDER, true]]);

/** Turned by `degrees` and scaled about its middle, of the same size or smaller; what comes from outside is mid-grey. */
const redrawn = (image: GreyImage, scale: number, degrees: number): GreyImage => {
  const width = Math.round(image.width * scale);
  const height = Math.round(image.height * scale);
  const data = new Uint8ClampedArray(width * height).fill(128);
  const cos = Math.cos((degrees * Math.PI) / 180) / scale;
  const sin = Math.sin((degrees * Math.PI) / 180) / scale;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const fx = image.width / 2 + dx * cos - dy * sin;
      const fy = image.height / 2 + dx * sin + dy * cos;
      const [px, py] = [Math.floor(fx), Math.floor(fy)];
      if (px < 0 || py < 0 || px >= image.width - 1 || py >= image.height - 1) continue;
      const at = py * image.width + px;
      const [right, down] = [fx - px, fy - py];
      const upper =
        (image.data[at] as number) * (1 - right) + (image.data[at + 1] as number) * right;
      const below = at + image.width;
      const lower =
        (image.data[below] as number) * (1 - right) + (image.data[below + 1] as number) * right;
      data[y * width + x] = upper * (1 - down) + lower * down;
    }
  }
  return { data, width, height };
};

/** The mean of each pixel and its eight neighbours: takes noise away before pixels are picked. */
const smoothed = ({ data, width, height }: GreyImage): GreyImage => {
  const out = new Uint8ClampedArray(data);
  for (let y = 1; y < height - 1; y += 1) {
    let before = 0;
    let here = 0;
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const next =
        (data[at - width] as number) + (data[at] as number) + (data[at + width] as number);
      if (x > 1) out[at - 1] = (before + here + next) / 9;
      before = here;
      here = next;
    }
  }
  return { data: out, width, height };
};

type Binarize = typeof HybridBinarizer | typeof GlobalHistogramBinarizer;
type Treatment = { smooth: number; scale: number; degrees: number; binarizer: Binarize };

const TREATMENTS: readonly Treatment[] = [
  { smooth: 1, scale: 1, degrees: 0, binarizer: HybridBinarizer },
  { smooth: 0, scale: 1, degrees: 20, binarizer: HybridBinarizer },
  { smooth: 1, scale: 0.7, degrees: 45, binarizer: HybridBinarizer },
  { smooth: 2, scale: 1, degrees: 8, binarizer: HybridBinarizer },
  { smooth: 0, scale: 1, degrees: 5, binarizer: GlobalHistogramBinarizer },
  { smooth: 1, scale: 1.6, degrees: 30, binarizer: HybridBinarizer },
  { smooth: 0, scale: 1.6, degrees: 3, binarizer: HybridBinarizer },
];
export const TREATMENT_COUNT = TREATMENTS.length;

/** @param tries how many of the treatments */
export function* readMatrix(image: GreyImage, tries: number): Generator<string> {
  for (const { smooth, scale, degrees, binarizer } of TREATMENTS.slice(0, tries)) {
    let seen = image;
    for (let round = 0; round < smooth; round += 1) seen = smoothed(seen);
    if (scale !== 1 || degrees !== 0) seen = redrawn(seen, scale, degrees);
    const { data, width, height } = seen;
    const source = new RGBLuminanceSource(Uint8ClampedArray.from(data), width, height);
    try {
      yield reader.decode(new BinaryBitmap(new binarizer(source)), HINTS).getText();
    } catch {
      // The library says "nothing found" by throwing.
    }
  }
}
