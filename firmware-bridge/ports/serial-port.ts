// A serial or CDC-ACM port through `serialport`. Facts that shape it (hardware.md 3.5,
// test-bench.md section 2): without a data listener an unplug is never reported; a write to a
// closed port is kept and sent after the next open; `close` may come twice.
import type { Clock } from '../../devices/driver.ts';
import type { SerialSettings } from '../../profiles/device-schema.ts';
import { BridgeError, whyOf } from '../errors.ts';
import { withTimeLimit } from '../time-limit.ts';
import { watchHangUp } from './hang-up.ts';
import { asNativeFailure, type NativeModules } from './native-modules.ts';
import { asOpenFailure } from './open-failure.ts';
import { createPortListeners, type OpenedPort } from './port-listeners.ts';

export const WRITE_LIMIT_MS = 5_000;

export type SerialPortOptions = {
  /** A device node or `COM3`; discovery turns a USB serial number into one. */
  path: string;
  settings: SerialSettings;
  clock: Clock;
  native: NativeModules;
  writeLimitMs?: number;
};

/**
 * Opens the port with the line settings of the profile. Rejects with a BridgeError: `port-missing`,
 * `port-denied`, `port-busy`, `port-failed`, `native-*`. A write that finds no taker within its
 * limit rejects and gives the port up, since what the library still holds must not reach the device
 * later.
 */
export const openSerialPort = async (options: SerialPortOptions): Promise<OpenedPort> => {
  const { path, settings, clock } = options;
  const { SerialPort } = await options.native.serial();
  const serial = new SerialPort({
    path,
    baudRate: settings.baudRate,
    dataBits: Number(settings.dataBits) as 7 | 8,
    parity: settings.parity,
    stopBits: Number(settings.stopBits) as 1 | 2,
    autoOpen: false,
  });
  const listeners = createPortListeners();
  const unfinished = new Set<(failure: BridgeError) => void>();
  serial.on('data', (bytes: Buffer) => listeners.deliver(bytes));
  serial.on('error', (failure: Error) => listeners.gone(whyOf(failure)));
  serial.on('close', (failure: (Error & { disconnected?: boolean }) | null) => {
    listeners.gone(failure?.disconnected ? 'unplugged' : failure ? whyOf(failure) : 'closed');
    // The library keeps a write for the next open when the port closes under it: its callback never
    // comes.
    for (const reject of unfinished) reject(new BridgeError('port-closed', path));
  });
  await new Promise<void>((resolve, reject) =>
    serial.open((failure) => (failure ? reject(failure) : resolve())),
  ).catch((failure: unknown) => {
    throw asOpenFailure(asNativeFailure(failure, 'serialport'), path);
  });
  const endWatch = watchHangUp(serial, clock, () => {
    listeners.gone('unplugged');
    if (serial.isOpen) serial.close(() => {});
  });
  serial.once('close', endWatch);

  const close = () =>
    new Promise<void>((resolve) => {
      listeners.end();
      endWatch();
      // A failure to close is a port that is gone already.
      if (serial.isOpen) serial.close(() => resolve());
      else resolve();
    });

  return {
    name: path,
    async write(bytes) {
      if (!listeners.open || !serial.isOpen) throw new BridgeError('port-closed', path);
      let giveUp = (_failure: BridgeError) => {};
      const written = new Promise<void>((resolve, reject) => {
        giveUp = reject;
        unfinished.add(giveUp);
        serial.write(Buffer.from(bytes), (failure) =>
          failure ? reject(new BridgeError('write-failed', path, failure)) : resolve(),
        );
      });
      const limitMs = options.writeLimitMs ?? WRITE_LIMIT_MS;
      await withTimeLimit(written, limitMs, clock, 'write-timeout', path)
        .catch((failure: unknown) => {
          listeners.gone(whyOf(failure));
          if (serial.isOpen) serial.close(() => {});
          throw failure;
        })
        .finally(() => unfinished.delete(giveUp));
    },
    onData: listeners.onData,
    onClose: listeners.onClose,
    close,
  };
};
