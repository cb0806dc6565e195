// Status bytes in any pieces, mixed as printers mix them (printing.md 1.4).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BLOCK_BYTES_MAX,
  conditionOfAutomatic,
  conditionOfRealTime,
  createStatusParser,
  noCondition,
  type PrinterReply,
  stateOfCondition,
} from '../../../devices/printer/printer-status.ts';

const parse = (bytes: number[], automatic = true): PrinterReply[] =>
  createStatusParser(automatic).push(Uint8Array.from(bytes));
const paperEnd = [0x18, 0x00, 0x0c, 0x00];
const processId = [0x37, 0x22, 0x41, 0x42, 0x43, 0x44, 0x00];

describe('replies', () => {
  test('automatic status, paper sensor, process id and cleared buffer, one after the other', () => {
    expect(parse([...paperEnd, 0x00, ...processId, 0x37, 0x25, 0x00, 0x12])).toEqual([
      { kind: 'automatic', bytes: [0x18, 0, 0x0c, 0] },
      { kind: 'paper-sensor', byte: 0 },
      { kind: 'process-id', id: 'ABCD' },
      { kind: 'buffer-cleared' },
      { kind: 'real-time', byte: 0x12 },
    ]);
  });

  test.each([1, 2, 3])('automatic status cut after byte %i', (cut) => {
    const parser = createStatusParser(true);
    expect(parser.push(Uint8Array.from(paperEnd.slice(0, cut)))).toEqual([]);
    expect(parser.push(Uint8Array.from(paperEnd.slice(cut)))).toHaveLength(1);
  });

  test('a real-time answer and flow control between the bytes of automatic status', () => {
    expect(parse([0x18, 0x00, 0x1a, 0x11, 0x13, 0x0c, 0x00])).toEqual([
      { kind: 'real-time', byte: 0x1a },
      { kind: 'automatic', bytes: [0x18, 0, 0x0c, 0] },
    ]);
  });

  test('a status that lost its end is noise, the next one is read', () => {
    expect(parse([0x10, 0x00, ...paperEnd])).toEqual([
      { kind: 'noise', bytes: 2 },
      { kind: 'automatic', bytes: [0x18, 0, 0x0c, 0] },
    ]);
  });

  test('a block that lost its end gives way to the next status', () => {
    expect(parse([0x37, 0x22, 0x41, ...paperEnd])).toEqual([
      { kind: 'noise', bytes: 3 },
      { kind: 'automatic', bytes: [0x18, 0, 0x0c, 0] },
    ]);
  });

  test('without automatic status 0x10 is noise', () => {
    expect(parse([0x10, 0x92], false)[0]).toEqual({ kind: 'noise', bytes: 2 });
  });

  test('a block never grows beyond its limit', () => {
    const endless = Array.from({ length: 10_000 }, () => 0x41);
    const noise = parse([0x37, ...endless]).filter((reply) => reply.kind === 'noise');
    expect(noise[0]).toMatchObject({ bytes: BLOCK_BYTES_MAX });
  });

  test('the cuts between segments never matter', () => {
    const stream = fc.array(
      fc.oneof(
        fc.constantFrom(paperEnd, processId, [0x12], [0x00], [0x37, 0x25, 0x00]),
        fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 6 }),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(stream, fc.integer({ min: 1, max: 7 }), (parts, size) => {
        const bytes = parts.flat();
        const parser = createStatusParser(true);
        const pieces: PrinterReply[] = [];
        for (let at = 0; at < bytes.length; at += size)
          pieces.push(...parser.push(Uint8Array.from(bytes.slice(at, at + size))));
        const sum = (replies: PrinterReply[]) =>
          replies.reduce((total, reply) => total + (reply.kind === 'noise' ? reply.bytes : 0), 0);
        const kept = (replies: PrinterReply[]) => replies.filter(({ kind }) => kind !== 'noise');
        const whole = parse(bytes);
        expect(kept(pieces)).toEqual(kept(whole));
        expect(sum(pieces)).toBe(sum(whole));
      }),
    );
  });
});

test('what must be mended first is the state', () => {
  const state = (...bytes: [number, number, number, number]) =>
    stateOfCondition(conditionOfAutomatic(bytes));
  expect(state(0x10, 0, 0, 0)).toBe('ready');
  expect(state(0x10, 0, 0x03, 0)).toBe('near-end');
  expect(state(0x18, 0, 0x0f, 0)).toBe('paper-out');
  expect(state(0x38, 0, 0x0c, 0)).toBe('cover-open');
  expect(state(0x18, 0x08, 0, 0)).toBe('cutter');
  expect(state(0x18, 0, 0, 0)).toBe('offline');
  const asked = [0x1a, 0x36, 0x12, 0x72].reduce(
    (before, byte, index) => conditionOfRealTime(before, index + 1, byte),
    noCondition,
  );
  expect(stateOfCondition(asked)).toBe('cover-open');
  expect(asked).toMatchObject({ offline: true, paperEnd: true, cutterError: false });
});
