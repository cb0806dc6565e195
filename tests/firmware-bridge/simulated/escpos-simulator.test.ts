// The simulated printer must be as unforgiving as a real one: wrong page, double-byte mode, garbage, end of paper.
import { createCanvas, loadImage } from '@napi-rs/canvas';
import {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  HybridBinarizer,
  MultiFormatReader,
  RGBLuminanceSource,
} from '@zxing/library';
import { describe, expect, test } from 'vitest';
import { encodeReceipt } from '../../../devices/printer/escpos-encoder.ts';
import type { ReceiptDocument } from '../../../devices/receipt/receipt-document.ts';
import {
  type PageTable,
  pageTables,
} from '../../../firmware-bridge/simulated/escpos-page-tables.ts';
import {
  createSimulatedPrinter,
  type SimulatedPrinterOptions,
  type Slip,
} from '../../../firmware-bridge/simulated/escpos-simulator.ts';
import { createManualClock } from '../../devices/manual-clock.ts';
import { printerProfile, printerProfiles } from '../../devices/printer/printer-profiles.ts';
import { CARD_NUMBER, cardEn } from '../../devices/printer/sample-receipts.ts';

const t20 = printerProfile('epson-tm-t20iii').printer;
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const ticks = async () => {
  for (let tick = 0; tick < 4; tick++) await new Promise((resolve) => setImmediate(resolve));
};

const bench = (options: Partial<SimulatedPrinterOptions> = {}) => {
  const clock = createManualClock();
  const slips: Slip[] = [];
  const heard: number[] = [];
  const printer = createSimulatedPrinter({
    settings: t20,
    clock,
    onSlip: (slip) => slips.push(slip),
    ...options,
  });
  printer.port.onData((part) => heard.push(...part));
  const print = async (document: ReceiptDocument) => {
    const { chunks } = await encodeReceipt(document, options.settings ?? t20, {
      jobId: 'a',
      reprint: false,
    });
    for (const chunk of chunks) void printer.port.write(chunk).catch(() => {});
    for (let step = 0; step < 200; step++) {
      clock.advance(50);
      await ticks();
    }
  };
  return { clock, slips, heard, printer, print };
};

const line: ReceiptDocument = {
  language: 'kk',
  blocks: [{ kind: 'text', text: 'Әуезов М. Абай жолы' }],
};
/** What stands on paper when a TM-T20III job reaches a printer with other pages; strings measured in printing.md 1.2. */
const onPaper = async (pageTable: PageTable, leaveKanji = false) => {
  const play = bench({ pageTable, settings: { ...t20, leaveKanji } });
  const { chunks } = await encodeReceipt(line, t20, { jobId: 'a', reprint: false });
  for (const chunk of chunks) void play.printer.port.write(chunk);
  play.clock.advance(5_000);
  return play.slips[0]!.lines[0];
};

describe('pages', () => {
  test('the right page reads right', async () => {
    expect(await onPaper(pageTables['epson-tm-t20iii'])).toBe('Әуезов М. Абай жолы');
  });
  test('53 is CP858 on the POS-5890 family', async () => {
    expect(await onPaper(pageTables['pos-5890'])).toBe('ú¾Õþ¯Ô ╠. └ßÓÚ µ¯Ù¹');
  });
  test('53 is ignored where there is no such page', async () => {
    expect(await onPaper({ 0: 'cp866' })).toBe('гєхчют ╠. └срщ цюы√');
  });
  test('double-byte mode left on swallows letters in pairs', async () => {
    expect(await onPaper(pageTables['epson-tm-t20iii'], true)).toMatch(/^[^Ә]*彗/u);
  });
});

describe('codes on the slip are read by a scanner', () => {
  const scan = async (png: Uint8Array, format: BarcodeFormat) => {
    const image = await loadImage(Buffer.from(png));
    const canvas = createCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const grey = new Uint8ClampedArray(image.width * image.height);
    for (let at = 0; at < grey.length; at++) grey[at] = data[at * 4] ?? 255;
    const source = new RGBLuminanceSource(grey, image.width, image.height);
    const hints = new Map<DecodeHintType, unknown>([
      [DecodeHintType.POSSIBLE_FORMATS, [format]],
      [DecodeHintType.TRY_HARDER, true],
    ]);
    return new MultiFormatReader().decode(new BinaryBitmap(new HybridBinarizer(source)), hints);
  };
  const qr: ReceiptDocument = {
    language: 'en',
    blocks: [{ kind: 'qr', data: 'https://kitap.example/l/7Q2M?x=%D3%98' }],
  };
  test.each(printerProfiles)('$id', async ({ printer: settings }) => {
    const card = bench({ settings });
    await card.print(cardEn);
    const read = await scan(card.slips[0]!.png, BarcodeFormat.CODE_128);
    expect(read.getText()).toBe(CARD_NUMBER);
    const link = bench({ settings });
    await link.print(qr);
    const code = await scan(link.slips[0]!.png, BarcodeFormat.QR_CODE);
    expect(code.getText()).toBe('https://kitap.example/l/7Q2M?x=%D3%98');
  });
});

describe('status', () => {
  test('answers DLE EOT 1 to 4, GS r, GS ( H and automatic status', async () => {
    const { heard, printer } = bench();
    await printer.port.write(bytes('100401 100402 100403 100404 1d7201 1d28480600303041424344'));
    await ticks();
    expect(Buffer.from(heard).toString('hex')).toBe('12121212' + '00' + '37224142434400');
    heard.length = 0;
    await printer.port.write(bytes('1d61ff'));
    printer.paperOut();
    printer.openCover();
    await ticks();
    expect(Buffer.from(heard).toString('hex')).toBe('10000000' + '18000c00' + '38000c00');
  });

  test('a silent model answers nothing', async () => {
    const { heard, printer } = bench({ settings: printerProfile('generic-escpos').printer });
    await printer.port.write(bytes('100401 1d7201 1d61ff 1d28480600303041424344'));
    await ticks();
    expect(heard).toEqual([]);
  });

  test('a real-time command cut over two writes is obeyed on arrival', async () => {
    const { heard, printer } = bench();
    printer.paperOut();
    await printer.port.write(bytes('10'));
    await printer.port.write(bytes('0404'));
    await ticks();
    expect(heard).toEqual([0x72]);
  });
});

describe('bad input', () => {
  test('unknown bytes are counted and the next command is understood', async () => {
    const { clock, printer, slips } = bench();
    await printer.port.write(bytes('00 01 1bff 1b40 41 0a 1d564200'));
    clock.advance(2_000);
    expect(printer.counts.garbage).toBe(3);
    expect(slips[0]!.lines).toContain('A');
  });

  test('a drawer pulse hidden in a picture is obeyed, as real printers do', async () => {
    const { printer } = bench();
    await printer.port.write(bytes('1d763000 0500 0100 1014010102'));
    expect(printer.counts.hazards).toBe(1);
  });

  test('endless paper is torn off', async () => {
    const { clock, printer, slips } = bench();
    for (let feed = 0; feed < 60; feed++) await printer.port.write(bytes('1b4aff'));
    clock.advance(20_000);
    expect(slips.length).toBe(1);
  });
});

describe('paper and cable', () => {
  const two = bytes('1b40 41 0a 1b4ac8 42 0a 1d564200');

  test('goes on with the rest after the paper end', async () => {
    const { clock, printer, slips } = bench();
    void printer.port.write(two);
    clock.advance(10);
    printer.paperOut();
    clock.advance(5_000);
    expect(slips).toHaveLength(0);
    printer.paperIn();
    clock.advance(5_000);
    expect(slips[0]!.lines).toEqual(['A', 'B']);
  });

  test('forgets the rest when it was cleared, and says so', async () => {
    const { clock, printer, slips, heard } = bench();
    void printer.port.write(two);
    clock.advance(10);
    printer.paperOut();
    await printer.port.write(bytes('10140801031401060208'));
    printer.paperIn();
    clock.advance(5_000);
    await ticks();
    expect(slips).toHaveLength(0);
    expect(heard).toEqual([0x37, 0x25, 0x00]);
  });

  test('a full buffer makes the writer wait until there is room', async () => {
    const { clock, printer } = bench({ receiveBytesMax: 100 });
    printer.paperOut();
    let taken = false;
    void printer.port.write(new Uint8Array(150).fill(0x41)).then(() => {
      taken = true;
    });
    await ticks();
    expect(taken).toBe(false);
    expect(printer.counts.received).toBe(100);
    printer.paperIn();
    clock.advance(1_000);
    await ticks();
    expect(taken).toBe(true);
  });

  test('unplugged: waiting and later writes are refused, both ends know; plugged in again it prints', async () => {
    const { clock, printer, slips } = bench({ receiveBytesMax: 100 });
    const whys: string[] = [];
    printer.port.onClose((why) => whys.push(why));
    printer.paperOut();
    const waiting = printer.port.write(new Uint8Array(150).fill(0x41));
    printer.unplug();
    await expect(waiting).rejects.toMatchObject({ code: 'port-closed' });
    await expect(printer.port.write(two)).rejects.toMatchObject({ code: 'port-closed' });
    expect(whys).toEqual(['the cable was pulled']);
    const port = printer.plug();
    const later = port.write(two);
    printer.paperIn();
    clock.advance(5_000);
    await later;
    clock.advance(5_000);
    // What the printer took before the cable went is still in it.
    expect(slips[0]!.lines.slice(-2)).toEqual(['A', 'B']);
    expect(slips[0]!.lines[0]).toBe('A'.repeat(48));
  });
});
