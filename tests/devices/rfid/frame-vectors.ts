// Recorded and computed frames of a family of readers, one JSON a line in tests/fixtures.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../profiles/package-root.ts';

export type FrameVector = { meaning: string; verify: string; bytes: Uint8Array };

export const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

export const frameVectors = (file: string): FrameVector[] =>
  readFileSync(join(packageRoot, 'tests/fixtures', file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { hex: string; meaning: string; verify: string })
    .map(({ hex, meaning, verify }) => ({ meaning, verify, bytes: bytesOf(hex) }));
