// A scanner that sends its codes as lines of bytes: RS-232, USB CDC (virtual COM), TCP (hardware.md
// 3.3). It is only listened to; nothing is written, so nothing can be left half configured.
import type { DeviceProfile } from '../../profiles/device-schema.ts';
import type { Driver, DriverContext } from '../driver.ts';
import { barcodeRead, bytesOfHex } from './code-text.ts';
import { createLineSplitter } from './line-splitter.ts';
import { scannerSettingsOf } from './scanner-settings.ts';

export const createSerialScanner = (
  { port, clock, emit }: DriverContext,
  profile: DeviceProfile,
): Driver => {
  const settings = scannerSettingsOf(profile);
  let listening = false;
  const splitter = createLineSplitter({
    clock,
    prefix: bytesOfHex(settings.prefix),
    suffixes: settings.suffix.map(bytesOfHex),
    interByteMs: settings.interByteMs,
    lineBytesMax: settings.lineBytesMax,
    onLine: (line) =>
      emit(barcodeRead(line, settings) ?? { type: 'noise-dropped', bytes: line.length }),
    onNoise: (bytes) => emit({ type: 'noise-dropped', bytes }),
  });
  return {
    async start() {
      listening = true;
      port.onData((bytes) => {
        if (listening) splitter.push(bytes);
      });
    },
    async stop() {
      listening = false;
      splitter.reset();
    },
  };
};
