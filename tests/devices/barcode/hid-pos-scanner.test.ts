// HID POS reports to events: recorded reports, joined pieces, bounds, quirks, the driver contract.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createHidPosScanner } from '../../../devices/barcode/hid-pos-scanner.ts';
import type { DriverContext } from '../../../devices/driver.ts';
import { driverBench, driverContract } from '../driver-contract.ts';
import { posDescriptor, posReports } from './descriptors.ts';
import { posFallback, scannerProfile } from './scanner-profiles.ts';

type Options = {
  settings?: Parameters<typeof scannerProfile>[1];
  quirks?: string[];
  descriptor?: Uint8Array;
};

const make = ({ settings, quirks, descriptor }: Options = {}) => {
  const profile = scannerProfile(
    'hid-pos-scanner',
    { fallbackLayout: posFallback, ...settings },
    quirks,
  );
  return (context: DriverContext) =>
    createHidPosScanner(context, profile, descriptor ? { reportDescriptor: descriptor } : {});
};

const started = async (options: Options = {}) => {
  const bench = driverBench(make(options));
  await bench.driver.start();
  return bench;
};

driverContract('HID POS scanner', make(), posReports('20000117'));
driverContract(
  'HID POS scanner by descriptor',
  make({ descriptor: posDescriptor() }),
  posReports('A'.repeat(100)),
);

const vectors = readFileSync(
  new URL('../../fixtures/barcode-vectors.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { standard: string; hex: string });
const recorded = vectors
  .filter((vector) => vector.standard.includes('HID POS report'))
  .map((vector) => Uint8Array.from(Buffer.from(vector.hex, 'hex')));

describe('recorded Honeywell reports', () => {
  it('there are two, of 64 bytes at most', () => {
    expect(recorded.map((report) => report.length)).toEqual([64, 64]);
  });

  it('the last piece of a text is read, with its line end taken off', async () => {
    const { port, events } = await started();
    port.receive(recorded[0]!);
    expect(events).toEqual([
      { type: 'barcode-read', text: 'um: N/A', symbology: 'unknown', aim: ']X0' },
    ]);
  });

  it('the reply to a menu command is no barcode', async () => {
    const { port, events } = await started();
    port.receive(recorded[1]!);
    expect(events).toEqual([{ type: 'noise-dropped', bytes: 8 }]);
  });
});

describe('pieces', () => {
  it.each([1, 55, 56, 57, 112, 113, 200])(
    'a code of %i characters arrives whole',
    async (length) => {
      const text = 'X'.repeat(length);
      const { port, events, clock } = await started();
      for (const report of posReports(text)) port.receive(report);
      expect(events).toEqual([{ type: 'barcode-read', text, symbology: 'code128', aim: ']C0' }]);
      expect(clock.pending()).toBe(0);
    },
  );

  it('a code longer than the limit is noise to its last piece, and the next is read', async () => {
    const { port, events } = await started({ settings: { lineBytesMax: 100 } });
    for (const report of posReports('X'.repeat(300))) port.receive(report);
    for (const report of posReports('20000117')) port.receive(report);
    expect(events).toEqual([
      { type: 'noise-dropped', bytes: 300 },
      { type: 'barcode-read', text: '20000117', symbology: 'code128', aim: ']C0' },
    ]);
  });

  it('pieces without an end are dropped after a silence, not glued to the next code', async () => {
    const { port, events, clock } = await started();
    port.receive(posReports('X'.repeat(100))[0]!);
    clock.advance(300);
    for (const report of posReports('20000117')) port.receive(report);
    expect(events).toMatchObject([
      { type: 'noise-dropped', bytes: 56 },
      { type: 'barcode-read', text: '20000117' },
    ]);
  });

  it('endless pieces hold no more than the limit', async () => {
    const { port, events, clock } = await started({ settings: { lineBytesMax: 128 } });
    const piece = posReports('X'.repeat(100))[0]!;
    for (let sent = 0; sent < 20_000; sent++) port.receive(piece);
    clock.advance(300);
    expect(events).toEqual([{ type: 'noise-dropped', bytes: 20_000 * 56 }]);
  });
});

describe('bad reports', () => {
  it('a length beyond the data, an impossible AIM identifier and a stub are noise', async () => {
    const { port, events } = await started();
    const [tooLong, badAim] = [posReports('1')[0]!, posReports('1', 'xyz')[0]!];
    tooLong[1] = 57;
    port.receive(tooLong);
    port.receive(badAim);
    port.receive(Uint8Array.of(2, 8, 0x5d));
    expect(events).toEqual([64, 64, 3].map((bytes) => ({ type: 'noise-dropped', bytes })));
  });

  it('another report of the device is not its scans', async () => {
    const { port, events } = await started();
    port.receive(Uint8Array.of(6, 1, 0, 0));
    expect(events).toEqual([]);
  });
});

describe('variants', () => {
  it('without an AIM identifier the profile says the symbology', async () => {
    const { port, events } = await started({ settings: { symbology: 'code39' } });
    port.receive(posReports('20000117', '\0\0\0')[0]!);
    expect(events).toEqual([{ type: 'barcode-read', text: '20000117', symbology: 'code39' }]);
  });

  it('a Honeywell id tells the symbol where the AIM identifier does not, only with the quirk', async () => {
    for (const [quirks, symbology] of [
      [['honeywell-code-id'], 'codabar'],
      [[], 'unknown'],
    ] as const) {
      const { port, events } = await started({ quirks: [...quirks] });
      port.receive(posReports('A1B', '\0\0\0', 0x61)[0]!);
      expect(events).toEqual([{ type: 'barcode-read', text: 'A1B', symbology }]);
    }
  });

  it('an AIM identifier one byte later is found, only with the quirk', async () => {
    const shifted = posReports('20000117', ']C0', 0, 1)[0]!;
    const tolerant = await started({ quirks: ['aim-may-shift'] });
    tolerant.port.receive(shifted);
    expect(tolerant.events).toMatchObject([{ text: '20000117', symbology: 'code128' }]);
    const strict = await started();
    strict.port.receive(shifted);
    expect(strict.events).toEqual([{ type: 'noise-dropped', bytes: 64 }]);
  });

  it('the Newland layout of its descriptor: no AIM, data from byte 2', async () => {
    const descriptor = posDescriptor({ aim: 'none', continued: false, vendorBytes: 5 });
    const { port, events } = await started({ descriptor });
    const report = Buffer.alloc(64);
    report[0] = 2;
    report[1] = 8;
    report.write('20000117', 2, 'latin1');
    port.receive(report);
    expect(events).toEqual([{ type: 'barcode-read', text: '20000117', symbology: 'unknown' }]);
  });
});

describe('start', () => {
  it('rejects when neither descriptor nor profile tells the layout', async () => {
    const { driver } = driverBench((context) =>
      createHidPosScanner(context, scannerProfile('hid-pos-scanner')),
    );
    await expect(driver.start()).rejects.toThrow('fallbackLayout');
  });

  it('writes the enabling feature report where the port can', async () => {
    const bench = driverBench((context) => {
      const features: Uint8Array[] = [];
      const port = {
        ...context.port,
        setFeatureReport: async (bytes: Uint8Array) => void features.push(bytes),
      };
      const driver = make({ settings: { enableFeatureReport: 'fe01' } })({ ...context, port });
      return Object.assign(driver, { features });
    });
    await bench.driver.start();
    expect((bench.driver as unknown as { features: Uint8Array[] }).features).toEqual([
      Uint8Array.of(0xfe, 1),
    ]);
  });
});
