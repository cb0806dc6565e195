// Every test that needs no browser; `tests/run.mjs` runs it among the others.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: '.',
    include: ['tests/**/*.test.ts'],
    // The simulation wants new checks: it is run by name until then (tests/sim/README.md).
    exclude: [
      ...(process.argv.some((word) => /tests\/sim/.test(word))
        ? []
        : ['tests/sim/simulation.test.ts']),
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
