// A pair of pseudo-terminals made by socat: a real serial line of the kernel without hardware.
// `near` is a symbolic link that the bridge opens by path, `far` is the end that a test speaks on.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.ts';

export type PtyPair = {
  near: string;
  /** Sends bytes from the device's end. */
  send(bytes: Uint8Array | string): Promise<void>;
  /** Waits for that many bytes that the bridge wrote. */
  receive(bytes: number): Promise<Buffer>;
  /** The far end vanishes, as an unplugged adapter does. */
  unplug(): Promise<void>;
  plug(): Promise<void>;
  remove(): Promise<void>;
};

export const createPtyPair = async (): Promise<PtyPair> => {
  const folder = mkdtempSync(join(tmpdir(), 'kitap-pty-'));
  const near = join(folder, 'near');
  const farPath = join(folder, 'far');
  let socat: ChildProcess | undefined;
  let far: FileHandle | undefined;

  const plug = async () => {
    const ends = [near, farPath].map((link) => `pty,raw,echo=0,link=${link}`);
    socat = spawn('socat', ends, { stdio: 'ignore' });
    await until('socat to make both ends', () => existsSync(near) && existsSync(farPath));
    far = await open(farPath, 'r+');
  };
  const unplug = async () => {
    const ended = new Promise((resolve) => socat?.once('exit', resolve));
    socat?.kill('SIGTERM');
    await ended;
    await far?.close();
    socat = undefined;
    far = undefined;
  };
  await plug();
  return {
    near,
    async send(bytes) {
      const all = Buffer.from(bytes);
      for (let at = 0; at < all.length; )
        at += (await far!.write(all, at, Math.min(4_096, all.length - at))).bytesWritten;
    },
    async receive(bytes) {
      const got = Buffer.alloc(bytes);
      for (let at = 0; at < bytes; ) at += (await far!.read(got, at, bytes - at)).bytesRead;
      return got;
    },
    unplug,
    plug,
    async remove() {
      if (socat) await unplug();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
