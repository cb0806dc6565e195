// The serial scanner: bytes at the port to events, the driver contract, and misuse.
import { describe, expect, it } from 'vitest';
import { createSerialScanner } from '../../../devices/barcode/serial-scanner.ts';
import type { DriverContext } from '../../../devices/driver.ts';
import { driverBench, driverContract } from '../driver-contract.ts';
import { scannerProfile } from './scanner-profiles.ts';

const make =
  (over: Parameters<typeof scannerProfile>[1] = {}) =>
  (context: DriverContext) =>
    createSerialScanner(context, scannerProfile('serial-scanner', over));

driverContract('serial scanner', make(), [Buffer.from(']C020000117\r')]);
driverContract('serial scanner by silence', make({ suffix: [] }), [Buffer.from('20000117')]);

const started = async (over: Parameters<typeof scannerProfile>[1] = {}) => {
  const bench = driverBench(make(over));
  await bench.driver.start();
  return bench;
};

describe('serial scanner', () => {
  it('gives text, symbology and identifier', async () => {
    const { port, events } = await started();
    port.receive(']F0A27101001000017B\r\n');
    expect(events).toEqual([
      { type: 'barcode-read', text: 'A27101001000017B', symbology: 'codabar', aim: ']F0' },
    ]);
  });

  it('emits at the last byte of the suffix, without waiting for time', async () => {
    const { port, events } = await started();
    for (const byte of '20000117\r') port.receive(byte);
    expect(events).toHaveLength(1);
  });

  it('drops AT commands of a modem probe and reads on', async () => {
    const { port, events, clock } = await started({ aim: 'always' });
    port.receive('AT\r\nATE0\r');
    clock.advance(300);
    port.receive(']C020000117\r');
    expect(events).toEqual([
      { type: 'noise-dropped', bytes: 2 },
      { type: 'noise-dropped', bytes: 4 },
      { type: 'barcode-read', text: '20000117', symbology: 'code128', aim: ']C0' },
    ]);
  });

  it('reports 1 MB of line noise once it is silent, and reads the next code', async () => {
    const { port, events, clock } = await started();
    const noise = new Uint8Array(65_536).fill(0xff);
    for (let sent = 0; sent < 16; sent++) port.receive(noise);
    clock.advance(300);
    port.receive('20000117\r');
    expect(events).toEqual([
      { type: 'noise-dropped', bytes: 1_048_576 },
      { type: 'barcode-read', text: '20000117', symbology: 'unknown' },
    ]);
  });

  it('writes nothing to the scanner', async () => {
    const { port, driver } = await started();
    port.receive('20000117\r');
    await driver.stop();
    expect(port.written).toEqual([]);
  });

  it('a profile without scanner settings is a bug', () => {
    const { scanner: _, ...bare } = scannerProfile('serial-scanner');
    expect(() => driverBench((context) => createSerialScanner(context, bare))).toThrow(
      'without scanner settings',
    );
  });
});
