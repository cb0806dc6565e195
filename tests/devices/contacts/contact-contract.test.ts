// What tests/devices/driver-contract.ts asks of drivers that only listen, asked of drivers that are answered: the same promises, with
// a board at the other end.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactErrors } from '../../../devices/contacts/errors.ts';
import { createDriver } from '../../../devices/registry.ts';
import { createManualClock, settle } from '../../firmware-bridge/manual-clock.ts';
import { createMemoryPort } from '../memory-port.ts';
import { contactBench, contactProfile } from './contact-bench.ts';

describe.each(['generic-modbus-relay-8', 'kerong-cu16', 'kerong-cu48', 'winnsen-locker'])(
  '%s keeps the driver contract',
  (id) => {
    const profile = contactProfile(id);

    it('says nothing before start, something after it', async () => {
      const bench = await contactBench(profile);
      await bench.clock.advance(5_000);
      expect([bench.events, bench.written]).toEqual([[], []]);
      await bench.start();
      expect(bench.events.length).toBeGreaterThan(0);
      await bench.stop();
    });

    it('stops safely before start, twice, while starting and while busy', async () => {
      const unstarted = await contactBench(profile);
      await unstarted.stop();
      expect(await unstarted.pulse(0)).toEqual({ done: false, fault: 'contacts-closed' });
      const bench = await contactBench(profile);
      const starting = bench.driver().start();
      starting.catch(() => {});
      await settle();
      await bench.stop();
      await expect(starting).rejects.toMatchObject({ code: 'contacts-closed' });
      const busy = await contactBench(profile);
      await busy.start();
      const pulse = busy.driver().pulse(0, 5_000);
      await busy.clock.advance(3);
      await busy.settled(Promise.all([busy.driver().stop(), busy.driver().stop()]));
      expect(await pulse).toHaveProperty('done');
      await busy.clock.advance(500);
      expect(busy.clock.pending()).toBe(0);
    });

    it('emits nothing after stop, does not close the port, and starts once', async () => {
      const bench = await contactBench(profile);
      await bench.start();
      await expect(bench.driver().start()).rejects.toMatchObject({ code: 'driver-misused' });
      await bench.stop();
      const before = bench.events.length;
      bench.device.act({ kind: 'set-contact', input: 0, on: true });
      bench.device.act({ kind: 'noise', bytes: 50 });
      await bench.clock.advance(10_000);
      expect(bench.events.length).toBe(before);
      expect(bench.closes).toEqual([]);
    });

    it('stops when told so from inside an event', async () => {
      const bench = await contactBench(profile);
      const push = bench.events.push.bind(bench.events);
      bench.events.push = (...given) => {
        void bench.driver().stop();
        return push(...given);
      };
      await bench.start().catch(() => {});
      await bench.clock.advance(5_000);
      expect(bench.events).toHaveLength(1);
      expect(bench.clock.pending()).toBe(0);
    });

    it('never throws on random bytes', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 10 }),
          async (chunks) => {
            const port = createMemoryPort();
            const clock = createManualClock();
            const driver = createDriver({ port, clock, emit: () => {} }, profile);
            const start = driver.start().catch((error: { code: string }) => error.code);
            for (const chunk of chunks) {
              await settle();
              expect(() => port.receive(chunk)).not.toThrow();
            }
            await clock.advance(60_000);
            expect([undefined, ...Object.keys(contactErrors)]).toContain(await start);
            await driver.stop();
          },
        ),
        { numRuns: 40 },
      );
    });

    it('a profile without contact settings is refused', () => {
      const { contacts: _, ...bare } = profile;
      const context = { port: createMemoryPort(), clock: createManualClock(), emit: () => {} };
      expect(() => createDriver(context, bare)).toThrow(
        expect.objectContaining({ code: 'profile-without-contacts' }),
      );
    });
  },
);
