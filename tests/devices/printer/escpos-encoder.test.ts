// Every letter of the Kazakh alphabet on every printer profile, judged by decoding the bytes (printing.md "Tests to insist on").
import { describe, expect, test } from 'vitest';
import { breakRealTimeLookAlikes } from '../../../devices/printer/bitmap.ts';
import { ackIdFor, encodeReceipt, paintReceipt } from '../../../devices/printer/escpos-encoder.ts';
import { layOut } from '../../../devices/printer/layout.ts';
import { bundledFont, KAZAKH_LETTERS } from '../../../devices/printer/receipt-font.ts';
import { paintLine } from '../../../devices/printer/receipt-painter.ts';
import type { ReceiptDocument } from '../../../devices/receipt/receipt-document.ts';
import type { PrinterSettings } from '../../../profiles/device-schema.ts';
import { decodeJob } from './decode-job.ts';
import { printerProfile, printerProfiles } from './printer-profiles.ts';
import { alphabet, cardEn, lettersReceipt, loansKk, returnRu } from './sample-receipts.ts';

const tables = { kz1048: 'rk1048', cp866: 'cp866', windows1251: 'windows1251' };
const tableOf = (settings: PrinterSettings): Record<number, string> =>
  Object.fromEntries(settings.pages.map((page) => [page.select, tables[page.encoding]]));
const job = { jobId: 'job-1', reprint: false };
const text = (value: string): ReceiptDocument => ({
  language: 'kk',
  blocks: [{ kind: 'text', text: value }],
});
const packed = (document: ReceiptDocument, settings: PrinterSettings) => {
  const font = bundledFont();
  const target = { canShow: (letter: string) => font.has(letter), substituted: () => {} };
  const picture = paintReceipt(layOut(document, settings.columns, false, target), settings);
  for (let top = 0; top < picture.height; top += settings.bandRows)
    breakRealTimeLookAlikes(
      picture.data.subarray(
        top * picture.bytesPerRow,
        (top + settings.bandRows) * picture.bytesPerRow,
      ),
    );
  return picture.data;
};

test('there are the printers that the study names', () => {
  expect(printerProfiles.map((profile) => profile.id).sort()).toEqual([
    'citizen-ct-s310ii',
    'epson-tm-t20iii',
    'epson-tm-t88iv',
    'generic-escpos',
    'pos-5890',
    'rongta-rp326',
    'xprinter-n160ii',
  ]);
});

describe.each(printerProfiles)('$id', ({ printer }) => {
  test('prints all 42 letters in both cases and « » — №', async () => {
    expect(new Set(alphabet).size).toBe(42);
    const encoded = await encodeReceipt(lettersReceipt, printer, job);
    const decoded = decodeJob(encoded.chunks, tableOf(printer));
    expect(encoded.substitutions).toEqual([]);
    expect(decoded.garbage).toBe(0);
    if (encoded.mode === 'text') {
      const printed = decoded.lines.join('');
      for (const letter of `${alphabet}${alphabet.toLowerCase()}«»—№`)
        expect(printed).toContain(letter);
      expect(decoded.textBytes).not.toContain(0x3f);
      expect(decoded.pictureRows).toBe(0);
    } else {
      expect(decoded.textBytes).toEqual([]);
      expect(Buffer.from(decoded.picture)).toEqual(Buffer.from(packed(lettersReceipt, printer)));
    }
  });

  test.each([
    ['kk', loansKk],
    ['ru', returnRu],
    ['en', cardEn],
    ['tenge and emoji', text('Айыппұл 500 ₸ 😀')],
  ])('selects only verified pages, once, and loses no letter: %s', async (_name, document) => {
    const { chunks, mode } = await encodeReceipt(document, printer, job);
    const decoded = decodeJob(chunks, tableOf(printer));
    const verified = printer.pages.map((page) => page.select);
    expect(decoded.pagesSelected).toHaveLength(mode === 'text' ? 1 : 0);
    for (const page of decoded.pagesSelected) expect(verified).toContain(page);
    expect(decoded.textBytes).not.toContain(0x3f);
    expect(decoded.inits).toBe(1);
    expect(decoded.garbage).toBe(0);
    if (mode === 'raster')
      expect(Buffer.from(decoded.picture)).toEqual(Buffer.from(packed(document, printer)));
  });

  test('sends whole commands only, bands within the limit, no real-time command in a picture', async () => {
    const { chunks } = await encodeReceipt(loansKk, { ...printer, textMode: 'raster' }, job);
    for (const chunk of chunks) {
      const decoded = decodeJob([chunk], {});
      expect(decoded.pictureRows).toBeLessThanOrEqual(printer.bandRows);
      const { picture } = decoded;
      for (let at = 0; at + 1 < picture.length; at++)
        if (picture[at] === 0x10) expect([0x04, 0x05, 0x14]).not.toContain(picture[at + 1]);
    }
  });
});

describe('modes', () => {
  const t20 = printerProfile('epson-tm-t20iii').printer;

  test('TM-T20III prints Kazakh as text in KZ-1048, Russian on a page-less model as a picture', async () => {
    const kk = await encodeReceipt(loansKk, t20, job);
    expect(kk).toMatchObject({ mode: 'text', page: { encoding: 'kz1048', select: 53 } });
    expect(Buffer.from(kk.chunks[0]!).subarray(0, 5)).toEqual(Buffer.from('1b401b7435', 'hex'));
    const ru = await encodeReceipt(returnRu, printerProfile('xprinter-n160ii').printer, job);
    expect(ru.mode).toBe('raster');
    expect(Buffer.from(ru.chunks[0]!)).toEqual(Buffer.from('1b401c2e', 'hex'));
  });

  test('Russian that fits CP866 is text on the TM-T88IV, Kazakh is not', async () => {
    const { printer } = printerProfile('epson-tm-t88iv');
    expect(await encodeReceipt(returnRu, printer, job)).toMatchObject({
      mode: 'text',
      page: { encoding: 'cp866' },
    });
    expect((await encodeReceipt(loansKk, printer, job)).mode).toBe('raster');
  });

  test('the tenge sign is spelled in text and drawn in a picture', async () => {
    const fine = text('500 ₸');
    const asText = await encodeReceipt(fine, t20, job);
    expect(decodeJob(asText.chunks, tableOf(t20)).lines).toContain('500 тг');
    expect(asText.substitutions).toEqual(['₸ -> тг']);
    const drawn = await encodeReceipt(fine, { ...t20, textMode: 'raster' }, job);
    expect(drawn.substitutions).toEqual([]);
  });

  test('a reprint says so in three languages', async () => {
    const { chunks } = await encodeReceipt(loansKk, t20, { jobId: 'a', reprint: true });
    const lines = decodeJob(chunks, tableOf(t20)).lines.join('\n');
    expect(lines).toContain('«ҚАЙТА БАСЫЛДЫ / ПОВТОРНАЯ ПЕЧАТЬ / REPRINT»');
  });

  test('forced text without a fitting page and a foreign dialect are refused with a code', async () => {
    const forced = { ...printerProfile('epson-tm-t88iv').printer, textMode: 'text' as const };
    await expect(encodeReceipt(loansKk, forced, job)).rejects.toMatchObject({
      code: 'code-page-lacks-letters',
    });
    await expect(encodeReceipt(loansKk, { ...t20, dialect: 'star' }, job)).rejects.toMatchObject({
      code: 'dialect-unsupported',
    });
  });

  test('a barcode wider than the paper is left out and reported, its text stays', async () => {
    const data = 'x'.repeat(40);
    const wide: ReceiptDocument = { language: 'en', blocks: [{ kind: 'barcode', data }] };
    const { chunks, substitutions } = await encodeReceipt(wide, t20, job);
    expect(substitutions).toEqual(['barcode left out: wider than the paper']);
    expect(decodeJob(chunks, tableOf(t20)).lines).toContain(data);
  });

  test('each attempt asks for another acknowledgement', () => {
    const ids = [0, 1, 2].map((attempt) => ackIdFor({ ...job, attempt }));
    expect(new Set([...ids, ackIdFor({ ...job, reprint: true })]).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[0-9A-Z]{4}$/);
  });
});

test('each letter is drawn, and drawn differently', () => {
  const shapes = Array.from(`${KAZAKH_LETTERS}${KAZAKH_LETTERS.toLowerCase()}₸№«»—`, (letter) =>
    Buffer.from(
      paintLine(
        { runs: [{ text: letter, bold: false }], align: 'left', scaleX: 2, scaleY: 2 },
        { widthDots: 48, columns: 2 },
        bundledFont(),
      ).data,
    ).toString('hex'),
  );
  expect(new Set(shapes).size).toBe(shapes.length);
});

test('every look-alike of a real-time command is broken by one dot', () => {
  const data = Uint8Array.of(0x10, 0x04, 0x01, 0x10, 0x10, 0x14, 0x00, 0x10, 0x05, 0x10);
  expect(breakRealTimeLookAlikes(data)).toBe(3);
  expect(Array.from(data)).toEqual([0x11, 0x04, 0x01, 0x10, 0x11, 0x14, 0x00, 0x11, 0x05, 0x10]);
});
