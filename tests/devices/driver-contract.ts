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
 * Lets time pass in steps, and promises go on between them: drivers that ask and wait need both.
 */
const pass = async (clock: DriverBench['clock'], ms: number): Promise<void> => {
  for (let passed = 0; passed < ms && clock.pending() > 0; passed += STEP_MS) {
    clock.advance(STEP_MS);
    await new Promise((resolve) => setImmediate(resolve));
  }
};
const STEP_MS = 50;

/** Starts it; a driver that asks its device first needs time to pass. */
const begin = async ({ driver, clock }: Pick<DriverBench, 'driver' | 'clock'>): Promise<void> => {
  let begun = false;
  const starting = driver.start().finally(() => {
    begun = true;
  });
  for (let tried = 0; !begun && tried < 400; tried++) {
    await new Promise((resolve) => setImmediate(resolve));
    if (!begun) clock.advance(STEP_MS);
  }
  await starting;
};

/**
 * `good` is what the device sends so that at least one event must follow; each element is one
 * delivery of the port. `hand` does something at the device to the same end, for devices that only
 * answer.
 */
export const driverContract = (
  name: string,
  make: MakeContractDriver,
  good: Uint8Array[],
  hand: (port: DriverContext['port']) => void = () => {},
) => {
  describe(`${name} keeps the driver contract`, () => {
    const feed = async ({ port, clock }: Pick<DriverBench, 'port' | 'clock'>) => {
      for (const bytes of good) port.receive(bytes);
      hand(port);
      await pass(clock, 10_000);
    };

    it('says nothing before start, something after it', async () => {
      const bench = driverBench(make);
      await feed(bench);
      expect(bench.events).toEqual([]);
      await begin(bench);
      await feed(bench);
      expect(bench.events.length).toBeGreaterThan(0);
      await bench.driver.stop();
    });

    it('stops safely before start, twice, and with half a message held', async () => {
      const bench = driverBench(make);
      await bench.driver.stop();
      await begin(bench);
      for (const bytes of good) bench.port.receive(bytes.subarray(0, bytes.length - 1));
      await bench.driver.stop();
      await bench.driver.stop();
      expect(bench.clock.pending()).toBe(0);
    });

    it('emits nothing after stop, by data nor by time', async () => {
      const bench = driverBench(make);
      await begin(bench);
      for (const bytes of good) bench.port.receive(bytes.subarray(0, 1));
      await bench.driver.stop();
      const before = bench.events.length;
      await feed(bench);
      expect(bench.events.length).toBe(before);
      expect(bench.clock.pending()).toBe(0);
    });

    it('does not close the port, which is not its own', async () => {
      const bench = driverBench(make);
      await begin(bench);
      await bench.driver.stop();
      expect(bench.port.closed).toBe(false);
    });

    it('never throws on random bytes and still reads the next good message', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 }),
          async (chunks) => {
            const bench = driverBench(make);
            await begin(bench);
            for (const chunk of chunks) expect(() => bench.port.receive(chunk)).not.toThrow();
            await pass(bench.clock, 10_000);
            bench.events.length = 0;
            await feed(bench);
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
      await begin({ driver, clock });
      for (let again = 0; again < 3; again++) for (const bytes of good) port.receive(bytes);
      hand(port);
      await pass(clock, 10_000);
      expect(count).toBe(1);
      expect(clock.pending()).toBe(0);
    });
  });
};
