// The descriptor parser (HID 1.11, 6.2.2): items, state, bounds; every cut and any bytes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DESCRIPTOR_BYTES_MAX,
  parseReportDescriptor,
} from '../../../devices/barcode/hid-report-descriptor.ts';
import { keyboardDescriptor, posDescriptor } from './descriptors.ts';

const fieldsOf = (bytes: ArrayLike<number>) => {
  const result = parseReportDescriptor(Uint8Array.from(bytes));
  if (!result.ok) throw new Error(result.why);
  return result.fields;
};
const whyOf = (bytes: ArrayLike<number>) => {
  const result = parseReportDescriptor(Uint8Array.from(bytes));
  return result.ok ? 'ok' : result.why;
};

describe('fields', () => {
  it('of a HID POS scanner lie one after the other', () => {
    const input = fieldsOf(posDescriptor()).filter((field) => field.report === 'input');
    expect(input.map(({ bitOffset, bitSize, count }) => [bitOffset, bitSize, count])).toEqual([
      [0, 8, 1],
      [8, 8, 1],
      [16, 8, 1],
      [24, 8, 1],
      [32, 8, 56],
      [480, 8, 2],
      [496, 1, 1],
      [497, 7, 1],
    ]);
    expect(input[0]?.usages).toEqual([0x0001_003b]);
    expect(input[4]).toMatchObject({
      usages: [0x008c_00fe],
      bufferedBytes: true,
      variable: true,
      collections: [0x008c_0002, 0x008c_0012],
    });
    expect(input[5]?.usages).toEqual([0xff66_0004]);
    expect(input[7]?.constant).toBe(true);
  });

  it('of other reports count their own bits', () => {
    const output = fieldsOf(posDescriptor()).filter((field) => field.report === 'output');
    expect(output.map(({ reportId, bitOffset }) => [reportId, bitOffset])).toEqual([
      [4, 0],
      [4, 1],
    ]);
  });

  it('of a boot keyboard: eight modifier bits with a usage each, and no report id', () => {
    const [modifiers] = fieldsOf(keyboardDescriptor);
    expect(modifiers).toMatchObject({ report: 'input', reportId: 0, bitSize: 1, count: 8 });
    expect(modifiers?.usages).toEqual(
      [224, 225, 226, 227, 228, 229, 230, 231].map((usage) => 0x70000 + usage),
    );
  });
});

describe('items', () => {
  it('push and pop keep page, size, count and report id', () => {
    const fields = fieldsOf([
      ...[0x05, 0x8c, 0x75, 8, 0x95, 2, 0x85, 7, 0xa4],
      ...[0x05, 1, 0x75, 4, 0x95, 1, 0x85, 9, 0x09, 1, 0x81, 2],
      ...[0xb4, 0x09, 0xfe, 0x81, 2],
    ]);
    expect(fields[1]).toMatchObject({ reportId: 7, bitSize: 8, count: 2, usages: [0x008c_00fe] });
    expect(fields[0]).toMatchObject({ reportId: 9, bitSize: 4, count: 1, usages: [0x0001_0001] });
  });

  it('a usage takes the page that holds at its main item; four bytes carry their own', () => {
    const [field] = fieldsOf([
      ...[0x05, 1, 0x09, 0xfe, 0x0b, 0xfb, 0, 0x8c, 0, 0x05, 0x8c, 0x75, 8, 0x95, 2, 0x81, 2],
    ]);
    expect(field?.usages).toEqual([0x008c_00fe, 0x008c_00fb]);
  });

  it('of a delimited set only the first usage counts', () => {
    const [field] = fieldsOf([
      ...[0x05, 0x8c, 0xa9, 1, 0x09, 0xfe, 0x09, 0x13, 0xa9, 0, 0x75, 8, 0x95, 1, 0x81, 2],
    ]);
    expect(field?.usages).toEqual([0x008c_00fe]);
  });

  it('long items are stepped over', () => {
    expect(fieldsOf([0xfe, 3, 0x99, 1, 2, 3, 0x75, 8, 0x95, 1, 0x81, 2])).toHaveLength(1);
  });
});

describe('what is wrong', () => {
  it.each([
    ['an item is cut off', [0x26, 0xff]],
    ['an item is cut off', [0xfe, 2]],
    ['pop without push', [0xb4]],
    ['a collection ends that did not begin', [0xc0]],
    ['a collection does not end', [0xa1, 1]],
    ['a report id is not 1-255', [0x85, 0]],
    ['a report id is not 1-255', [0x86, 0, 1]],
    [
      'collections are nested too deeply',
      Array.from({ length: 40 }, (_, at) => (at % 2 ? 1 : 0xa1)),
    ],
    ['push is nested too deeply', new Array(17).fill(0xa4)],
    ['a report is too long', [0x77, 0xff, 0xff, 0xff, 0xff, 0x97, 0xff, 0xff, 0xff, 0xff, 0x81, 2]],
    ['too many usages', [0x19, 0, 0x2b, 0xff, 0xff, 0xff, 0xff]],
    ['too many usages', [0x19, 9, 0x29, 1]],
    ['too many fields', [0x75, 0, ...new Array(513).fill([0x81, 2]).flat()]],
    ['the descriptor is too long', new Array(DESCRIPTOR_BYTES_MAX + 1).fill(0)],
  ])('%s', (why, bytes) => {
    expect(whyOf(bytes)).toContain(why);
  });

  it('never throws and never runs away, on any bytes and on every cut of a real one', () => {
    const whole = posDescriptor();
    // From the byte that opens the first collection: what comes before it is whole in itself.
    for (let cut = 5; cut < whole.length; cut++)
      expect(parseReportDescriptor(whole.subarray(0, cut)).ok).toBe(false);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        const result = parseReportDescriptor(bytes);
        if (result.ok) expect(result.fields.length).toBeLessThanOrEqual(512);
      }),
      { numRuns: 500 },
    );
  });
});
