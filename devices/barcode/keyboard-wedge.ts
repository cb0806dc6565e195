// A scanner that types its codes as a keyboard. The page passes each key on as one JSON line, and
// it is decoded by the physical key: under the Kazakh layout there is no digit on the digit row at
// all (libraries.md 7.7, hardware.md 3.2). People type on the same keyboard; what they type is no
// noise either, it was meant for the page and is told to nobody.
import Type from 'typebox';
import { Value } from 'typebox/value';
import type { DeviceProfile } from '../../profiles/device-schema.ts';
import type { Driver, DriverContext } from '../driver.ts';
import { barcodeRead } from './code-text.ts';
import { createKeyScan } from './key-scan.ts';
import { createLineSplitter } from './line-splitter.ts';
import { scannerSettingsOf } from './scanner-settings.ts';

export { undoKazakhLayout } from './key-layouts.ts';

/**
 * One line of a page-keyboard port. `gapMs` is the time since the key before it, by the page's
 * event time stamps.
 */
export const KeyLine = Type.Object(
  {
    /** `KeyboardEvent.code` */
    code: Type.String({ maxLength: 32 }),
    shift: Type.Boolean(),
    gapMs: Type.Number({ minimum: 0 }),
  },
  { additionalProperties: false },
);
export type KeyLine = Type.Static<typeof KeyLine>;

const KEY_LINE_BYTES_MAX = 256;
/** Half a JSON line that is not completed within this time is noise. */
const LINE_SILENCE_MS = 1_000;

const parseKeyLine = (line: Uint8Array): KeyLine | null => {
  try {
    const value: unknown = JSON.parse(Buffer.from(line).toString('utf8'));
    return Value.Check(KeyLine, value) ? value : null;
  } catch {
    return null;
  }
};

export const createKeyboardWedge = (
  { port, clock, emit }: DriverContext,
  profile: DeviceProfile,
): Driver => {
  const settings = scannerSettingsOf(profile);
  let listening = false;
  const scan = createKeyScan(clock, settings, (code) => {
    const read = barcodeRead(Buffer.from(code, 'latin1'), settings);
    if (read) emit(read);
  });
  const splitter = createLineSplitter({
    clock,
    prefix: new Uint8Array(0),
    suffixes: [Uint8Array.of(0x0a)],
    interByteMs: LINE_SILENCE_MS,
    lineBytesMax: KEY_LINE_BYTES_MAX,
    onLine: (line) => {
      const key = parseKeyLine(line);
      if (key) scan.push(key);
      else emit({ type: 'noise-dropped', bytes: line.length });
    },
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
      scan.reset();
    },
  };
};
