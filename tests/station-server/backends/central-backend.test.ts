// The sync client as a backend: the contract of all backends over real HTTP to a real central.
import { startNetwork } from '../sync/test-network.ts';
import { backendContract } from './backend-contract.ts';

backendContract('central', async () => {
  const net = await startNetwork();
  const file = `${net.folder}/station-1.db`;
  let station = await net.open(1, { idle: true, file });
  return {
    get station() {
      return station;
    },
    backend: () => station.client,
    reopen: async () => {
      await station.close();
      station = await net.open(1, { idle: true, file });
    },
    delivered: async () => {
      const found: number[] = [];
      for (let after = 0; ; after = found[found.length - 1] ?? 0) {
        const page = await net.central().store.entries(net.ref(1), after);
        if (page.length === 0) return found;
        found.push(...page.map(({ seq }) => seq));
      }
    },
    cut: () => station.network.cut(),
    restore: () => station.network.restore(),
    end: () => net.end(),
  };
});
