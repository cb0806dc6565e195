// Rows that another program's catalogue became (`kitap import --exchange`), as a file of `in/`: a head line, one row a line, an
// end line with the digest of all before it (`RowsFileHead` of central/sync-contract.ts).
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PullRow } from '../../central/sync-contract.ts';
import { StationError } from '../errors.ts';
import { isPulledRow } from '../sync/pulled-rows.ts';

/** `rows-<cursor>-<ver>.jsonl` */
const NAME = /^rows-(\d{1,16})-(\d{1,16})\.jsonl$/;

export type RowsFile = { name: string; from: number; to: number };

/** The file that goes on from `cursor`, or stands around it after a kill. */
export const nextRowsFile = (names: readonly string[], cursor: number): RowsFile | null => {
  for (const name of names) {
    const [, from, to] = NAME.exec(name) ?? [];
    const file = { name, from: Number(from), to: Number(to) };
    if (file.from <= cursor && cursor < file.to) return file;
  }
  return null;
};

/** @throws StationError `exchange-file-unreadable` when it is cut, altered or of another library */
export const readRowsFile = (folder: string, file: RowsFile, library: string): PullRow[] => {
  const unreadable = (cause?: unknown) =>
    new StationError('exchange-file-unreadable', { detail: file.name, cause });
  let text: string;
  try {
    text = readFileSync(join(folder, file.name), 'utf8');
  } catch (cause) {
    throw unreadable(cause);
  }
  const body = text.slice(0, text.lastIndexOf('{'));
  try {
    const [head, ...lines] = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    const end = lines.pop() as { sha256?: unknown } | undefined;
    const told = head as { format?: unknown; library?: unknown; from?: unknown; to?: unknown };
    const digest = createHash('sha256').update(body).digest('hex');
    const fits = told.library === library && told.from === file.from && told.to === file.to;
    const rows = lines as PullRow[];
    if (told.format === 'kitap-rows-1' && fits && end?.sha256 === digest && rows.every(isPulledRow))
      return rows;
  } catch (cause) {
    throw unreadable(cause);
  }
  throw unreadable();
};
