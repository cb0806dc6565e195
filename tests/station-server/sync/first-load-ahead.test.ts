// Chunks beside each other: two and no more, and one that fails leaves none running.
import { expect, test } from 'vitest';
import { createAhead } from '../../../station-server/sync/first-load-ahead.ts';
import type { Downloaded } from '../../../station-server/sync/first-load-download.ts';
import { chunkOf, patrons } from './snapshot-fixture.ts';

const [A, B, C] = [1, 2, 3].map((from) => chunkOf(1, 'patron', patrons(from, 1)).chunk) as [
  ReturnType<typeof chunkOf>['chunk'],
  ReturnType<typeof chunkOf>['chunk'],
  ReturnType<typeof chunkOf>['chunk'],
];

/** Downloads that end when the test says so; a stopped one ends a little later, as a socket does. */
const make = () => {
  const running = new Map<string, { end(how: Downloaded): void; fail(error: Error): void }>();
  const ahead = createAhead(
    ({ sha256 }, stop) =>
      new Promise((resolve, reject) => {
        const over = <T>(settle: (value: T) => void) => {
          return (value: T) => {
            running.delete(sha256);
            settle(value);
          };
        };
        running.set(sha256, { end: over(resolve), fail: over(reject) });
        stop.addEventListener('abort', () =>
          setImmediate(() => running.get(sha256)?.fail(new Error('stopped'))),
        );
      }),
  );
  return { ahead, running };
};

test('two come at once; the third is asked for when one has ended, none is asked for twice', async () => {
  const { ahead, running } = make();
  ahead.start([A, B, C]);
  ahead.start([A, B, C]);
  expect([...running.keys()]).toEqual([A.sha256, B.sha256]);
  expect(await ahead.ended()).toBeNull();
  running.get(B.sha256)?.end('cut');
  expect(await ahead.next()).toBe('cut');
  ahead.start([A, C]);
  expect([...running.keys()]).toEqual([A.sha256, C.sha256]);
});

test('when none is under way there is nothing to wait for', async () => {
  expect(await make().ahead.next()).toBeNull();
});

test('a failure is told when the others have ended too, and the next start begins anew', async () => {
  const { ahead, running } = make();
  ahead.start([A, B]);
  running.get(A.sha256)?.fail(new Error('no line'));
  await expect(ahead.next()).rejects.toThrow('no line');
  expect(running.size).toBe(0);
  expect(await ahead.ended()).toBeNull();
  ahead.start([A, B]);
  running.get(A.sha256)?.end('complete');
  expect(await ahead.next()).toBe('complete');
});

test('to stop is to wait until none is under way', async () => {
  const { ahead, running } = make();
  ahead.start([A, B]);
  await ahead.stop();
  expect(running.size).toBe(0);
  expect(await ahead.next()).toBeNull();
});
