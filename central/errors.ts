// Every failure that central answers or throws, in one table: HTTP status, what happened, what
// staff do about it. Codes are part of the interface with the stations (`sync-contract.ts`,
// CentralError) and are never reused.

export const CENTRAL_ERRORS = {
  'body-invalid': {
    status: 400,
    message: 'the request does not have the shape of the sync contract',
    hint: 'Update the station: its program is older or newer than central understands.',
  },
  'version-unsupported': {
    status: 400,
    message: 'the version of the sync contract is not known here',
    hint: 'Update central before the stations.',
  },
  'token-wrong': {
    status: 401,
    message: 'no station has this token',
    hint: 'Make a new station number with `kitap central add-station` and give its token to the station.',
  },
  'station-mismatch': {
    status: 403,
    message: 'the token belongs to another station number than the journal',
    hint: 'Compare the number in the settings of the station with the one printed with its token.',
  },
  'route-unknown': {
    status: 404,
    message: 'there is no such address here',
    hint: 'Check the address of central in the settings of the station.',
  },
  'chain-fork': {
    status: 409,
    message: 'other entries are known under these numbers, or the journal was altered',
    hint: 'The disk of the station was copied, restored or changed. Stop the station, keep its file and make it a new number.',
  },
  'cursor-ahead': {
    status: 409,
    message: 'the station has seen newer rows than central has',
    hint: 'Central was restored from a copy: run `kitap central raise-epoch` once.',
  },
  'body-too-large': {
    status: 413,
    message: 'the request is larger than the sync contract allows',
    hint: 'The station must send fewer entries at once.',
  },
  'encoding-unknown': {
    status: 415,
    message: 'the body is neither JSON nor JSON compressed by gzip or br',
    hint: 'A program between the station and central may change the requests: look at the proxy.',
  },
  'central-failed': {
    status: 500,
    message: 'central could not do it because of a fault of its own',
    hint: 'Look at the log of central; the station keeps its entries and sends them again.',
  },
  'database-away': {
    status: 503,
    message: 'the database of central does not answer',
    hint: 'Start the database server; nothing is lost, the stations send again.',
  },
  'retries-used-up': {
    status: 503,
    message: 'other writers were in the way too many times',
    hint: 'The station sends again by itself; when it lasts, look for a long transaction in the database.',
  },
  stopping: {
    status: 503,
    message: 'central is stopping',
    hint: 'The station sends again by itself.',
  },
  'library-number-differs': {
    status: 409,
    message: 'the library is known under another number',
    hint: 'The four digits of `libraryNumber` in the site file must never change.',
  },
  'library-unknown': {
    status: 404,
    message: 'there is no such library in this database',
    hint: 'Give the id of a site file with --site.',
  },
  'station-exists': {
    status: 409,
    message: 'the station number was given before and numbers are never reused',
    hint: 'Take the next free number.',
  },
  'station-number-invalid': {
    status: 400,
    message: 'a station number is a whole number from 1 to 999',
    hint: 'Give --station a number from 1 to 999.',
  },
  'schema-too-new': {
    status: 500,
    message: 'the database was written by a newer program',
    hint: 'Start the newer program; an older one could damage the data.',
  },
  'tls-required': {
    status: 400,
    message: 'central answers other computers only over HTTPS',
    hint: 'Give --tls-cert and --tls-key, or keep --host at 127.0.0.1.',
  },
  'staff-token-wrong': {
    status: 401,
    message: 'no member of staff has this token',
    hint: 'Make one with `kitap central add-staff`; with --again where it was lost.',
  },
  'staff-exists': {
    status: 409,
    message: 'a member of staff of this name has a token already',
    hint: 'Take another name, or replace a lost token with --again.',
  },
  'staff-name-invalid': {
    status: 400,
    message:
      'the name of a member of staff is a short code of small Latin letters, digits and hyphens',
    hint: 'Give --name such as `desk-2`, beginning with a letter, at most 32 characters.',
  },
  'review-unknown': {
    status: 404,
    message: 'there is no such review',
    hint: 'Load the queue again: it may have been settled meanwhile.',
  },
  'review-decided': {
    status: 409,
    message: 'the review is settled or was decided otherwise',
    hint: 'Load the queue again; a decision can be taken back first.',
  },
  'review-action-unknown': {
    status: 400,
    message: 'a review of this kind has no such action',
    hint: 'Take one of the actions that the queue offers for it.',
  },
  'reason-needed': {
    status: 400,
    message: 'a dismissal needs a reason',
    hint: 'Write why in a few words; names of readers do not belong there.',
  },
  'patron-needed': {
    status: 400,
    message: 'the record that is to stay is not named or not known',
    hint: 'Look the reader up and give the id of that record.',
  },
  'address-taken': {
    status: 500,
    message: 'another program listens at this address already',
    hint: 'Stop it, or choose another --port.',
  },
} as const satisfies Record<string, { status: number; message: string; hint: string }>;

export type CentralErrorCode = keyof typeof CENTRAL_ERRORS;

export class CentralError extends Error {
  readonly code: CentralErrorCode;
  readonly status: number;
  readonly hint: string;

  /**
   * `detail` is appended to the message: a number, a name of a field; never anything of a patron.
   */
  constructor(code: CentralErrorCode, detail = '', options?: { cause: unknown }) {
    const { message, hint, status } = CENTRAL_ERRORS[code];
    super(detail === '' ? message : `${message}: ${detail}`, options);
    this.name = 'CentralError';
    this.code = code;
    this.status = status;
    this.hint = hint;
  }
}
