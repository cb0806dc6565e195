// A real USB device made of Linux's gadget stack (dummy_hcd and configfs;
// Documentation/usb/gadget_configfs.rst): the guest's kernel is both the computer and the device
// that is plugged into it.
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = '/sys/kernel/config/usb_gadget';

export type GadgetOptions = {
  name: string;
  vendorId: string;
  productId: string;
  serialNumber: string;
  /** Function and instance of configfs, `acm.0`, each with its attributes. */
  functions: Record<string, Record<string, string>>;
  /** The kernel's word, `full-speed`; as fast as the port is where not given. */
  maxSpeed?: string;
};

export type Gadget = { plug(): void; unplug(): void };

/** Makes it, not plugged in yet. */
export const createGadget = (options: GadgetOptions): Gadget => {
  const folder = join(ROOT, options.name);
  const write = (file: string, value: string) => writeFileSync(join(folder, file), value);
  const make = (path: string) => mkdirSync(join(folder, path));
  mkdirSync(folder);
  write('idVendor', `0x${options.vendorId}`);
  write('idProduct', `0x${options.productId}`);
  write('bcdUSB', '0x0200');
  if (options.maxSpeed) write('max_speed', options.maxSpeed);
  make('strings/0x409');
  write('strings/0x409/manufacturer', 'Kitap test bench');
  write('strings/0x409/product', options.name);
  write('strings/0x409/serialnumber', options.serialNumber);
  make('configs/c.1');
  for (const [name, attributes] of Object.entries(options.functions)) {
    make(`functions/${name}`);
    for (const [key, value] of Object.entries(attributes)) write(`functions/${name}/${key}`, value);
    symlinkSync(join(folder, 'functions', name), join(folder, 'configs/c.1', name));
  }
  return {
    plug() {
      const taken = new Set(
        readdirSync(ROOT).map((name) => readFileSync(join(ROOT, name, 'UDC'), 'utf8').trim()),
      );
      const free = readdirSync('/sys/class/udc').find((port) => !taken.has(port));
      if (!free) throw new Error('no free dummy USB port');
      write('UDC', free);
    },
    unplug: () => write('UDC', '\n'),
  };
};
