// The fuzz loop in C, under the sanitizers: 200,000 inputs here, KITAP_FUZZ_BOARD of them in `npm run prove`. What it checks stands
// in firmware-bridge/firmware/fuzz/rules.c.
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildFirmware } from './build-firmware.ts';

const RUNS = Number(process.env.KITAP_FUZZ_BOARD ?? 200_000);

let built: ReturnType<typeof buildFirmware>;
beforeAll(() => {
  built = buildFirmware('fuzz');
});
afterAll(() => built.remove());

it(`keeps its rules over ${RUNS} inputs`, { timeout: 600_000 }, () => {
  const { status, stdout, stderr } = spawnSync(built.program, ['--runs', String(RUNS)], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject({ target: 'board', runs: RUNS });
  expect(status).toBe(0);
  console.log(stdout.trim());
});
