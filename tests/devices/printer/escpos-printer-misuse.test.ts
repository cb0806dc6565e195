// The printer driver used wrongly, a printer that is none, and what the driver tells of a printer's state.
import { describe, expect, test } from 'vitest';
import { PrinterError } from '../../../devices/printer/errors.ts';
import { createEscposPrinter } from '../../../devices/printer/escpos-printer.ts';
import { createManualClock } from '../manual-clock.ts';
import { createMemoryPort } from '../memory-port.ts';
import { printerProfile } from './printer-profiles.ts';
import { loansKk } from './sample-receipts.ts';
import { createSession, job } from './session.ts';

const t20 = printerProfile('epson-tm-t20iii');

describe('misuse', () => {
  test('before start, while busy, after stop: failed, never thrown, nothing sent', async () => {
    const session = createSession(t20);
    expect(await session.settle(session.driver.print(job('early')))).toBe('failed');
    await session.settle(session.driver.start());
    await expect(session.driver.start()).rejects.toMatchObject({ code: 'driver-misused' });
    const first = session.driver.print(job('a'));
    expect(await session.settle(session.driver.print(job('b')))).toBe('failed');
    expect(await session.settle(first)).toBe('printed');
    await session.driver.stop();
    await session.driver.stop();
    const received = session.printer.counts.received;
    expect(await session.settle(session.driver.print(job('c')))).toBe('failed');
    expect(session.printer.counts.received).toBe(received);
    expect(session.slips).toHaveLength(1);
  });

  test('the same id is not printed twice, unless as a reprint', async () => {
    const session = createSession(t20);
    await session.settle(session.driver.start());
    for (let time = 0; time < 3; time++)
      expect(await session.settle(session.driver.print(job('a')))).toBe('printed');
    expect(session.slips).toHaveLength(1);
    await session.settle(session.driver.print(job('a', { reprint: true })));
    expect(session.slips).toHaveLength(2);
    await session.driver.stop();
  });

  test('a receipt that cannot be encoded fails without a byte', async () => {
    const forced = { ...printerProfile('epson-tm-t88iv') };
    const profile = { ...forced, printer: { ...forced.printer!, textMode: 'text' as const } };
    const session = createSession(profile);
    await session.settle(session.driver.start());
    const received = session.printer.counts.received;
    const state = await session.settle(session.driver.print(job('a', { document: loansKk })));
    expect(state).toBe('failed');
    expect(session.printer.counts.received).toBe(received);
    await session.driver.stop();
  });

  test('a scanner profile is refused', () => {
    const { printer: _none, ...scanner } = t20;
    const context = { port: createMemoryPort(), clock: createManualClock(), emit: () => {} };
    expect(() => createEscposPrinter(context, scanner)).toThrow(PrinterError);
  });

  test('a device that never answers is not a printer of this model', async () => {
    const clock = createManualClock();
    const driver = createEscposPrinter({ port: createMemoryPort(), clock, emit: () => {} }, t20);
    const session = createSession(t20);
    const starting = driver.start();
    starting.catch(() => {});
    for (let second = 0; second < 10; second++) {
      clock.advance(1_000);
      await session.pass(10);
    }
    await expect(starting).rejects.toMatchObject({ code: 'printer-silent' });
    expect(clock.pending()).toBe(0);
  });
});

describe('state', () => {
  test.each([
    ['epson-tm-t20iii', 'asb'],
    ['rongta-rp326', 'dle-eot'],
  ])('%s tells near end, cover and paper (%s)', async (id) => {
    const session = createSession(id);
    await session.settle(session.driver.start());
    session.printer.nearEnd(true);
    await session.pass(10_500);
    session.printer.openCover();
    await session.pass(10_500);
    session.printer.closeCover();
    await session.pass(1_500);
    session.printer.paperOut();
    await session.pass(10_500);
    session.printer.paperIn();
    await session.pass(1_500);
    expect(session.states()).toEqual([
      'ready',
      'near-end',
      'cover-open',
      'near-end',
      'paper-out',
      'ready',
    ]);
    await session.driver.stop();
  });

  test('noise on the line is told and harms nothing', async () => {
    const session = createSession(t20);
    await session.settle(session.driver.start());
    session.printer.noise(Uint8Array.of(0xff, 0x92, 0x37, 0x41));
    expect(await session.settle(session.driver.print(job('a')))).toBe('printed');
    expect(session.events.some((event) => event.type === 'noise-dropped')).toBe(true);
    await session.driver.stop();
  });
});
