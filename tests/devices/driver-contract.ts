// What every driver must keep, whatever it speaks (devices/driver.ts): one suite, run with each
// driver.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Driver, DriverContext, DriverEvent } from '../../devices/driver.ts';
import { createManualClock } from './manual-clock.ts';
import { createMemoryPort } from './memory-port.ts';

export type DriverBench = {
  port: ReturnType<typeof createMemoryPort>;
  clock: ReturnType<typeof createManualClock>;
  events: DriverEvent[];
  driver: Driver;
};

export type MakeContractDriver = (context: DriverContext) => Driver;

/** A driver on a port in memory and a clock by hand; `events` fills as it emits. */
export const driverBench = (make: MakeContractDriver): DriverBench => {
  const port = createMemoryPort();
  const clock = createManualClock();
  const events: DriverEvent[] = [];
  const driver = make({ port, clock, emit: (event) => events.push(event) });
  return { port, clock, events, driver };
};

/**
 * `good` is what the device sends so that at least one event must follow; each element is one
 * delivery of the port.
 */
export const driverContract = (name: string, make: MakeContractDriver, good: Uint8Array[]) => {
  describe(`${name} keeps the driver contract`, () => {
    const feed = ({ port, clock }: DriverBench) => {
      for (const bytes of good) port.receive(bytes);
      clock.advance(10_000);
    };

    it('says nothing before start, something after it', async () => {
      const bench = driverBench(make);
      feed(bench);
      expect(bench.events).toEqual([]);
      await bench.driver.start();
      feed(bench);
      expect(bench.events.length).toBeGreaterThan(0);
      await bench.driver.stop();
    });

    it('stops safely before start, twice, and with half a message held', async () => {
      const bench = driverBench(make);
      await bench.driver.stop();
      await bench.driver.start();
      for (const bytes of good) bench.port.receive(bytes.subarray(0, bytes.length - 1));
      await bench.driver.stop();
      await bench.driver.stop();
      expect(bench.clock.pending()).toBe(0);
    });

    it('emits nothing after stop, by data nor by time', async () => {
      const bench = driverBench(make);
      await bench.driver.start();
      for (const bytes of good) bench.port.receive(bytes.subarray(0, 1));
      await bench.driver.stop();
      const before = bench.events.length;
      feed(bench);
      expect(bench.events.length).toBe(before);
      expect(bench.clock.pending()).toBe(0);
    });

    it('does not close the port, which is not its own', async () => {
      const bench = driverBench(make);
      await bench.driver.start();
      await bench.driver.stop();
      expect(bench.port.closed).toBe(false);
    });

    it('never throws on random bytes and still reads the next good message', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 }),
          async (chunks) => {
            const bench = driverBench(make);
            await bench.driver.start();
            for (const chunk of chunks) expect(() => bench.port.receive(chunk)).not.toThrow();
            bench.clock.advance(10_000);
            bench.events.length = 0;
            feed(bench);
            expect(bench.events.some((event) => event.type !== 'noise-dropped')).toBe(true);
            await bench.driver.stop();
          },
        ),
        { numRuns: 150 },
      );
    });

    it('stops when told so from inside an event', async () => {
      let stop: () => void = () => {};
      let count = 0;
      const port = createMemoryPort();
      const clock = createManualClock();
      const driver = make({
        port,
        clock,
        emit: () => {
          count++;
          stop();
        },
      });
      stop = () => void driver.stop();
      await driver.start();
      for (let again = 0; again < 3; again++) for (const bytes of good) port.receive(bytes);
      clock.advance(10_000);
      expect(count).toBe(1);
      expect(clock.pending()).toBe(0);
    });
  });
};
