import { afterEach, describe, expect, it } from 'vitest';
import { createBoardDriver, HEARTBEAT_MS } from '../../../devices/board/board-driver.ts';
import { encodeBoardFrame } from '../../../devices/board/board-frame.ts';
import { TYPE } from '../../../devices/board/board-messages.ts';
import type { DeviceProfile } from '../../../profiles/device-schema.ts';
import { createManualClock, settle } from '../../firmware-bridge/manual-clock.ts';
import { driverContract } from '../driver-contract.ts';
import type { MemoryPort } from '../memory-port.ts';
import {
  boardProfile,
  createBoardBench,
  cutInTwo,
  double,
  flipBit,
  joinPeer,
  lose,
} from './board-bench.ts';

const LOCK = 4;
const COUNTER = 2;

const eventFrame = (number: number) =>
  encodeBoardFrame({
    type: TYPE.event,
    seq: 0,
    payload: Uint8Array.of(1, number, 0, 0, 0, COUNTER, 1, 0, 0, 0, 0),
  });

driverContract(
  'kitap-board',
  (context) => {
    // The peer's own timers are not the driver's.
    joinPeer({ port: context.port as MemoryPort, clock: createManualClock() });
    return createBoardDriver(context, boardProfile);
  },
  [eventFrame(1)],
);

let bench: ReturnType<typeof createBoardBench>;
const begin = async (options: { major?: number } = {}) => {
  bench = createBoardBench(options);
  await bench.driver.start();
};
const count = (type: number) => bench.sent().filter((frame) => frame.type === type).length;
afterEach(async () => {
  await bench?.driver.stop();
});

describe('start', () => {
  it('greets, and tells every input once', async () => {
    bench = createBoardBench();
    bench.peer.setInput(1, true);
    await bench.driver.start();
    expect(bench.contacts().toSorted()).toEqual([
      [0, false],
      [1, true],
      [2, false],
      [3, false],
    ]);
  });

  it('refuses a board of another major version, and says both versions', async () => {
    bench = createBoardBench({ major: 2 });
    const starting = bench.driver.start();
    await expect(starting).rejects.toMatchObject({ code: 'board-other-major', status: 502 });
    await expect(starting).rejects.toThrow('the board speaks 2.0, this program 1.0');
    expect(bench.clock.pending()).toBe(0);
  });

  it('rejects when nothing answers, and when somebody else does', async () => {
    bench = createBoardBench();
    bench.toBoard.push(lose, lose, lose);
    const starting = bench.driver.start();
    const failing = expect(starting).rejects.toMatchObject({ code: 'board-silent' });
    await bench.clock.advance(1_000);
    await failing;
    await expect(bench.driver.start()).rejects.toMatchObject({ code: 'driver-misused' });
  });

  it('needs contact settings', () => {
    bench = createBoardBench();
    const { contacts, ...rest } = boardProfile;
    expect(contacts).toBeDefined();
    const make = () => createBoardDriver({ ...bench, emit: () => {} }, rest as DeviceProfile);
    expect(make).toThrow(expect.objectContaining({ code: 'profile-without-contacts' }));
  });
});

describe('pulse', () => {
  it('is done when the board has confirmed it, and ends by the board', async () => {
    await begin();
    await expect(bench.driver.pulse(LOCK, 400)).resolves.toEqual({ done: true, fault: null });
    expect(bench.peer.outputs.on()[LOCK]).toBe(true);
    await bench.clock.advance(401);
    expect(bench.peer.outputs.on()[LOCK]).toBe(false);
  });

  it.each([
    ['a lost request', 'toBoard', lose],
    ['a lost answer', 'toHost', lose],
    ['a spoiled request', 'toBoard', flipBit],
    ['a spoiled answer', 'toHost', flipBit],
    ['a doubled request', 'toBoard', double],
    ['a doubled answer', 'toHost', double],
    ['an answer in two pieces', 'toHost', cutInTwo],
  ] as const)('survives %s and is carried out once', async (_name, way, fault) => {
    await begin();
    const before = count(TYPE.output);
    bench[way].push(fault);
    const pulsing = bench.driver.pulse(LOCK, 400);
    await bench.clock.advance(250);
    await expect(pulsing).resolves.toEqual({ done: true, fault: null });
    const seqs = bench
      .sent()
      .filter(({ type }) => type === TYPE.output)
      .map(({ seq }) => seq);
    expect(new Set(seqs.slice(before)).size).toBe(1);
    await bench.clock.advance(2_000);
    // Carried out once, the lock is locked again; and later commands are heard.
    expect(bench.peer.outputs.on()[LOCK]).toBe(false);
    await expect(bench.driver.pulse(0, 10)).resolves.toMatchObject({ done: true });
  });

  it('says why not: no such output, a part that rests, a board that is gone, a driver that is stopped', async () => {
    await begin();
    await expect(bench.driver.pulse(6, 10)).resolves.toEqual({
      done: false,
      fault: 'no-such-output',
    });
    await bench.driver.pulse(LOCK, 100);
    await bench.clock.advance(200);
    await expect(bench.driver.pulse(LOCK, 100)).resolves.toEqual({ done: false, fault: 'resting' });
    bench.port.unplug();
    await expect(bench.driver.pulse(0, 1)).resolves.toEqual({ done: false, fault: 'board-closed' });
    await bench.driver.stop();
    await expect(bench.driver.pulse(0, 1)).resolves.toEqual({ done: false, fault: 'board-closed' });
  });

  it('is done once the board was greeted again, when it began anew in between', async () => {
    await begin();
    bench.toHost.push(lose);
    bench.peer.boot();
    await expect(bench.driver.pulse(0, 100)).resolves.toEqual({ done: true, fault: null });
    expect(bench.peer.outputs.on()[0]).toBe(true);
  });
});

describe('life', () => {
  it('beats every 500 ms, so the board stays online', async () => {
    await begin();
    await bench.clock.advance(10_000);
    expect(count(TYPE.heartbeat)).toBe(1 + 10_000 / HEARTBEAT_MS);
    expect(bench.peer.online).toBe(true);
  });

  it('closes the port of a board that no longer answers, so that the bridge opens it anew', async () => {
    await begin();
    bench.toBoard.push(lose, lose, lose);
    await bench.clock.advance(1_500);
    expect(bench.port.closed).toBe(true);
  });

  it('greets again a board that says it began anew', async () => {
    await begin();
    bench.peer.setInput(0, true);
    bench.peer.boot();
    await settle();
    expect(bench.peer.online).toBe(true);
    expect(count(TYPE.hello)).toBe(2);
    bench.peer.setInput(0, false);
    await settle();
    expect(bench.contacts().slice(-2)).toEqual([
      [0, true],
      [0, false],
    ]);
  });
});

describe('events', () => {
  it('are told at once and in order', async () => {
    await begin();
    bench.events.length = 0;
    for (const on of [true, false, true]) bench.peer.setInput(COUNTER, on);
    await settle();
    expect(bench.contacts()).toEqual([true, false, true].map((on) => [COUNTER, on]));
  });

  it('lost on the line are asked for with the next event, or with the next heartbeat', async () => {
    await begin();
    bench.events.length = 0;
    bench.toHost.push(lose, flipBit);
    bench.peer.setInput(COUNTER, true);
    bench.peer.setInput(COUNTER, false);
    bench.peer.setInput(0, true);
    await settle();
    const told = [
      [COUNTER, true],
      [COUNTER, false],
      [0, true],
    ];
    expect(bench.contacts()).toEqual(told);
    bench.toHost.push(lose);
    bench.peer.setInput(0, false);
    await bench.clock.advance(HEARTBEAT_MS);
    expect(bench.contacts()).toEqual([...told, [0, false]]);
  });

  it('doubled are told once', async () => {
    await begin();
    bench.events.length = 0;
    bench.toHost.push(double);
    bench.peer.setInput(COUNTER, true);
    await settle();
    expect(bench.contacts()).toEqual([[COUNTER, true]]);
  });

  it('that happened while no host was there are told by the next one, and those told before are not', async () => {
    await begin();
    bench.peer.setInput(0, true);
    await bench.clock.advance(1_000);
    await bench.driver.stop();
    for (let people = 0; people < 20; people++)
      for (const on of [true, false]) bench.peer.setInput(COUNTER, on);
    await bench.clock.advance(5_000);
    bench.events.length = 0;
    const next = bench.create();
    await next.start();
    const counted = bench.contacts().filter(([input, on]) => input === COUNTER && on);
    expect(counted).toHaveLength(20);
    expect(bench.contacts().filter(([input]) => input === 0)).toEqual([[0, true]]);
    await next.stop();
  });

  it('that the board could not keep are counted as lost, and the states are right all the same', async () => {
    await begin();
    await bench.driver.stop();
    for (let people = 0; people < 100; people++)
      for (const on of [true, false]) bench.peer.setInput(COUNTER, on);
    const next = bench.create();
    await next.start();
    expect(next.eventsLost).toBe(200 - 128);
    expect(bench.contacts().at(-1)).toBeDefined();
    await next.stop();
  });
});
