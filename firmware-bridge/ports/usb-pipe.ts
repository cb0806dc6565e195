// The two bulk endpoints of a claimed USB interface as a pipe: packets in while it runs, writes out
// one at a time. One packet a transfer: a reply that fills its last packet is then handed over at
// once, whether or not the device ends it with an empty packet (USB 2.0 section 5.8.3).
import type { InEndpoint, OutEndpoint } from 'usb';

/** Transfers that wait in the kernel at once, so that no packet waits for this process. */
export const IN_TRANSFERS = 4;

type Transfer = ReturnType<InEndpoint['makeTransfer']>;

export type UsbPipe = {
  /** Begins to listen. */
  start(): void;
  write(bytes: Uint8Array): Promise<void>;
  /** Ends what is under way; resolves when nothing is. Only then may the device be closed. */
  end(): Promise<void>;
};

export type UsbPipeOptions = {
  input: Pick<InEndpoint, 'makeTransfer' | 'descriptor'>;
  output: Pick<OutEndpoint, 'makeTransfer'>;
  onData(bytes: Uint8Array): void;
  /** Not told what `end` itself brought about. May be told once for each transfer. */
  onFailure(failure: unknown): void;
};

export const createUsbPipe = (options: UsbPipeOptions): UsbPipe => {
  const { input, output, onData, onFailure } = options;
  const packetBytes = input.descriptor.wMaxPacketSize;
  const pending = new Set<Transfer>();
  let ending = false;
  let idle = () => {};

  // The library's `submit` takes a callback too, by its types, and forgets it (2.18.0,
  // src/transfer.cc): only the one given when the transfer is made is called.
  const submit = (transfer: Transfer, buffer: Buffer) => {
    transfer.submit(buffer);
    pending.add(transfer);
  };
  const settled = (transfer: Transfer) => {
    pending.delete(transfer);
    if (pending.size === 0) idle();
  };

  const listen = () => {
    const transfer: Transfer = input.makeTransfer(0, (failure, filled, bytes) => {
      if (bytes > 0) onData(Uint8Array.from(filled.subarray(0, bytes)));
      if (failure || ending) {
        settled(transfer);
        if (!ending) onFailure(failure);
      } else ask();
    });
    const ask = () => {
      try {
        submit(transfer, Buffer.alloc(packetBytes));
      } catch (failure) {
        settled(transfer);
        onFailure(failure);
      }
    };
    ask();
  };

  return {
    start() {
      for (let count = 0; count < IN_TRANSFERS; count++) listen();
    },
    write: (bytes) =>
      new Promise((resolve, reject) => {
        const transfer: Transfer = output.makeTransfer(0, (failure, _bytes, taken) => {
          settled(transfer);
          if (failure) reject(failure);
          else if (taken < bytes.length)
            reject(new Error(`${taken} of ${bytes.length} bytes taken`));
          else resolve();
        });
        submit(transfer, Buffer.from(bytes));
      }),
    async end() {
      ending = true;
      const ended = new Promise<void>((resolve) => {
        idle = resolve;
        if (pending.size === 0) resolve();
      });
      for (const transfer of pending) transfer.cancel();
      await ended;
    },
  };
};
