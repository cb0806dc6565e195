// Builds dist/kiosk-ui once before the browser tests, by the same configuration as `npm run build`.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

export default async function buildPages(): Promise<void> {
  const configFile = fileURLToPath(new URL('../../kiosk-ui/vite.config.ts', import.meta.url));
  await build({ configFile, logLevel: 'error' });
}
