// Every failure that the printer code throws: code, what happened, what staff can do, and the status an HTTP answer would carry.
// Codes are never reused. A refused or unfinished job is a value (`PrintJobState`), not one of these.

export const printerErrors = {
  'font-lacks-letter': {
    message: 'the receipt font cannot draw a letter that receipts need',
    hint: 'Install the program again: its font file is damaged or was replaced.',
    status: 500,
  },
  'font-unreadable': {
    message: 'the receipt font file cannot be read as a TrueType font',
    hint: 'Install the program again: its font file is damaged or missing.',
    status: 500,
  },
  'dialect-unsupported': {
    message: 'no encoder speaks the command set of this printer',
    hint: 'Choose a printer profile whose dialect is "epson", or set the printer to ESC/POS emulation.',
    status: 500,
  },
  'code-page-lacks-letters': {
    message: 'text mode is forced, but no verified code page holds every letter of the receipt',
    hint: 'Set textMode of the printer profile to "auto" or "raster".',
    status: 500,
  },
  'receipt-too-long': {
    message: 'the receipt is longer than one job may be',
    hint: 'Print fewer items on one receipt.',
    status: 413,
  },
  'profile-without-printer': {
    message: 'the device profile has no printer settings',
    hint: 'Choose a profile of class "printer" for this device.',
    status: 500,
  },
  'printer-silent': {
    message: 'the printer did not answer a status request',
    hint: 'Switch the printer on, check its cable, and choose the profile of its model ("generic-escpos" needs no answer).',
    status: 503,
  },
  'driver-misused': {
    message: 'the printer driver was started twice or after it was stopped',
    hint: 'This is a fault of the program; tell its makers.',
    status: 500,
  },
} as const;

export type PrinterErrorCode = keyof typeof printerErrors;

/** The one error class of `devices/printer/`. `detail` is for staff and never names a patron. */
export class PrinterError extends Error {
  readonly code: PrinterErrorCode;
  readonly hint: string;
  readonly status: number;

  constructor(code: PrinterErrorCode, detail?: string, options?: { cause: unknown }) {
    const entry = printerErrors[code];
    super(detail === undefined ? entry.message : `${entry.message}: ${detail}`, options);
    this.name = 'PrinterError';
    this.code = code;
    this.hint = entry.hint;
    this.status = entry.status;
  }
}
