// A thread beside the fuzzed one: when an input never comes back, only another thread can say which it was. It reads the input
// from shared memory, prints it and ends the process.
import { writeSync } from 'node:fs';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

/** Far above the limit of one input, so that a paused machine raises no alarm. */
const HANG_MS = 20_000;
const LOOK_MS = 1_000;
const STDERR = 2;
/** Places in the shared numbers: how many inputs began, seed of the last, its length. Its bytes follow. */
const BEGUN = 0;
const SEED = 1;
const LENGTH = 2;
const NUMBERS_BYTES = 12;

export type Watchdog = {
  onInput(seed: number, bytes: Uint8Array): void;
  stop(): Promise<void>;
};

export const startWatchdog = (name: string, bytesMax: number): Watchdog => {
  const shared = new SharedArrayBuffer(NUMBERS_BYTES + bytesMax);
  const numbers = new Int32Array(shared, 0, NUMBERS_BYTES / 4);
  const held = new Uint8Array(shared, NUMBERS_BYTES);
  const worker = new Worker(import.meta.filename, { workerData: { watched: name, shared } });
  return {
    onInput(seed, bytes) {
      held.set(bytes);
      Atomics.store(numbers, SEED, seed);
      Atomics.store(numbers, LENGTH, bytes.length);
      Atomics.add(numbers, BEGUN, 1);
    },
    async stop() {
      await worker.terminate();
    },
  };
};

const watch = ({ watched, shared }: { watched: string; shared: SharedArrayBuffer }): void => {
  const numbers = new Int32Array(shared, 0, NUMBERS_BYTES / 4);
  let seen = -1;
  let stillMs = 0;
  setInterval(() => {
    const begun = Atomics.load(numbers, BEGUN);
    stillMs = begun === seen ? stillMs + LOOK_MS : 0;
    seen = begun;
    if (begun === 0 || stillMs < HANG_MS) return;
    const length = Atomics.load(numbers, LENGTH);
    const hex = Buffer.from(shared, NUMBERS_BYTES, length).toString('hex');
    const seed = Atomics.load(numbers, SEED);
    writeSync(STDERR, `${watched}: seed ${seed} did not come back in ${HANG_MS} ms\n  ${hex}\n`);
    process.kill(process.pid, 'SIGKILL');
  }, LOOK_MS);
};

if (!isMainThread && typeof workerData?.watched === 'string') watch(workerData);
