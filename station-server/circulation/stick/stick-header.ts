// The only part of a file on a stick that is not encrypted: one line of text, so that whoever finds
// the stick and opens the file sees what it is. It names no person. Every byte of it enters the keys.
import { createHash } from 'node:crypto';
import { StickFault } from './stick-fault.ts';

export const STICK_VERSION = 1;
export const HEADER_BYTES_MAX = 256;
export const NONCE_BYTES = 16;
export const STICK_ENDING = '.kstick';

export type StickDirection = 'to-central' | 'to-station';
export type StickHeader = {
  direction: StickDirection;
  library: string;
  station: number;
  /** What the frames hold: `journal` entries to central, changed `rows` to the station. */
  purpose: 'journal' | 'rows';
  /** Hex, new for each file: the key of a file is its own. */
  nonce: string;
};

const LINE =
  /^kitap-stick 1 (to-central|to-station) ([a-z0-9-]{1,64}) ([1-9][0-9]{0,2}) (journal|rows) ([0-9a-f]{32})\n$/;
const OTHER_VERSION = /^kitap-stick (?!1 )[1-9][0-9]{0,5} /;

export const headerLine = (header: StickHeader): Buffer => {
  const { direction, library, station, purpose, nonce } = header;
  const words = ['kitap-stick', STICK_VERSION, direction, library, station, purpose, nonce];
  const line = `${words.join(' ')}\n`;
  if (!LINE.test(line)) throw new Error(`not the header of a stick file: ${line}`);
  return Buffer.from(line, 'latin1');
};

/** @throws StickFault `stick-unreadable`, `stick-newer` */
export const parseHeader = (line: Uint8Array): StickHeader => {
  const text = Buffer.from(line).toString('latin1');
  const [, direction, library = '', station, purpose, nonce = ''] = LINE.exec(text) ?? [];
  if (direction === undefined)
    throw new StickFault(OTHER_VERSION.test(text) ? 'stick-newer' : 'stick-unreadable');
  return {
    direction: direction as StickDirection,
    library,
    station: Number(station),
    purpose: purpose as StickHeader['purpose'],
    nonce,
  };
};

export const headerDigest = (line: Uint8Array): Buffer =>
  createHash('sha256').update(line).digest();

/**
 * `from` and `to` are sequences towards central, versions of rows towards the station. Letters, digits
 * and hyphens only, at most 130 of them: any file system takes it.
 */
export const stickFileName = (
  header: Pick<StickHeader, 'direction' | 'library' | 'station'>,
  from: number,
  to: number,
): string =>
  `kitap-${header.library}-${header.station}-${header.direction}-${from}-${to}${STICK_ENDING}`;
