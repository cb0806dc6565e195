// A character device opened as a file: /dev/usb/lp0 of the kernel's usblp. Opened read-write and
// non-blocking, never created: a mistyped path must fail, not collect receipts in a file. Node
// cannot poll such a node, so it is read and written in steps.
import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import type { Clock } from '../../devices/driver.ts';
import { BridgeError, whyOf } from '../errors.ts';
import { asOpenFailure } from './open-failure.ts';
import { createPortListeners, type OpenedPort } from './port-listeners.ts';

export const WRITE_LIMIT_MS = 10_000;
const READ_STEP_MS = 50;
const WRITE_STEP_MS = 20;
const READ_BYTES = 4_096;
/** What usblp takes in one go; a larger write would sit in the kernel where no limit reaches it. */
const WRITE_BYTES = 8_192;

export type FilePortOptions = { path: string; clock: Clock; writeLimitMs?: number };

const isAgain = (failure: unknown) =>
  failure instanceof Error && 'code' in failure && failure.code === 'EAGAIN';

const openDevice = async (path: string): Promise<FileHandle> => {
  const flags = constants.O_RDWR | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);
  const handle = await open(path, flags).catch((failure: unknown) => {
    throw (failure as { code?: string }).code === 'EISDIR'
      ? new BridgeError('not-a-device', path, failure)
      : asOpenFailure(failure, path);
  });
  const kind = await handle.stat();
  if (kind.isCharacterDevice()) return handle;
  await handle.close();
  throw new BridgeError('not-a-device', path);
};

/**
 * Opens the node. Rejects with a BridgeError: `port-missing`, `port-denied`, `port-busy`,
 * `not-a-device`, `port-failed`.
 */
export const openFilePort = async ({
  path,
  clock,
  writeLimitMs = WRITE_LIMIT_MS,
}: FilePortOptions): Promise<OpenedPort> => {
  const handle = await openDevice(path);
  const listeners = createPortListeners();
  const pause = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve));

  const readLoop = async () => {
    const buffer = Buffer.alloc(READ_BYTES);
    while (listeners.open) {
      try {
        const { bytesRead } = await handle.read(buffer, 0, READ_BYTES, null);
        if (bytesRead > 0) listeners.deliver(Uint8Array.from(buffer.subarray(0, bytesRead)));
        else {
          // usblp answers an empty transfer so, a terminal its end: the node tells which.
          await stat(path);
          await pause(READ_STEP_MS);
        }
      } catch (failure) {
        if (isAgain(failure)) await pause(READ_STEP_MS);
        else listeners.gone(whyOf(failure));
      }
    }
  };
  const reading = readLoop();

  const writeAll = async (bytes: Uint8Array) => {
    const endMs = clock.upMs() + writeLimitMs;
    let at = 0;
    while (at < bytes.length) {
      if (!listeners.open) throw new BridgeError('port-closed', path);
      try {
        const step = Math.min(WRITE_BYTES, bytes.length - at);
        at += (await handle.write(bytes, at, step, null)).bytesWritten;
      } catch (failure) {
        if (!isAgain(failure)) {
          listeners.gone(whyOf(failure));
          throw new BridgeError('write-failed', `${path}: ${whyOf(failure)}`, failure);
        }
        if (clock.upMs() >= endMs)
          throw new BridgeError('write-timeout', `${path}, ${at} of ${bytes.length} bytes taken`);
        await pause(WRITE_STEP_MS);
      }
    }
  };

  let tail: Promise<unknown> = Promise.resolve();
  let closing: Promise<void> | undefined;
  return {
    name: path,
    write(bytes) {
      const mine = tail.then(() => writeAll(bytes));
      tail = mine.catch(() => {});
      return mine;
    },
    onData: listeners.onData,
    onClose: listeners.onClose,
    close() {
      listeners.end();
      closing ??= Promise.all([reading, tail]).then(() => handle.close());
      return closing;
    },
  };
};
