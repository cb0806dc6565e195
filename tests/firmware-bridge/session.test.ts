// What a driver is given of its port: also the feature reports of a HID port, and only there.
import { describe, expect, it } from 'vitest';
import type { DriverContext } from '../../devices/driver.ts';
import { createSimulatedCable } from '../../firmware-bridge/ports/simulated-port.ts';
import { endSession, noTraffic, openSession } from '../../firmware-bridge/session.ts';
import { createManualClock } from './manual-clock.ts';
import { hidScannerProfile } from './test-profiles.ts';

const open = async (withReports: boolean) => {
  const reports: string[] = [];
  const { near } = createSimulatedCable('line');
  const setFeatureReport = async (bytes: Uint8Array) => {
    reports.push(Buffer.from(bytes).toString('hex'));
  };
  const port = withReports ? { ...near, setFeatureReport } : near;
  let context: DriverContext | undefined;
  const deps = {
    ...{ id: 'scanner', profile: hidScannerProfile, clock: createManualClock() },
    createDriver: (given: DriverContext) => {
      context = given;
      return { start: async () => {}, stop: async () => {} };
    },
    onEvent() {},
  };
  const traffic = noTraffic();
  const session = await openSession(deps, { key: 'line', open: async () => port }, traffic);
  return { port: context!.port, reports, traffic, end: () => endSession(deps, session) };
};

describe('the port of a session', () => {
  it('hands feature reports on and counts them', async () => {
    const { port, reports, traffic, end } = await open(true);
    await port.setFeatureReport?.(Uint8Array.of(4, 1));
    expect([reports, traffic.bytesOut]).toEqual([['0401'], 2]);
    await end();
  });

  it('has none where the port has none', async () => {
    const { port, end } = await open(false);
    expect(port.setFeatureReport).toBe(undefined);
    await end();
  });
});
