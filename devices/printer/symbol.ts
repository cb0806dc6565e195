// Code 128 (ISO/IEC 15417) and QR (ISO/IEC 18004) as dots: whole modules of two dots or more and the quiet zones of the
// standards, so that a phone or a desk scanner reads them from thermal paper. Patterns come from bwip-js.
import bwip from 'bwip-js';
import { type Bitmap, createBitmap, fillDots } from './bitmap.ts';

const MODULE_DOTS_MIN = 2;
const BAR_MODULE_DOTS_MAX = 3;
const BAR_QUIET_MODULES = 10;
export const BAR_HEIGHT_DOTS = 80;
const QR_MODULE_DOTS_MAX = 6;
const QR_QUIET_MODULES = 4;
/** Small payloads get large modules, large payloads do not fill the whole paper. */
const QR_WIDTH_DOTS_MAX = 320;

/** The largest module that fits, or none. */
const moduleDots = (modules: number, widthDots: number, max: number): number | undefined => {
  const dots = Math.min(max, Math.floor(widthDots / modules));
  return dots >= MODULE_DOTS_MIN ? dots : undefined;
};

/** Draws bar and space widths (in modules, bar first) of a linear symbol with its quiet zones. */
export const barsToBitmap = (widths: readonly number[], dots: number, height: number): Bitmap => {
  const modules = widths.reduce((sum, width) => sum + width, 0) + 2 * BAR_QUIET_MODULES;
  const bitmap = createBitmap(modules * dots, height);
  let x = BAR_QUIET_MODULES * dots;
  widths.forEach((width, index) => {
    if (index % 2 === 0) fillDots(bitmap, x, 0, width * dots, height);
    x += width * dots;
  });
  return bitmap;
};

const threeDigits = (word: number): string => `^${String(word).padStart(3, '0')}`;

/** Bar and space widths of a Code 128 symbol. `codewords` (start included, check excluded) instead of text when given. */
export const code128Widths = (text: string, codewords?: readonly number[]): number[] => {
  const [symbol] = codewords
    ? bwip.raw('code128', codewords.map(threeDigits).join(''), 'raw')
    : bwip.raw('code128', text, '');
  if (!symbol || !('sbs' in symbol)) throw new TypeError('bwip-js gave no linear symbol');
  return symbol.sbs;
};

/** Code 128 in its shortest form; absent when it does not fit the width with modules of two dots. */
export const code128Bitmap = (text: string, widthDots: number): Bitmap | undefined => {
  const widths = code128Widths(text);
  const modules = widths.reduce((sum, width) => sum + width, 0) + 2 * BAR_QUIET_MODULES;
  const dots = moduleDots(modules, widthDots, BAR_MODULE_DOTS_MAX);
  return dots === undefined ? undefined : barsToBitmap(widths, dots, BAR_HEIGHT_DOTS);
};

/** QR code modules as a bitmap of one dot a module, without quiet zone. Error correction M. */
export const qrModules = (text: string): Bitmap => {
  const [symbol] = bwip.raw('qrcode', text, 'eclevel=M');
  if (!symbol || !('pixs' in symbol)) throw new TypeError('bwip-js gave no matrix symbol');
  const bitmap = createBitmap(symbol.pixx, symbol.pixy);
  symbol.pixs.forEach((module, at) => {
    if (module === 1) fillDots(bitmap, at % symbol.pixx, Math.floor(at / symbol.pixx), 1, 1);
  });
  return bitmap;
};

/** QR code with quiet zone, `dots` a module. */
export const scaleQr = (modules: Bitmap, dots: number): Bitmap => {
  const side = (modules.width + 2 * QR_QUIET_MODULES) * dots;
  const bitmap = createBitmap(side, side);
  for (let y = 0; y < modules.height; y++)
    for (let x = 0; x < modules.width; x++)
      if (((modules.data[y * modules.bytesPerRow + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0)
        fillDots(bitmap, (x + QR_QUIET_MODULES) * dots, (y + QR_QUIET_MODULES) * dots, dots, dots);
  return bitmap;
};

/** Dots a module of a QR code of this payload on this paper; absent when it does not fit. */
export const qrModuleDots = (modules: Bitmap, widthDots: number): number | undefined => {
  const side = modules.width + 2 * QR_QUIET_MODULES;
  return (
    moduleDots(side, Math.min(widthDots, QR_WIDTH_DOTS_MAX), QR_MODULE_DOTS_MAX) ??
    moduleDots(side, widthDots, MODULE_DOTS_MIN)
  );
};
