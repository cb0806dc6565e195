import { describe, expect, it } from 'vitest';
import type { BridgeMessage } from '../../firmware-bridge/messages.ts';
import { createOutgoingQueue } from '../../firmware-bridge/outgoing-queue.ts';

const state = (device: string): BridgeMessage => ({
  type: 'device-state',
  state: { device, state: 'absent' },
});
const progress = (jobId: string): BridgeMessage => ({
  type: 'print-progress',
  device: 'printer',
  jobId,
  state: 'printed',
});
const scan = (text: string): BridgeMessage => ({
  type: 'barcode-read',
  device: 'scanner',
  text,
  symbology: 'qr',
  ageMs: 0,
});
const drain = (queue: ReturnType<typeof createOutgoingQueue>) => {
  const all: BridgeMessage[] = [];
  for (let next = queue.shift(); next; next = queue.shift()) all.push(next.message);
  return all;
};
const push = (queue: ReturnType<typeof createOutgoingQueue>, ...messages: BridgeMessage[]) => {
  for (const message of messages) queue.push({ message, lastByteUpMs: undefined });
};

describe('outgoing queue', () => {
  it('drops the oldest device state first', () => {
    const queue = createOutgoingQueue(3);
    push(queue, scan('1'), state('a'), state('b'), progress('j'));
    expect(drain(queue)).toEqual([scan('1'), state('b'), progress('j')]);
    expect(queue.dropped).toBe(1);
  });

  it('a busy contact makes room for the newest and never grows the queue', () => {
    const queue = createOutgoingQueue(3);
    const contact = (on: boolean): BridgeMessage => ({
      ...{ type: 'contact', device: 'door', input: 0, on },
    });
    for (let n = 0; n < 1_000; n++) push(queue, contact(n % 2 === 0));
    expect(queue.size).toBe(3);
  });

  it('then the oldest scan, and never how a print job ended', () => {
    const queue = createOutgoingQueue(2);
    push(queue, progress('1'), scan('old'), scan('new'), progress('2'), progress('3'));
    expect(drain(queue)).toEqual([progress('1'), progress('2'), progress('3')]);
    expect(queue.dropped).toBe(2);
  });

  it('stays bounded under a storm', () => {
    const queue = createOutgoingQueue();
    for (let count = 0; count < 10_000; count++) push(queue, state('a'), scan(String(count)));
    expect(queue.size).toBe(500);
  });
});
