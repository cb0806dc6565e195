// The HID port against a stand-in for node-hid that behaves as the real one was seen to; the real
// one is tested on real hidraw nodes in tests/hil.
import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openHidPort, WRITE_LIMIT_MS } from '../../../firmware-bridge/ports/hid-port.ts';
import type { HidModule, NativeModules } from '../../../firmware-bridge/ports/native-modules.ts';
import { createManualClock } from '../manual-clock.ts';

class StandIn extends EventEmitter {
  written: number[][] = [];
  closes = 0;
  answer: () => Promise<number> = async () => 1;
  async write(bytes: Buffer) {
    this.written.push([...bytes]);
    return this.answer();
  }
  features: number[][] = [];
  async sendFeatureReport(bytes: Buffer) {
    this.features.push([...bytes]);
    return this.answer();
  }
  async close() {
    this.closes++;
  }
}

const build = () => {
  const device = new StandIn();
  const hid = { HIDAsync: { open: async () => device } } as unknown as HidModule;
  const native: NativeModules = {
    hid: async () => hid,
    serial: () => Promise.reject(new Error('not asked')),
    usb: () => Promise.reject(new Error('not asked')),
  };
  return { device, native, clock: createManualClock() };
};

describe('hid port', () => {
  it('delivers whole reports and hands over the report descriptor of /sys', async () => {
    const { device, native, clock } = build();
    const sysRoot = mkdtempSync(join(tmpdir(), 'kitap-sys-'));
    const folder = join(sysRoot, 'class/hidraw/hidraw3/device');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'report_descriptor'), Uint8Array.of(5, 0x8c));
    const port = await openHidPort({ path: '/dev/hidraw3', clock, native, sysRoot });
    rmSync(sysRoot, { recursive: true });
    expect([...port.reportDescriptor!]).toEqual([5, 0x8c]);
    const got: number[][] = [];
    port.onData((report) => got.push([...report]));
    device.emit('data', Buffer.from([2, 1, 0x41]));
    await port.write(Uint8Array.of(4, 1));
    expect([got, device.written]).toEqual([[[2, 1, 0x41]], [[4, 1]]]);
    await port.close();
    await port.close();
    expect(device.closes).toBe(1);
  });

  it('takes the error string for the unplug, once, and closes the handle', async () => {
    const { device, native, clock } = build();
    const port = await openHidPort({ path: 'hid:1', clock, native });
    const closes: string[] = [];
    port.onClose((why) => closes.push(why));
    device.emit('error', 'could not read from HID device: device disconnected');
    device.emit('error', 'again');
    expect(closes).toEqual(['could not read from HID device: device disconnected']);
    await expect(port.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'port-closed' });
    expect(device.closes).toBeGreaterThan(0);
  });

  it('writes a feature report with its id byte first, apart from the output reports', async () => {
    const { device, native, clock } = build();
    const port = await openHidPort({ path: 'hid:1', clock, native });
    await port.setFeatureReport?.(Uint8Array.of(3, 0x10));
    expect([device.features, device.written]).toEqual([[[3, 0x10]], []]);
    await port.close();
    await expect(port.setFeatureReport?.(Uint8Array.of(3, 0x10))).rejects.toMatchObject({
      code: 'port-closed',
    });
    expect(device.features).toHaveLength(1);
  });

  it('a feature report that the device refuses ends the port as a refused write does', async () => {
    const { device, native, clock } = build();
    const port = await openHidPort({ path: 'hid:1', clock, native });
    const closes: string[] = [];
    port.onClose((why) => closes.push(why));
    device.answer = () => Promise.reject(new Error('could not send feature report to device'));
    await expect(port.setFeatureReport?.(Uint8Array.of(3, 1))).rejects.toMatchObject({
      code: 'write-failed',
    });
    expect([closes.length, device.closes]).toEqual([1, 1]);
  });

  it('a report that is never taken ends with its limit', async () => {
    const { device, native, clock } = build();
    const port = await openHidPort({ path: 'hid:1', clock, native });
    device.answer = () => new Promise(() => {});
    const written = expect(port.write(Uint8Array.of(1))).rejects.toMatchObject({
      code: 'write-timeout',
    });
    await clock.advance(WRITE_LIMIT_MS);
    await written;
  });
});
