// Central as a process of its own, for tests that kill it: what `kitap central` starts, at one port.
// Its database is asked through a store that is open for one question only, so that no connection of
// the test's keeps alive what the kill should have torn down.

import type { CentralStore } from '../../central/store/central-store.ts';
import { openCentralStore } from '../../central/store/central-store.ts';
import { type Running, startKitap } from '../e2e/processes.ts';
import type { Serve } from '../station-server/sync/test-network.ts';

const askingEach = (database: string, clock: () => number): CentralStore =>
  new Proxy({} as CentralStore, {
    get:
      (_, name: keyof CentralStore | 'then') =>
      async (...args: unknown[]) => {
        if (name === 'close') return undefined;
        const store = await openCentralStore({ database, clock });
        try {
          return await (store[name as 'push'] as (...given: unknown[]) => unknown)(
            ...(args as [never, never]),
          );
        } finally {
          await store.close();
        }
      },
  });

/** `at` may name another database than the tests ask: the same one behind several hosts. */
export const centralProcess = (
  at: (database: string) => string = (database) => database,
): { serve: Serve; running: () => Running } => {
  let running: Running | undefined;
  const serve: Serve = async (database, port, nowMs) => {
    running = await startKitap(['central', '--database', at(database), '--port', `${port}`]);
    const { end } = running;
    return {
      store: askingEach(database, nowMs),
      app: { close: () => end('SIGKILL') },
      port: Number(new URL(String(running.ready.url)).port),
    };
  };
  return { serve, running: () => running as Running };
};
