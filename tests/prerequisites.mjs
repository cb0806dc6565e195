// What the tests need beside npm packages: Chromium, PostgreSQL, pseudo-terminals, libusb, a virtual machine. As root on Debian
// they are installed with apt; elsewhere the run fails and says what to install. Nothing is skipped in silence.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

const APT_MINUTES_MAX = 10;

const onPath = (name) =>
  (process.env.PATH ?? '').split(':').some((folder) => existsSync(`${folder}/${name}`));
const library = (name) =>
  spawnSync('ldconfig', ['-p'], { encoding: 'utf8' }).stdout?.includes(name) ?? false;
const postgresServer = () =>
  existsSync('/usr/lib/postgresql') &&
  readdirSync('/usr/lib/postgresql').some((version) =>
    existsSync(`/usr/lib/postgresql/${version}/bin/initdb`),
  );

/** Debian package, and whether what it brings is there. */
const NEEDED = [
  ['chromium', () => onPath('chromium') || existsSync(process.env.CHROMIUM ?? '/nowhere')],
  ['postgresql', postgresServer],
  ['socat', () => onPath('socat')],
  ['iproute2', () => onPath('ip') || existsSync('/sbin/ip') || existsSync('/usr/sbin/ip')],
  ['udev', () => onPath('udevadm') || existsSync('/sbin/udevadm') || existsSync('/bin/udevadm')],
  ['libusb-1.0-0', () => library('libusb-1.0.so.0')],
  ['libudev1', () => library('libudev.so.1')],
  ['qemu-system-x86', () => onPath('qemu-system-x86_64')],
  ['busybox-static', () => existsSync('/bin/busybox') || existsSync('/usr/bin/busybox')],
  ['e2fsprogs', () => ['/sbin', '/usr/sbin'].some((folder) => existsSync(`${folder}/mkfs.ext4`))],
  ['cpio', () => onPath('cpio')],
  ['xz-utils', () => onPath('xz')],
  ['gcc', () => onPath('gcc')],
  ['make', () => onPath('make')],
  ['gcc-arm-none-eabi', () => onPath('arm-none-eabi-gcc')],
];

const missing = () => NEEDED.filter(([, there]) => !there()).map(([name]) => name);

const aptInstall = (packages) => {
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: APT_MINUTES_MAX * 60_000,
  };
  execFileSync('apt-get', ['update', '-qq'], options);
  execFileSync(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
    options,
  );
};

/** Throws an Error that says what to install when something is missing and cannot be installed. */
export const ensurePrerequisites = () => {
  const wanted = missing();
  if (wanted.length === 0) return;
  const command = `apt-get install --no-install-recommends ${wanted.join(' ')}`;
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    throw new Error(
      `the tests need these Debian packages (or what they bring): run as root: ${command}`,
    );
  }
  console.log(`Installing ${wanted.join(', ')} ...`);
  aptInstall(wanted);
  const still = missing();
  if (still.length > 0) throw new Error(`still missing after apt-get: ${still.join(', ')}`);
};
