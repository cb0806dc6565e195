// The C board under AddressSanitizer and UndefinedBehaviorSanitizer, as a process whose clock and pins the test holds.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeBoardFrame } from '../../../devices/board/board-frame.ts';
import {
  eventsPayload,
  heartbeatPayload,
  helloPayload,
  NAK,
  outputPayload,
  parseEventPage,
  parseEvents,
  parseHeartbeat,
  parseHello,
  parseInputs,
  parseOutput,
  TYPE,
} from '../../../devices/board/board-messages.ts';
import { until } from '../until.ts';
import { type BoardProcess, PIN, SENSOR, startBoard } from './board-process.ts';
import { buildFirmware } from './build-firmware.ts';

const LOCK = 4;
const COUNTER = 2;

let built: ReturnType<typeof buildFirmware>;
let board: BoardProcess;
beforeAll(() => {
  built = buildFirmware('board-checked');
});
afterAll(() => built.remove());
beforeEach(async () => {
  board = await startBoard({ program: built.program });
});
afterEach(async () => {
  await board.stop();
  expect(board.complaints).toBe('');
});

const nakOf = (frame: { type: number; payload: Uint8Array }) =>
  frame.type === TYPE.nak ? frame.payload[1] : null;
const body = (frame: { payload: Uint8Array }) => frame.payload.subarray(1);
const beat = (seq: number, confirmed = 0) =>
  board.ask(TYPE.heartbeat, seq, heartbeatPayload(confirmed));
const pulse = (seq: number, output: number, ms: number) =>
  board.ask(TYPE.output, seq, outputPayload(output, ms));

describe('HELLO', () => {
  it('is said at boot and in answer, with all that a host must know', async () => {
    await until('the boot frame', () => board.frames.length > 0);
    expect(board.frames[0]!.type).toBe(TYPE.booted);
    const hello = parseHello(body(await board.hello()))!;
    expect(hello).toEqual(parseHello(board.frames[0]!.payload));
    expect(hello).toMatchObject({
      major: 1,
      minor: 0,
      firmware: '1.0.0',
      buildId: 'local',
      boardId: 'kiosk-1',
      serial: 'HOST-0001',
      bootReason: 'power',
      frameBytesMax: 250,
      capabilities: ['outputs', 'inputs', 'events', 'pn5180'],
      confirmedEvent: 0,
      newestEvent: 0,
    });
    expect(hello.outputs[LOCK]).toEqual({ kind: 'lock', safeLevel: false, onMsMax: 3_000 });
    expect(hello.inputs.map(({ kind }) => kind)).toEqual([
      'presence',
      'flap',
      'counter',
      'contact',
    ]);
  });

  it('comes first: nothing else is carried out before it', async () => {
    expect(nakOf(await pulse(1, LOCK, 100))).toBe(NAK['hello-first']);
    expect(board.pins.get(PIN.lock)).toBe(false);
  });

  it('of another major version is refused, with the version of the board', async () => {
    const other = helloPayload('test');
    other[4] = 2;
    const answer = await board.ask(TYPE.hello, 9, other);
    expect(nakOf(answer)).toBe(NAK['other-major']);
    expect(parseHello(answer.payload.subarray(2))).toMatchObject({ major: 1, firmware: '1.0.0' });
    expect(nakOf(await beat(10))).toBe(NAK['hello-first']);
  });

  it('of nobody is malformed and changes nothing', async () => {
    await board.hello(5);
    expect(nakOf(await board.ask(TYPE.hello, 77, Uint8Array.of(1, 2, 3)))).toBe(NAK.malformed);
    expect((await beat(6)).type).toBe(TYPE.ack);
  });
});

describe('outputs', () => {
  it('go on for the time that was asked, and off by themselves', async () => {
    await board.hello();
    expect(parseOutput(body(await pulse(1, LOCK, 400)))).toEqual({ output: LOCK, grantedMs: 400 });
    expect(board.pins.get(PIN.lock)).toBe(true);
    await board.time(399);
    expect(board.pins.get(PIN.lock)).toBe(true);
    await board.time(400);
    expect(board.pins.get(PIN.lock)).toBe(false);
  });

  it('are never on for longer than the board allows, whatever is asked and however often', async () => {
    await board.hello();
    expect(parseOutput(body(await pulse(1, LOCK, 60_000)))).toMatchObject({ grantedMs: 3_000 });
    for (let at = 1; at < 6; at++) {
      await board.time(at * 500);
      const left = parseOutput(body(await pulse(1 + at, LOCK, 60_000)))!.grantedMs;
      expect(left).toBe(3_000 - at * 500);
    }
    await board.time(3_000);
    expect(board.pins.get(PIN.lock)).toBe(false);
    // And then the coil rests.
    expect(nakOf(await pulse(10, LOCK, 100))).toBe(NAK.resting);
    await board.time(4_000);
    expect((await pulse(11, LOCK, 100)).type).toBe(TYPE.ack);
  });

  it('are switched off early by a time of 0', async () => {
    await board.hello();
    await pulse(1, PIN.relay, 5_000);
    await pulse(2, PIN.relay, 0);
    expect(board.pins.get(PIN.relay)).toBe(false);
    expect(nakOf(await pulse(3, 6, 100))).toBe(NAK['no-such-output']);
    expect(nakOf(await board.ask(TYPE.output, 4, Uint8Array.of(1, 2)))).toBe(NAK.malformed);
    expect(nakOf(await board.ask(0x33, 5))).toBe(NAK['unknown-type']);
  });

  it('are safe 3 s after the last sound request, and the lamp says "offline"', async () => {
    await board.hello();
    await pulse(1, PIN.relay, 60_000);
    for (let at = 1; at <= 10; at++) {
      await board.time(at * 1_000);
      await beat(1 + at);
      expect(board.pins.get(PIN.relay)).toBe(true);
      expect(board.pins.get(PIN.status)).toBe(true);
    }
    await board.time(12_999);
    expect(board.pins.get(PIN.relay)).toBe(true);
    await board.time(13_000);
    expect(board.pins.get(PIN.relay)).toBe(false);
    // A short flash each second.
    await board.time(13_500);
    expect(board.pins.get(PIN.status)).toBe(false);
    await board.time(14_050);
    expect(board.pins.get(PIN.status)).toBe(true);
    expect(nakOf(await beat(50))).toBe(NAK['hello-first']);
    await board.hello(51);
    await board.time(14_500);
    expect(board.pins.get(PIN.status)).toBe(true);
  });

  it('are not kept on by noise or spoiled frames', async () => {
    await board.hello();
    await pulse(1, PIN.relay, 60_000);
    const spoiled = encodeBoardFrame({ type: 2, seq: 2, payload: new Uint8Array(4) });
    spoiled[4]! ^= 2;
    for (const at of [1_000, 2_000, 2_900, 3_000]) {
      board.send(spoiled);
      await board.time(at);
    }
    expect(board.pins.get(PIN.relay)).toBe(false);
  });
});

describe('a request that comes again', () => {
  it('brings the same answer and is not done twice', async () => {
    await board.hello();
    const first = await pulse(1, LOCK, 100);
    await board.time(1_200);
    expect(board.pins.get(PIN.lock)).toBe(false);
    expect(await pulse(1, LOCK, 100)).toEqual(first);
    await board.time(1_201);
    expect(board.pins.get(PIN.lock)).toBe(false);
  });

  it('of the same seq with other content, or of an older seq, is refused', async () => {
    await board.hello(200);
    await pulse(201, LOCK, 100);
    expect(nakOf(await pulse(201, PIN.relay, 100))).toBe(NAK['seq-reused']);
    await beat(202);
    expect(nakOf(await pulse(201, LOCK, 100))).toBe(NAK['stale-seq']);
    expect(board.pins.get(PIN.relay)).toBe(false);
    // Numbers run over.
    expect((await beat(5)).type).toBe(TYPE.ack);
  });

  it('answers of boards are never answered, so an echoing line stays quiet', async () => {
    await board.hello();
    const before = board.frames.length;
    for (const frame of [...board.frames]) board.send(encodeBoardFrame(frame));
    await beat(3);
    expect(board.frames.length).toBe(before + 1);
  });
});

describe('the line', () => {
  it('may cut a request anywhere in two', async () => {
    await board.hello(0);
    const line = encodeBoardFrame({ type: TYPE.heartbeat, seq: 1, payload: new Uint8Array(4) });
    for (let cut = 0; cut <= line.length; cut++) {
      line.set(
        encodeBoardFrame({ type: TYPE.heartbeat, seq: cut + 1, payload: new Uint8Array(4) }),
      );
      board.send(line.subarray(0, cut));
      await board.time(cut);
      board.send(line.subarray(cut));
      const seq = cut + 1;
      await until('the answer', () => board.frames.some((frame) => frame.seq === seq));
    }
  });

  it('may turn any bit: what is spoiled is not answered, and the next request is', async () => {
    await board.hello(0);
    const line = encodeBoardFrame({ type: TYPE.output, seq: 1, payload: outputPayload(LOCK, 100) });
    for (let bit = 0; bit < line.length * 8; bit++)
      board.send(line.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)));
    board.send(Uint8Array.of(0));
    await beat(2);
    expect(board.frames.filter(({ seq }) => seq === 1)).toEqual([]);
    expect(board.pins.get(PIN.lock)).toBe(false);
  });

  it('that takes nothing loses answers, and the same seq brings them later', async () => {
    await board.hello();
    await board.jam(true);
    const before = board.frames.length;
    board.send(
      encodeBoardFrame({ type: TYPE.output, seq: 1, payload: outputPayload(PIN.relay, 900) }),
    );
    await until('the relay', () => board.pins.get(PIN.relay) === true);
    expect(board.frames.length).toBe(before);
    await board.jam(false);
    expect(parseOutput(body(await pulse(1, PIN.relay, 900)))).toMatchObject({ grantedMs: 900 });
  });
});

describe('inputs', () => {
  /** One person through the light barrier. */
  const person = async (atMs: number) => {
    await board.pin(SENSOR.counter, true);
    await board.time(atMs + 10);
    await board.pin(SENSOR.counter, false);
    await board.time(atMs + 20);
  };

  it('are debounced, told as numbered events and counted', async () => {
    await board.hello();
    await board.pin(SENSOR.presence, true);
    await board.time(49);
    await board.pin(SENSOR.presence, false);
    await board.time(200);
    expect(board.frames.filter(({ type }) => type === TYPE.event)).toEqual([]);
    await person(1_000);
    await until('two events', () => board.frames.filter((f) => f.type === TYPE.event).length === 2);
    const events = board.frames
      .filter(({ type }) => type === TYPE.event)
      .flatMap(({ payload }) => parseEvents(payload)!);
    expect(events).toEqual([
      { number: 1, input: COUNTER, on: true, ageMs: 0 },
      { number: 2, input: COUNTER, on: false, ageMs: 0 },
    ]);
    const inputs = parseInputs(body(await board.ask(TYPE.inputs, 1)))!;
    expect(inputs[COUNTER]).toEqual({ on: false, times: 1 });
  });

  it('a host that was started anew gets what it missed, and not what was confirmed', async () => {
    await board.hello();
    await person(100);
    expect(parseHeartbeat(body(await beat(1, 2)))).toMatchObject({ newestEvent: 2, inputs: 0 });
    for (let count = 0; count < 20; count++) await person(5_000 + count * 100);
    const hello = parseHello(body(await board.hello(99)))!;
    expect(hello).toMatchObject({ confirmedEvent: 2, newestEvent: 42 });
    const numbers: number[] = [];
    for (let from = 3, seq = 100; from <= 42; seq++) {
      const page = parseEventPage(body(await board.ask(TYPE.events, seq, eventsPayload(from))))!;
      numbers.push(...page.events.map(({ number }) => number));
      from = numbers.at(-1)! + 1;
    }
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => index + 3));
  });

  it('more than the board keeps are lost from the oldest on, but still counted', async () => {
    await board.hello();
    for (let count = 0; count < 70; count++) await person(5_000 + count * 100);
    await board.hello(7);
    const page = parseEventPage(body(await board.ask(TYPE.events, 8, eventsPayload(1))))!;
    expect(page).toMatchObject({ oldest: 13, newest: 140 });
    expect(page.events[0]!.number).toBe(13);
    const inputs = parseInputs(body(await board.ask(TYPE.inputs, 9)))!;
    expect(inputs[COUNTER]!.times).toBe(70);
  });

  it('a number that never was is not confirmed', async () => {
    await board.hello();
    await beat(1, 1_000);
    expect(parseHello(body(await board.hello(2)))).toMatchObject({ confirmedEvent: 0 });
  });
});
