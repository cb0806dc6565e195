// Every failure the station-server can throw, with what staff read about it: one table, one class (STYLE.md "Errors").
// Codes are never reused. Refusals of patrons are values, not errors; their staff hints stand in `refusal-hints.ts`.
import { STICK_ERRORS } from './errors-stick.ts';

type ErrorRow = { message: string; hint: string; status: number };

export const STATION_ERRORS = {
  // the store
  'store-newer': {
    message: 'The database was written by a newer version of this program.',
    hint: 'Install the version that wrote it, or a later one.',
    status: 500,
  },
  'store-corrupt': {
    message: 'The database file is damaged or is not a database; it was left untouched.',
    hint: 'Stop the station, keep the file, restore the newest backup and start again.',
    status: 500,
  },
  'store-unavailable': {
    message:
      'The database file cannot be opened: no permission, no space, or another program holds it.',
    hint: 'Check the rights of the data folder, free space, and that no second station runs on it. The file is sound: restore nothing.',
    status: 500,
  },
  'clock-wrong': {
    message: 'The clock of this machine is wrong.',
    hint: 'Set date, time and zone of the machine. Until then loans go by the time of central, or of the last contact with it.',
    status: 503,
  },
  'audit-nothing': {
    message: 'There is no station database in this folder.',
    hint: 'Give --data the data folder of the station, or --database for central.',
    status: 404,
  },
  'card-numbers-used-up': {
    message: 'This station has given all its 99,999 card numbers.',
    hint: 'Pair the station anew: it gets a new number and a new range.',
    status: 500,
  },
  'desk-failed': {
    message: 'The station could not read or write its database.',
    hint: 'Check free space and the disk, then restart the station. Nothing that was confirmed is lost.',
    status: 500,
  },
  'print-journal-failed': {
    message: 'The receipt could not be written down before printing, so it was not printed.',
    hint: 'Check free space and the disk. The loan itself stands.',
    status: 500,
  },
  'lock-unknown': {
    message: 'This place has no locker board of that name.',
    hint: 'Name a device of class "contacts" that stands in the station profile under this place.',
    status: 404,
  },
  'camera-off': {
    message: 'This place has no camera in the station profile.',
    hint: 'Set "camera": true at the place in the station profile and restart the station, or load the page anew.',
    status: 409,
  },
  // places and devices, as shown on the screen
  'bridge-away': {
    message: 'The program that owns the devices of this place is not connected.',
    hint: 'Start or restart `kitap bridge` of this place; its log says why it stopped.',
    status: 503,
  },
  'rfid-away': {
    message: 'No RFID pad of this place is ready.',
    hint: 'Check the cable and the power of the pad; it is found again by itself. Books are lent by their barcodes meanwhile.',
    status: 503,
  },
  'contacts-away': {
    message: 'Relays, locks or sensors of this place do not answer.',
    hint: 'Check their power and their line; they are found again by themselves.',
    status: 503,
  },
  'scanner-away': {
    message: 'No scanner of this place is ready.',
    hint: 'Check the cable and the power of the scanner; it is found again by itself.',
    status: 503,
  },
  'scanner-noise': {
    message: 'A scanner sent bytes that mean nothing.',
    hint: 'Check that the scanner profile fits the model, then its cable and its settings.',
    status: 503,
  },
  'printer-away': {
    message: 'The receipt printer is not connected.',
    hint: 'Check its cable and power. Lending goes on; receipts are shown on the screen.',
    status: 503,
  },
  'paper-out': {
    message: 'The receipt printer is out of paper.',
    hint: 'Put in a new roll and close the cover. Lending goes on without paper.',
    status: 503,
  },
  'printer-fault': {
    message: 'The receipt printer reports a fault: open cover, cutter, jam or offline.',
    hint: 'Open the cover, take out loose paper, close it; then switch the printer off and on.',
    status: 503,
  },
  'place-busy': {
    message: 'The place has more waiting inputs than it takes.',
    hint: 'Wait a moment. If it stays, something sends scans or taps without end: see the bridge log.',
    status: 503,
  },
  'branch-unknown': {
    message: 'The station profile names a branch that the site file does not have.',
    hint: 'Compare `branch` of the station profile with the branches of the site file.',
    status: 500,
  },
  'place-unknown': {
    message: 'The station has no such place.',
    hint: 'Compare the address with the places of the station profile.',
    status: 404,
  },
  'streams-too-many': {
    message: 'More pages watch this place than it serves.',
    hint: 'Close the pages that are not needed.',
    status: 503,
  },
  // sync with central
  'sync-chain-fork': {
    message: 'Central already holds other entries under the numbers of this station.',
    hint: 'This disk was copied or restored from an old backup. Lending goes on; pair the station anew, nothing is deleted.',
    status: 409,
  },
  'sync-unauthorised': {
    message: 'Central does not know the token of this station.',
    hint: 'Run `kitap central add-station` again and give the station the token that it prints.',
    status: 401,
  },
  'sync-answer-unreadable': {
    message: 'Central gave an answer that does not fit the sync contract.',
    hint: 'Station and central differ in version, or another program answers at the address of central.',
    status: 502,
  },
  ...STICK_ERRORS,
  'sync-central-untrusted': {
    message:
      'The program at the address of central has not the certificate that this station trusts.',
    hint: 'Compare the file of --central-ca with the one that `kitap central add-station` printed, the name in the address of central with the name in its certificate, and the date of this computer.',
    status: 502,
  },
  'sync-https-required': {
    message: 'Central is on another computer and its address is not https.',
    hint: 'Give central a certificate and the station an address that begins with https://. Names and the token would travel in the open.',
    status: 400,
  },
  'sync-ca-unreadable': {
    message: 'The file of --central-ca is not there or holds no certificate in PEM.',
    hint: 'Give the path of the file with the certificate that `kitap central add-station` printed.',
    status: 400,
  },
  'sync-snapshot-damaged': {
    message: 'A part of the first load came damaged twice.',
    hint: 'The station fetches row by row, which is slower. At central, `kitap central snapshot` makes a new one; look at its disk.',
    status: 502,
  },
  'child-not-ready': {
    message: 'A part of the demo did not start.',
    hint: 'Read its lines above; `kitap doctor` looks for the usual causes.',
    status: 500,
  },
  'port-in-use': {
    message: 'Another program listens on the port of the station.',
    hint: 'Stop it, or start with `--port` and another number.',
    status: 500,
  },
  // exchange with another library program by files
  'exchange-folder-failed': {
    message: 'The exchange folder cannot be read or written.',
    hint: 'Check that the folder is there, has space, and that this user may write to it. Nothing is lost: it is tried again.',
    status: 503,
  },
  'exchange-file-unreadable': {
    message: 'A file of the exchange folder is cut, altered or of another library.',
    hint: 'Take the file out of `in` and make it again with `kitap import --exchange`.',
    status: 422,
  },
  // places and devices, as shown on the screen link
  'link-address-in-use': {
    message: 'Another station-server listens on the bridge socket.',
    hint: 'Stop the other one first; two must not share a data folder.',
    status: 500,
  },
  'link-line-too-long': {
    message: 'A bridge sent a line longer than allowed.',
    hint: 'Bridge and station differ in version, or the socket is used by another program.',
    status: 400,
  },
  'link-message-invalid': {
    message: 'A bridge sent a message that does not fit the contract.',
    hint: 'Bridge and station differ in version: install the same one for both.',
    status: 400,
  },
  'link-hello-missing': {
    message: 'A bridge did not say hello first, or not in time.',
    hint: 'Bridge and station differ in version, or the socket is used by another program.',
    status: 400,
  },
  'link-protocol-differs': {
    message: 'The bridge speaks another version of the protocol.',
    hint: 'Install the same version of bridge and station.',
    status: 400,
  },
  'link-place-unknown': {
    message: 'A bridge named a place that the station profile does not have.',
    hint: 'Compare the place of the bridge with the station profile.',
    status: 400,
  },
  'link-replaced': {
    message: 'A second bridge of the same place took over.',
    hint: 'Run one bridge for each place.',
    status: 409,
  },
  'link-bridge-stuck': {
    message: 'A bridge stopped reading what it was sent.',
    hint: 'Restart the bridge; its log says what it waits for.',
    status: 503,
  },
  'link-closed': {
    message: 'The connection of a bridge ended.',
    hint: 'It connects again by itself; its log says why it went.',
    status: 503,
  },
  // HTTP
  'host-refused': {
    message: 'The request was sent to a name that this station does not answer to.',
    hint: 'Open the station by the address in its settings.',
    status: 421,
  },
  'origin-refused': {
    message: 'The request came from a page of another site.',
    hint: "Use the station's own pages.",
    status: 403,
  },
  'json-only': {
    message: 'The body must be JSON.',
    hint: 'Send `Content-Type: application/json`.',
    status: 415,
  },
  'body-not-json': {
    message: 'The body is not well-formed JSON.',
    hint: 'Check the brackets, quotes and encoding (UTF-8).',
    status: 400,
  },
  'body-too-large': {
    message: 'The body is larger than allowed.',
    hint: 'Send less in one request.',
    status: 413,
  },
  'request-invalid': {
    message: 'The request does not fit its schema.',
    hint: 'Compare it with the description of the interface.',
    status: 400,
  },
  'staff-token-wrong': {
    message: 'This needs the staff token.',
    hint: 'Send `Authorization: Bearer <staff token>`; `kitap` prints it when the station is set up.',
    status: 401,
  },
  'route-unknown': {
    message: 'There is nothing at this address.',
    hint: 'Check the address and the method.',
    status: 404,
  },
  'pages-not-built': {
    message: 'The pages were not built.',
    hint: 'Run `npm run build`, then start the station again.',
    status: 503,
  },
  // the demo panel
  'demo-device-unknown': {
    message: 'The place has no such device, or it is not simulated.',
    hint: 'Choose one of the devices that the panel lists.',
    status: 404,
  },
  'demo-locker-refused': {
    message: 'This book cannot be put into a locker now.',
    hint: 'Choose a book that is not on loan and not in a locker yet, while a door is free.',
    status: 409,
  },
  'demo-slip-unknown': {
    message: 'There is no such slip any more.',
    hint: 'Only the newest slips are kept.',
    status: 404,
  },
  'demo-network-absent': {
    message: 'This station has no network switch.',
    hint: 'Start it with `kitap start`.',
    status: 409,
  },
  internal: {
    message: 'The station met a fault of its own.',
    hint: 'Keep the log of this minute and report it.',
    status: 500,
  },
} as const satisfies Record<string, ErrorRow>;

export type StationErrorCode = keyof typeof STATION_ERRORS;

export class StationError extends Error {
  readonly code: StationErrorCode;
  readonly hint: string;
  readonly status: number;

  /** @param options `detail` says which one, without patron data: a place, a field, a file */
  constructor(code: StationErrorCode, options: { cause?: unknown; detail?: string } = {}) {
    const row: ErrorRow = STATION_ERRORS[code];
    super(options.detail ? `${row.message} (${options.detail})` : row.message, {
      cause: options.cause,
    });
    this.name = 'StationError';
    this.code = code;
    this.hint = row.hint;
    this.status = row.status;
  }
}
