// node-thermal-printer as a builder of ESC/POS commands and nothing more: it opens nothing, encodes no text, guesses no code page
// (printing.md 2.2 lists why, 2.3 how). Every finished command is taken out as one chunk.
import { type PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import type { Bitmap } from './bitmap.ts';
import { bitmapToPng } from './bitmap-png.ts';

export const ESC = 0x1b;
export const FS = 0x1c;
export const GS = 0x1d;

/** GS k 73, "function B" Code 128; node-thermal-printer adds `{B` itself. */
const CODE128_TYPE = 73;

export type CommandBuilder = {
  /** Own bytes: initialisation, code page, encoded text, cut. */
  add(bytes: Iterable<number>): void;
  bold(on: boolean): void;
  align(to: 'left' | 'center'): void;
  size(scaleX: number, scaleY: number): void;
  lineSpacing(dots: number): void;
  /** Printable ASCII in code set B; `moduleDots` 2 to 6. */
  code128(data: string, moduleDots: number, heightDots: number): void;
  /** Printable ASCII only: the library counts characters, not bytes (printing.md 2.2, 2). */
  qr(data: string, moduleDots: number): void;
  /** One GS v 0 command. */
  image(band: Bitmap): Promise<void>;
  /** The bytes since the last call; they begin and end at command boundaries. */
  take(): Uint8Array;
};

/** The transport is never used; the library only wants one to be there. */
const noTransport = {
  isPrinterConnected: async () => false,
  execute: async () => {
    throw new TypeError('the command builder sends nothing');
  },
};

type Library = ThermalPrinter & {
  printer: { config: Record<string, unknown> };
  printBarcode(data: string, type: number, settings: object): void;
};

export const createCommandBuilder = (columns: number): CommandBuilder => {
  const library = new ThermalPrinter({
    type: 'epson' as PrinterTypes,
    // The type says string, the library takes an object (printing.md 2.3).
    interface: noTransport as unknown as string,
    width: columns,
  }) as Library;
  // A copy: the library's config is shared by all its instances. Without pages it cannot switch pages by itself.
  library.printer.config = { ...library.printer.config, CODE_PAGES: {} };
  return {
    add: (bytes) => library.append(Buffer.from(Array.from(bytes))),
    bold: (on) => library.bold(on),
    align: (to) => (to === 'center' ? library.alignCenter() : library.alignLeft()),
    // The library writes its first argument into the high half, which is the width (GS ! n, bits 4-6).
    size: (scaleX, scaleY) => library.setTextSize(scaleX - 1, scaleY - 1),
    lineSpacing: (dots) => library.setLineSpacing(dots),
    code128: (data, moduleDots, heightDots) =>
      library.printBarcode(data.replaceAll('{', '{{'), CODE128_TYPE, {
        hriPos: 0,
        width: moduleDots,
        height: heightDots,
      }),
    qr: (data, moduleDots) => library.printQR(data, { cellSize: moduleDots, correction: 'M' }),
    image: async (band) => {
      await library.printImageBuffer(bitmapToPng(band));
    },
    take: () => {
      const bytes = library.getBuffer();
      library.clear();
      return bytes ? Uint8Array.from(bytes) : new Uint8Array(0);
    },
  };
};
