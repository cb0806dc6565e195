// The whole way without hardware: the bridge's own serial port, a terminal of the kernel, the C board as a process with the real
// clock. What happens to the outputs when the host is gone is the board's doing alone.
import { type FileHandle, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBoardDriver, type KitapBoardDriver } from '../../../devices/board/board-driver.ts';
import type { DriverEvent } from '../../../devices/driver.ts';
import { nativeModules } from '../../../firmware-bridge/ports/native-modules.ts';
import type { OpenedPort } from '../../../firmware-bridge/ports/port-listeners.ts';
import { openSerialPort } from '../../../firmware-bridge/ports/serial-port.ts';
import { systemClock } from '../../../firmware-bridge/system-clock.ts';
import { boardProfile } from '../../devices/board/board-bench.ts';
import { createPtyPair, type PtyPair } from '../pty-pair.ts';
import { until } from '../until.ts';
import { type BoardProcess, PIN, SENSOR, startBoard } from './board-process.ts';
import { buildFirmware } from './build-firmware.ts';

let built: ReturnType<typeof buildFirmware>;
let pty: PtyPair;
let board: BoardProcess;
/** Keeps the terminals joined while the bridge has its end closed. */
let held: FileHandle;
let port: OpenedPort;
let driver: KitapBoardDriver;
const events: DriverEvent[] = [];

const openHost = async () => {
  events.length = 0;
  port = await openSerialPort({
    path: pty.near,
    settings: boardProfile.serial!,
    clock: systemClock,
    native: nativeModules,
  });
  const context = { port, clock: systemClock, emit: (event: DriverEvent) => events.push(event) };
  driver = createBoardDriver(context, boardProfile);
  await driver.start();
};
const closeHost = async () => {
  await driver.stop();
  await port.close();
};
const contacts = (input: number) =>
  events.flatMap((event) => (event.type === 'contact' && event.input === input ? [event.on] : []));

beforeAll(() => {
  built = buildFirmware('board');
});
afterAll(() => built.remove());
beforeEach(async () => {
  pty = await createPtyPair();
  held = await open(pty.near, 'r+');
  const terminal = join(dirname(pty.near), 'far');
  board = await startBoard({ program: built.program, terminal, clock: 'real' });
  await openHost();
});
afterEach(async () => {
  await closeHost();
  await board.stop();
  await held.close();
  await pty.remove();
});

describe('the C board behind a terminal', () => {
  it('pulses an output, and tells of a sensor', async () => {
    await expect(driver.pulse(PIN.buzzer, 200)).resolves.toEqual({ done: true, fault: null });
    await until('the buzzer on', () => board.pins.get(PIN.buzzer) === true);
    await until('the buzzer off', () => board.pins.get(PIN.buzzer) === false);
    await board.pin(SENSOR.presence, true);
    await until('somebody', () => contacts(0).at(-1) === true);
  });

  it('makes everything safe when the host is gone, and tells the next host what it missed', async () => {
    await driver.pulse(PIN.relay, 60_000);
    await until('the relay on', () => board.pins.get(PIN.relay) === true);
    await closeHost();
    await board.pin(SENSOR.flap, true);
    await until('the relay safe', () => board.pins.get(PIN.relay) === false, 6_000);
    await openHost();
    expect(contacts(1)).toEqual([true]);
    await expect(driver.pulse(0, 50)).resolves.toMatchObject({ done: true });
  });
});
