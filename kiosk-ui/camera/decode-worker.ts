// The worker that looks for codes, so that the page stays quick under the finger. It keeps nothing but the newest reads.
import { createFrameDecoder } from './frame-decoder.ts';
import type { GreyImage } from './grey-image.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

const decoder = createFrameDecoder();
let canvas: OffscreenCanvas | null = null;

const greyOf = (frame: ImageBitmap): GreyImage => {
  const { width, height } = frame;
  if (canvas?.width !== width || canvas.height !== height) {
    canvas = new OffscreenCanvas(width, height);
  }
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new TypeError('no canvas in this worker');
  context.drawImage(frame, 0, 0);
  const pixels = context.getImageData(0, 0, width, height).data;
  context.clearRect(0, 0, width, height);
  const data = new Uint8Array(width * height);
  for (let at = 0; at < data.length; at += 1) {
    const from = at * 4;
    // ITU-R BT.601, in 256ths.
    const [red, green, blue] = [pixels[from], pixels[from + 1], pixels[from + 2]] as number[];
    data[at] = (77 * (red as number) + 150 * (green as number) + 29 * (blue as number)) >> 8;
  }
  return { data, width, height };
};

const answer = (message: FromWorker): void => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  try {
    answer({ read: decoder.look(greyOf(data.frame)) });
  } catch {
    // Told to the page, which says it to the reader and offers another way.
    answer({ failed: true });
  } finally {
    data.frame.close();
  }
});
