// The tests that drive a browser over the built pages; the pages are built once before them.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: '.',
    include: ['tests/kiosk-ui/**/*.test.ts'],
    globalSetup: ['tests/kiosk-ui/build-pages.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 1,
  },
});
