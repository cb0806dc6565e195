// How many entries a push carries: it begins with 50, grows while full batches go quickly, and shrinks when they fail.
import { expect, test } from 'vitest';
import type { PushAnswer, PushRequest } from '../../../central/sync-contract.ts';
import { PushTooLarge, TransportFailure } from '../../../station-server/sync/exchange.ts';
import { createSyncClient } from '../../../station-server/sync/sync-client.ts';
import { createManualClock, settle } from '../../firmware-bridge/manual-clock.ts';
import { makeStation } from '../test-station.ts';

type Answer = 'taken' | 'slowly' | 'broken' | 'too large';

/** Pushes until nothing is left or the answers are used up; gives the sizes of what was asked. */
const sizesOf = async (acts: number, answers: Answer[]): Promise<number[]> => {
  const station = makeStation();
  for (let act = 0; act < acts; act += 1)
    station.desk.recordVisit('0-1', { place: 'kiosk-1', actor: 'patron' });
  const timers = createManualClock();
  let slowMs = 0;
  const clock = { ...timers, upMs: () => timers.upMs() + slowMs };
  const sizes: number[] = [];
  const left = [...answers];
  const hang = <T>(stop: AbortSignal): Promise<T> =>
    new Promise((_, reject) => stop.addEventListener('abort', () => reject(new Error('stopped'))));
  const push = async (request: PushRequest, stop: AbortSignal): Promise<PushAnswer> => {
    const size = request.entries.length;
    const answer = size === 0 ? 'taken' : left.shift();
    if (answer === undefined) return hang(stop);
    if (size > 0) sizes.push(size);
    if (answer === 'slowly') slowMs += 2_001;
    if (answer === 'broken') throw new TransportFailure('cut', null);
    if (answer === 'too large') throw new PushTooLarge();
    return { version: 1, epoch: 1, applied: request.first - 1 + size, nowMs: 0 };
  };
  const client = createSyncClient({
    ...{ ...station, clock, retryMsMax: 300_000, pullWaitSeconds: 55 },
    exchange: {
      ...{ push, pull: (_cursor, _wait, stop) => hang(stop) },
      erasures: (_after, stop) => hang(stop),
    },
    random: () => 0,
    onChange: () => undefined,
  });
  client.start();
  for (let round = 0; round < 4 * answers.length + 10; round += 1) {
    await settle();
    await timers.advance(200);
  }
  await client.stop();
  return sizes;
};

test('doubles up to 1,000 while full batches go within two seconds', async () => {
  const sizes = await sizesOf(
    2_600,
    Array.from({ length: 10 }, () => 'taken' as const),
  );
  expect(sizes).toEqual([50, 100, 200, 400, 800, 1_000, 50]);
});

test('keeps its size when a batch goes slowly, halves it when one fails', async () => {
  const answers: Answer[] = ['taken', 'slowly', 'broken', 'taken', 'broken', 'broken', 'taken'];
  expect(await sizesOf(900, answers)).toEqual([50, 100, 100, 50, 100, 50, 25]);
});

test('a body over the limit is halved at once, without a wait', async () => {
  const answers: Answer[] = ['too large', 'too large', 'taken', 'taken'];
  expect(await sizesOf(40, answers)).toEqual([40, 20, 10, 20]);
});

test('a batch that was not full says nothing of the line', async () => {
  expect(await sizesOf(30, ['taken'])).toEqual([30]);
});
