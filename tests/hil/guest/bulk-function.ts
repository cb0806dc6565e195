// The device's side of a USB function of our own, one bulk endpoint each way, in plain Node through
// FunctionFS (Linux Documentation/usb/functionfs.rst; struct layouts and numbers of
// <linux/usb/functionfs.h>): descriptors and strings are written to `ep0`, and once the host has
// chosen the configuration, packets go through the files `ep1` and `ep2`.
import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdirSync, openSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

const STRINGS_MAGIC = 2;
const DESCRIPTORS_MAGIC_V2 = 3;
const HAS_FULL_AND_HIGH_SPEED = 1 | 2;
const ENGLISH = 0x0409;
/** Interface 0: two endpoints, class FF, first string (USB 2.0 section 9.6.5). */
const INTERFACE = [9, 4, 0, 0, 2, 0xff, 0, 0, 1];
const IN_ADDRESS = 0x81;
const OUT_ADDRESS = 0x02;
const FULL_SPEED_BYTES = 64;
const HIGH_SPEED_BYTES = 512;
/** One packet a read: a request that fills its last packet would else not end it. */
const READ_BYTES = FULL_SPEED_BYTES;
const STEP_MS = 10;

const words = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => {
    bytes.writeUInt32LE(value, index * 4);
  });
  return bytes;
};

/** Bulk endpoint descriptor (section 9.6.6). */
const endpoint = (address: number, packetBytes: number) => [
  7,
  5,
  address,
  2,
  packetBytes & 0xff,
  packetBytes >> 8,
  0,
];

const descriptors = (): Buffer => {
  const bodies = [FULL_SPEED_BYTES, HIGH_SPEED_BYTES].map((packetBytes) =>
    Buffer.from([
      ...INTERFACE,
      ...endpoint(IN_ADDRESS, packetBytes),
      ...endpoint(OUT_ADDRESS, packetBytes),
    ]),
  );
  const body = Buffer.concat([words(3, 3), ...bodies]);
  return Buffer.concat([
    words(DESCRIPTORS_MAGIC_V2, 12 + body.length, HAS_FULL_AND_HIGH_SPEED),
    body,
  ]);
};

const strings = (name: string): Buffer => {
  const body = Buffer.concat([
    Buffer.from([ENGLISH & 0xff, ENGLISH >> 8]),
    Buffer.from(`${name}\0`),
  ]);
  return Buffer.concat([words(STRINGS_MAGIC, 16 + body.length, 1, 1), body]);
};

export type BulkFunction = {
  /** Queues bytes to the host; what is queued together goes as one transfer. */
  send(bytes: Uint8Array): void;
  /** Halts the endpoint to the host: a stall (functionfs: input and output the wrong way round). */
  halt(): Promise<void>;
  /** Ends the reading, safe to call twice; unplug the gadget first, else it waits for the host. */
  end(): Promise<void>;
};

/** `instance` of a gadget that has the function `ffs.INSTANCE`, before it is plugged in. */
export const openBulkFunction = async (
  instance: string,
  onData: (bytes: Buffer) => void,
): Promise<BulkFunction> => {
  const folder = join('/run', `ffs-${instance}`);
  mkdirSync(folder);
  execFileSync('busybox', ['mount', '-t', 'functionfs', instance, folder]);
  const control = openSync(join(folder, 'ep0'), 'r+');
  writeSync(control, descriptors());
  writeSync(control, strings(instance));
  // Non-blocking: an unplugged endpoint says so. A plugged one still keeps its thread until the host
  // has sent or taken something.
  const endpointFile = (name: string) =>
    open(join(folder, name), constants.O_RDWR | constants.O_NONBLOCK);
  const toHost = await endpointFile('ep1');
  const fromHost = await endpointFile('ep2');
  let ended = false;
  let waiting: Buffer[] = [];
  let writing: Promise<unknown> = Promise.resolve();

  const read = async () => {
    const buffer = Buffer.alloc(READ_BYTES);
    while (!ended)
      try {
        const { bytesRead } = await fromHost.read(buffer, 0, READ_BYTES, null);
        onData(buffer.subarray(0, bytesRead));
      } catch {
        // While the plug is out every call fails at once.
        await new Promise((resolve) => setTimeout(resolve, STEP_MS));
      }
  };
  const write = async () => {
    const bytes = Buffer.concat(waiting);
    waiting = [];
    // What an unplugged reader says is lost.
    if (bytes.length > 0) await toHost.write(bytes).catch(() => {});
  };
  const reading = read();
  let ending: Promise<void> | undefined;
  const end = async () => {
    ended = true;
    await Promise.all([reading, writing]);
    await Promise.all([toHost.close(), fromHost.close()]);
    closeSync(control);
  };
  return {
    send(bytes) {
      waiting.push(Buffer.from(bytes));
      writing = writing.then(write);
    },
    halt: async () => {
      await toHost.read(Buffer.alloc(1), 0, 1, null).catch(() => {});
    },
    end() {
      ending ??= end();
      return ending;
    },
  };
};
