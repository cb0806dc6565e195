// The frames of tests/fixtures/contacts.jsonl, each known by its meaning.
import { readFileSync } from 'node:fs';

export type Vector = { source: string; standard: string; hex: string; meaning: string };

export const contactVectors: readonly Vector[] = readFileSync(
  new URL('../../fixtures/contacts.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

export const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
