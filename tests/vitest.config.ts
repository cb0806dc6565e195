// Every test that needs no browser; `tests/run.mjs` runs it among the others.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: '.',
    include: ['tests/**/*.test.ts'],
    // The slow link wants HTTPS between its two hosts now (sync-https-required): it is run by name until then (tests/README.md).
    exclude: [
      ...(process.argv.some((word) => word.includes('slow-link'))
        ? []
        : ['tests/slow-link/slow-link.test.ts']),
      'tests/kiosk-ui/**',
      'tests/e2e/**',
      'tests/hil/**',
      'node_modules/**',
      'dist/**',
    ],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
