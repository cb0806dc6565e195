// Many visits at one page that is never loaded again: what the page keeps must not grow with them. The heap is measured after a
// collection, once the page has seen enough visits to be warm, and at the end.
import type { CDPSession } from 'playwright-core';
import { createKioskLine } from './kiosk-line.ts';

const VISITS = 2_000;
const WARM_VISITS = 200;
const GROWTH_MB_MAX = 5;

const heapMb = async (chromium: CDPSession): Promise<number> => {
  for (let turn = 0; turn < 3; turn += 1) await chromium.send('HeapProfiler.collectGarbage');
  const { usedSize } = await chromium.send('Runtime.getHeapUsage');
  return usedSize / 1_048_576;
};

const metric = async (chromium: CDPSession, name: string): Promise<number> => {
  const { metrics } = await chromium.send('Performance.getMetrics');
  return metrics.find((one) => one.name === name)?.value ?? Number.NaN;
};

export const run = async (): Promise<Record<string, unknown>> => {
  const kiosk = await createKioskLine();
  try {
    await kiosk.screen('attract');
    const chromium = await kiosk.page.context().newCDPSession(kiosk.page);
    await chromium.send('Performance.enable');
    const beganMs = performance.now();
    let warm = { heap: 0, nodes: 0, listeners: 0 };
    const measure = async () => ({
      heap: await heapMb(chromium),
      nodes: await metric(chromium, 'Nodes'),
      listeners: await metric(chromium, 'JSEventListeners'),
    });
    let lent = 0;
    for (let visit = 0; visit < VISITS; visit += 1) {
      await kiosk.scan(kiosk.card(visit));
      const known = kiosk.page.locator('borrow-page, attract-page notice-bar section');
      await known.first().waitFor({ state: 'attached' });
      if (await kiosk.page.locator('borrow-page').isVisible()) {
        await kiosk.scan(kiosk.book(visit));
        await kiosk.page.locator('item-card').first().waitFor({ state: 'attached' });
        lent += 1;
      }
      await kiosk.act({ act: 'home' });
      await kiosk.page.locator('borrow-page').waitFor({ state: 'detached' });
      if (visit + 1 === WARM_VISITS) warm = await measure();
    }
    const end = await measure();
    return {
      name: 'session-soak',
      heapGrowthMb: Number((end.heap - warm.heap).toFixed(2)),
      heapGrowthMbMax: GROWTH_MB_MAX,
      heapMb: Number(end.heap.toFixed(2)),
      nodesGrowth: end.nodes - warm.nodes,
      listenersGrowth: end.listeners - warm.listeners,
      ...{ visits: VISITS, lent, seconds: Math.round((performance.now() - beganMs) / 1_000) },
      met: end.heap - warm.heap < GROWTH_MB_MAX,
    };
  } finally {
    await kiosk.close();
  }
};
