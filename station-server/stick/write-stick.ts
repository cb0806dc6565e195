// Writes what central has not confirmed onto a stick: a question (where this station stands) and the
// same batches as over HTTP. Nothing counts as applied by it; written twice it holds the same acts
// again. Runs beside the station server: it only reads, and notes two small numbers.
import { chainValue } from '../circulation/journal-chain.ts';
import type { Asked } from '../circulation/stick/stick-content.ts';
import { StickFault } from '../circulation/stick/stick-fault.ts';
import { type StickFiles, writeStick as writeFile } from '../circulation/stick/stick-files.ts';
import { createSealer, type Sealer } from '../circulation/stick/stick-frame.ts';
import { NONCE_BYTES, type StickHeader, stickFileName } from '../circulation/stick/stick-header.ts';
import { StationError } from '../errors.ts';
import type { Journal, StoredEntry } from '../store/journal.ts';
import type { Meta } from '../store/meta.ts';
import { cutToBytes, pushRequest } from '../sync/batch.ts';
import type { BootClocks } from '../sync/boot-clocks.ts';
import { FORK_TOLD } from '../sync/sync-client.ts';
import type { StickIdentity } from './stick-identity.ts';

const BATCH_ENTRIES_MAX = 1_000;
/** A file that has grown to this ends with its batch; FAT32 takes 4 GiB. */
const FILE_BYTES_ROLL = 1_073_741_824;

export type WriteDeps = {
  journal: Journal;
  meta: Meta;
  /** Only what exchanges over HTTP have measured: a file dates nothing. */
  clocks: Pick<BootClocks, 'of'>;
  identity: StickIdentity;
  files: StickFiles;
  nowMs(): number;
  randomBytes(size: number): Uint8Array;
};
export type WriteOptions = { folder: string; fileBytesRoll?: number; batchEntriesMax?: number };
export type StickWritten = { files: string[]; entries: number; first: number; to: number };

/** On a full disk the acts still go onto the stick; what cannot be noted then is only missing. */
const noted = (note: () => void): boolean => {
  try {
    note();
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'SQLITE_FULL') return false;
    throw error;
  }
};

/** Numbered before it is written: central and this station know by it which answer is the newer one. */
const ask = (meta: Meta): Asked => {
  const next = meta.number('stick-asked') + 1;
  const counted = noted(() => meta.set('stick-asked', next));
  const question = counted ? next : 0;
  return { question, epoch: meta.number('epoch'), applied: meta.number('applied') };
};

/**
 * A token of another number would make central take this journal for a forged one and shut the station
 * out for good, so the chain is checked here first.
 */
const checkChain = (previousChain: string, entries: readonly StoredEntry[]): void => {
  let previous = previousChain;
  for (const { chain, personal: _, ...fields } of entries) {
    previous = chainValue(previous, fields);
    if (previous !== chain)
      throw new StationError('stick-journal-differs', { detail: `${fields.seq}` });
  }
};

const chainAt = (journal: Journal, seq: number): string => {
  const chain = journal.chainAt(seq);
  if (chain === undefined) throw new StationError('stick-journal-differs', { detail: `${seq}` });
  return chain;
};

/** With nothing to send, the last entry shows whether journal and token belong together. */
const checkLast = (journal: Journal, head: number): void => {
  if (head > 0) checkChain(chainAt(journal, head - 1), journal.read(head - 1, 1));
};

type Progress = { after: number };

const pieces = function* (
  { journal, clocks, meta }: WriteDeps,
  { fileBytesRoll = FILE_BYTES_ROLL, batchEntriesMax = BATCH_ENTRIES_MAX }: WriteOptions,
  sealer: Sealer,
  { asked, to }: { asked: Asked; to: number },
  progress: Progress,
): Generator<Uint8Array, void, void> {
  yield sealer.start;
  const question = { asked, cursor: meta.number('cursor'), first: progress.after + 1, to };
  const opening = sealer.seal(question, false);
  let bytes = sealer.start.length + opening.length;
  yield opening;
  for (let last = false; !last; ) {
    const { after } = progress;
    const entries = cutToBytes(journal.read(after, Math.min(batchEntriesMax, to - after)));
    const previousChain = chainAt(journal, after);
    checkChain(previousChain, entries);
    const known = clocks.of(entries.map((entry) => entry.bootId));
    const request = { station: journal.station, epoch: asked.epoch, after, previousChain, entries };
    progress.after = after + entries.length;
    last = progress.after >= to || bytes >= fileBytesRoll;
    const piece = sealer.seal(pushRequest({ ...request, clocks: known }), last);
    bytes += piece.length;
    yield piece;
  }
};

/**
 * Resolves when everything that waits is durable on the stick.
 * @throws StationError `sync-chain-fork`, `stick-journal-differs`, `stick-full`, `stick-away`, `stick-locked`
 */
export const writeStick = async (deps: WriteDeps, options: WriteOptions): Promise<StickWritten> => {
  const { journal, meta, identity } = deps;
  if (meta.number('chain-fork') === FORK_TOLD) throw new StationError('sync-chain-fork');
  const to = journal.nextSeq() - 1;
  checkLast(journal, to);
  const asked = ask(meta);
  const { applied } = asked;
  const progress: Progress = { after: applied };
  const written: string[] = [];
  do {
    const from = progress.after + 1;
    const { library, station } = identity;
    const header: StickHeader = {
      ...{ direction: 'to-central', library, station, purpose: 'journal' },
      nonce: Buffer.from(deps.randomBytes(NONCE_BYTES)).toString('hex'),
    };
    const content = pieces(
      deps,
      options,
      createSealer(header, identity.seal),
      { asked, to },
      progress,
    );
    const name = () => stickFileName(header, from, progress.after);
    written.push(await writing(deps.files, options.folder, header, content, name));
  } while (progress.after < to);
  noted(() => {
    meta.set('stick-at-ms', deps.nowMs());
    meta.set('stick-to', to);
  });
  return { files: written, entries: to - applied, first: applied + 1, to };
};

const writing: typeof writeFile = async (...given) => {
  try {
    return await writeFile(...given);
  } catch (error) {
    throw error instanceof StickFault ? new StationError(error.code, { cause: error }) : error;
  }
};
