// Builds the pages that people touch: `vite build kiosk-ui` writes dist/kiosk-ui/ with one HTML
// file a page and hashed files under /assets/, which the station-server may cache for ever. Fonts
// stay files of their own: they are not first-load script.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  base: '/',
  worker: {
    format: 'es',
    rolldownOptions: {
      // Its files do nothing when they are loaded: only the readers that are used come along.
      treeshake: { moduleSideEffects: (id) => !id.includes('@zxing/library') },
    },
  },
  build: {
    outDir: here('../dist/kiosk-ui'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        index: here('index.html'),
        demo: here('demo.html'),
        staff: here('staff.html'),
        counter: here('counter.html'),
        central: here('central.html'),
      },
    },
  },
});
