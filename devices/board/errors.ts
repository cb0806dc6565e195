// Every failure that the code of the kiosk board throws: code, what happened, what staff can do. Codes are never reused.

export const boardErrors = {
  'board-silent': {
    message: 'the board did not answer in time',
    hint: 'Look at its power and its USB cable; it is opened again by itself.',
    status: 503,
  },
  'not-a-board': {
    message: 'what answered is no kiosk board',
    hint: 'Choose the port of the board in the station profile.',
    status: 502,
  },
  'board-other-major': {
    message: 'board and program speak different major versions of the protocol',
    hint: 'Write the firmware of this release to the board (firmware-bridge/firmware/README.md).',
    status: 502,
  },
  'board-refused': {
    message: 'the board refused a command',
    hint: 'The text says why; a part that rests works again after its pause.',
    status: 409,
  },
  'reply-malformed': {
    message: 'the board sent an answer that cannot be',
    hint: 'Write the firmware of this release to the board.',
    status: 502,
  },
  'board-busy': {
    message: 'too many commands wait for the board',
    hint: 'Wait a moment; if it stays so, unplug the board and plug it in again.',
    status: 503,
  },
  'board-closed': {
    message: 'the board was closed',
    hint: 'It was unplugged or stopped; it is opened again by itself.',
    status: 503,
  },
  'profile-without-contacts': {
    message: 'the device profile has no settings of contacts',
    hint: 'Choose a profile of class "contacts" for this device.',
    status: 500,
  },
  'driver-misused': {
    message: 'the board driver was started twice or after it was stopped',
    hint: 'This is a fault of the program; tell its makers.',
    status: 500,
  },
} as const;

export type BoardErrorCode = keyof typeof boardErrors;

/** The one error class of `devices/board/`. `nak` is the board's own word for a refusal. */
export class BoardError extends Error {
  readonly code: BoardErrorCode;
  readonly hint: string;
  readonly status: number;
  readonly nak: string | undefined;

  constructor(code: BoardErrorCode, detail?: string, nak?: string) {
    const entry = boardErrors[code];
    super(detail === undefined ? entry.message : `${entry.message}: ${detail}`);
    this.name = 'BoardError';
    this.code = code;
    this.hint = entry.hint;
    this.status = entry.status;
    this.nak = nak;
  }
}
