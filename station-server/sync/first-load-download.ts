// Brings the missing bytes of one chunk into the store, piece by piece as they come: a cut costs what was on the line.
import type { SnapshotChunk } from '../../central/sync-contract.ts';
import { StationError } from '../errors.ts';
import { TransportFailure } from './exchange.ts';
import type { SnapshotSource } from './first-load-source.ts';
import type { LoadStore } from './first-load-store.ts';

/** Written at once when there are so many; a kill loses no more. */
export const PIECE_BYTES = 16_384;

export type DownloadDeps = {
  store: LoadStore;
  source: SnapshotSource;
  onBytes(count: number): void;
};

/**
 * `gone`: central has it no more. `cut`: the line broke after some bytes had come, so trying again at once is no idle asking.
 * Throws where nothing came.
 */
export type Downloaded = 'complete' | 'gone' | 'cut';

export const createDownload = ({ store, source, onBytes }: DownloadDeps) => {
  const piecesOf = (chunk: SnapshotChunk) => {
    const { sha256 } = chunk;
    let at = store.bytesHeld(sha256);
    let waiting: Uint8Array[] = [];
    let size = 0;
    const flush = (): void => {
      if (size === 0) return;
      store.addBytes(sha256, at, Buffer.concat(waiting));
      at += size;
      onBytes(size);
      [waiting, size] = [[], 0];
    };
    const take = (bytes: Uint8Array): void => {
      if (at + size + bytes.length > chunk.bytes) {
        throw new StationError('sync-answer-unreadable', { detail: 'snapshot too large' });
      }
      waiting.push(bytes);
      size += bytes.length;
      if (size >= PIECE_BYTES) flush();
    };
    const restart = (): void => {
      store.dropBytes(sha256);
      at = 0;
    };
    return { from: at, flush, take, restart, held: () => at };
  };

  return async (chunk: SnapshotChunk, stop: AbortSignal): Promise<Downloaded> => {
    const { sha256, bytes } = chunk;
    const pieces = piecesOf(chunk);
    const { from, take, restart } = pieces;
    if (from === bytes) return 'complete';
    try {
      const end = await source.chunk({ sha256, from, restart, take }, stop);
      pieces.flush();
      if (end === 'gone') return 'gone';
    } catch (error) {
      pieces.flush();
      if (error instanceof TransportFailure && pieces.held() > from) return 'cut';
      throw error;
    }
    if (pieces.held() === bytes) return 'complete';
    if (pieces.held() > from) return 'cut';
    throw new TransportFailure('central sent nothing of a chunk', null);
  };
};
