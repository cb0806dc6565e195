// What happens when a system library or a native module is missing. On Linux as root the real thing
// is tried: node-hid in a mount namespace in which libusb is hidden behind an empty file.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { BridgeError } from '../../../firmware-bridge/errors.ts';
import { openHidPort } from '../../../firmware-bridge/ports/hid-port.ts';
import {
  asNativeFailure,
  type NativeModules,
  nativeModules,
} from '../../../firmware-bridge/ports/native-modules.ts';
import { systemClock } from '../../../firmware-bridge/system-clock.ts';
import { packageRoot } from '../../../profiles/package-root.ts';

const NO_LIBUSB = 'libusb-1.0.so.0: cannot open shared object file: No such file or directory';

describe('missing native parts', () => {
  it.each([
    [NO_LIBUSB, 'native-library-missing'],
    ['libudev.so.1: cannot open shared object file: No such file', 'native-library-missing'],
    ["Cannot find module 'node-hid'", 'native-module-missing'],
    ['No native build was found for platform=linux arch=riscv64', 'native-module-missing'],
    ['compiled against NODE_MODULE_VERSION 93', 'native-module-missing'],
    ['HID.node: invalid ELF header', 'native-module-missing'],
  ])('%s', (message, code) => {
    const failure = asNativeFailure(new Error(message), 'node-hid');
    expect(failure).toBeInstanceOf(BridgeError);
    expect(failure).toMatchObject({ code, message: expect.stringContaining(message) });
    expect((failure as BridgeError).hint.length).toBeGreaterThan(20);
  });

  it('leaves every other failure as it is', () => {
    const other = new Error('could not open device');
    expect(asNativeFailure(other, 'node-hid')).toBe(other);
  });

  it('a binding that loads only at the first call is told the same way', async () => {
    const native = {
      hid: async () => ({ HIDAsync: { open: () => Promise.reject(new Error(NO_LIBUSB)) } }),
    } as unknown as NativeModules;
    await expect(
      openHidPort({ path: '/dev/hidraw0', clock: systemClock, native }),
    ).rejects.toMatchObject({ code: 'native-library-missing' });
  });

  it('loads the real modules here', async () => {
    expect((await nativeModules.serial()).SerialPort).toBeTypeOf('function');
    expect((await nativeModules.hid()).HIDAsync).toBeTypeOf('function');
    expect((await nativeModules.usb()).getDeviceList).toBeTypeOf('function');
  });

  it('says what the real node-hid says when libusb is really not there', () => {
    const cache = spawnSync('ldconfig', ['-p'], { encoding: 'utf8' }).stdout;
    const libraries = [...cache.matchAll(/libusb-1\.0\.so\S* .*=> (\S+)/g)].map((row) => row[1]);
    expect(libraries.length).toBeGreaterThan(0);
    // The loader finds no other copy: what it opens at that path is empty.
    const hide = libraries.map((path) => `mount --bind /dev/null '${path}'`);
    const script = `require('node-hid').HIDAsync.open('/dev/hidraw0').catch((e) => console.log(e.message))`;
    const command = [...hide, `exec '${process.execPath}' -e "${script}"`].join(' && ');
    const { stdout, stderr } = spawnSync('unshare', ['-m', 'sh', '-c', command], {
      cwd: packageRoot,
      encoding: 'utf8',
    });
    const said = `${stdout}${stderr}`;
    expect(said).toMatch(/libusb/);
    expect(asNativeFailure(new Error(said), 'node-hid')).toMatchObject({
      code: 'native-library-missing',
    });
  });
});
