import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFilePort } from '../../../firmware-bridge/ports/file-port.ts';
import { systemClock } from '../../../firmware-bridge/system-clock.ts';
import { createPtyPair, type PtyPair } from '../pty-pair.ts';
import { until } from '../until.ts';

const open = (path: string, writeLimitMs = 5_000) =>
  openFilePort({ path, clock: systemClock, writeLimitMs });

describe('file port', () => {
  let pty: PtyPair;
  let folder: string;
  beforeEach(async () => {
    pty = await createPtyPair();
    folder = mkdtempSync(join(tmpdir(), 'kitap-file-port-'));
  });
  afterEach(async () => {
    await pty.remove();
    rmSync(folder, { recursive: true });
  });

  it('reads and writes a character device, and writes keep their order', async () => {
    const port = await open(pty.near);
    let got = '';
    port.onData((bytes) => {
      got += Buffer.from(bytes).toString('latin1');
    });
    const first = Buffer.alloc(30_000, 0x41);
    const both = Promise.all([port.write(first), port.write(Buffer.from('end'))]);
    const all = await pty.receive(30_003);
    await both;
    expect(all.equals(Buffer.concat([first, Buffer.from('end')]))).toBe(true);
    await pty.send('status');
    await until('the status', () => got === 'status');
    await port.close();
    await port.close();
    await expect(port.write(first)).rejects.toMatchObject({ code: 'port-closed' });
  });

  it('never creates a file, and refuses one that is there', async () => {
    const typo = join(folder, 'lp0');
    await expect(open(typo)).rejects.toMatchObject({ code: 'port-missing' });
    expect(existsSync(typo)).toBe(false);
    writeFileSync(typo, '');
    await expect(open(typo)).rejects.toMatchObject({ code: 'not-a-device' });
    expect(statSync(typo).size).toBe(0);
    await expect(open(folder)).rejects.toMatchObject({ code: 'not-a-device' });
  });

  it('gives up a write that the device does not take, and says how far it came', async () => {
    const port = await open(pty.near, 300);
    await expect(port.write(new Uint8Array(1_000_000))).rejects.toThrow(/bytes taken/);
    await port.close();
  });

  it('tells when the device is gone', async () => {
    const port = await open(pty.near);
    const closes: string[] = [];
    port.onClose((why) => closes.push(why));
    await pty.unplug();
    await until('the close', () => closes.length === 1);
    await expect(port.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'port-closed' });
    await port.close();
  });
});
