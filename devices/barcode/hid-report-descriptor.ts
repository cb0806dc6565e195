// Parses a HID report descriptor into its fields (Device Class Definition for HID 1.11, section
// 6.2.2). Report layouts differ from scanner to scanner, so the driver reads where things lie
// instead of knowing (hardware.md 3.1). The bytes come from a device: every length, depth and size
// is bounded, and what is wrong is a value, not a throw.

export const DESCRIPTOR_BYTES_MAX = 4_096;
const DEPTH_MAX = 16;
const FIELDS_MAX = 512;
const USAGES_MAX = 1_024;
const REPORT_BITS_MAX = 4_096 * 8;

/**
 * Page in the upper 16 bits, as extended usages are written: 0x008c00fe is Bar Code Scanner,
 * Decoded Data.
 */
export type Usage = number;

export type HidField = {
  report: 'input' | 'output' | 'feature';
  /** 0: the device numbers no reports and sends no id byte. */
  reportId: number;
  /** From the first bit after the id byte. */
  bitOffset: number;
  /** Of one element. */
  bitSize: number;
  count: number;
  /** One an element; the last one stands for all further elements. */
  usages: Usage[];
  constant: boolean;
  variable: boolean;
  bufferedBytes: boolean;
  /** Usages of the collections around it, the outermost first. */
  collections: Usage[];
};

export type DescriptorResult = { ok: true; fields: HidField[] } | { ok: false; why: string };

type Globals = { usagePage: number; reportId: number; bitSize: number; count: number };

type ParseState = {
  globals: Globals;
  pushed: Globals[];
  usages: Usage[];
  usageMin: Usage | null;
  /** Inside a delimiter only the first usage, the preferred one, counts. */
  delimited: number;
  collections: Usage[];
  /** Bits used so far, by report kind and id. */
  bits: Map<string, number>;
  fields: HidField[];
};

const reportKinds: Readonly<Record<number, HidField['report']>> = {
  8: 'input',
  9: 'output',
  11: 'feature',
};

/**
 * A usage of one or two bytes belongs to the page that holds when its main item comes, so pages are
 * added there.
 */
const withPage = (usage: Usage, page: number): Usage =>
  usage > 0xffff ? usage : page * 0x10000 + usage;

const clearLocals = (state: ParseState): void => {
  state.usages = [];
  state.usageMin = null;
  state.delimited = 0;
};

const addField = (state: ParseState, report: HidField['report'], flags: number): string | null => {
  const { usagePage, reportId, bitSize, count } = state.globals;
  const key = `${report} ${reportId}`;
  const bitOffset = state.bits.get(key) ?? 0;
  if (bitOffset + bitSize * count > REPORT_BITS_MAX) return 'a report is too long';
  if (state.fields.length >= FIELDS_MAX) return 'too many fields';
  state.bits.set(key, bitOffset + bitSize * count);
  state.fields.push({
    report,
    reportId,
    bitOffset,
    bitSize,
    count,
    usages: state.usages.map((usage) => withPage(usage, usagePage)),
    constant: (flags & 0x01) !== 0,
    variable: (flags & 0x02) !== 0,
    bufferedBytes: (flags & 0x100) !== 0,
    collections: [...state.collections],
  });
  return null;
};

/** Main items end the life of local items (6.2.2.8), whatever they are. */
const mainItem = (state: ParseState, tag: number, value: number): string | null => {
  const report = reportKinds[tag];
  let wrong: string | null = null;
  if (report) wrong = addField(state, report, value);
  else if (tag === 10) {
    if (state.collections.length >= DEPTH_MAX) return 'collections are nested too deeply';
    state.collections.push(withPage(state.usages[0] ?? 0, state.globals.usagePage));
  } else if (tag === 12 && state.collections.pop() === undefined)
    return 'a collection ends that did not begin';
  clearLocals(state);
  return wrong;
};

const globalItem = (state: ParseState, tag: number, value: number): string | null => {
  const { globals, pushed } = state;
  if (tag === 0) globals.usagePage = value & 0xffff;
  else if (tag === 7) globals.bitSize = value;
  else if (tag === 8) {
    if (value < 1 || value > 255) return 'a report id is not 1-255';
    globals.reportId = value;
  } else if (tag === 9) globals.count = value;
  else if (tag === 10) {
    if (pushed.length >= DEPTH_MAX) return 'push is nested too deeply';
    pushed.push({ ...globals });
  } else if (tag === 11) {
    const popped = pushed.pop();
    if (!popped) return 'pop without push';
    state.globals = popped;
  }
  return null;
};

/**
 * Usage minimum and maximum are kept as one range; a four-byte item carries its own page (6.2.2.8).
 */
const localItem = (state: ParseState, tag: number, value: number): string | null => {
  if (tag === 10) {
    state.delimited = value === 1 ? 1 : 0;
    return null;
  }
  if (tag === 1) state.usageMin = value;
  const first = tag === 0 ? value : tag === 2 ? state.usageMin : null;
  if (first === null) return null;
  if (state.delimited > 0 && state.delimited++ > 1) return null;
  if (value < first || value - first >= USAGES_MAX - state.usages.length) return 'too many usages';
  for (let usage = first; usage <= value; usage++) state.usages.push(usage);
  state.usageMin = null;
  return null;
};

/** Fields in the order of the descriptor. */
export const parseReportDescriptor = (bytes: Uint8Array): DescriptorResult => {
  if (bytes.length > DESCRIPTOR_BYTES_MAX) return { ok: false, why: 'the descriptor is too long' };
  const state: ParseState = {
    globals: { usagePage: 0, reportId: 0, bitSize: 0, count: 0 },
    pushed: [],
    usages: [],
    usageMin: null,
    delimited: 0,
    collections: [],
    bits: new Map(),
    fields: [],
  };
  const itemKinds = [mainItem, globalItem, localItem];
  for (let at = 0; at < bytes.length; ) {
    const head = bytes[at]!;
    if (head === 0xfe) {
      // Long items (6.2.2.3) carry nothing defined so far.
      if (at + 2 >= bytes.length) return { ok: false, why: 'an item is cut off' };
      at += 3 + bytes[at + 1]!;
      continue;
    }
    const size = (head & 3) === 3 ? 4 : head & 3;
    if (at + 1 + size > bytes.length) return { ok: false, why: 'an item is cut off' };
    let value = 0;
    for (let index = size; index > 0; index--) value = value * 256 + bytes[at + index]!;
    const wrong = itemKinds[(head >> 2) & 3]?.(state, head >> 4, value) ?? null;
    if (wrong !== null) return { ok: false, why: `${wrong} (byte ${at})` };
    at += 1 + size;
  }
  if (state.collections.length > 0) return { ok: false, why: 'a collection does not end' };
  return { ok: true, fields: state.fields };
};
