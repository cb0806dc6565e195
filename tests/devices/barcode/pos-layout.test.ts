// The report layouts of hardware.md 3.1, found in descriptors; and what is taken when there is
// none.
import { describe, expect, it } from 'vitest';
import { choosePosLayout, layoutOfDescriptor } from '../../../devices/barcode/pos-layout.ts';
import { keyboardDescriptor, posDescriptor } from './descriptors.ts';
import { posFallback, scannerProfile } from './scanner-profiles.ts';

describe('layoutOfDescriptor', () => {
  it('of the 64-byte Honeywell report', () => {
    expect(layoutOfDescriptor(posDescriptor())).toEqual(posFallback);
  });

  it('of the 62-byte example: the continued bit follows the data', () => {
    expect(layoutOfDescriptor(posDescriptor({ vendorBytes: 0 }))).toEqual({
      ...posFallback,
      continuedAt: 61,
    });
  });

  it('of the Newland report, which has neither AIM nor continued bit', () => {
    const descriptor = posDescriptor({ aim: 'none', continued: false, vendorBytes: 5 });
    expect(layoutOfDescriptor(descriptor)).toEqual({
      ...posFallback,
      aimAt: null,
      dataAt: 2,
      continuedAt: null,
      continuedMask: 0,
    });
  });

  it('with the three AIM usages in one field, and padding before the data', () => {
    const descriptor = posDescriptor({ aim: 'one-field', paddingBefore: true });
    expect(layoutOfDescriptor(descriptor)).toEqual({ ...posFallback, dataAt: 6, continuedAt: 64 });
  });

  it('without report ids every place is one byte earlier', () => {
    expect(layoutOfDescriptor(posDescriptor({ reportId: 0, dataBytes: 20 }))).toMatchObject({
      reportId: 0,
      lengthAt: 0,
      aimAt: 1,
      dataAt: 4,
      dataBytes: 20,
    });
  });

  it('of a keyboard or of rubbish there is none', () => {
    expect(layoutOfDescriptor(keyboardDescriptor)).toBeNull();
    expect(layoutOfDescriptor(Uint8Array.of(0x26))).toBeNull();
    expect(layoutOfDescriptor(new Uint8Array(0))).toBeNull();
  });
});

describe('choosePosLayout', () => {
  const settings = scannerProfile('hid-pos-scanner', {
    fallbackLayout: { ...posFallback, dataAt: 9 },
  }).scanner!;
  it('believes the descriptor before the profile, and the profile before nothing', () => {
    expect(choosePosLayout(posDescriptor(), settings)?.dataAt).toBe(5);
    expect(choosePosLayout(keyboardDescriptor, settings)?.dataAt).toBe(9);
    expect(choosePosLayout(undefined, settings)?.dataAt).toBe(9);
    const { fallbackLayout: _, ...bare } = settings;
    expect(choosePosLayout(undefined, bare)).toBeNull();
  });
});
