// One power cut: the guest lends, the machine is killed in the middle, boots again from the same disk
// and counts. On the host.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillStation } from '../../bench/seeded.ts';
import { runInVirtualMachine } from '../virtual-machine.ts';
import { openAt, SIZE, site } from './power-station.ts';

const DISK_MIB = 64;
const LIMIT_MS = 120_000;

export type PowerCut = {
  /** The last sequence that the desk has answered for. */
  acknowledged: number;
  found: {
    head: number;
    entries: number;
    loans: number;
    checkOuts: number;
    brokenAt: unknown;
    integrity: string;
  };
};

export type CutOptions = {
  image: string;
  stage2: string;
  /** Folder of the package, and of the compiled power tests in it. */
  root: string;
  compiled: string;
  synchronous: 'FULL' | 'NORMAL';
  /** The power goes after so many answers. */
  answers: number;
};

/** A disk with a station that has its library and has lent nothing yet. */
const makeDisk = (folder: string): string => {
  const files = join(folder, 'files');
  mkdirSync(files);
  const station = openAt(join(files, 'station.db'));
  fillStation(station, site, SIZE, new Date().getFullYear());
  station.close();
  const disk = join(folder, 'disk.img');
  execFileSync('truncate', ['-s', `${DISK_MIB}M`, disk]);
  const path = `${process.env.PATH}:/usr/sbin:/sbin`;
  execFileSync('mkfs.ext4', ['-q', '-F', '-d', files, disk], {
    env: { ...process.env, PATH: path },
  });
  return disk;
};

const numberAfter = (text: string): number =>
  Number([...text.matchAll(/^ack (\d+)$/gm)].at(-1)?.[1] ?? 0);

export const cutPower = async (options: CutOptions): Promise<PowerCut> => {
  const { image, stage2, root, compiled, synchronous, answers } = options;
  const folder = mkdtempSync(join(tmpdir(), 'kitap-power-'));
  try {
    const disk = makeDisk(folder);
    const job = (script: string, ...args: string[]): string =>
      `cd '${root}' && busybox modprobe -a virtio_blk crc32c_generic ext4; mkdir -p /disk &&
       mount -t ext4 /dev/vda /disk && '${process.execPath}' '${join(compiled, script)}' /disk/station.db ${args.join(' ')};
       STATUS=$?; umount /disk; exit $STATUS`;
    const machine = { image, stage2, limitMs: LIMIT_MS, disk };
    let said = '';
    await runInVirtualMachine({
      ...machine,
      job: job('write.js', synchronous),
      onOutput: (bytes, cut) => {
        said += bytes.toString('latin1');
        if (numberAfter(said) >= answers) cut();
      },
    });
    let report = '';
    const status = await runInVirtualMachine({
      ...machine,
      job: job('check.js'),
      onOutput: (bytes) => {
        report += bytes.toString('utf8');
      },
    });
    const found = /^found (.*)$/m.exec(report)?.[1];
    if (status !== 0 || found === undefined || numberAfter(said) < answers)
      throw new Error(`the guest did not do its work (${status}):\n${said.slice(-500)}\n${report}`);
    return { acknowledged: numberAfter(said), found: JSON.parse(found) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
