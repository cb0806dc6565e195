// A technician's questions to a board, on the C board as a process.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkBoard } from '../../firmware-bridge/board-check.ts';
import { systemClock } from '../../firmware-bridge/system-clock.ts';
import { type BoardProcess, PIN, SENSOR, startBoard } from './firmware/board-process.ts';
import { buildFirmware } from './firmware/build-firmware.ts';
import { until } from './until.ts';

let built: ReturnType<typeof buildFirmware>;
let board: BoardProcess;
beforeAll(() => {
  built = buildFirmware('board');
});
afterAll(() => built.remove());
beforeEach(async () => {
  board = await startBoard({ program: built.program });
});
afterEach(() => board.stop());

describe('checkBoard', () => {
  it('tells who it is and how its sensors stand', async () => {
    await board.pin(SENSOR.flap, true);
    await board.time(100);
    const report = await checkBoard(board.port, systemClock);
    expect(report).toMatchObject({ boardId: 'kiosk-1', firmware: '1.0.0', pulsed: null });
    expect(report.inputStates[1]).toEqual({ on: true, times: 1 });
  });

  it('moves an output, for as long as the board grants', async () => {
    const report = await checkBoard(board.port, systemClock, { output: 4, ms: 60_000 });
    expect(report.pulsed).toEqual({ output: 4, ms: 3_000 });
    await until('the lock open', () => board.pins.get(PIN.lock) === true);
    await expect(checkBoard(board.port, systemClock, { output: 99, ms: 1 })).rejects.toMatchObject({
      code: 'board-refused',
      nak: 'no-such-output',
    });
  });
});
