// The relay driver through the kernel: a pseudo-terminal as serial line, the simulated board's own frames at the far end.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createModbusRelay } from '../../../devices/contacts/modbus-relay.ts';
import type { DriverEvent } from '../../../devices/driver.ts';
import { nativeModules } from '../../../firmware-bridge/ports/native-modules.ts';
import { openSerialPort } from '../../../firmware-bridge/ports/serial-port.ts';
import { createModbusBoard } from '../../../firmware-bridge/simulated/modbus-simulator.ts';
import { systemClock } from '../../../firmware-bridge/system-clock.ts';
import { createPtyPair, type PtyPair } from '../../firmware-bridge/pty-pair.ts';
import { until } from '../../firmware-bridge/until.ts';
import { contactProfile } from './contact-bench.ts';

let pair: PtyPair;
beforeAll(async () => {
  pair = await createPtyPair();
});
afterAll(() => pair.remove());

it('starts, sees an input, pulses a relay and proves it off', async () => {
  const profile = contactProfile('generic-modbus-relay-8', { pollMs: 20 });
  const moved: string[] = [];
  const board = createModbusBoard({
    ...{ unit: 1, outputs: 8, inputs: 8 },
    onCoil: (coil, on) => moved.push(`${coil} ${on ? 'on' : 'off'}`),
  });
  let ended = false;
  const peer = (async () => {
    let held = new Uint8Array(0);
    while (!ended) {
      held = Uint8Array.of(...held, ...(await pair.receive(1)));
      const heard = board.look(held);
      if (heard.kind === 'more') continue;
      const answer = heard.kind === 'command' && board.carryOut(held.slice(0, heard.bytes), null);
      held = held.slice(heard.bytes);
      // In two pieces: the driver must not care how the kernel cuts.
      if (answer)
        for (const part of [answer.subarray(0, 3), answer.subarray(3)]) await pair.send(part);
    }
  })();
  peer.catch(() => {});
  const port = await openSerialPort({
    ...{ path: pair.near, settings: profile.serial!, clock: systemClock, native: nativeModules },
  });
  const events: DriverEvent[] = [];
  const emit = (event: DriverEvent) => events.push(event);
  const driver = createModbusRelay({ port, clock: systemClock, emit }, profile);
  await driver.start();
  board.setInput(2, true);
  await until('the input', () =>
    events.some((event) => event.type === 'contact' && event.input === 2 && event.on),
  );
  expect(await driver.pulse(6, 60)).toEqual({ done: true, fault: null });
  expect(moved).toEqual(['6 on', '6 off']);
  ended = true;
  await driver.stop();
  await port.close();
});
