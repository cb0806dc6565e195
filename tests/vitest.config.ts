// Every test that needs no browser; `tests/run.mjs` runs it among the others.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: '.',
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/kiosk-ui/**', 'tests/e2e/**', 'tests/hil/**', 'node_modules/**', 'dist/**'],
    // Ends what hangs; a slow machine with other work is no failure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
