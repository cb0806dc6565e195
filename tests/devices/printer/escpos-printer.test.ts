// The printer driver against a simulated printer: what may be called printed, and what never comes out for the next patron.
import { describe, expect, test } from 'vitest';
import { printerProfile, printerProfiles } from './printer-profiles.ts';
import { createSession, job } from './session.ts';

const t20 = printerProfile('epson-tm-t20iii');
const rasterT20 = { ...t20, printer: { ...t20.printer, textMode: 'raster' as const } };

describe.each(printerProfiles)('$id', (profile) => {
  test('prints one receipt and says only what it knows', async () => {
    const session = createSession(profile);
    await session.settle(session.driver.start());
    const state = await session.settle(session.driver.print(job('a')));
    await session.pass(4_000);
    expect(session.slips).toHaveLength(1);
    expect(session.printer.counts).toMatchObject({ garbage: 0, hazards: 0 });
    if (profile.printer.ack === 'none') {
      expect(state).toBe('unconfirmed');
      expect(session.progress()).toEqual(['sending', 'unconfirmed']);
    } else {
      expect(state).toBe('printed');
      expect(session.progress()).toEqual(['sending', 'awaiting-ack', 'printed']);
    }
    expect(session.states()).toEqual([profile.printer.status === 'none' ? 'unknown' : 'ready']);
    await session.driver.stop();
    await session.pass(100);
    // The simulated printer without a cutter may still hold one; the driver leaves none.
    expect(session.clock.pending()).toBe(0);
  });
});

/** How often the whole receipt came out: a slip equal to that of an undisturbed run. */
const wholeSlips = (slips: { png: Uint8Array }[], whole: Uint8Array) =>
  slips.filter((slip) => Buffer.from(slip.png).equals(Buffer.from(whole))).length;

const undisturbed = async (profile: Parameters<typeof createSession>[0]) => {
  const session = createSession(profile);
  await session.settle(session.driver.start());
  let chunks = 0;
  session.onWrite(() => chunks++);
  await session.settle(session.driver.print(job('a')));
  await session.pass(3_000);
  await session.driver.stop();
  return { whole: session.slips[0]!.png, chunks };
};

describe.each([
  ['text', t20, {}],
  ['raster', rasterT20, {}],
  ['raster into a small buffer', rasterT20, { receiveBytesMax: 12_000 }],
  ['DLE EOT and GS r only', printerProfile('rongta-rp326'), {}],
])('paper end: %s', (_name, profile, options) => {
  const check = async (
    disturb: (session: ReturnType<typeof createSession>) => void,
    whole: Uint8Array,
  ) => {
    const session = createSession(profile, options);
    await session.settle(session.driver.start());
    disturb(session);
    const state = await session.settle(session.driver.print(job('a')));
    session.onWrite(() => {});
    session.printer.paperIn();
    await session.pass(6_000);
    const printed = wholeSlips(session.slips, whole);
    if (state === 'printed') expect(printed).toBe(1);
    else if (state === 'unconfirmed') expect(printed).toBeLessThanOrEqual(1);
    else {
      expect(['interrupted', 'failed']).toContain(state);
      expect(printed).toBe(0);
    }
    await session.driver.stop();
    return state;
  };

  test('before any chunk: exactly one whole receipt or a state that says otherwise', async () => {
    const { whole, chunks } = await undisturbed(profile);
    const states = new Set<string>();
    for (let at = 0; at < chunks; at++)
      states.add(
        await check(
          (session) => session.onWrite((n) => n === at && session.printer.paperOut()),
          whole,
        ),
      );
    expect(states).not.toContain('printed');
    expect(states.size).toBeGreaterThan(0);
  });

  test('at any moment of printing', async () => {
    const { whole } = await undisturbed(profile);
    const states: string[] = [];
    for (let ms = 20; ms < 1_600; ms += 120)
      states.push(
        await check((session) => {
          session.onWrite((n) => {
            if (n === 1) session.clock.after(ms, () => session.printer.paperOut());
          });
        }, whole),
      );
    expect(states).toContain('printed');
    expect(states.some((state) => state !== 'printed')).toBe(true);
  });
});

describe('after a paper end', () => {
  test('the rest of the receipt never comes out, the stub is cut, the next job is whole', async () => {
    const session = createSession(t20);
    await session.settle(session.driver.start());
    session.onWrite((n) => {
      if (n === 3) session.clock.after(60, () => session.printer.paperOut());
    });
    expect(await session.settle(session.driver.print(job('a')))).toBe('interrupted');
    expect(session.printer.counts.cleared).toBe(2);
    expect(await session.settle(session.driver.print(job('b')))).toBe('failed');
    expect(session.slips).toHaveLength(0);
    session.printer.paperIn();
    await session.pass(2_000);
    expect(session.slips).toHaveLength(1);
    expect(session.slips[0]!.lines.join()).not.toContain('Спасибо');
    expect(session.slips[0]!.lines.at(-1)).toBe('X'.repeat(48));
    const again = job('a', { reprint: true });
    expect(await session.settle(session.driver.print(again))).toBe('printed');
    expect(session.slips[1]!.lines[1]).toContain('ПОВТОРНАЯ ПЕЧАТЬ');
    expect(session.slips[1]!.lines.at(-1)).toContain('Спасибо');
    expect(session.states()).toEqual(['ready', 'paper-out', 'ready']);
    await session.driver.stop();
  });

  test('a simulated printer that is not cleared does go on, as a real one', async () => {
    const session = createSession(t20);
    await session.settle(session.driver.start());
    session.onWrite((n) => {
      if (n === 3) session.clock.after(60, () => session.printer.paperOut());
      if (n === 3) void session.driver.stop();
    });
    expect(await session.settle(session.driver.print(job('a')))).toBe('interrupted');
    await session.pass(500);
    expect(session.printer.counts.cleared).toBe(1);
  });

  test('a printer that knows no clear gets a fresh connection', async () => {
    let closed = 0;
    const session = createSession('citizen-ct-s310ii', {
      wrap: (port) => ({
        ...port,
        close: () => {
          closed++;
          return port.close();
        },
      }),
    });
    await session.settle(session.driver.start());
    session.onWrite((n) => {
      // After the head and the request for automatic status.
      if (n === 4) session.printer.paperOut();
    });
    expect(await session.settle(session.driver.print(job('a')))).toBe('interrupted');
    expect(closed).toBe(1);
    await session.driver.stop();
  });
});

describe('what is not known is not claimed', () => {
  test('unplugged between the last byte and the acknowledgement: unconfirmed', async () => {
    const session = createSession(t20);
    await session.settle(session.driver.start());
    const printing = session.driver.print(job('a'));
    while (!session.progress().includes('awaiting-ack')) await session.pass(10);
    session.printer.unplug();
    expect(await session.settle(printing)).toBe('unconfirmed');
    expect(session.states().at(-1)).toBe('offline');
    await session.driver.stop();
  });

  test('unplugged while sending: interrupted; later jobs fail at once', async () => {
    const session = createSession(t20);
    await session.settle(session.driver.start());
    session.onWrite((n) => {
      if (n === 4) session.printer.unplug();
    });
    expect(await session.settle(session.driver.print(job('a')))).toBe('interrupted');
    expect(await session.settle(session.driver.print(job('b')))).toBe('failed');
    await session.driver.stop();
  });

  test('an acknowledgement of another job confirms nothing', async () => {
    const session = createSession(
      { ...t20, printer: { ...t20.printer, ack: 'process-id' } },
      {
        wrap: (port) => ({
          ...port,
          onData: (listener) =>
            port.onData((bytes) =>
              listener(
                bytes[0] === 0x37 && bytes[1] === 0x22
                  ? Buffer.from('3722585858580', 'latin1')
                  : bytes,
              ),
            ),
        }),
      },
    );
    await session.settle(session.driver.start());
    expect(await session.settle(session.driver.print(job('a')))).toBe('unconfirmed');
    expect(session.slips).toHaveLength(1);
    await session.driver.stop();
  });

  test('stopped while awaiting: unconfirmed, and nothing is told any more', async () => {
    const session = createSession(t20);
    await session.settle(session.driver.start());
    const printing = session.driver.print(job('a'));
    while (!session.progress().includes('awaiting-ack')) await session.pass(10);
    await session.driver.stop();
    const told = session.events.length;
    expect(await session.settle(printing)).toBe('unconfirmed');
    expect(session.events).toHaveLength(told);
  });
});
