// A stand-in for the `usb` library with one device, which behaves as the real one (2.18.0) was seen
// to on a real node in tests/hil: a transfer is answered by the callback it was made with, closing
// with one pending throws, failures are called by libusb's names.
import type { NativeModules, UsbModule } from '../../../firmware-bridge/ports/native-modules.ts';

export const STAND_IN_PATH = '/dev/bus/usb/001/004';

type Answer = (failure: Error | undefined, buffer: Buffer, bytes: number) => void;

class Transfer {
  buffer: Buffer | undefined;
  readonly answer: Answer;
  readonly pending: Set<Transfer>;
  constructor(pending: Set<Transfer>, answer: Answer) {
    this.pending = pending;
    this.answer = answer;
  }
  submit(buffer: Buffer) {
    this.buffer = buffer;
    this.pending.add(this);
  }
  finish(failure: string | undefined, bytes: number) {
    this.pending.delete(this);
    this.answer(failure ? new Error(failure) : undefined, this.buffer!, bytes);
  }
  cancel() {
    queueMicrotask(() => this.pending.has(this) && this.finish('LIBUSB_TRANSFER_CANCELLED', 0));
    return true;
  }
}

class Endpoint {
  readonly pending = new Set<Transfer>();
  readonly transferType = 2;
  readonly descriptor = { wMaxPacketSize: 64 };
  halts = 0;
  makeTransfer(_timeout: number, answer: Answer) {
    return new Transfer(this.pending, answer);
  }
  clearHalt(done: () => void) {
    this.halts++;
    done();
  }
}

export const createUsbStandIn = (interfaceClass = 0xff) => {
  const input = new Endpoint();
  const output = new Endpoint();
  const calls: string[] = [];
  const failing = new Map<string, string>();
  const call = (name: string) => {
    calls.push(name);
    const failure = failing.get(name);
    if (failure) throw new Error(failure);
  };
  const descriptor = {
    bInterfaceClass: interfaceClass,
    endpoints: [
      { bEndpointAddress: 0x81, bmAttributes: 2 },
      { bEndpointAddress: 0x02, bmAttributes: 2 },
      { bEndpointAddress: 0x83, bmAttributes: 3 },
    ],
  };
  const claimed = {
    descriptor,
    endpoint: (address: number) => (address === 0x81 ? input : output),
    claim: () => call('claim'),
    release: (done: () => void) => {
      calls.push('release');
      done();
    },
  };
  const device = {
    busNumber: 1,
    deviceAddress: 4,
    deviceDescriptor: { idVendor: 0x0ab1, idProduct: 4 },
    configDescriptor: { interfaces: [[descriptor]] },
    interfaces: undefined as unknown,
    open() {
      call('open');
      this.interfaces = [claimed];
    },
    close() {
      if (input.pending.size + output.pending.size > 0)
        throw new Error("Can't close device with a pending request");
      this.interfaces = undefined;
      calls.push('close');
    },
    setAutoDetachKernelDriver: () => call('detach'),
  };
  const usb = { getDeviceList: () => [device] } as unknown as UsbModule;
  const notAsked = () => Promise.reject(new Error('not asked'));
  const native: NativeModules = { usb: async () => usb, serial: notAsked, hid: notAsked };
  return {
    ...{ native, usb, calls, input, output },
    /** From now on this call fails so. */
    fail: (name: string, message: string) => void failing.set(name, message),
    /** The device sends a packet, or the transfer that waits longest ends so. */
    deliver(bytes: readonly number[], failure?: string) {
      const [transfer] = input.pending;
      transfer!.buffer!.set(bytes);
      transfer!.finish(failure, bytes.length);
    },
    /** The device takes so many bytes of the write that waits; gives back what was offered. */
    take(failure?: string, bytes?: number): number[] {
      const [transfer] = output.pending;
      const offered = transfer!.buffer!;
      transfer!.finish(failure, bytes ?? offered.length);
      return [...offered];
    },
  };
};
