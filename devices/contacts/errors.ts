// Every failure of relays and locks: code, what happened, what staff can do. Codes are never reused. An order that came to grief is
// a value (`PulseOutcome`) that carries one of these codes; only a device that does not start throws.

export const contactErrors = {
  'contacts-silent': {
    message: 'the board did not answer in time',
    hint: 'Look at its power, at the two wires A and B (they may be swapped), and at its address switches.',
    status: 503,
  },
  'reply-damaged': {
    message: 'the board answered, but the check value of the answer is wrong',
    hint: 'Check baud rate and parity in the device profile, the length of the cable, and the resistor at its end.',
    status: 502,
  },
  'reply-foreign': {
    message: 'another board answered than the one that was asked',
    hint: 'Two boards share an address or a profile names the wrong one; set the address switches.',
    status: 502,
  },
  'echo-differs': {
    message: 'the board confirmed another command than the one that was sent',
    hint: 'Choose the profile of this very model; unplug the board and tell the makers if it happens again.',
    status: 502,
  },
  'command-refused': {
    message: 'the board refused the command',
    hint: 'Choose the profile of this very model: it may have fewer outputs or inputs. A lock that was just opened may need a rest.',
    status: 502,
  },
  'output-unmoved': {
    message: 'the output did not change, as the board itself says',
    hint: 'The relay board needs its own power supply; look at it, then try again.',
    status: 502,
  },
  'output-left-on': {
    message: 'the output may still be on: switching it off was not confirmed',
    hint: 'Switch the board off by its power supply now, then look for the cause.',
    status: 502,
  },
  'lock-not-open': {
    message: 'the lock was told to open, and its sensor says that it is closed',
    hint: 'Push the door once and try again; then open it with the key and look for something that jams it.',
    status: 502,
  },
  'output-unknown': {
    message: 'the board has no such output',
    hint: 'Correct the number of the output or lock; they are counted from 0.',
    status: 400,
  },
  'output-busy': {
    message: 'this output is on already',
    hint: 'Wait until it is off again.',
    status: 409,
  },
  'too-many-commands': {
    message: 'too many commands wait for this board',
    hint: 'Wait a moment and try again.',
    status: 503,
  },
  'contacts-closed': {
    message: 'the board was closed',
    hint: 'It was unplugged or stopped; it is opened again by itself.',
    status: 503,
  },
  'profile-without-contacts': {
    message: 'the device profile has no contact settings',
    hint: 'Choose a profile of class "contacts" for this device.',
    status: 500,
  },
  'driver-misused': {
    message: 'the driver was started twice or after it was stopped',
    hint: 'This is a fault of the program; tell its makers.',
    status: 500,
  },
} as const;

export type ContactErrorCode = keyof typeof contactErrors;

/** The one error class of `devices/contacts/`. `detail` is for staff and never names a patron. */
export class ContactError extends Error {
  readonly code: ContactErrorCode;
  readonly hint: string;
  readonly status: number;

  constructor(code: ContactErrorCode, detail?: string, options?: { cause: unknown }) {
    const entry = contactErrors[code];
    super(detail === undefined ? entry.message : `${entry.message}: ${detail}`, options);
    this.name = 'ContactError';
    this.code = code;
    this.hint = entry.hint;
    this.status = entry.status;
  }
}
