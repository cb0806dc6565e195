// Every failure that the RFID code throws: code, what happened, what staff can do. Codes are never reused. What a tag holds or
// whether it was secured is a value (`tag-content.ts`), not one of these.

export const rfidErrors = {
  'reader-silent': {
    message: 'the reader did not answer in time',
    hint: 'Look at its power and cable; it is asked again by itself.',
    status: 503,
  },
  'reply-malformed': {
    message: 'the reader sent bytes that are no answer',
    hint: 'Check baud rate and parity in the device profile, and the cable.',
    status: 502,
  },
  'reader-refused': {
    message: 'the reader refused a command',
    hint: 'Set the reader to ISO-host mode with its own tool and choose the profile of its model.',
    status: 502,
  },
  'reader-closed': {
    message: 'the reader was closed',
    hint: 'It was unplugged or stopped; it is opened again by itself.',
    status: 503,
  },
  'tag-gone': {
    message: 'the tag left the field or does not answer',
    hint: 'Put the book flat in the middle of the pad.',
    status: 409,
  },
  'tag-refused': {
    message: 'the tag refused a command: locked, or it does not know it',
    hint: 'The tag is locked or of a simpler kind; put a new tag on the book.',
    status: 409,
  },
  'write-uncertain': {
    message: 'a write ended without a clear answer and may have happened',
    hint: 'The tag is read again by itself; leave the book on the pad.',
    status: 409,
  },
  'tag-too-small': {
    message: 'the data does not fit into the memory of the tag',
    hint: 'Use a tag with more memory, or leave out the optional elements.',
    status: 409,
  },
  'value-unfit': {
    message: 'a value cannot be written in this data model',
    hint: 'Look at the element that is named: its length or its characters.',
    status: 400,
  },
  'profile-without-rfid': {
    message: 'the device profile has no RFID settings',
    hint: 'Choose a profile of class "rfid" for this device.',
    status: 500,
  },
  'driver-misused': {
    message: 'the RFID driver was started twice or after it was stopped',
    hint: 'This is a fault of the program; tell its makers.',
    status: 500,
  },
} as const;

export type RfidErrorCode = keyof typeof rfidErrors;

/** The one error class of `devices/rfid/`. `detail` is for staff and never names a patron. */
export class RfidError extends Error {
  readonly code: RfidErrorCode;
  readonly hint: string;
  readonly status: number;

  constructor(code: RfidErrorCode, detail?: string, options?: { cause: unknown }) {
    const entry = rfidErrors[code];
    super(detail === undefined ? entry.message : `${entry.message}: ${detail}`, options);
    this.name = 'RfidError';
    this.code = code;
    this.hint = entry.hint;
    this.status = entry.status;
  }
}
