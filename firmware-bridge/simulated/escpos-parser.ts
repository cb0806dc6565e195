// The bytes that a printer holds, command by command, in the order received (Epson ESC/POS reference; printing.md section 1).
// Pure: given bytes, says what stands first and how long it is. What it does not know is garbage, one byte at a time.

export type EscposCommand =
  | { kind: 'text'; bytes: Uint8Array }
  | { kind: 'line-feed' }
  | { kind: 'init' }
  | { kind: 'page'; n: number }
  | { kind: 'double-byte'; on: boolean }
  | { kind: 'align'; n: number }
  | { kind: 'mode'; n: number }
  | { kind: 'size'; n: number }
  | { kind: 'bold'; on: boolean }
  | { kind: 'feed-lines'; n: number }
  | { kind: 'feed-dots'; n: number }
  | { kind: 'spacing'; dots: number | undefined }
  /** The head only; rows x bytesPerRow bytes of data follow in the buffer. */
  | { kind: 'raster'; mode: number; bytesPerRow: number; rows: number }
  | { kind: 'bar-height'; n: number }
  | { kind: 'bar-module'; n: number }
  | { kind: 'barcode'; type: number; data: Uint8Array }
  | { kind: 'qr'; fn: number; data: Uint8Array }
  | { kind: 'cut' }
  | { kind: 'drawer' }
  | { kind: 'automatic-status'; n: number }
  | { kind: 'paper-sensor' }
  | { kind: 'process-id'; id: Uint8Array }
  /** Known and without effect here: real-time commands that were obeyed on arrival, fonts, margins. */
  | { kind: 'nothing' }
  | { kind: 'garbage' };

export type Parsed = { command: EscposCommand; bytes: number };

const LF = 0x0a;
const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const DLE = 0x10;
const SPACE = 0x20;

type Make = (arg: (index: number) => number) => EscposCommand;
const nothing: Make = () => ({ kind: 'nothing' });

/** Commands of fixed length: the two bytes, how many arguments, what they mean. */
const fixed = new Map<number, { args: number; make: Make }>();
const define = (first: number, second: string, args: number, make: Make) =>
  fixed.set((first << 8) | second.charCodeAt(0), { args, make });

define(ESC, '@', 0, () => ({ kind: 'init' }));
define(ESC, 't', 1, (arg) => ({ kind: 'page', n: arg(0) }));
define(ESC, 'a', 1, (arg) => ({ kind: 'align', n: arg(0) }));
define(ESC, '!', 1, (arg) => ({ kind: 'mode', n: arg(0) }));
define(ESC, 'E', 1, (arg) => ({ kind: 'bold', on: (arg(0) & 1) === 1 }));
define(ESC, 'G', 1, (arg) => ({ kind: 'bold', on: (arg(0) & 1) === 1 }));
define(ESC, 'd', 1, (arg) => ({ kind: 'feed-lines', n: arg(0) }));
define(ESC, 'J', 1, (arg) => ({ kind: 'feed-dots', n: arg(0) }));
define(ESC, '3', 1, (arg) => ({ kind: 'spacing', dots: arg(0) }));
define(ESC, '2', 0, () => ({ kind: 'spacing', dots: undefined }));
define(ESC, 'M', 1, nothing);
define(ESC, '-', 1, nothing);
define(ESC, 'p', 3, () => ({ kind: 'drawer' }));
define(ESC, 'i', 0, () => ({ kind: 'cut' }));
define(ESC, 'm', 0, () => ({ kind: 'cut' }));
define(FS, '.', 0, () => ({ kind: 'double-byte', on: false }));
define(FS, '&', 0, () => ({ kind: 'double-byte', on: true }));
define(GS, '!', 1, (arg) => ({ kind: 'size', n: arg(0) }));
define(GS, 'a', 1, (arg) => ({ kind: 'automatic-status', n: arg(0) }));
define(GS, 'r', 1, () => ({ kind: 'paper-sensor' }));
define(GS, 'h', 1, (arg) => ({ kind: 'bar-height', n: arg(0) }));
define(GS, 'w', 1, (arg) => ({ kind: 'bar-module', n: arg(0) }));
define(GS, 'H', 1, nothing);
define(GS, 'f', 1, nothing);
define(GS, 'L', 2, nothing);
define(GS, 'W', 2, nothing);
define(DLE, '\u0004', 1, nothing);
define(DLE, '\u0005', 1, nothing);

const garbage: Parsed = { command: { kind: 'garbage' }, bytes: 1 };

/** GS V m, or GS V m n for the forms that feed first. */
const parseCut = (bytes: Uint8Array): Parsed | undefined => {
  const m = bytes[2];
  if (m === undefined) return undefined;
  const length = m === 0x41 || m === 0x42 ? 4 : 3;
  return bytes.length < length ? undefined : { command: { kind: 'cut' }, bytes: length };
};

/** GS v 0 m xL xH yL yH. */
const parseRaster = (bytes: Uint8Array): Parsed | undefined => {
  if (bytes.length < 8) return undefined;
  const [, , zero, mode = 0, xL = 0, xH = 0, yL = 0, yH = 0] = bytes;
  if (zero !== 0x30) return garbage;
  const command = {
    kind: 'raster',
    mode,
    bytesPerRow: xL + xH * 256,
    rows: yL + yH * 256,
  } as const;
  return { command, bytes: 8 };
};

/** GS k m n d1...dn, the form with a length (m from 65). */
const parseBarcode = (bytes: Uint8Array): Parsed | undefined => {
  const [, , type, length] = bytes;
  if (type === undefined || length === undefined) return undefined;
  if (type < 65) return garbage;
  if (bytes.length < 4 + length) return undefined;
  const data = bytes.slice(4, 4 + length);
  return { command: { kind: 'barcode', type, data }, bytes: 4 + length };
};

/** GS ( c pL pH: QR (k, cn 49), process id (H, function 48); others have no effect. */
const parseExtended = (bytes: Uint8Array): Parsed | undefined => {
  const [, , letter, pL, pH] = bytes;
  if (letter === undefined || pL === undefined || pH === undefined) return undefined;
  const end = 5 + pL + pH * 256;
  if (bytes.length < end) return undefined;
  const body = bytes.slice(5, end);
  const [first = 0, fn = 0] = body;
  if (letter === 0x6b && first === 0x31)
    return { command: { kind: 'qr', fn, data: body.slice(2) }, bytes: end };
  if (letter === 0x48 && first === 0x30 && fn === 0x30)
    return { command: { kind: 'process-id', id: body.slice(2) }, bytes: end };
  return { command: { kind: 'nothing' }, bytes: end };
};

const variable = new Map<number, (bytes: Uint8Array) => Parsed | undefined>([
  [0x56, parseCut],
  [0x76, parseRaster],
  [0x6b, parseBarcode],
  [0x28, parseExtended],
]);

/** DLE DC4 fn: function 8 has ten bytes, 1 and 2 have five; they were obeyed on arrival. */
const parseDc4 = (bytes: Uint8Array): Parsed | undefined => {
  const fn = bytes[2];
  if (fn === undefined) return undefined;
  const length = fn === 8 ? 10 : 5;
  return bytes.length < length ? undefined : { command: { kind: 'nothing' }, bytes: length };
};

/** The first command of `bytes`; undefined when its end has not come yet. `bytes` is not empty. */
export const parseCommand = (bytes: Uint8Array): Parsed | undefined => {
  const [first = 0, second] = bytes;
  if (first >= SPACE) {
    let end = 1;
    while ((bytes[end] ?? 0) >= SPACE) end++;
    return { command: { kind: 'text', bytes: bytes.slice(0, end) }, bytes: end };
  }
  if (first === LF) return { command: { kind: 'line-feed' }, bytes: 1 };
  if (first !== ESC && first !== FS && first !== GS && first !== DLE) return garbage;
  if (second === undefined) return undefined;
  const own = first === GS ? variable.get(second) : undefined;
  if (own) return own(bytes);
  if (first === DLE && second === 0x14) return parseDc4(bytes);
  const known = fixed.get((first << 8) | second);
  if (!known) return garbage;
  if (bytes.length < 2 + known.args) return undefined;
  return { command: known.make((index) => bytes[2 + index] ?? 0), bytes: 2 + known.args };
};
