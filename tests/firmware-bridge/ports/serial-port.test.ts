import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type NativeModules,
  nativeModules,
} from '../../../firmware-bridge/ports/native-modules.ts';
import { openSerialPort } from '../../../firmware-bridge/ports/serial-port.ts';
import { systemClock } from '../../../firmware-bridge/system-clock.ts';
import { createPtyPair, type PtyPair } from '../pty-pair.ts';
import { serialScannerProfile } from '../test-profiles.ts';
import { until } from '../until.ts';

const open = (path: string, native: NativeModules = nativeModules, writeLimitMs = 5_000) =>
  openSerialPort({
    path,
    settings: serialScannerProfile.serial!,
    clock: systemClock,
    native,
    writeLimitMs,
  });

describe('serial port on a pseudo-terminal', () => {
  let pty: PtyPair;
  beforeEach(async () => {
    pty = await createPtyPair();
  });
  afterEach(() => pty.remove());

  it('reads and writes bytes of every value', async () => {
    const port = await open(pty.near);
    const got: number[] = [];
    port.onData((bytes) => got.push(...bytes));
    const all = Uint8Array.from({ length: 256 }, (_, value) => value);
    await pty.send(all);
    await until('256 bytes', () => got.length === 256);
    expect(got).toEqual([...all]);
    await port.write(all);
    expect([...(await pty.receive(256))]).toEqual([...all]);
    await port.close();
  });

  it('holds what comes before the driver listens', async () => {
    const port = await open(pty.near);
    await pty.send('early');
    await port.write(Uint8Array.of(1));
    await pty.receive(1);
    let got = '';
    await until('the bytes', () => {
      port.onData((bytes) => {
        got += Buffer.from(bytes).toString();
      });
      return got === 'early';
    });
    await port.close();
  });

  it('tells once when the far end vanishes, and then refuses writes', async () => {
    const port = await open(pty.near);
    const closes: string[] = [];
    port.onData(() => {});
    port.onClose((why) => closes.push(why));
    await pty.unplug();
    await until('the close', () => closes.length > 0);
    await expect(port.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'port-closed' });
    await port.close();
    await port.close();
    expect(closes).toEqual(['unplugged']);
  });

  it('sees an unplug at once after opening, every time', async () => {
    for (let round = 0; round < 30; round += 1) {
      const port = await open(pty.near);
      const closes: string[] = [];
      port.onClose((why) => closes.push(why));
      await pty.unplug();
      await until('the close', () => closes.length > 0);
      expect(closes).toEqual(['unplugged']);
      await pty.plug();
    }
  });

  it('a write that was refused never reaches the device after it came back', async () => {
    const port = await open(pty.near);
    let gone = false;
    port.onClose(() => {
      gone = true;
    });
    await pty.unplug();
    await until('the close', () => gone);
    await expect(port.write(Buffer.from('unlock'))).rejects.toMatchObject({ code: 'port-closed' });
    await pty.plug();
    const again = await open(pty.near);
    await again.write(Buffer.from('after'));
    expect((await pty.receive(5)).toString()).toBe('after');
    await again.close();
  });

  it('gives up a write that nobody takes, and the port with it', async () => {
    const port = await open(pty.near, nativeModules, 200);
    const closes: string[] = [];
    port.onClose((why) => closes.push(why));
    // Nobody reads the far end: the kernel takes some kilobytes and then no more.
    const failure = await port.write(new Uint8Array(4_000_000)).catch((reason: unknown) => reason);
    expect(failure).toMatchObject({ code: 'write-timeout' });
    expect(closes).toHaveLength(1);
    await expect(port.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'port-closed' });
    await port.close();
  });

  it('says what keeps it from opening', async () => {
    await expect(open(`${pty.near}-not`)).rejects.toMatchObject({ code: 'port-missing' });
    const first = await open(pty.near);
    await expect(open(pty.near)).rejects.toMatchObject({ code: 'port-busy' });
    await first.close();
    const second = await open(pty.near);
    await second.close();
    await expect(second.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'port-closed' });
  });
});
