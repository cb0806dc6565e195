// Where a HID POS scanner's report holds what (HID Point of Sale Usage Tables 1.02, Bar Code
// Scanner page 0x8C): found in the report descriptor, or taken from the profile where the
// descriptor cannot be read (hardware.md 3.1).
import type { ScannerSettings } from '../../profiles/device-schema.ts';
import { type HidField, parseReportDescriptor, type Usage } from './hid-report-descriptor.ts';

/**
 * Byte offsets into the report as the port delivers it: after an id byte where `reportId` is not 0.
 */
export type PosLayout = {
  reportId: number;
  /** Null: the scanner sends no count, its data ends at the first NUL. */
  lengthAt: number | null;
  aimAt: number | null;
  dataAt: number;
  dataBytes: number;
  continuedAt: number | null;
  continuedMask: number;
};

const USAGE_BYTE_COUNT: Usage = 0x0001_003b;
const USAGE_SCANNED_DATA_REPORT: Usage = 0x008c_0012;
const USAGE_AIM_1: Usage = 0x008c_00fb;
const USAGE_AIM_2: Usage = 0x008c_00fc;
const USAGE_AIM_3: Usage = 0x008c_00fd;
const USAGE_DECODED_DATA: Usage = 0x008c_00fe;
const USAGE_DATA_CONTINUED: Usage = 0x008c_00ff;

/**
 * Index of the element that carries `usage`; -1 without one. An array field has usages as values,
 * not as places.
 */
const elementOf = (field: HidField, usage: Usage): number => {
  if (field.constant || !field.variable) return -1;
  const index = field.usages.indexOf(usage);
  return index < field.count ? index : -1;
};

const bitOf = (fields: readonly HidField[], usage: Usage): number | null => {
  for (const field of fields) {
    const element = elementOf(field, usage);
    if (element >= 0) return field.bitOffset + element * field.bitSize;
  }
  return null;
};

/** Byte offset of a byte-sized, byte-aligned element. */
const byteOf = (fields: readonly HidField[], usage: Usage, idBytes: number): number | null => {
  const field = fields.find((candidate) => elementOf(candidate, usage) >= 0);
  const bit = bitOf(fields, usage);
  if (!field || bit === null || bit % 8 !== 0 || field.bitSize % 8 !== 0) return null;
  return idBytes + bit / 8;
};

const findData = (fields: readonly HidField[]): HidField | undefined => {
  const holders = fields.filter(
    (field) =>
      field.report === 'input' &&
      elementOf(field, USAGE_DECODED_DATA) >= 0 &&
      field.bitSize === 8 &&
      field.bitOffset % 8 === 0,
  );
  return (
    holders.find((field) => field.collections.includes(USAGE_SCANNED_DATA_REPORT)) ?? holders[0]
  );
};

/**
 * The layout that a descriptor tells, or null when it is not a HID POS scanner's or cannot be
 * parsed.
 */
export const layoutOfDescriptor = (descriptor: Uint8Array): PosLayout | null => {
  const parsed = parseReportDescriptor(descriptor);
  if (!parsed.ok) return null;
  const data = findData(parsed.fields);
  if (!data) return null;
  const { reportId } = data;
  const idBytes = reportId === 0 ? 0 : 1;
  const same = parsed.fields.filter(
    (field) => field.report === 'input' && field.reportId === reportId,
  );
  const dataElement = elementOf(data, USAGE_DECODED_DATA);
  // A field with several usages gives each one element; the last usage has all that are left.
  const isLast = dataElement === data.usages.length - 1;
  const aim = [USAGE_AIM_1, USAGE_AIM_2, USAGE_AIM_3].map((usage) => byteOf(same, usage, idBytes));
  const aimAt = aim[0] ?? null;
  const together = aimAt !== null && aim[1] === aimAt + 1 && aim[2] === aimAt + 2;
  const continuedBit = bitOf(same, USAGE_DATA_CONTINUED);
  return {
    reportId,
    lengthAt: byteOf(same, USAGE_BYTE_COUNT, idBytes),
    aimAt: together ? aimAt : null,
    dataAt: idBytes + data.bitOffset / 8 + dataElement,
    dataBytes: isLast ? data.count - dataElement : 1,
    continuedAt: continuedBit === null ? null : idBytes + Math.floor(continuedBit / 8),
    continuedMask: continuedBit === null ? 0 : 1 << (continuedBit % 8),
  };
};

/** Descriptor first, then the profile; null when neither tells. */
export const choosePosLayout = (
  descriptor: Uint8Array | undefined,
  settings: ScannerSettings,
): PosLayout | null =>
  (descriptor && layoutOfDescriptor(descriptor)) ?? settings.fallbackLayout ?? null;
