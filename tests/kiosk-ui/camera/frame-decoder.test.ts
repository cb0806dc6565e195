// One picture after the other: what one says counts for the next, and a code that was read is asked for anew.
import { expect, test } from 'vitest';
import { createFrameDecoder } from '../../../kiosk-ui/camera/frame-decoder.ts';
import type { GreyImage } from '../../../kiosk-ui/camera/grey-image.ts';
import { barLabel, drawText } from '../../bench/camera/labels.ts';
import { seededRandom } from '../../bench/seeded.ts';

/** A strip of the label so flat that hardly two lines fit into it. */
const strip = (rows: number): { text: string; image: GreyImage } => {
  const random = seededRandom(12);
  const text = drawText('code128', random);
  const label = barLabel('code128', text, random);
  const [width, height] = [640, 480];
  const data = new Uint8Array(width * height).fill(245);
  const scale = (label.modules * 3) / label.width;
  const from = Math.round(label.height * 0.2) * label.width;
  for (let x = 0; x < label.modules * 3; x += 1) {
    const grey = label.data[from + Math.floor(x / scale)] as number;
    for (let y = 0; y < rows; y += 1) data[(200 + y) * width + 60 + x] = grey;
  }
  return { text, image: { data, width, height } };
};

test('reads, and reads the same again in a later picture', () => {
  const decoder = createFrameDecoder();
  const { text, image } = strip(120);
  for (let picture = 0; picture < 3; picture += 1) expect(decoder.look(image)?.text).toBe(text);
});

test('a thin strip is read in some of the first pictures', () => {
  const decoder = createFrameDecoder();
  const { text, image } = strip(26);
  const reads = Array.from({ length: 6 }, () => decoder.look(image)?.text ?? null);
  expect(reads).toContain(text);
  expect(reads.filter((read) => read !== null && read !== text)).toEqual([]);
});
