// Usage page and usage of a HID device's first application collection, from its report descriptor
// (USB HID 1.11 section 6.2.2). Only the items up to that collection are read; the report layout is
// the driver's business.

const USAGE_PAGE = 0x04;
const USAGE = 0x08;
const COLLECTION = 0xa0;
const LONG_ITEM = 0xfe;

/** An empty object when the descriptor ends before any collection. */
export const hidUsageOf = (descriptor: Uint8Array): { usagePage?: number; usage?: number } => {
  let usagePage: number | undefined;
  let usage: number | undefined;
  for (let at = 0; at < descriptor.length; ) {
    const head = descriptor[at]!;
    if (head === LONG_ITEM) {
      at += 3 + (descriptor[at + 1] ?? 0);
      continue;
    }
    const size = [0, 1, 2, 4][head & 0x03]!;
    let value = 0;
    for (let index = size; index > 0; index--) value = value * 256 + (descriptor[at + index] ?? 0);
    const tag = head & 0xfc;
    if (tag === USAGE_PAGE) usagePage = value;
    else if (tag === USAGE) {
      // A four-byte usage carries its page in the upper half.
      if (size === 4) usagePage = Math.floor(value / 0x10000);
      usage = value % 0x10000;
    } else if (tag === COLLECTION && usagePage !== undefined && usage !== undefined)
      return { usagePage, usage };
    at += 1 + size;
  }
  return {};
};
