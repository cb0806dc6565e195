// A receipt document as the bytes of one ESC/POS job (Epson ESC/POS reference; printing.md sections 1 and 4). One verified code
// page that holds every letter makes a text job; otherwise the whole receipt is a picture. Pages are never mixed in one job and
// a letter is never turned into `?`.
import type { PrinterSettings } from '../../profiles/device-schema.ts';
import type { ReceiptDocument } from '../receipt/receipt-document.ts';
import { type Bitmap, bandOf, breakRealTimeLookAlikes, stackBitmaps } from './bitmap.ts';
import { type CodePage, encodeInPage, pageHolds } from './code-page.ts';
import { type CommandBuilder, createCommandBuilder, ESC, FS, GS } from './command-builder.ts';
import { PrinterError } from './errors.ts';
import { type LayoutRow, layOut } from './layout.ts';
import { bundledFont, type ReceiptFont } from './receipt-font.ts';
import { type Paper, paintRow, paintSymbol } from './receipt-painter.ts';
import { BAR_HEIGHT_DOTS, qrModuleDots, qrModules } from './symbol.ts';

export type EncodedReceipt = {
  /** Each begins and ends at a command boundary: status requests may stand between two of them. */
  chunks: Uint8Array[];
  mode: 'text' | 'raster';
  /** The page of a text job. */
  page?: CodePage;
  /** What could not be shown and what was written instead, each once: `₸ -> тг`, `😀 removed`. */
  substitutions: string[];
  /** The four characters that the printer sends back when the job is printed (GS ( H, function 48). */
  ackId?: string;
};

export type EncodeOptions = {
  jobId: string;
  reprint: boolean;
  /** Tells two attempts at one job apart in `ackId`, so that a late answer to the first never confirms the second. */
  attempt?: number;
  font?: ReceiptFont;
  /** Awaited between the bands of a picture, so that other devices of the bridge are served meanwhile. */
  pause?: () => Promise<void>;
};

const LINE_SPACING_DOTS = 30;
const LF = 0x0a;
const FEED_LINES_WITHOUT_CUTTER = 4;
const NATIVE_BAR_DOTS = [3, 2] as const;
const ACK_CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

type Laid = { rows: LayoutRow[]; notes: Set<string>; lost: Set<string> };

const lay = (
  document: ReceiptDocument,
  settings: PrinterSettings,
  reprint: boolean,
  canShow: (grapheme: string) => boolean,
): Laid => {
  const notes = new Set<string>();
  const lost = new Set<string>();
  const rows = layOut(document, settings.columns, reprint, {
    canShow,
    substituted: (from, to) => {
      lost.add(from);
      notes.add(to === '' ? `${from} removed` : `${from} -> ${to}`);
    },
  });
  return { rows, notes, lost };
};

/** FNV-1a over the job and its attempt, as four characters that GS ( H allows (32 to 126). */
export const ackIdFor = (options: EncodeOptions): string => {
  let hash = 0x811c9dc5;
  const source = `${options.jobId}/${options.reprint}/${options.attempt ?? 0}`;
  for (const byte of Buffer.from(source)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  let id = '';
  for (let place = 0; place < 4; place++) {
    id += ACK_CHARACTERS[hash % ACK_CHARACTERS.length];
    hash = Math.floor(hash / ACK_CHARACTERS.length);
  }
  return id;
};

/** Only ₸ may be written otherwise in a text job (no page has it); what the font lacks too is lost in either mode. */
const mayBeLost = (grapheme: string, font: ReceiptFont) => grapheme === '₸' || !font.has(grapheme);

const choosePage = (
  document: ReceiptDocument,
  settings: PrinterSettings,
  options: EncodeOptions,
  font: ReceiptFont,
): { page: CodePage; laid: Laid } | undefined => {
  if (settings.textMode === 'raster') return undefined;
  for (const page of settings.pages) {
    const laid = lay(document, settings, options.reprint, (letter) => pageHolds(page, letter));
    if (Array.from(laid.lost).every((letter) => mayBeLost(letter, font))) return { page, laid };
  }
  if (settings.textMode === 'text') throw new PrinterError('code-page-lacks-letters');
  return undefined;
};

const nativeBarDots = (data: string, widthDots: number): number | undefined => {
  // Code set B: start, one symbol a character, check (11 modules each), stop (13), two quiet zones of 10.
  const modules = 11 * (data.length + 2) + 13 + 20;
  return NATIVE_BAR_DOTS.find((dots) => modules * dots <= widthDots);
};

const pushBands = async (
  builder: CommandBuilder,
  picture: Bitmap,
  bandRows: number,
  chunks: Uint8Array[],
  pause?: () => Promise<void>,
) => {
  for (let top = 0; top < picture.height; top += bandRows) {
    const band = bandOf(picture, top, bandRows);
    breakRealTimeLookAlikes(band.data);
    await builder.image(band);
    // The library takes some milliseconds for a band; a scan that comes meanwhile is read first.
    await pause?.();
    chunks.push(builder.take());
  }
};

const textRow = (builder: CommandBuilder, row: LayoutRow & { kind: 'text' }, page: CodePage) => {
  builder.align(row.align);
  builder.size(row.scaleX, row.scaleY);
  for (const run of row.runs) {
    builder.bold(run.bold);
    builder.add(encodeInPage(page, run.text));
  }
  builder.add([LF]);
};

const plainRow = (columns: number, letter: string): LayoutRow & { kind: 'text' } => ({
  kind: 'text',
  runs: [{ text: letter.repeat(columns), bold: false }],
  align: 'left',
  scaleX: 1,
  scaleY: 1,
});

/** A symbol in a text job: the printer's own command where it fits, a picture of it where only our shorter form fits. */
const symbolChunks = async (
  builder: CommandBuilder,
  row: LayoutRow & { kind: 'barcode' | 'qr' },
  settings: PrinterSettings,
): Promise<Uint8Array[]> => {
  const chunks: Uint8Array[] = [];
  const native =
    row.kind === 'barcode'
      ? nativeBarDots(row.data, settings.widthDots)
      : qrModuleDots(qrModules(row.data), settings.widthDots);
  if (native !== undefined) {
    builder.align('center');
    if (row.kind === 'barcode') builder.code128(row.data, native, BAR_HEIGHT_DOTS);
    else builder.qr(row.data, native);
    chunks.push(builder.take());
    return chunks;
  }
  const picture = paintSymbol(row, settings);
  builder.align('left');
  if (picture) await pushBands(builder, picture, settings.bandRows, chunks);
  return chunks;
};

const textChunks = async (
  builder: CommandBuilder,
  rows: readonly LayoutRow[],
  page: CodePage,
  settings: PrinterSettings,
): Promise<Uint8Array[]> => {
  const chunks: Uint8Array[] = [];
  for (const row of rows) {
    if (row.kind === 'barcode' || row.kind === 'qr') {
      chunks.push(...(await symbolChunks(builder, row, settings)));
      continue;
    }
    if (row.kind === 'text') textRow(builder, row, page);
    else if (row.kind === 'rule') textRow(builder, plainRow(settings.columns, '-'), page);
    else textRow(builder, plainRow(0, ' '), page);
    chunks.push(builder.take());
  }
  return chunks;
};

/** The whole receipt as one picture, before it is cut into bands. */
export const paintReceipt = (
  rows: readonly LayoutRow[],
  paper: Paper,
  font: ReceiptFont = bundledFont(),
): Bitmap =>
  stackBitmaps(
    paper.widthDots,
    rows.map((row) => paintRow(row, paper, font)),
  );

/** ESC @ (which also forgets the page), FS . where clones need it, ESC t once. */
const head = (builder: CommandBuilder, settings: PrinterSettings, page?: CodePage): Uint8Array => {
  builder.add([ESC, 0x40]);
  if (settings.leaveKanji) builder.add([FS, 0x2e]);
  if (page) {
    builder.add([ESC, 0x74, page.select]);
    builder.lineSpacing(LINE_SPACING_DOTS);
  }
  return builder.take();
};

/** Feeds to the blade and cuts; without a blade, feeds to where a hand can tear. */
export const cutBytes = (cut: PrinterSettings['cut']): number[] => {
  if (cut === 'none') return [ESC, 0x64, FEED_LINES_WITHOUT_CUTTER];
  return [GS, 0x56, cut === 'partial' ? 0x42 : 0x41, 0];
};

/**
 * The request for the acknowledgement stands before the cut: its answer then says exactly that the whole receipt is on paper,
 * and a paper end during the cut leaves no doubt. The cut itself follows when it can.
 */
const tail = (
  builder: CommandBuilder,
  settings: PrinterSettings,
  ackId: string | undefined,
): Uint8Array => {
  if (ackId !== undefined)
    builder.add([GS, 0x28, 0x48, 6, 0, 0x30, 0x30, ...Buffer.from(ackId, 'ascii')]);
  if (settings.ack === 'gs-r') builder.add([GS, 0x72, 1]);
  builder.add(cutBytes(settings.cut));
  return builder.take();
};

/** What is printed on the torn-off part of an interrupted receipt, so that nobody takes it for one: a row of X, and a cut. */
export const voidStub = (settings: PrinterSettings): Uint8Array =>
  Uint8Array.from([
    ...[ESC, 0x40],
    ...(settings.leaveKanji ? [FS, 0x2e] : []),
    ...Buffer.from('X'.repeat(settings.columns), 'ascii'),
    LF,
    ...cutBytes(settings.cut),
  ]);

const symbolNotes = (rows: readonly LayoutRow[], settings: PrinterSettings): string[] =>
  rows.flatMap((row) =>
    (row.kind === 'barcode' || row.kind === 'qr') && paintSymbol(row, settings) === undefined
      ? [`${row.kind} left out: wider than the paper`]
      : [],
  );

/**
 * Encodes one job. Throws a PrinterError (`dialect-unsupported`, `code-page-lacks-letters`, `receipt-too-long`, font codes).
 * The font's gate runs before the first letter is drawn.
 */
export const encodeReceipt = async (
  document: ReceiptDocument,
  settings: PrinterSettings,
  options: EncodeOptions,
): Promise<EncodedReceipt> => {
  if (settings.dialect !== 'epson') throw new PrinterError('dialect-unsupported', settings.dialect);
  const font = options.font ?? bundledFont();
  const builder = createCommandBuilder(settings.columns);
  const ackId = settings.ack === 'process-id' ? ackIdFor(options) : undefined;
  const chosen = choosePage(document, settings, options, font);
  const laid =
    chosen?.laid ?? lay(document, settings, options.reprint, (letter) => font.has(letter));
  const chunks = [head(builder, settings, chosen?.page)];
  if (chosen) chunks.push(...(await textChunks(builder, laid.rows, chosen.page, settings)));
  else
    await pushBands(
      builder,
      paintReceipt(laid.rows, settings, font),
      settings.bandRows,
      chunks,
      options.pause,
    );
  chunks.push(tail(builder, settings, ackId));
  return {
    chunks,
    mode: chosen ? 'text' : 'raster',
    ...(chosen && { page: chosen.page }),
    substitutions: [...laid.notes, ...symbolNotes(laid.rows, settings)],
    ...(ackId !== undefined && { ackId }),
  };
};
