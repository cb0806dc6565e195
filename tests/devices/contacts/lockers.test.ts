// The locker drivers on simulated boards: an opening is believed only when the sensor says so.
import { describe, expect, it } from 'vitest';
import { createLockerDriver } from '../../../devices/contacts/locker-driver.ts';
import { winnsenBoard } from '../../../devices/contacts/winnsen-frame.ts';
import type { DriverContext, DriverEvent } from '../../../devices/driver.ts';
import { createContactLine } from '../../../firmware-bridge/simulated/contact-line.ts';
import { createLockerDoors, SHUT_MS } from '../../../firmware-bridge/simulated/locker-doors.ts';
import { createWinnsenBoard } from '../../../firmware-bridge/simulated/winnsen-simulator.ts';
import { createManualClock } from '../../firmware-bridge/manual-clock.ts';
import { contactBench, contactProfile } from './contact-bench.ts';

describe.each(['kerong-cu16', 'kerong-cu48', 'winnsen-locker'])('%s', (id) => {
  const profile = contactProfile(id);
  const last = profile.contacts!.outputs - 1;
  const started = async () => {
    const bench = await contactBench(profile);
    await bench.start();
    return bench;
  };

  it('tells every door once at start, and afterwards what opens and shuts', async () => {
    const bench = await started();
    expect(bench.contacts()).toHaveLength(last + 1);
    bench.events.length = 0;
    expect(await bench.pulse(last)).toEqual({ done: true, fault: null });
    await bench.clock.advance(6_000);
    bench.device.act({ kind: 'set-contact', input: last, on: false });
    await bench.clock.advance(6_000);
    expect(bench.events).toEqual([
      { type: 'contact', input: last, on: true },
      { type: 'contact', input: last, on: false },
    ]);
    await bench.stop();
  });

  it('a jammed lock is told as not open, and no other lock is touched', async () => {
    const bench = await started();
    bench.device.act({ kind: 'jam-lock', lock: 3, jammed: true });
    expect(await bench.pulse(3)).toEqual({ done: false, fault: 'lock-not-open' });
    expect(bench.device.doors!.open).not.toContain(true);
    await bench.stop();
  });

  it('a door that was left open counts as open', async () => {
    const bench = await started();
    bench.device.act({ kind: 'set-contact', input: 2, on: true });
    expect(await bench.pulse(2)).toEqual({ done: true, fault: null });
    await bench.stop();
  });

  it.each(['no-answer', 'bad-check', 'noise', 'late'] as const)(
    'an answer that is lost (%s) is settled by the sensor',
    async (fault) => {
      // Winnsen frames have no check value: a wrong last byte is no end of a frame.
      const bench = await started();
      bench.device.line.fault(fault);
      expect(await bench.pulse(1)).toEqual({ done: true, fault: null });
      await bench.stop();
    },
  );

  it('a command that was not heard is told as not open', async () => {
    const bench = await started();
    bench.device.line.fault('not-heard');
    expect(await bench.pulse(1)).toEqual({ done: false, fault: 'lock-not-open' });
    await bench.stop();
  });

  it('does not start on a silent board, nor when another board answers', async () => {
    for (const [fault, code] of [
      ['not-heard', 'contacts-silent'],
      ['wrong-unit', 'reply-foreign'],
    ] as const) {
      const bench = await contactBench(profile);
      bench.device.line.fault(fault, 20);
      await expect(bench.start()).rejects.toMatchObject({ code });
      await bench.stop();
    }
  });

  it('has no lock beyond the profile, and one opening at a time on a lock', async () => {
    const bench = await started();
    expect(await bench.pulse(last + 1)).toEqual({ done: false, fault: 'output-unknown' });
    const first = bench.driver().pulse(0, 1);
    expect(await bench.pulse(0)).toEqual({ done: false, fault: 'output-busy' });
    expect(await bench.settled(first)).toMatchObject({ done: true });
    await bench.stop();
  });

  it('reads on after noise, and an unplug ends an opening with an answer', async () => {
    const bench = await started();
    bench.device.act({ kind: 'noise', bytes: 500 });
    await bench.clock.advance(3_000);
    expect(await bench.pulse(0)).toEqual({ done: true, fault: null });
    const pulse = bench.driver().pulse(1, 1);
    bench.device.act({ kind: 'unplug' });
    expect(await bench.settled(pulse)).toMatchObject({ done: false, fault: 'contacts-closed' });
    await bench.stop();
  });
});

describe('winnsen boards of the field', () => {
  it('that send lock and status the other way round are read', async () => {
    const profile = contactProfile('winnsen-locker');
    const clock = createManualClock();
    const doors = createLockerDoors(16, clock);
    const board = createWinnsenBoard({ station: 0, locks: 16, doors, clock, swapped: true });
    const line = createContactLine({ name: 'swapped', clock, baudRate: 9_600, board });
    const port = await (await line.source.find())!.open();
    const events: DriverEvent[] = [];
    const context: DriverContext = { port, clock, emit: (event) => events.push(event) };
    const driver = createLockerDriver(context, profile, winnsenBoard(0, 16));
    const start = driver.start();
    await clock.advance(2_000);
    await start;
    const pulse = driver.pulse(0, 1);
    await clock.advance(2_000);
    expect(await pulse).toEqual({ done: true, fault: null });
    expect(doors.open[0]).toBe(true);
    await driver.stop();
  });

  it('a coil that must rest is told as refused', async () => {
    const bench = await contactBench(contactProfile('winnsen-locker'));
    await bench.start();
    await bench.pulse(0);
    expect(await bench.pulse(0)).toEqual({ done: false, fault: 'command-refused' });
    await bench.stop();
  });
});

describe('simulated doors', () => {
  it('spring open, and are shut by whoever stood there unless the key holds them', async () => {
    const clock = createManualClock();
    const doors = createLockerDoors(2, clock);
    doors.pull(0);
    doors.set(1, true);
    await clock.advance(200);
    expect(doors.open).toEqual([true, true]);
    await clock.advance(SHUT_MS);
    expect(doors.open).toEqual([false, true]);
    doors.jam(0, true);
    doors.pull(0);
    await clock.advance(200);
    expect(doors.open[0]).toBe(false);
  });
});
