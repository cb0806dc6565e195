// What an import changed, as a file that a station without central takes in (`RowsFileHead` of sync-contract.ts). The database
// of such an exchange holds nothing but the other program's catalogue and readers.
import { createHash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { CentralStore } from '../store/central-store.ts';
import { type RowsFileHead, rowsFileName } from '../sync-contract.ts';

const NAME = /^rows-\d+-(\d+)\.jsonl$/;

/** Where the newest file of the folder ends; 0 without one, and then everything is written. */
const writtenTo = (folder: string): number =>
  readdirSync(folder).reduce((most, name) => Math.max(most, Number(NAME.exec(name)?.[1] ?? 0)), 0);

/** Resolves to the file's name, or null when nothing is new since the last file. It appears whole or not at all. */
export const writeRows = async (
  store: Pick<CentralStore, 'rowsSince' | 'feedCounter'>,
  libraryId: string,
  folder: string,
): Promise<string | null> => {
  mkdirSync(folder, { recursive: true });
  const from = writtenTo(folder);
  const to = await store.feedCounter(libraryId);
  if (to <= from) return null;
  const head: RowsFileHead = { format: 'kitap-rows-1', library: libraryId, from, to };
  const part = join(folder, `${rowsFileName(head)}.part`);
  const handle = openSync(part, 'w');
  try {
    const digest = createHash('sha256');
    const put = (value: unknown): void => {
      const line = `${JSON.stringify(value)}\n`;
      digest.update(line);
      writeSync(handle, line);
    };
    put(head);
    let count = 0;
    for (let cursor = from; cursor < to; ) {
      const page = await store.rowsSince(libraryId, cursor);
      const rows = page.rows.filter(({ ver }) => ver <= to);
      for (const row of rows) put(row);
      count += rows.length;
      cursor = page.cursor;
    }
    writeSync(handle, `${JSON.stringify({ rows: count, sha256: digest.digest('hex') })}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(part, join(folder, rowsFileName(head)));
  return rowsFileName(head);
};
