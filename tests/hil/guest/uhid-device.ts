// A virtual HID device through /dev/uhid (Linux Documentation/hid/uhid.rst, struct layouts of
// <linux/uhid.h>): a real hidraw node of any vendor, product and report descriptor, in plain Node.
import { closeSync, constants, openSync, writeSync } from 'node:fs';

const DESTROY = 1;
const CREATE2 = 11;
const INPUT2 = 12;
const BUS_USB = 3;
/** Offsets in struct uhid_create2_req after the four bytes of the type. */
const NAME_AT = 4;
const UNIQ_AT = 196;
const SIZE_AT = 260;
const DESCRIPTOR_AT = 280;
const DESCRIPTOR_BYTES_MAX = 4_096;

export type UhidOptions = {
  name: string;
  serialNumber: string;
  vendorId: number;
  productId: number;
  descriptor: Uint8Array;
};

export type UhidDevice = {
  input(report: Uint8Array): void;
  /** Pulls it out. */
  destroy(): void;
};

export const plugUhidDevice = (options: UhidOptions): UhidDevice => {
  const { descriptor } = options;
  const file = openSync('/dev/uhid', constants.O_RDWR | constants.O_NONBLOCK);
  const create = Buffer.alloc(DESCRIPTOR_AT + DESCRIPTOR_BYTES_MAX);
  create.writeUInt32LE(CREATE2, 0);
  create.write(options.name, NAME_AT, 127, 'utf8');
  create.write(options.serialNumber, UNIQ_AT, 63, 'utf8');
  create.writeUInt16LE(descriptor.length, SIZE_AT);
  create.writeUInt16LE(BUS_USB, SIZE_AT + 2);
  create.writeUInt32LE(options.vendorId, SIZE_AT + 4);
  create.writeUInt32LE(options.productId, SIZE_AT + 8);
  create.set(descriptor, DESCRIPTOR_AT);
  writeSync(file, create);
  return {
    input(report) {
      const event = Buffer.alloc(6 + report.length);
      event.writeUInt32LE(INPUT2, 0);
      event.writeUInt16LE(report.length, 4);
      event.set(report, 6);
      writeSync(file, event);
    },
    destroy() {
      const event = Buffer.alloc(4);
      event.writeUInt32LE(DESTROY, 0);
      writeSync(file, event);
      closeSync(file);
    },
  };
};
