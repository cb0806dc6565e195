// The peer of the bench `camera`: zxing-wasm (zxing-cpp), with its own thorough settings, asked for the same kinds of code.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import type { GreyImage } from '../../../kiosk-ui/camera/grey-image.ts';

const OPTIONS: ReaderOptions = {
  formats: ['Code128', 'Code39', 'EAN-13', 'ITF', 'Codabar', 'QRCode'],
  tryHarder: true,
  tryRotate: true,
};

const asRgba = ({ data, width, height }: GreyImage): Uint8ClampedArray => {
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  data.forEach((grey, at) => {
    pixels.fill(grey, at * 4, at * 4 + 3);
  });
  return pixels;
};

/** All texts that it reads in a picture; Codabar without its start and stop, as ours. `ms`: without the copying. */
export const createPeer = () => {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasmBinary = Uint8Array.from(readFileSync(path)).buffer;
  prepareZXingModule({ overrides: { wasmBinary } });
  return async (image: GreyImage): Promise<{ texts: string[]; ms: number }> => {
    const { width, height } = image;
    const data = asRgba(image);
    const fromMs = performance.now();
    const found = await readBarcodes({ data, width, height, colorSpace: 'srgb' }, OPTIONS);
    const ms = performance.now() - fromMs;
    const valid = found.filter(({ isValid, text }) => isValid && text !== '');
    const texts = valid.map(({ format, text }) =>
      format === 'Codabar' ? text.replace(/^[A-D](.*)[A-D]$/i, '$1') : text,
    );
    return { texts, ms };
  };
};
