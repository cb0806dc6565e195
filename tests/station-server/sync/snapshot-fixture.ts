// A snapshot made by hand for the tests of the first load, and a source that gives it as the test says.
import { createHash } from 'node:crypto';
import { brotliCompressSync } from 'node:zlib';
import { packChunk } from '../../../central/snapshot/chunk-text.ts';
import type { SnapshotAnswer, SnapshotChunk } from '../../../central/sync-contract.ts';
import { TransportFailure } from '../../../station-server/sync/exchange.ts';
import type { SnapshotSource } from '../../../station-server/sync/first-load-source.ts';
import { adult, itemAt } from '../test-station.ts';

export type MadeChunk = { chunk: SnapshotChunk; bytes: Buffer };

export const chunkOf = (
  tier: number,
  table: SnapshotChunk['table'],
  rows: Record<string, unknown>[],
  change: Partial<SnapshotChunk> = {},
): MadeChunk => {
  const bytes = brotliCompressSync(packChunk(table, rows, change.deleted));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    bytes,
    chunk: { tier, table, rows: rows.length, bytes: bytes.length, sha256, ...change },
  };
};

export const patrons = (from: number, count: number): Record<string, unknown>[] =>
  Array.from({ length: count }, (_, index) => ({
    ...adult,
    patronId: `0-${from + index}`,
    card: String(27_101_000_000_000 + from + index),
  }));
export const items = (from: number, count: number): Record<string, unknown>[] =>
  Array.from({ length: count }, (_, index) => ({ ...itemAt(from + index) }));
export const loanOf = (loanId: string, index: number, change: object = {}) => ({
  ...{ loanId, itemId: itemAt(index).itemId, patronId: '0-2', kind: 'home' },
  ...{ takenOn: '2026-10-20', enteredAtMs: 1_790_000_000_000, dueOn: '2026-11-04' },
  ...{ renewals: 0, renewalsMax: 2, returnedOn: null, returnEnteredAtMs: null, ...change },
});

export const answerOf = (
  chunks: readonly MadeChunk[],
  change: Partial<SnapshotAnswer> = {},
): SnapshotAnswer => ({
  ...{ format: 1, epoch: 1, ver: 90, applied: 0, chunks: chunks.map(({ chunk }) => chunk) },
  ...change,
});

export type Asked = { sha256: string; from: number };

/** `cutAt`: bytes after which the line breaks, one for each question in turn; then none. */
export const sourceOf = (
  give: { answer: SnapshotAnswer | null; chunks: readonly MadeChunk[]; cutAt?: number[] },
  asked: Asked[] = [],
) => {
  const state = { ...give, cutAt: [...(give.cutAt ?? [])] };
  const source: SnapshotSource = {
    newest: async () => state.answer,
    chunk: async ({ sha256, from, take }) => {
      asked.push({ sha256, from });
      const found = state.chunks.find(({ chunk }) => chunk.sha256 === sha256);
      if (!found) return 'gone';
      const cut = state.cutAt.shift();
      take(found.bytes.subarray(from, cut));
      if (cut !== undefined) throw new TransportFailure('cut', null);
      return 'ended';
    },
  };
  return { source, state, asked };
};
