// The kiosk board from both ends: the input goes onto the line of the C board (a process built with the sanitizers, which checks its
// own rules, firmware-bridge/firmware/fuzz/rules.c) and into the host's driver. After it, the board hears the next greeting, and
// the driver still has its outputs moved.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { encodeBoardFrame } from '../../devices/board/board-frame.ts';
import {
  eventsPayload,
  heartbeatPayload,
  helloPayload,
  outputPayload,
  TYPE,
} from '../../devices/board/board-messages.ts';
import { fieldOn, nextSlot, transceive } from '../../devices/board/pn5180-messages.ts';
import { createBoardBench } from '../devices/board/board-bench.ts';
import { buildFirmware } from '../firmware-bridge/firmware/build-firmware.ts';
import type { FuzzTarget } from './fuzz-target.ts';

const BYTES_MAX = 1_000;
/** The driver lives through seconds on each input, the board through a moment. */
const DRIVER_SHARE = 0.125;
const INVENTORY = Uint8Array.of(0x26, 0x01, 0x00);

/** One C board that takes inputs one after the other, each on a board that was just started. */
const startProcess = () => {
  const { program, remove } = buildFirmware('fuzz');
  const child = spawn(program, ['--inputs'], { stdio: ['pipe', 'pipe', 'pipe'] });
  const streams = [child.stdin, child.stdout, child.stderr] as unknown as Socket[];
  let said = '';
  let line: (text: string) => void = () => {};
  let held = '';
  child.stderr.on('data', (text: Buffer) => {
    said = (said + text.toString()).slice(0, 4_000);
  });
  child.stdout.on('data', (text: Buffer) => {
    held += text.toString();
    const end = held.indexOf('\n');
    if (end < 0) return;
    line(held.slice(0, end));
    held = held.slice(end + 1);
  });
  child.once('exit', () => line(`ended: ${said}`));
  child.stdin.on('error', () => {});
  process.once('exit', () => {
    child.kill();
    remove();
  });
  // Between two inputs nothing keeps the program alive that runs this.
  child.unref();
  for (const stream of streams) stream.unref();
  return (bytes: Uint8Array): Promise<string> =>
    new Promise((resolve) => {
      streams[1]!.ref();
      line = (text) => {
        streams[1]!.unref();
        resolve(text);
      };
      const length = Uint8Array.of(bytes.length & 255, bytes.length >> 8);
      child.stdin.write(Buffer.concat([length, bytes]));
    });
};

const frame = (type: number, seq: number, payload: Uint8Array) =>
  encodeBoardFrame({ type, seq, payload });

const seeds = (): Uint8Array[] => [
  frame(TYPE.hello, 1, helloPayload('fuzz')),
  frame(TYPE.heartbeat, 2, heartbeatPayload(1)),
  frame(TYPE.output, 3, outputPayload(4, 400)),
  frame(TYPE.inputs, 4, new Uint8Array()),
  frame(TYPE.events, 5, eventsPayload(1)),
  frame(TYPE.pn5180, 6, fieldOn()),
  frame(TYPE.pn5180, 7, transceive(5, INVENTORY)),
  frame(TYPE.pn5180, 8, nextSlot(5)),
  frame(TYPE.ack, 1, Uint8Array.of(TYPE.heartbeat, ...new Uint8Array(12))),
  frame(TYPE.nak, 2, Uint8Array.of(TYPE.output, 3)),
  frame(TYPE.event, 0, Uint8Array.of(1, 1, 0, 0, 0, 2, 1, 0, 0, 0, 0)),
];

/** The driver, with a sound board at the other end, and the input among what the board sends. */
const feedDriver = async (bytes: Uint8Array, random: () => number): Promise<void> => {
  const bench = createBoardBench();
  await bench.driver.start();
  for (let at = 0; at < bytes.length; ) {
    const length = 1 + Math.floor(random() * 64);
    bench.port.receive(bytes.subarray(at, at + length));
    at += length;
  }
  await bench.clock.advance(1_000);
  // A forged answer may end the session; then the bridge opens it anew, which is a promise kept too.
  if (!bench.port.closed) {
    const pulsing = bench.driver.pulse(0, 50);
    await bench.clock.advance(1_000);
    const { done, fault } = await pulsing;
    assert(done || fault !== null, 'a pulse without an end');
  }
  await bench.driver.stop();
};

export const createBoardTarget = (): FuzzTarget => {
  const counts: Record<string, number> = { ack: 0, nak: 0, nothing: 0 };
  const feedBoard = startProcess();
  return {
    name: 'board',
    bytesMax: BYTES_MAX,
    async run(bytes, random) {
      const told = await feedBoard(bytes);
      const [, acks, naks] = /^ok (\d+) (\d+)$/.exec(told) ?? [];
      assert(acks !== undefined, told);
      const kind = Number(acks) > 0 ? 'ack' : Number(naks) > 0 ? 'nak' : 'nothing';
      counts[kind] = (counts[kind] ?? 0) + 1;
      if (random() < DRIVER_SHARE) await feedDriver(bytes, random);
    },
    seeds,
    answers: () => ({ ...counts }),
  };
};
