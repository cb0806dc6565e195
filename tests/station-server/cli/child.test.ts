// Children that `kitap start` keeps: real processes, and a clock that the test moves.
import { afterEach, describe, expect, it } from 'vitest';
import {
  type KeptChild,
  keepChild,
  READY_MS_MAX,
  RESTART_MS_MAX,
  RESTART_MS_START,
  WELL_AFTER_MS,
} from '../../../station-server/cli/child.ts';
import { until } from '../../firmware-bridge/until.ts';

const READY = 'console.log(JSON.stringify({ ready: true, pid: process.pid }));';
const STAY = `${READY} setInterval(() => {}, 1000);`;

const kept: KeptChild[] = [];
afterEach(async () => {
  for (const child of kept.splice(0)) await child.stop();
});

/** Waits are written down and called by the test alone. */
const keep = (code: string) => {
  const waits: { delayMs: number; call(): void; cancelled: boolean }[] = [];
  const lines: string[] = [];
  const restarts: string[] = [];
  const world = { upMs: 0 };
  const child = keepChild({
    name: 'part',
    args: ['--input-type=module', '-e', code],
    onLine: (line) => lines.push(line),
    onRestart: (why) => restarts.push(why),
    clock: {
      upMs: () => world.upMs,
      after: (delayMs, call) => {
        const wait = { delayMs, call, cancelled: false };
        waits.push(wait);
        return () => {
          wait.cancelled = true;
        };
      },
    },
  });
  kept.push(child);
  return { child, waits, lines, restarts, world };
};

const gone = (pid: number | undefined): boolean => {
  try {
    process.kill(pid as number, 0);
    return false;
  } catch {
    return true;
  }
};

describe('a kept child', () => {
  it('is ready with what it said; its other lines are passed on', async () => {
    const { child, waits, lines } = keep(`console.log('first'); console.log('{half'); ${STAY}`);
    const said = await child.ready;
    expect(said).toEqual({ ready: true, pid: child.pid() });
    expect(lines).toEqual(['first', '{half']);
    expect(waits).toMatchObject([{ delayMs: READY_MS_MAX, cancelled: true }]);
  });

  it('that never gets ready is given up at the limit', async () => {
    const { child, waits } = keep('setInterval(() => {}, 1000)');
    const failed = expect(child.ready).rejects.toMatchObject({
      code: 'child-not-ready',
      cause: { message: 'part did not become ready' },
    });
    waits[0]?.call();
    await failed;
    const pid = child.pid();
    await child.stop();
    expect(gone(pid)).toBe(true);
  });

  it('that ends before it is ready is not started again', async () => {
    const { child, restarts, waits } = keep('process.exit(3)');
    await expect(child.ready).rejects.toMatchObject({
      code: 'child-not-ready',
      cause: { message: 'part ended before it was ready (status 3)' },
    });
    expect([restarts, waits.length]).toEqual([[], 1]);
  });

  it('that ends again and again is started with growing waits, up to a limit', async () => {
    const { child, restarts, waits } = keep(`${READY} process.exit(1)`);
    await child.ready;
    const delays: number[] = [];
    for (let time = 1; time <= 7; time += 1) {
      await until('the next restart', () => waits.length > time);
      delays.push(waits[time]?.delayMs ?? 0);
      if (time < 7) waits[time]?.call();
    }
    const grown = [1, 2, 4, 8, 16].map((times) => times * RESTART_MS_START);
    expect(delays).toEqual([...grown, RESTART_MS_MAX, RESTART_MS_MAX]);
    expect(restarts[0]).toBe('part ended (status 1)');
  });

  it('that lived well is started quickly again', async () => {
    const { child, waits, world } = keep(STAY);
    await child.ready;
    for (const time of [1, 2]) {
      world.upMs += WELL_AFTER_MS + 1;
      process.kill(child.pid() as number, 'SIGKILL');
      await until('the next restart', () => waits.length > time);
      expect(waits[time]?.delayMs).toBe(RESTART_MS_START);
      waits[time]?.call();
    }
  });

  it('is not started again once it was stopped, also while it waits to be', async () => {
    const { child, waits, restarts } = keep(STAY);
    await child.ready;
    const pid = child.pid();
    process.kill(pid as number, 'SIGKILL');
    await until('the end to be seen', () => restarts.length === 1);
    await child.stop();
    await child.stop();
    expect([waits[1]?.cancelled, child.pid(), gone(pid)]).toEqual([true, undefined, true]);
  });

  it('ends with its parent stopping it, and nothing is told of a restart', async () => {
    const { child, restarts } = keep(STAY);
    await child.ready;
    const pid = child.pid();
    await child.stop();
    expect([gone(pid), restarts]).toEqual([true, []]);
  });
});
