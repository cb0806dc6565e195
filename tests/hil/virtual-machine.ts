// The host's side of the virtual machine: starts QEMU with the image of build-image.sh, copies the
// job's output to our stdout, gives back its exit status. The guest sees the host's file system
// under a throw-away layer, so it runs the same node and the same compiled files. Real USB and HID
// devices are made inside, by the guest's kernel.
import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Status when the guest left none: it crashed or overran its time. */
export const NO_STATUS = 125;
/** Status when the test took the power away. */
export const POWER_CUT = 126;
const DIAL_TRIES_MAX = 500;
const DIAL_STEP_MS = 10;
const CONSOLE_TAIL_CHARACTERS = 3_000;

export type VirtualMachineOptions = {
  /** Folder of the built image. */
  image: string;
  /** Second stage of the guest's start. */
  stage2: string;
  /** A shell command; its working folder is the guest's /. */
  job: string;
  limitMs: number;
  /** A raw image that the guest sees as /dev/vda; what the guest has flushed is in it. */
  disk?: string;
  /** Given the output instead of our stdout; `cut` takes the power away at once. */
  onOutput?: (bytes: Buffer, cut: () => void) => void;
};

// /dev/kvm alone says little: a host without svm/vmx can offer it through a paravirtual module
// under which a stock kernel never gets anywhere. Software emulation always works.
const accelerated = (): boolean =>
  existsSync('/dev/kvm') && /\b(svm|vmx)\b/.test(readFileSync('/proc/cpuinfo', 'utf8'));

const shared = (id: string, path: string, options: string): string[] => [
  ...['-fsdev', `local,id=${id},path=${path},security_model=none,${options}`],
  ...['-device', `virtio-9p-pci,fsdev=${id},mount_tag=${id}`],
];

const qemuArguments = (image: string, folder: string, disk: string | undefined): string[] => {
  const kvm = accelerated();
  const kernel = 'console=ttyS0 quiet loglevel=1 panic=-1 mitigations=off tsc=reliable';
  return [
    ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot'],
    ...['-M', `q35,accel=${kvm ? 'kvm' : 'tcg'}`, '-cpu', kvm ? 'host,-arch-capabilities' : 'max'],
    ...['-smp', '1', '-m', '1024'],
    ...['-kernel', join(image, 'vmlinux'), '-initrd', join(image, 'initrd.img')],
    ...['-append', `${kernel} no_timer_check random.trust_cpu=on rcupdate.rcu_expedited=1`],
    ...['-chardev', `file,id=con,path=${join(folder, 'console.log')}`, '-serial', 'chardev:con'],
    ...shared('host', '/', 'readonly=on,multidevs=remap'),
    ...shared('layer', join(image, 'layer'), 'readonly=on'),
    ...shared('job', folder, 'multidevs=remap'),
    ...(disk === undefined ? [] : ['-drive', `file=${disk},format=raw,if=virtio`]),
    ...['-device', 'virtio-serial-pci,id=vs'],
    ...['-chardev', `socket,id=out,path=${join(folder, 'out.sock')},server=on,wait=off`],
    ...['-device', 'virtserialport,bus=vs.0,chardev=out,name=hil.out'],
  ];
};

const dial = async (path: string): Promise<Socket> => {
  for (let attempt = 1; ; attempt++) {
    const socket = connect(path);
    const failure = await new Promise<Error | undefined>((resolve) => {
      socket.once('connect', () => resolve(undefined));
      socket.once('error', resolve);
    });
    if (!failure) return socket;
    if (attempt >= DIAL_TRIES_MAX) throw failure;
    await new Promise((resolve) => setTimeout(resolve, DIAL_STEP_MS));
  }
};

/**
 * Runs one job to its end. Resolves with its exit status, or NO_STATUS after telling what the
 * guest's console said.
 */
export const runInVirtualMachine = async (options: VirtualMachineOptions): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'hil-'));
  writeFileSync(join(folder, 'job.sh'), `${options.job}\n`);
  copyFileSync(options.stage2, join(folder, 'stage2.sh'));
  const machine = spawn('qemu-system-x86_64', qemuArguments(options.image, folder, options.disk), {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let cutByTest = false;
  const end = () => machine.kill('SIGKILL');
  const cut = (): void => {
    cutByTest = true;
    end();
  };
  const timer = setTimeout(() => {
    process.stderr.write(`hil: over ${options.limitMs} ms, ending the machine\n`);
    end();
  }, options.limitMs);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
  try {
    const ended = new Promise<void>((resolve, reject) => {
      machine.once('exit', () => resolve());
      machine.once('error', reject);
    });
    const output = await Promise.race([dial(join(folder, 'out.sock')), ended]);
    const drained =
      output &&
      new Promise<void>((resolve) => {
        output.on('data', (bytes: Buffer) => {
          if (options.onOutput) options.onOutput(bytes, cut);
          else process.stdout.write(bytes);
        });
        output.on('error', () => {});
        output.once('close', () => resolve());
      });
    await ended;
    await drained;
    if (cutByTest) return POWER_CUT;
    const status = join(folder, 'status');
    if (existsSync(status)) return Number(readFileSync(status, 'utf8'));
    const log = join(folder, 'console.log');
    const tail = existsSync(log) ? readFileSync(log, 'utf8').slice(-CONSOLE_TAIL_CHARACTERS) : '';
    process.stderr.write(`hil: the guest left no exit status; its console:\n${tail}\n`);
    return NO_STATUS;
  } finally {
    clearTimeout(timer);
    rmSync(folder, { recursive: true, force: true });
  }
};
