// Builds the C of the board for this computer, in a folder of the test file's own: two of them may build at the same time.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../../profiles/package-root.ts';

export const firmwareFolder = join(packageRoot, 'firmware-bridge/firmware');

export type FirmwareTarget = 'board' | 'board-checked' | 'fuzz';

/** Path of the program. Throws with what the compiler said; a warning is an error there. */
export const buildFirmware = (target: FirmwareTarget): { program: string; remove(): void } => {
  const out = mkdtempSync(join(tmpdir(), 'kitap-board-'));
  execFileSync('make', ['-s', '-C', firmwareFolder, `OUT=${out}`, target], { stdio: 'pipe' });
  return {
    program: join(out, target),
    remove: () => rmSync(out, { recursive: true, force: true }),
  };
};
