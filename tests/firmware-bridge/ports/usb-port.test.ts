// The USB port against a stand-in for the library; the real one speaks to a real node in tests/hil.
import { describe, expect, it } from 'vitest';
import { openUsbPort, WRITE_LIMIT_MS } from '../../../firmware-bridge/ports/usb-port.ts';
import { createManualClock } from '../manual-clock.ts';
import { createUsbStandIn, STAND_IN_PATH } from './usb-stand-in.ts';

const build = (interfaceClass?: number) => {
  const reader = createUsbStandIn(interfaceClass);
  const clock = createManualClock();
  const open = (path = STAND_IN_PATH) => openUsbPort({ path, clock, native: reader.native });
  return { ...reader, clock, open };
};

const opened = async () => {
  const bench = build();
  const port = await bench.open();
  const closes: string[] = [];
  port.onClose((why) => closes.push(why));
  return { ...bench, port, closes };
};

/** Lets what was begun in promises go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('usb port', () => {
  it('delivers every packet in order and goes on listening, with nothing lost before a listener', async () => {
    const { port, deliver, input } = await opened();
    const waiting = input.pending.size;
    deliver([1, 2]);
    const got: number[][] = [];
    port.onData((bytes) => got.push([...bytes]));
    for (let packet = 3; packet < 20; packet++) deliver([packet]);
    deliver([]);
    expect(got.flat()).toEqual([1, 2, ...Array.from({ length: 17 }, (_, index) => index + 3)]);
    expect([waiting, input.pending.size]).toEqual([4, 4]);
    await port.close();
  });

  it('writes one after the other, whole', async () => {
    const { port, take, output } = await opened();
    const both = Promise.all([port.write(Uint8Array.of(1, 2)), port.write(Uint8Array.of(3))]);
    await settle();
    expect(output.pending.size).toBe(1);
    expect(take()).toEqual([1, 2]);
    await settle();
    expect(take()).toEqual([3]);
    await both;
    await port.close();
  });

  it('closes once everything was given back, also when asked twice, and says nothing', async () => {
    const { port, calls, closes, open } = await opened();
    await expect(open()).rejects.toMatchObject({ code: 'port-busy' });
    await Promise.all([port.close(), port.close()]);
    await port.close();
    expect(calls).toEqual(['open', 'detach', 'claim', 'release', 'close']);
    expect(closes).toEqual([]);
    await expect(port.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'port-closed' });
    await (await open()).close();
  });

  it('tells an unplug once, however many transfers it ends', async () => {
    const { port, deliver, closes, calls } = await opened();
    const written = expect(port.write(Uint8Array.of(1))).rejects.toMatchObject({
      code: 'write-failed',
    });
    await settle();
    deliver([], 'LIBUSB_TRANSFER_NO_DEVICE');
    await written;
    expect(closes).toEqual(['unplugged']);
    await port.close();
    expect(calls.at(-1)).toBe('close');
    await expect(port.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'port-closed' });
  });

  it('says what else than an unplug it can be', async () => {
    const { port, deliver, closes } = await opened();
    deliver([], 'LIBUSB_TRANSFER_ERROR');
    expect(closes).toEqual(['unplugged, or a bad cable (LIBUSB_TRANSFER_ERROR)']);
    await port.close();
  });

  it('clears a halt before it lets the device go', async () => {
    const { port, deliver, closes, input, output } = await opened();
    deliver([], 'LIBUSB_TRANSFER_STALL');
    await port.close();
    expect([closes, input.halts, output.halts]).toEqual([['LIBUSB_TRANSFER_STALL'], 1, 1]);
  });

  it('ends with a write that is never taken, or taken in part', async () => {
    const late = await opened();
    const written = expect(late.port.write(Uint8Array.of(1))).rejects.toMatchObject({
      code: 'write-timeout',
    });
    await settle();
    await late.clock.advance(WRITE_LIMIT_MS);
    await written;
    expect(late.closes).toHaveLength(1);
    await late.port.close();
    expect([late.output.pending.size, late.calls.at(-1)]).toEqual([0, 'close']);

    const part = await opened();
    const cut = expect(part.port.write(Uint8Array.of(1, 2))).rejects.toMatchObject({
      code: 'write-failed',
      message: expect.stringContaining('1 of 2 bytes'),
    });
    await settle();
    part.take(undefined, 1);
    await cut;
    expect(part.closes).toHaveLength(1);
  });

  it.each([
    ['open', 'LIBUSB_ERROR_ACCESS', 'port-denied'],
    ['open', 'LIBUSB_ERROR_NO_DEVICE', 'port-missing'],
    ['open', 'LIBUSB_ERROR_NOT_SUPPORTED', 'port-failed'],
    ['claim', 'LIBUSB_ERROR_BUSY', 'port-busy'],
    ['claim', 'LIBUSB_ERROR_NOT_FOUND', 'port-missing'],
    ['detach', 'LIBUSB_ERROR_OTHER', 'port-failed'],
  ])('%s: %s is %s, and the device is not left open', async (call, message, code) => {
    const { open, fail, calls } = build();
    fail(call, message);
    await expect(open()).rejects.toMatchObject({ code });
    expect(calls.includes('close')).toBe(call !== 'open');
  });

  it('needs no driver put aside where the system has none', async () => {
    const { open, fail } = build();
    fail('detach', 'LIBUSB_ERROR_NOT_SUPPORTED');
    await (await open()).close();
  });

  it('refuses what is not there, and an interface of a class that has a driver', async () => {
    await expect(build().open('/dev/bus/usb/001/005')).rejects.toMatchObject({
      code: 'port-missing',
    });
    await expect(build(0x0a).open()).rejects.toMatchObject({ code: 'profile-unusable' });
  });
});
