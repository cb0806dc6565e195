// Every shipped profile gets the driver it names.
import { describe, expect, it } from 'vitest';
import { createDriver, isPrinterDriver } from '../../devices/registry.ts';
import { loadDeviceProfiles } from '../../profiles/loader.ts';
import { createManualClock } from './manual-clock.ts';
import { createMemoryPort } from './memory-port.ts';

describe('createDriver', () => {
  it.each([...loadDeviceProfiles().values()].map((profile) => [profile.id, profile] as const))(
    '%s',
    async (_, profile) => {
      const context = { port: createMemoryPort(), clock: createManualClock(), emit: () => {} };
      const driver = createDriver(context, profile);
      expect(isPrinterDriver(driver)).toBe(profile.class === 'printer');
      if (profile.class === 'scanner') await driver.start();
      await driver.stop();
      expect(context.clock.pending()).toBe(0);
    },
  );
});
