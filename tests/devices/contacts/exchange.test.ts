// One question at a time: answers, silence, late answers, noise, closing in the middle.
import { describe, expect, it } from 'vitest';
import {
  ANSWER_BYTES_MAX,
  createExchange,
  QUESTIONS_MAX,
  type Question,
} from '../../../devices/contacts/exchange.ts';
import { createManualClock, settle } from '../../firmware-bridge/manual-clock.ts';
import { createMemoryPort } from '../memory-port.ts';

const LETTER = (letter: string): Question<string> => ({
  bytes: Buffer.from(letter),
  read: (bytes) => {
    const at = bytes.indexOf(letter.toUpperCase().charCodeAt(0));
    if (at < 0) return { found: 'nothing' };
    return { found: 'answer', value: letter, used: at + 1, noise: at };
  },
});

const bench = () => {
  const port = createMemoryPort();
  const clock = createManualClock();
  const noise: number[] = [];
  const exchange = createExchange({
    ...{ port, clock, replyTimeoutMs: 100, gapMs: 4 },
    onNoise: (bytes) => noise.push(bytes),
  });
  exchange.open();
  const sent = () => Buffer.concat(port.written).toString();
  return { port, clock, noise, exchange, sent };
};

describe('exchange', () => {
  it('sends the next question only after the answer and the gap', async () => {
    const { port, clock, exchange, sent } = bench();
    const both = Promise.all([exchange.ask(LETTER('a')), exchange.ask(LETTER('b'))]);
    await clock.advance(50);
    expect(sent()).toBe('a');
    port.receive('A');
    await clock.advance(3);
    expect(sent()).toBe('a');
    await clock.advance(1);
    expect(sent()).toBe('ab');
    port.receive('B');
    expect(await both).toEqual(['a', 'b']);
    expect(clock.pending()).toBe(0);
  });

  it('a late answer is noise and never answers the next question', async () => {
    const { port, clock, noise, exchange } = bench();
    const first = exchange.ask(LETTER('a'));
    first.catch(() => {});
    const second = exchange.ask(LETTER('a'));
    second.catch(() => {});
    await clock.advance(100);
    await expect(first).rejects.toMatchObject({ code: 'contacts-silent' });
    await clock.advance(50);
    port.receive('A');
    await clock.advance(151);
    await expect(second).rejects.toMatchObject({ code: 'contacts-silent' });
    expect(noise).toEqual([1]);
  });

  it('bytes that never become an answer are damaged, counted, and bounded', async () => {
    const { port, clock, noise, exchange } = bench();
    const asked = exchange.ask(LETTER('a'));
    asked.catch(() => {});
    await settle();
    for (let sent = 0; sent < 4; sent++) port.receive(new Uint8Array(ANSWER_BYTES_MAX));
    port.receive(new Uint8Array(ANSWER_BYTES_MAX * 3));
    await clock.advance(100);
    await expect(asked).rejects.toMatchObject({ code: 'reply-damaged' });
    expect(noise.reduce((sum, bytes) => sum + bytes, 0)).toBe(ANSWER_BYTES_MAX * 7);
  });

  it('an urgent question goes before those that wait', async () => {
    const { port, clock, exchange, sent } = bench();
    port.onWrite(
      (bytes) =>
        void Promise.resolve().then(() =>
          port.receive(Buffer.from(bytes).toString().toUpperCase()),
        ),
    );
    const all = [
      exchange.ask(LETTER('a')),
      exchange.ask(LETTER('b')),
      exchange.ask(LETTER('c'), true),
    ];
    await clock.advance(50);
    await Promise.all(all);
    expect(sent()).toBe('acb');
  });

  it('closing ends what runs and what waits, and leaves no timer', async () => {
    const { clock, exchange } = bench();
    const all = [exchange.ask(LETTER('a')), exchange.ask(LETTER('b'))];
    await settle();
    exchange.close();
    exchange.close();
    for (const asked of all) await expect(asked).rejects.toMatchObject({ code: 'contacts-closed' });
    await expect(exchange.ask(LETTER('c'))).rejects.toMatchObject({ code: 'contacts-closed' });
    expect(clock.pending()).toBe(0);
  });

  it('a port that refuses the bytes is closed; more questions than the limit are refused', async () => {
    const { port, exchange } = bench();
    port.unplug();
    await expect(exchange.ask(LETTER('a'))).rejects.toMatchObject({ code: 'contacts-closed' });
    const busy = bench();
    const asked = Array.from({ length: QUESTIONS_MAX + 2 }, () => busy.exchange.ask(LETTER('a')));
    for (const one of asked) one.catch(() => {});
    await expect(asked.at(-1)).rejects.toMatchObject({ code: 'too-many-commands' });
    busy.exchange.close();
  });
});
