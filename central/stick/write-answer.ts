// Writes central's answer to a station onto a stick: how far its entries are applied, and every row
// that changed above the version that the station has. Rows go from the database to the stick page by
// page, so that a first load of a whole library takes no more memory than one page.
import type { Answer, Page } from '../../station-server/circulation/stick/stick-content.ts';
import { StickFault } from '../../station-server/circulation/stick/stick-fault.ts';
import { type StickFiles, writeStick } from '../../station-server/circulation/stick/stick-files.ts';
import { createSealer } from '../../station-server/circulation/stick/stick-frame.ts';
import {
  NONCE_BYTES,
  type StickHeader,
  stickFileName,
} from '../../station-server/circulation/stick/stick-header.ts';
import { privateKeyOf, type SealKeys } from '../../station-server/circulation/stick/stick-keys.ts';
import { CentralError } from '../errors.ts';
import type { CentralStore, StationRef } from '../store/central-store.ts';
import type { StickStation } from '../store/stick.ts';
import { ROWS_PER_PULL_MAX } from '../sync-contract.ts';

/** A file that has grown to this ends with its page; FAT32 takes 4 GiB. */
export const FILE_BYTES_ROLL = 1_073_741_824;

export type WriteDeps = {
  store: CentralStore;
  files: StickFiles;
  randomBytes(size: number): Uint8Array;
};
export type WriteOptions = {
  folder: string;
  ref: StationRef;
  /** Rows above this version; else what the station said that it has. */
  since?: number;
  rowsPerPage?: number;
  fileBytesRoll?: number;
};
export type AnswerWritten = {
  files: string[];
  applied: number;
  epoch: number;
  since: number;
  cursor: number;
  rows: number;
  quarantined: boolean;
};

const NEVER_ASKED = { question: 0, epoch: 0, applied: 0, cursor: 0 };

/** Pages from `answer.since` until there are no more or the file is large enough. */
const pieces = async function* (
  { store }: WriteDeps,
  { ref, rowsPerPage = ROWS_PER_PULL_MAX, fileBytesRoll = FILE_BYTES_ROLL }: WriteOptions,
  sealer: ReturnType<typeof createSealer>,
  answer: Answer,
  onPage: (page: Page) => void,
): AsyncGenerator<Uint8Array, void, void> {
  yield sealer.start;
  const first = sealer.seal(answer, answer.quarantined);
  yield first;
  let bytes = sealer.start.length + first.length;
  let cursor = answer.since;
  for (let last = answer.quarantined; !last; ) {
    const pulled = await store.pull(ref, cursor, rowsPerPage, ['hold']);
    // Pages of two histories of central must not meet in one file.
    if (pulled.epoch !== answer.epoch || pulled.applied < answer.applied)
      throw new CentralError('stick-restarted');
    const page = { rows: pulled.rows, cursor: pulled.cursor, more: pulled.more };
    last = !page.more || bytes >= fileBytesRoll;
    const piece = sealer.seal(page, last);
    bytes += piece.length;
    cursor = page.cursor;
    onPage(page);
    yield piece;
  }
};

const begin = async (
  store: CentralStore,
  ref: StationRef,
): Promise<{ station: StickStation; epoch: number; keys: SealKeys }> => {
  const epoch = await store.epoch();
  const station = await store.stick.station(ref);
  if (station === undefined) throw new CentralError('stick-foreign', `${ref.station}`);
  const { privateKey } = await store.stick.signer(ref.libraryId);
  const secret = Buffer.from(station.tokenHash, 'hex');
  return { station, epoch, keys: { secret, privateKey: privateKeyOf(privateKey) } };
};

/**
 * Resolves when all of it is durable on the stick. It stays right for ever: a station that got further
 * meanwhile passes over what it knows.
 * @throws CentralError `stick-foreign`, `stick-full`, `stick-away`, `stick-locked`, `stick-restarted`,
 *   `cursor-ahead`
 */
export const writeAnswer = async (
  deps: WriteDeps,
  options: WriteOptions,
): Promise<AnswerWritten> => {
  const { ref, folder } = options;
  const { station, epoch, keys } = await begin(deps.store, ref);
  const { cursor: had, ...asked } = station.asked ?? NEVER_ASKED;
  const since = options.since ?? (asked.epoch === epoch ? had : 0);
  const { applied, chain, quarantined } = station;
  const done: AnswerWritten = {
    ...{ files: [], applied, epoch, since, cursor: since, rows: 0, quarantined },
  };
  let more = true;
  while (more) {
    more = false;
    const from = done.cursor;
    const header: StickHeader = {
      ...{ direction: 'to-station', library: ref.libraryId, station: ref.station, purpose: 'rows' },
      nonce: Buffer.from(deps.randomBytes(NONCE_BYTES)).toString('hex'),
    };
    const answer = { asked, epoch, applied, chain, quarantined, since: from };
    const onPage = (page: Page): void => {
      done.cursor = page.cursor;
      done.rows += page.rows.length;
      more = page.more;
    };
    const content = pieces(deps, options, createSealer(header, keys), answer, onPage);
    const name = () => stickFileName(header, from, done.cursor);
    done.files.push(await writing(deps.files, folder, header, content, name));
  }
  return done;
};

const writing: typeof writeStick = async (...given) => {
  try {
    return await writeStick(...given);
  } catch (error) {
    throw error instanceof StickFault ? new CentralError(error.code, '', { cause: error }) : error;
  }
};
