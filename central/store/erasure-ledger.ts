// The list of erasures beside the database, so that a database restored from an old copy is told again what it must forget. One
// JSON line an erasure: library, patron id, time, by whom, and a keyed hash of the card; nothing of the person. The key has a
// file of its own: the list may go into a backup of its own without it.
import { createHmac, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { CentralError } from '../errors.ts';
import type { Erasure } from './erasures.ts';

const KEY_BYTES = 32;

export type LedgerLine = Erasure & { libraryId: string };

export type ErasureLedger = {
  /** Hex, 64 characters; the same card gives the same hash, which without the key tells nothing. */
  hashCard(card: string): string;
  /** Throws `erasure-list-invalid`, which names the line. */
  read(): LedgerLine[];
  /** Durable when it returns. */
  append(lines: readonly LedgerLine[]): void;
};

const Line = Compile(
  Type.Object({
    libraryId: Type.String({ minLength: 1 }),
    patronId: Type.String({ pattern: '^[0-9]{1,6}-[0-9]{1,9}$' }),
    atMs: Type.Integer(),
    by: Type.String(),
    cardHash: Type.String(),
  }),
);

/** Made once; of two processes that begin at the same moment one makes it, and both read it. */
const keyOf = (file: string): Buffer => {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    const made = randomBytes(KEY_BYTES).toString('hex');
    try {
      writeFileSync(file, `${made}\n`, { flag: 'wx', mode: 0o600, flush: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  if (key.length !== KEY_BYTES) throw new CentralError('erasure-list-invalid', file);
  return key;
};

const lineOf = (text: string): LedgerLine | null => {
  try {
    const value: unknown = JSON.parse(text);
    return Line.Check(value) ? (value as LedgerLine) : null;
  } catch {
    return null;
  }
};

/** What a crash cut off must not stand before the next line; it is written again from the database. */
const mend = (file: string): void => {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (text === '' || text.endsWith('\n')) return;
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  truncateSync(file, Buffer.byteLength(whole));
};

/** `base` is the path without its ending: the list is `base.jsonl`, the key `base.key`. */
export const createErasureLedger = (base: string): ErasureLedger => {
  const file = `${base}.jsonl`;
  let key: Buffer | null = null;
  return {
    hashCard: (card) => {
      key ??= keyOf(`${base}.key`);
      return createHmac('sha256', key).update(card).digest('hex');
    },
    read: () => {
      if (!existsSync(file)) return [];
      mend(file);
      const texts = readFileSync(file, 'utf8').split('\n').slice(0, -1);
      return texts.map((text, index) => {
        const line = lineOf(text);
        if (line === null) throw new CentralError('erasure-list-invalid', `line ${index + 1}`);
        return line;
      });
    },
    append: (lines) => {
      if (lines.length === 0) return;
      mkdirSync(dirname(file), { recursive: true });
      mend(file);
      const handle = openSync(file, 'a', 0o600);
      try {
        writeSync(handle, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    },
  };
};

/** Where a database has no folder of its own: nothing is remembered beside it, and no import is compared. */
export const NO_LEDGER: ErasureLedger = { hashCard: () => '', read: () => [], append: () => {} };
