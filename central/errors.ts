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
  'snapshot-none': {
    status: 404,
    message: 'no snapshot stands for the present state of the library',
    hint: 'Nothing is lost: the station fetches row by row. `kitap central snapshot` makes one.',
  },
  'snapshot-chunk-unknown': {
    status: 404,
    message: 'no snapshot names this chunk any more',
    hint: 'The station asks for the newest snapshot by itself.',
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
  'pushes-too-many': {
    status: 429,
    message: 'too many stations are sending at this moment',
    hint: 'The station waits and sends again by itself.',
  },
  'range-beyond-end': {
    status: 416,
    message: 'the chunk has fewer bytes than that',
    hint: 'The station fetches row by row instead. Look at the disk of central and run `kitap central snapshot`.',
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
  'patron-unknown': {
    status: 404,
    message: 'there is no such patron, or the patron was erased already',
    hint: 'Compare --card or --patron with the record of the patron.',
  },
  'patron-ambiguous': {
    status: 409,
    message: 'more than one patron has this card',
    hint: 'Settle it in the review queue, or name one by --patron.',
  },
  'patron-has-loans': {
    status: 409,
    message: 'the patron has books on loan and cannot be erased yet',
    hint: 'Take the books back or set them as lost first.',
  },
  'erasure-list-invalid': {
    status: 500,
    message: 'the list of erasures beside the database, or its key, was damaged',
    hint: 'Restore erasures.jsonl and erasure-key from their backup; without them erased people may come back.',
  },
  'audit-unreadable': {
    status: 404,
    message: 'there is no such database, or a start of central must bring it up to date first',
    hint: 'Give --database the file or address that central uses.',
  },
  'schema-too-new': {
    status: 500,
    message: 'the database was written by a newer program',
    hint: 'Start the newer program; an older one could damage the data.',
  },
  'folder-unwritable': {
    status: 500,
    message: 'the folder for the backup cannot be written',
    hint: 'Look whether the disk is there, has room and belongs to this user.',
  },
  'program-missing': {
    status: 500,
    message: 'a program of PostgreSQL that this needs is not there',
    hint: 'Install the client programs of PostgreSQL (Debian: postgresql-client), or name their folder with --pg-bin.',
  },
  'program-too-old': {
    status: 500,
    message: 'the program is older than the database server, whose data it may not understand',
    hint: 'Install the client programs of the version of the server, or name their folder with --pg-bin.',
  },
  'program-failed': {
    status: 500,
    message: 'a program of PostgreSQL ended with a failure',
    hint: 'Its own words stand behind; nothing was put in the place of what was there.',
  },
  'database-missing': {
    status: 404,
    message: 'there is no central database at this place',
    hint: 'Give --database or --data as `kitap central` has them.',
  },
  'backup-missing': {
    status: 404,
    message: 'there is no such backup',
    hint: 'Give the path of a file that `kitap central backup` wrote.',
  },
  'backup-damaged': {
    status: 500,
    message: 'the backup is not what was written: it is damaged or not one of central',
    hint: 'Take another backup, or another copy of this one.',
  },
  'database-not-empty': {
    status: 409,
    message: 'there is a library in this database already',
    hint: 'Restore into a new database, or give --replace: what is there is then put aside, not deleted.',
  },
  'database-in-use': {
    status: 409,
    message: 'another program has this database open',
    hint: 'Stop central first; the stations keep their entries meanwhile.',
  },
  'tls-required': {
    status: 400,
    message: 'central answers other computers only over HTTPS',
    hint: 'Give --tls-cert and --tls-key, or keep --host at 127.0.0.1.',
  },
  // sync by file; what follows `stick-` is told for each file
  'stick-unreadable': {
    status: 400,
    message: 'the file on the stick does not hold what a station writes',
    hint: 'Leave it out. If a station of ours wrote it, update central and read it again.',
  },
  'stick-newer': {
    status: 400,
    message: 'the file on the stick was written by a newer program',
    hint: 'Update central, then read the stick again; the file stays good.',
  },
  'stick-cut': {
    status: 400,
    message: 'the file on the stick ends too early',
    hint: 'What stood before the cut is applied. Let the station write the stick again: nothing is lost and nothing is applied twice.',
  },
  'stick-damaged': {
    status: 400,
    message: 'the file on the stick was damaged or altered, or its sender did not write it',
    hint: 'What stood before the damage is applied. Let the station write the stick again, best on another one.',
  },
  'stick-foreign': {
    status: 404,
    message: 'the file is of a station that is not in this database',
    hint: 'Take the stick to the central of that library; nothing of the file was used.',
  },
  'stick-key-unknown': {
    status: 404,
    message: 'the key that the station signs with is not known here',
    hint: 'The station was added by an older program: connect it once, or run `kitap central stick learn-key --token-file FILE`.',
  },
  'stick-gap': {
    status: 409,
    message: 'entries of the station are missing between central and this file',
    hint: 'Read the stick that holds the named entries first, or write the station its answer: it then sends them again.',
  },
  'stick-full': {
    status: 507,
    message: 'there is no space left on the stick',
    hint: 'Delete other files or take a larger stick, then write again. Nothing unfinished was left on it.',
  },
  'stick-away': {
    status: 503,
    message: 'the stick was pulled out or fails, or there is no such folder',
    hint: 'Put the stick in, look at which folder it has, and do it again from the start.',
  },
  'stick-locked': {
    status: 403,
    message: 'the stick may not be written',
    hint: 'Move its write-protect switch, or mount it for writing.',
  },
  'stick-empty': {
    status: 404,
    message: 'there is no file of a station on the stick',
    hint: 'Give the folder itself in which the files ending in .kstick lie; write the stick at the station first.',
  },
  'stick-restarted': {
    status: 503,
    message: 'central was restored while the stick was written',
    hint: 'Write it again; nothing unfinished was left on it.',
  },
  'certificate-unreadable': {
    status: 400,
    message: 'the file is not there or is no certificate or key in PEM',
    hint: 'Give the path of a file that begins with -----BEGIN.',
  },
  'ca-needed': {
    status: 400,
    message: 'the certificate was issued by another one, which the stations must know',
    hint: 'Give the certificate of the issuer with --tls-ca.',
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
  'pages-not-built': {
    status: 503,
    message: 'the pages were not built',
    hint: 'Run `npm run build`, then start central again.',
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
