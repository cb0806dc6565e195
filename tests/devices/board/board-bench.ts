// The board driver on a port in memory, with the simulated board at the other end and a clock by hand. The line can lose, spoil and
// double what passes.

import { createBoardDriver, type KitapBoardDriver } from '../../../devices/board/board-driver.ts';
import { type BoardFrame, decodeBoardFrame } from '../../../devices/board/board-frame.ts';
import type { DriverContext, DriverEvent } from '../../../devices/driver.ts';
import { KIOSK_OUTPUTS } from '../../../firmware-bridge/simulated/board-outputs.ts';
import { type BoardPeer, createBoardPeer } from '../../../firmware-bridge/simulated/board-peer.ts';
import { loadDeviceProfiles } from '../../../profiles/loader.ts';
import { createManualClock } from '../../firmware-bridge/manual-clock.ts';
import { createMemoryPort, type MemoryPort } from '../memory-port.ts';

export const boardProfile = loadDeviceProfiles().get('kitap-board')!;

/** What the line does to one delivery: the bytes that arrive, in pieces. */
export type LineFault = (bytes: Uint8Array) => Uint8Array[];
export const lose: LineFault = () => [];
export const double: LineFault = (bytes) => [bytes, bytes];
export const flipBit: LineFault = (bytes) => [
  bytes.map((byte, at) => (at === 2 ? byte ^ 4 : byte)),
];
export const cutInTwo: LineFault = (bytes) => [bytes.subarray(0, 3), bytes.subarray(3)];

/** Joins a port in memory to a peer; `onWrite` of the port is taken. */
export const joinPeer = (
  { port, clock }: { port: MemoryPort; clock: DriverContext['clock'] },
  major?: number,
) => {
  const toBoard: LineFault[] = [];
  const toHost: LineFault[] = [];
  const peer: BoardPeer = createBoardPeer({
    clock,
    outputs: KIOSK_OUTPUTS,
    inputs: [1, 2, 3, 4],
    ...(major === undefined ? {} : { major }),
    send: (bytes) => {
      for (const piece of (toHost.shift() ?? ((all) => [all]))(bytes)) port.receive(piece);
    },
  });
  port.onWrite((bytes) => {
    for (const piece of (toBoard.shift() ?? ((all) => [all]))(bytes)) peer.receive(piece);
  });
  return { peer, toBoard, toHost };
};

export const createBoardBench = (options: { major?: number } = {}) => {
  const clock = createManualClock();
  const port = createMemoryPort();
  const events: DriverEvent[] = [];
  const joined = joinPeer({ port, clock }, options.major);
  const create = (): KitapBoardDriver =>
    createBoardDriver({ port, clock, emit: (event) => events.push(event) }, boardProfile);
  return {
    ...joined,
    clock,
    port,
    events,
    /** Another driver on the same port is a host that was started anew. */
    create,
    driver: create(),
    contacts: () =>
      events.flatMap((event) => (event.type === 'contact' ? [[event.input, event.on]] : [])),
    sent: (): BoardFrame[] =>
      port.written.flatMap((line) => decodeBoardFrame(line.subarray(0, -1)) ?? []),
  };
};
