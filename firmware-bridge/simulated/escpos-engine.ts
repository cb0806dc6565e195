// What a simulated printer does with the commands it holds, in order and at the speed of its motor. It stops where the paper ends
// and goes on with the rest when there is paper again, as a real one does, unless it was cleared meanwhile.
import type { Clock } from '../../devices/driver.ts';
import { createBitmap } from '../../devices/printer/bitmap.ts';
import type { PageTable } from './escpos-page-tables.ts';
import { PAPER_ROWS_MAX, type Slip, type SlipPaper } from './escpos-paper.ts';
import { type EscposCommand, parseCommand } from './escpos-parser.ts';
import type { ReceiveBuffer } from './receive-buffer.ts';

/** Motor time is paid in steps of at least this, to spare the timers. */
const STEP_MS = 20;
const CUT_MS = 300;
/** From head to blade, fed before the cut (GS V 65 and 66). */
const FEED_TO_BLADE_ROWS = 40;
/** A printer without a cutter: the patron tears the slip off when nothing came for this long. */
const TEAR_AFTER_MS = 1_500;
const QR_STORE = 80;
const QR_PRINT = 81;
const QR_MODULE = 67;

export type EngineDeps = {
  clock: Clock;
  paper: SlipPaper;
  pages: PageTable;
  buffer: ReceiveBuffer;
  rowsPerMs: number;
  cutter: boolean;
  onSlip(slip: Slip): void;
  /** False while paper or cover stop it. */
  mayPrint(): boolean;
  /** Commands that answer or switch status; told when everything before them is on paper. */
  onCommand(command: EscposCommand): void;
  /** Room was made in the buffer; true when bytes came into it. */
  onRoom(): boolean;
};

export type Engine = { wake(): void; clear(): void; readonly printing: boolean };

export const createEngine = (deps: EngineDeps): Engine => {
  const { buffer, paper, clock } = deps;
  let raster = { bytesPerRow: 0, rowsLeft: 0, scaleX: 1, scaleY: 1 };
  let qrData: Uint8Array = new Uint8Array(0);
  let slipBytes = 0;
  let owedMs = 0;
  let timer: (() => void) | undefined;
  let cancelTear = () => {};

  const tear = () => {
    cancelTear();
    const bytes = slipBytes;
    slipBytes = 0;
    if (paper.rows > 0) deps.onSlip(paper.tear(bytes));
  };
  const move = (rows: number) => {
    owedMs += rows / deps.rowsPerMs;
    if (paper.rows > PAPER_ROWS_MAX) tear();
  };

  const burnRow = () => {
    const row = buffer.held().slice(0, raster.bytesPerRow);
    const { scaleX, scaleY } = raster;
    const dots = createBitmap(raster.bytesPerRow * 8, 1, row);
    move(paper.burnScaled(dots, scaleX, scaleY));
    buffer.drop(raster.bytesPerRow);
    slipBytes += raster.bytesPerRow;
    raster.rowsLeft--;
  };

  const qr = (command: EscposCommand & { kind: 'qr' }) => {
    if (command.fn === QR_MODULE) paper.style.qrModule = command.data[0] ?? 3;
    if (command.fn === QR_STORE) qrData = command.data.slice(1);
    if (command.fn === QR_PRINT) move(paper.qr(qrData));
  };

  const style = (command: EscposCommand): boolean => {
    const { style: now } = paper;
    if (command.kind === 'page') {
      if (command.n in deps.pages) now.page = command.n;
    } else if (command.kind === 'double-byte') now.doubleByte = command.on;
    else if (command.kind === 'align') now.align = command.n % 48;
    else if (command.kind === 'bold') now.bold = command.on;
    else if (command.kind === 'mode') {
      now.bold = (command.n & 0x08) !== 0;
      now.scaleY = command.n & 0x10 ? 2 : 1;
      now.scaleX = command.n & 0x20 ? 2 : 1;
    } else if (command.kind === 'size') {
      now.scaleX = ((command.n >> 4) & 7) + 1;
      now.scaleY = (command.n & 7) + 1;
    } else if (command.kind === 'spacing') now.spacing = command.dots ?? paper.spacingDefault;
    else if (command.kind === 'bar-height') now.barHeight = command.n;
    else if (command.kind === 'bar-module') now.barModule = command.n;
    else return false;
    return true;
  };

  const obey = (command: EscposCommand) => {
    if (style(command)) return;
    switch (command.kind) {
      case 'init':
        paper.reset();
        deps.onCommand(command);
        return;
      case 'text':
        return move(paper.text(command.bytes));
      case 'line-feed':
        return move(paper.endLine());
      case 'feed-lines':
        return move(paper.feed(command.n * paper.style.spacing));
      case 'feed-dots':
        return move(paper.feed(command.n));
      case 'raster':
        raster = {
          bytesPerRow: command.bytesPerRow,
          rowsLeft: command.bytesPerRow === 0 ? 0 : command.rows,
          scaleX: command.mode & 1 ? 2 : 1,
          scaleY: command.mode & 2 ? 2 : 1,
        };
        return;
      case 'barcode':
        return move(paper.barcode(command.data));
      case 'qr':
        return qr(command);
      case 'cut':
        if (!deps.cutter) return;
        move(paper.feed(FEED_TO_BLADE_ROWS));
        owedMs += CUT_MS;
        return tear();
      default:
        deps.onCommand(command);
    }
  };

  const answers = (command: EscposCommand) =>
    command.kind === 'process-id' || command.kind === 'paper-sensor';

  /** One command or one row of dots; false when there is nothing whole to do. */
  const step = (): boolean => {
    if (raster.rowsLeft > 0) {
      if (buffer.held().length < raster.bytesPerRow) return false;
      burnRow();
      return true;
    }
    const held = buffer.held();
    const parsed = held.length > 0 ? parseCommand(held) : undefined;
    if (!parsed) return false;
    // An answer says that all before it is on paper: the motor finishes first.
    if (answers(parsed.command) && owedMs > 0) {
      owedMs = Math.max(owedMs, STEP_MS);
      return true;
    }
    buffer.drop(parsed.bytes);
    slipBytes += parsed.bytes;
    obey(parsed.command);
    return true;
  };

  const wake = () => {
    if (timer) return;
    do while (deps.mayPrint() && owedMs < STEP_MS && step());
    while (deps.onRoom() && owedMs < STEP_MS && deps.mayPrint());
    if (owedMs >= STEP_MS) {
      timer = clock.after(owedMs, () => {
        timer = undefined;
        wake();
      });
      owedMs = 0;
    } else if (!deps.cutter) {
      cancelTear();
      cancelTear = clock.after(TEAR_AFTER_MS, tear);
    }
  };

  return {
    wake,
    clear: () => {
      raster.rowsLeft = 0;
      paper.dropLine();
      buffer.clear();
    },
    get printing() {
      return timer !== undefined;
    },
  };
};
