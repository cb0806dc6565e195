// One command at a time, whatever the line does: order, gap, limits, late replies, noise, close.
import { describe, expect, it } from 'vitest';
import {
  ASKS_MAX,
  createExchange,
  type ExchangeOptions,
  type FrameParser,
  type Parsed,
} from '../../../devices/rfid/exchange.ts';
import { createMemoryPort } from '../memory-port.ts';
import { createSteppedClock } from './stepped-clock.ts';

/** A toy family: a frame is its own length, then bytes; the first of them tells what it answers. */
const toyParser = (): FrameParser<number[]> => {
  let held: number[] = [];
  return {
    push(bytes) {
      const found: Parsed<number[]>[] = [];
      for (const byte of bytes) {
        held.push(byte);
        if (held.length < held[0]!) continue;
        found.push({ kind: 'frame', frame: held.slice(1), bytes: held.length });
        held = [];
      }
      return found;
    },
    held: () => held.length,
    reset() {
      const dropped = held.length;
      held = [];
      return dropped;
    },
  };
};

const LIMIT_MS = 100;
const GAP_MS = 5;
const INTER_BYTE_MS = 20;

const bench = (more: Partial<ExchangeOptions<number[]>> = {}) => {
  const clock = createSteppedClock();
  const port = createMemoryPort();
  const noise: number[] = [];
  const exchange = createExchange<number[]>({
    port,
    clock,
    parser: toyParser(),
    gapMs: GAP_MS,
    interByteMs: INTER_BYTE_MS,
    onNoise: (bytes) => noise.push(bytes),
    ...more,
  });
  const ask = (name: number) =>
    exchange.ask({
      bytes: Uint8Array.of(2, name),
      limitMs: LIMIT_MS,
      accepts: ([first]) => first === name,
    });
  const reply = (...bytes: number[]) => port.receive(Uint8Array.of(bytes.length + 1, ...bytes));
  const sent = () => port.written.map(([, name]) => name);
  return { clock, port, exchange, ask, reply, sent, noise };
};

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'resolved',
    ({ code }: { code: string }) => code,
  );

describe('exchange', () => {
  it('asks one after the other, each after the reply before and its gap', async () => {
    const { clock, ask, reply, sent } = bench();
    const first = ask(1);
    const second = ask(2);
    await clock.advance(50);
    expect(sent()).toEqual([1]);
    reply(1, 9);
    expect(await clock.until(first)).toEqual([1, 9]);
    const answeredMs = clock.upMs();
    await clock.advance(GAP_MS - 1);
    expect(sent()).toEqual([1]);
    await clock.advance(1);
    expect(sent()).toEqual([1, 2]);
    expect(clock.upMs() - answeredMs).toBe(GAP_MS);
    reply(2);
    expect(await clock.until(second)).toEqual([2]);
    expect(clock.pending()).toBe(0);
  });

  it('a silence ends it, and the next is asked', async () => {
    const { clock, ask, reply } = bench();
    const first = codeOf(ask(1));
    const second = ask(2);
    expect(await clock.until(first)).toBe('reader-silent');
    expect(clock.upMs()).toBe(LIMIT_MS);
    await clock.advance(GAP_MS);
    reply(2);
    expect(await clock.until(second)).toEqual([2]);
  });

  it('a reply that is no reply is malformed, and is told as noise', async () => {
    const { clock, port, ask, noise } = bench();
    const asked = codeOf(ask(1));
    await clock.advance(10);
    port.receive(Uint8Array.of(9, 1, 2));
    expect(await clock.until(asked)).toBe('reply-malformed');
    expect(noise).toEqual([3]);
  });

  it('half a reply and a silence do not spoil the whole one after it', async () => {
    const { clock, port, ask, reply, noise } = bench();
    const asked = ask(1);
    await clock.advance(10);
    port.receive(Uint8Array.of(9, 1));
    await clock.advance(INTER_BYTE_MS);
    reply(1);
    expect(await clock.until(asked)).toEqual([1]);
    expect(noise).toEqual([2]);
  });

  it('a reply to somebody else is dropped, and the right one awaited', async () => {
    const { clock, ask, reply, noise } = bench();
    const asked = ask(2);
    await clock.advance(10);
    reply(1, 7);
    reply(2, 8);
    expect(await clock.until(asked)).toEqual([2, 8]);
    expect(noise).toEqual([3]);
  });

  it('a long reply that comes in time and in pieces may take longer than the limit', async () => {
    const { clock, port, ask } = bench();
    const asked = ask(1);
    await clock.advance(90);
    port.receive(Uint8Array.of(20, 1));
    for (let left = 18; left > 0; left--) {
      await clock.advance(8);
      port.receive(Uint8Array.of(0));
    }
    expect((await clock.until(asked)).length).toBe(19);
  });

  it('a line that dribbles for ever has failed all the same', async () => {
    const { clock, port, ask } = bench();
    const asked = codeOf(ask(1));
    let over = false;
    void asked.then(() => {
      over = true;
    });
    for (let ms = 0; !over && ms < 10_000; ms += 10) {
      port.receive(Uint8Array.of(3, 9, 9));
      await clock.advance(10);
    }
    expect(await asked).toBe('reply-malformed');
    expect(clock.upMs()).toBeLessThanOrEqual(4 * LIMIT_MS);
  });

  it('after a failure it is in step again before anything is asked', async () => {
    const resync = {
      bytes: Uint8Array.of(2, 99),
      limitMs: LIMIT_MS,
      accepts: ([n]: number[]) => n === 99,
    };
    const { clock, ask, reply, sent } = bench({ resync });
    const first = codeOf(ask(1));
    expect(await clock.until(first)).toBe('reader-silent');
    const second = ask(1);
    await clock.advance(GAP_MS);
    expect(sent()).toEqual([1, 99]);
    reply(1, 0xaa);
    reply(99);
    await clock.advance(GAP_MS);
    expect(sent()).toEqual([1, 99, 1]);
    reply(1, 0xbb);
    expect(await clock.until(second)).toEqual([1, 0xbb]);
    const third = ask(1);
    await clock.advance(GAP_MS);
    reply(1);
    await clock.until(third);
    expect(sent()).toEqual([1, 99, 1, 1]);
  });

  it.each(['close', 'unplug'] as const)('%s ends what is under way and what waits', async (how) => {
    const { clock, port, exchange, ask, sent } = bench();
    const codes = [ask(1), ask(2), ask(3)].map(codeOf);
    await clock.advance(10);
    if (how === 'close') exchange.close();
    else port.unplug();
    for (const code of codes) expect(await clock.until(code)).toBe('reader-closed');
    expect(await codeOf(ask(4))).toBe('reader-closed');
    expect(sent()).toEqual([1]);
    expect(clock.pending()).toBe(0);
    expect(() => port.receive('late')).not.toThrow();
  });

  it('closed in the gap, nothing is sent', async () => {
    const { clock, exchange, ask, reply, sent } = bench();
    const first = ask(1);
    await clock.advance(1);
    reply(1);
    await clock.until(first);
    const second = codeOf(ask(2));
    await clock.advance(2);
    exchange.close();
    expect(await clock.until(second)).toBe('reader-closed');
    expect([sent(), clock.pending()]).toEqual([[1], 0]);
  });

  it('a port that refuses a write is closed for good', async () => {
    const { clock, port, ask } = bench();
    port.onWrite(() => {
      throw new Error('no');
    });
    expect(await clock.until(codeOf(ask(1)))).toBe('reader-closed');
    expect(await clock.until(codeOf(ask(2)))).toBe('reader-closed');
    expect(clock.pending()).toBe(0);
  });

  it('more than anybody needs is refused at once', async () => {
    const { ask, exchange } = bench();
    const asked = Array.from({ length: ASKS_MAX }, () => codeOf(ask(1)));
    expect(await codeOf(ask(1))).toBe('driver-misused');
    exchange.close();
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['reader-closed']));
  });
});
