// One question at a time on a two-wire line (RS-485, half duplex): send, collect, look for the answer, give up after a while. Bytes
// that belong to no answer are counted as noise. After a failure the line is left alone for one more reply time, because an answer
// that comes late would pass for the answer to the next question.
import type { Clock, Port } from '../driver.ts';
import { ContactError, type ContactErrorCode } from './errors.ts';

/** What `read` makes of the bytes since the question; `used` counts from the first of them. */
export type Reading<T> =
  | { found: 'answer'; value: T; used: number; noise: number }
  | { found: 'fault'; fault: ContactErrorCode }
  | { found: 'nothing' };

export type Question<T> = {
  bytes: Uint8Array;
  /** Set for a command that boards do not answer: what it resolves with once the bytes are sent. */
  unanswered?: T;
  /** Pure; called at each delivery with all that came since the question. */
  read(bytes: Uint8Array): Reading<T>;
};

/** More than any answer of these boards with the noise around it. */
export const ANSWER_BYTES_MAX = 512;
/** A poll, a pulse of each output and the ends of those pulses. */
export const QUESTIONS_MAX = 160;

export type ExchangeDeps = {
  port: Pick<Port, 'write' | 'onData' | 'onClose'>;
  clock: Clock;
  replyTimeoutMs: number;
  /** Silence that the boards need before a frame: 3.5 characters for Modbus. */
  gapMs: number;
  onNoise(bytes: number): void;
};

export type Exchange = {
  /** Begins to listen. */
  open(): void;
  /** Rejects with a ContactError. `first`: ahead of those that wait, for switching off. */
  ask<T>(question: Question<T>, first?: boolean): Promise<T>;
  /** Ends the waiting ones with `contacts-closed`; safe twice. Resolves when no write is under way. */
  close(): void;
};

type Waiting = { run: () => Promise<void>; refuse: (error: ContactError) => void };

export const createExchange = (deps: ExchangeDeps): Exchange => {
  const { port, clock, replyTimeoutMs, gapMs, onNoise } = deps;
  const held = new Uint8Array(ANSWER_BYTES_MAX);
  const queue: Waiting[] = [];
  let used = 0;
  let busy = false;
  let life: 'new' | 'open' | 'closed' = 'new';
  let look: (() => void) | undefined;
  let endNow: ((error: ContactError) => void) | undefined;
  let notBeforeMs = 0;

  const drop = (bytes: number): void => {
    held.copyWithin(0, bytes, used);
    used -= bytes;
  };
  const noise = (bytes: number): void => {
    if (bytes > 0 && life === 'open') onNoise(bytes);
  };

  const take = (bytes: Uint8Array): void => {
    if (life !== 'open') return;
    if (!look) {
      noise(bytes.length);
      return;
    }
    const newest = bytes.subarray(-ANSWER_BYTES_MAX);
    const over = Math.max(0, used + newest.length - ANSWER_BYTES_MAX);
    drop(Math.min(over, used));
    held.set(newest, used);
    used += newest.length;
    noise(over + bytes.length - newest.length);
    look();
  };

  const pause = (ms: number): Promise<void> =>
    ms <= 0
      ? Promise.resolve()
      : new Promise((resolve, reject) => {
          const cancel = clock.after(ms, () => {
            endNow = undefined;
            resolve();
          });
          endNow = (error) => {
            cancel();
            reject(error);
          };
        });

  const answerOf = <T>({ bytes, read }: Question<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        cancel();
        look = undefined;
        endNow = undefined;
        settle();
      };
      const fail = (error: ContactError) => end(() => reject(error));
      look = () => {
        const reading = read(held.subarray(0, used));
        if (reading.found === 'fault') fail(new ContactError(reading.fault));
        if (reading.found !== 'answer') return;
        end(() => resolve(reading.value));
        noise(reading.noise + used - reading.used);
        used = 0;
      };
      const cancel = clock.after(replyTimeoutMs, () =>
        fail(new ContactError(used > 0 ? 'reply-damaged' : 'contacts-silent')),
      );
      endNow = fail;
      port.write(bytes).catch((cause: unknown) => {
        if (look) fail(new ContactError('contacts-closed', undefined, { cause }));
      });
    });

  const sent = async <T>(bytes: Uint8Array, value: T): Promise<T> => {
    await port.write(bytes).catch((cause: unknown) => {
      throw new ContactError('contacts-closed', undefined, { cause });
    });
    return value;
  };

  const run = async <T>(question: Question<T>): Promise<T> => {
    await pause(notBeforeMs - clock.upMs());
    try {
      const { bytes, unanswered } = question;
      const answer = await (unanswered === undefined
        ? answerOf(question)
        : sent(bytes, unanswered));
      notBeforeMs = clock.upMs() + gapMs;
      return answer;
    } catch (error) {
      notBeforeMs = clock.upMs() + Math.max(gapMs, replyTimeoutMs);
      noise(used);
      throw error;
    } finally {
      used = 0;
    }
  };

  const next = (): void => {
    if (busy || life !== 'open') return;
    const waiting = queue.shift();
    if (!waiting) return;
    busy = true;
    void waiting.run().finally(() => {
      busy = false;
      next();
    });
  };

  return {
    open() {
      life = 'open';
      port.onData(take);
    },
    ask: <T>(question: Question<T>, first = false) =>
      new Promise<T>((resolve, reject) => {
        if (life !== 'open') return reject(new ContactError('contacts-closed'));
        if (queue.length >= QUESTIONS_MAX) return reject(new ContactError('too-many-commands'));
        const waiting = { run: () => run(question).then(resolve, reject), refuse: reject };
        if (first) queue.unshift(waiting);
        else queue.push(waiting);
        next();
      }),
    close() {
      life = 'closed';
      for (const { refuse } of queue.splice(0)) refuse(new ContactError('contacts-closed'));
      endNow?.(new ContactError('contacts-closed'));
    },
  };
};
