// HID report descriptors as devices send them, and reports that fit them (HID Point of Sale Usage
// Tables 1.02). `posDescriptor` writes the layouts that hardware.md 3.1 names: with and without
// AIM, with and without vendor bytes.

export type DescriptorOptions = {
  reportId?: number;
  aim?: 'three-fields' | 'one-field' | 'none';
  dataBytes?: number;
  /** Bytes of the maker's own usage page between data and continued bit. */
  vendorBytes?: number;
  continued?: boolean;
  /** A constant byte ahead of the data, in a push/pop pair. */
  paddingBefore?: boolean;
};

export const posDescriptor = (options: DescriptorOptions = {}): Uint8Array => {
  const { reportId = 2, aim = 'three-fields', dataBytes = 56, vendorBytes = 2 } = options;
  const aimItems = {
    'three-fields': [0x95, 1, 0x09, 0xfb, 0x81, 2, 0x09, 0xfc, 0x81, 2, 0x09, 0xfd, 0x81, 2],
    'one-field': [0x95, 3, 0x19, 0xfb, 0x29, 0xfd, 0x81, 2],
    none: [],
  }[aim];
  const padding = [0xa4, 0x75, 8, 0x95, 1, 0x81, 3, 0xb4];
  const continuedItems = [0x75, 1, 0x95, 1, 0x09, 0xff, 0x81, 2, 0x75, 7, 0x81, 3];
  return Uint8Array.from([
    ...[0x05, 0x8c, 0x09, 0x02, 0xa1, 0x01],
    ...(reportId === 0 ? [] : [0x85, reportId]),
    ...[0x09, 0x12, 0xa1, 0x02, 0x15, 0, 0x26, 0xff, 0, 0x75, 8],
    ...[0x95, 1, 0x05, 0x01, 0x09, 0x3b, 0x81, 2, 0x05, 0x8c],
    ...aimItems,
    ...(options.paddingBefore ? padding : []),
    ...[0x95, dataBytes, 0x09, 0xfe, 0x82, 0x02, 0x01],
    ...(vendorBytes === 0
      ? []
      : [0x95, vendorBytes, 0x06, 0x66, 0xff, 0x09, 0x04, 0x81, 2, 0x05, 0x8c]),
    ...(options.continued === false ? [] : continuedItems),
    ...[0xc0, 0x85, 4, 0x09, 0x14, 0xa1, 0x02, 0x75, 1, 0x95, 1, 0x09, 0x60, 0x91, 2],
    ...[0x75, 7, 0x91, 3, 0xc0, 0xc0],
  ]);
};

/** A boot keyboard's: a HID device, but no scanner in HID POS mode. */
export const keyboardDescriptor = Uint8Array.from(
  Buffer.from(
    '05010906a101050719e029e71500250175019508810295017508810195057501050819012905' +
      '910295017503910195067508150026ff00050719002aff008100c0',
    'hex',
  ),
);

/** Reports of 64 bytes: id 2, length, AIM, 56 data bytes, two vendor bytes, continued. */
export const posReports = (
  text: string,
  aim = ']C0',
  vendorId = 0,
  shift: 0 | 1 = 0,
): Uint8Array[] => {
  const bytes = Buffer.from(text, 'latin1');
  const reports: Uint8Array[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += 56) {
    const report = Buffer.alloc(64);
    const piece = bytes.subarray(at, at + 56);
    report[0] = 2;
    report[1] = piece.length;
    report.write(aim, 2 + shift, 3, 'latin1');
    piece.copy(report, 5 + shift);
    report[61] = vendorId;
    report[63] = at + 56 < bytes.length ? 1 : 0;
    reports.push(Uint8Array.from(report));
  }
  return reports;
};
