// The image for a real chip links and leaves room. Its figures are printed by `node firmware-bridge/firmware/size.mjs`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { firmwareFolder } from './build-firmware.ts';

it('the image for the STM32G031K8 is small, and has no heap', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(firmwareFolder, 'size.mjs')],
    { encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  const size = JSON.parse(stdout) as Record<string, unknown>;
  expect(size).toMatchObject({ chip: 'STM32G031K8', heap: false, within: true });
  expect(size.flash).toBeGreaterThan(2_000);
  expect(size.flash).toBeLessThanOrEqual(12_288);
  expect(size.ram).toBeLessThanOrEqual(4_096);
  expect(status).toBe(0);
});
