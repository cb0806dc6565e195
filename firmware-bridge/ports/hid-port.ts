// A HID device through node-hid's asynchronous class and Linux hidraw: whole input reports in,
// whole output reports out, each with its id byte. node-hid has no unplug event and no report
// descriptor: an error (a string) is the unplug, the descriptor is read from /sys (hardware.md 3.1
// and 3.5, test-bench.md section 3).
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Clock } from '../../devices/driver.ts';
import { BridgeError, whyOf } from '../errors.ts';
import { withTimeLimit } from '../time-limit.ts';
import { asNativeFailure, type NativeModules } from './native-modules.ts';
import { asOpenFailure } from './open-failure.ts';
import { createPortListeners, type OpenedPort } from './port-listeners.ts';

export const WRITE_LIMIT_MS = 2_000;

export type HidPortOptions = {
  /** As discovery found it: `/dev/hidraw0`, or the system's own name for it elsewhere. */
  path: string;
  clock: Clock;
  native: NativeModules;
  /** Root of sysfs, other than /sys only in tests. */
  sysRoot?: string;
  writeLimitMs?: number;
};

/** The raw report descriptor, or undefined where the system has none to give (Windows, macOS). */
export const readReportDescriptor = async (
  path: string,
  sysRoot = '/sys',
): Promise<Uint8Array | undefined> => {
  if (!path.startsWith('/dev/hidraw')) return undefined;
  const file = join(sysRoot, 'class/hidraw', basename(path), 'device/report_descriptor');
  // The device may leave between listing and reading; the open that follows then says so.
  return readFile(file).catch(() => undefined);
};

/**
 * Opens the device. Rejects with a BridgeError: `port-missing`, `port-denied`, `port-failed`,
 * `native-*`.
 */
export const openHidPort = async (options: HidPortOptions): Promise<OpenedPort> => {
  const { path, clock } = options;
  const { HIDAsync } = await options.native.hid();
  const reportDescriptor = await readReportDescriptor(path, options.sysRoot);
  const device = await HIDAsync.open(path).catch((failure: unknown) => {
    throw asOpenFailure(asNativeFailure(failure, 'node-hid'), path);
  });
  const listeners = createPortListeners();
  device.on('error', (failure: unknown) => {
    listeners.gone(whyOf(failure));
    // An open HIDAsync keeps the process alive, and closing what is gone may fail: that is no news.
    device.close().catch(() => {});
  });
  device.on('data', (report: Buffer) => listeners.deliver(report));

  /** `send` begins only on an open port; a report that fails or is never taken ends the port. */
  const sendReport = async (send: () => Promise<number>): Promise<void> => {
    if (!listeners.open) throw new BridgeError('port-closed', path);
    const sent = send().then(
      () => {},
      (failure: unknown) => {
        throw new BridgeError('write-failed', `${path}: ${whyOf(failure)}`, failure);
      },
    );
    const limitMs = options.writeLimitMs ?? WRITE_LIMIT_MS;
    await withTimeLimit(sent, limitMs, clock, 'write-timeout', path).catch((failure: unknown) => {
      listeners.gone(whyOf(failure));
      device.close().catch(() => {});
      throw failure;
    });
  };

  return {
    name: path,
    ...(reportDescriptor ? { reportDescriptor } : {}),
    write: (bytes) => sendReport(() => device.write(Buffer.from(bytes))),
    setFeatureReport: (bytes) => sendReport(() => device.sendFeatureReport(Buffer.from(bytes))),
    onData: listeners.onData,
    onClose: listeners.onClose,
    async close() {
      const wasOpen = listeners.open;
      listeners.end();
      if (wasOpen) await device.close().catch(() => {});
    },
  };
};
