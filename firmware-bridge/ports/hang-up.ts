// A hang-up that `serialport` does not see. When the far end vanishes between the opening and the first wait for data, a read
// answers zero bytes for ever and the library reads on without a pause or a word (about one in eight, measured on
// pseudo-terminals). Every other call on a line that hung up fails with EIO, so the modem lines are asked now and then.
import type { SerialPort } from 'serialport';
import type { Clock } from '../../devices/driver.ts';

/** How long an unplug may stay unnoticed. */
export const HANG_UP_WATCH_MS = 1_000;

/** The text of EIO; the library gives the text alone. A line without modem lines answers otherwise, and is well. */
const HUNG_UP = /input\/output error/i;

/** Calls `onHangUp` once when the line has hung up; the returned function ends the watch. */
export const watchHangUp = (
  serial: Pick<SerialPort, 'isOpen' | 'get'>,
  clock: Clock,
  onHangUp: () => void,
): (() => void) => {
  let cancel = () => {};
  let ended = false;
  const ask = () => {
    if (ended || !serial.isOpen) return;
    serial.get((failure) => {
      if (ended) return;
      if (failure && HUNG_UP.test(failure.message)) onHangUp();
      else cancel = clock.after(HANG_UP_WATCH_MS, ask);
    });
  };
  cancel = clock.after(HANG_UP_WATCH_MS, ask);
  return () => {
    ended = true;
    cancel();
  };
};
