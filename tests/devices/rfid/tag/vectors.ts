// The vectors of tests/fixtures/rfid-tags.jsonl by family; each names the public source that it comes from.
import { readFileSync } from 'node:fs';

export type Vector = {
  source: string;
  standard: string;
  hex: string;
  meaning: string;
  verify: string;
  text?: string;
  compaction?: number;
  elements?: { oid: number; comp: number; pad: number; value: string | number[] }[];
  decoded?: {
    usage: number;
    parts: number;
    part: number;
    pii: string;
    isil: string;
    ext: { id: number; len: number; xor_ok: boolean; payload: string }[];
  };
};

export const vectors: Vector[] = readFileSync(
  new URL('../../../fixtures/rfid-tags.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Vector);

export const family = (standard: string): Vector[] =>
  vectors.filter((vector) => vector.standard === standard);

export const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
