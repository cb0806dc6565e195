// The relay driver on a simulated board: pulses that are proved, faults of the line, and nothing left on.
import { describe, expect, it } from 'vitest';
import { LOST_LOOKS_MAX } from '../../../devices/contacts/contact-poll.ts';
import { contactBench, contactProfile } from './contact-bench.ts';

const profile = contactProfile('generic-modbus-relay-8');
const started = async () => {
  const bench = await contactBench(profile);
  await bench.start();
  return bench;
};

describe('modbus relay', () => {
  it('tells every input once at start, and each change after two looks', async () => {
    const bench = await started();
    expect(bench.contacts()).toHaveLength(8);
    bench.events.length = 0;
    bench.device.act({ kind: 'set-contact', input: 3, on: true });
    await bench.clock.advance(1_000);
    bench.device.act({ kind: 'set-contact', input: 3, on: false });
    await bench.clock.advance(1_000);
    expect(bench.events).toEqual([
      { type: 'contact', input: 3, on: true },
      { type: 'contact', input: 3, on: false },
    ]);
    await bench.stop();
    expect(bench.clock.pending()).toBe(0);
  });

  it('a pulse is on, waits by the clock, is off, and both were read back', async () => {
    const bench = await started();
    const { relays } = bench.device;
    const pulse = bench.driver().pulse(2, 300);
    await bench.clock.advance(150);
    expect(relays!.coils[2]).toBe(true);
    await bench.clock.advance(400);
    expect(await pulse).toEqual({ done: true, fault: null });
    expect(relays!.coils).not.toContain(true);
    expect(bench.written.filter((hex) => hex.startsWith('0105'))).toEqual([
      '01050002ff002dfa',
      '0105000200006c0a',
    ]);
    await bench.stop();
  });

  it('asks for no longer a pulse than the profile allows', async () => {
    const bench = await started();
    const before = bench.clock.upMs();
    await bench.pulse(0, 600_000);
    expect(bench.clock.upMs() - before).toBeLessThan(profile.contacts!.pulseMsMax + 1_000);
    await bench.stop();
  });

  it.each(['no-answer', 'bad-check', 'noise'] as const)(
    'a write whose answer is lost (%s) is settled by reading back',
    async (fault) => {
      const bench = await started();
      bench.device.line.fault(fault);
      expect(await bench.pulse(0)).toEqual({ done: true, fault: null });
      expect(bench.device.relays!.coils).not.toContain(true);
      await bench.stop();
    },
  );

  it.each([
    ['not-heard', 'output-unmoved'],
    ['wrong-unit', 'reply-foreign'],
    ['wrong-echo', 'echo-differs'],
  ] as const)('%s: the pulse is %s, and the relay is off', async (fault, told) => {
    const bench = await started();
    bench.device.line.fault(fault);
    expect(await bench.pulse(0)).toEqual({ done: false, fault: told });
    expect(bench.device.relays!.coils).not.toContain(true);
    await bench.stop();
  });

  it('an answer that comes too late is settled by reading back', async () => {
    const bench = await started();
    bench.device.line.fault('late');
    expect(await bench.pulse(0)).toEqual({ done: true, fault: null });
    await bench.stop();
  });

  it('a relay that is welded on is told as left on, one that does not move as unmoved', async () => {
    const bench = await started();
    const { relays } = bench.device;
    relays!.weld(1, true);
    expect(await bench.pulse(1)).toEqual({ done: false, fault: 'output-unmoved' });
    relays!.weld(1, false);
    const pulse = bench.driver().pulse(1, 300);
    await bench.clock.advance(150);
    relays!.weld(1, true);
    expect(await bench.settled(pulse)).toEqual({ done: false, fault: 'output-left-on' });
    await bench.stop();
  });

  it('one pulse at a time on an output, several on a board', async () => {
    const bench = await started();
    const first = bench.driver().pulse(0, 500);
    const other = bench.driver().pulse(1, 500);
    expect(await bench.pulse(0, 500)).toEqual({ done: false, fault: 'output-busy' });
    expect(await bench.pulse(8)).toEqual({ done: false, fault: 'output-unknown' });
    expect(await bench.settled(Promise.all([first, other]))).toEqual([
      { done: true, fault: null },
      { done: true, fault: null },
    ]);
    await bench.stop();
  });

  it('stopping in a pulse switches off and reads back first', async () => {
    const bench = await started();
    const pulse = bench.driver().pulse(4, 10_000);
    await bench.clock.advance(200);
    expect(bench.device.relays!.coils[4]).toBe(true);
    await bench.stop();
    expect(bench.device.relays!.coils[4]).toBe(false);
    expect(await pulse).toEqual({ done: true, fault: null });
    await bench.clock.advance(100);
    expect(bench.clock.pending()).toBe(0);
  });

  it('start switches off what an earlier life left on, also on a board without function 0F', async () => {
    for (const forgets of [false, true]) {
      const bench = await contactBench(profile);
      const { relays } = bench.device;
      if (forgets) relays!.forget(15);
      (relays!.coils as boolean[])[5] = true;
      await bench.start();
      expect(relays!.coils).not.toContain(true);
      await bench.stop();
    }
  });

  it('does not start on a board that is silent, of another unit, or garbled', async () => {
    for (const [fault, code] of [
      ['not-heard', 'contacts-silent'],
      ['wrong-unit', 'reply-foreign'],
      ['bad-check', 'reply-damaged'],
    ] as const) {
      const bench = await contactBench(profile);
      bench.device.line.fault(fault, 20);
      await expect(bench.start()).rejects.toMatchObject({ code });
      expect(bench.contacts()).toEqual([]);
      await bench.stop();
    }
  });

  it('gives up its port when the board went silent, and says nothing of its inputs meanwhile', async () => {
    const bench = await started();
    bench.events.length = 0;
    bench.device.line.fault('not-heard', 1_000);
    await bench.clock.advance(LOST_LOOKS_MAX * 1_000);
    expect(bench.closes).toEqual(['by its driver']);
    expect(await bench.pulse(0)).toMatchObject({ done: false });
    expect(bench.contacts()).toEqual([]);
    await bench.stop();
  });

  it('an unplug ends a pulse with an answer', async () => {
    const bench = await started();
    const pulse = bench.driver().pulse(0, 5_000);
    await bench.clock.advance(100);
    bench.device.act({ kind: 'unplug' });
    expect(await bench.settled(pulse)).toEqual({ done: false, fault: 'output-left-on' });
    await bench.stop();
  });

  it('reads on after noise on the line', async () => {
    const bench = await started();
    bench.device.act({ kind: 'noise', bytes: 2_000 });
    await bench.clock.advance(5_000);
    expect(bench.events.some(({ type }) => type === 'noise-dropped')).toBe(true);
    expect(await bench.pulse(0)).toEqual({ done: true, fault: null });
    await bench.stop();
  });
});
