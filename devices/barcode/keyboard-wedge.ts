// A scanner that types its codes as a keyboard. The page passes each key on as one JSON line, and it is decoded by the
// physical key: under the Kazakh layout there is no digit on the digit row at all (libraries.md 7.7, hardware.md 3.2).
// People type on the same keyboard: only keys that follow each other faster than a hand can are a scan.
import Type from 'typebox';
import { Value } from 'typebox/value';
import type { DeviceProfile } from '../../profiles/device-schema.ts';
import type { Driver, DriverContext } from '../driver.ts';
import { barcodeRead, bytesOfHex } from './code-text.ts';
import { characterOfKey } from './key-layouts.ts';
import { createLineSplitter } from './line-splitter.ts';
import { scannerSettingsOf } from './scanner-settings.ts';

export { undoKazakhLayout } from './key-layouts.ts';

/** One line of a page-keyboard port. `gapMs` is the time since the key before it, by the page's event time stamps. */
export const KeyLine = Type.Object(
  {
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
/** Used when a profile names none: scanners need 1-60 ms a key, people more than 80. */
const KEY_GAP_MS_DEFAULT = 60;
const LENGTH_MIN_DEFAULT = 6;
/** Every label has a digit, printable ASCII and no blank in front; a word typed fast has not. */
const codePattern = /^(?=.*[0-9])[\x21-\x7e][\x20-\x7e]*$/;

/** Keys that type nothing themselves; the time they took still counts. */
const silentKeys = new Set(['ShiftLeft', 'ShiftRight', 'CapsLock', 'NumLock']);

const suffixKeys: Readonly<Record<string, readonly string[]>> = {
  '0d': ['Enter', 'NumpadEnter'],
  '0a': ['Enter', 'NumpadEnter'],
  '0d0a': ['Enter', 'NumpadEnter'],
  '09': ['Tab'],
};

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
  const gapMsMax = settings.keyGapMsMax ?? KEY_GAP_MS_DEFAULT;
  const lengthMin = settings.lengthMin ?? LENGTH_MIN_DEFAULT;
  const prefix = Buffer.from(bytesOfHex(settings.prefix)).toString('latin1');
  const endKeys = new Set(settings.suffix.flatMap((suffix) => suffixKeys[suffix] ?? []));
  let typed = '';
  let silentMs = 0;
  let listening = false;
  let cancelSilence: () => void = () => {};

  const forget = (): void => {
    cancelSilence();
    typed = '';
    silentMs = 0;
  };

  /** A code, or people's typing: that is not noise either, it was meant for the page and is not told to anybody. */
  const finish = (): void => {
    const text = typed;
    forget();
    if (prefix !== '' && !text.startsWith(prefix)) return;
    const code = text.slice(prefix.length);
    if (prefix === '' && code.length < lengthMin) return;
    if (!codePattern.test(code)) return;
    const read = barcodeRead(Buffer.from(code, 'latin1'), settings);
    if (read) emit(read);
  };

  const silence = (): void => {
    if (endKeys.size === 0) finish();
    else forget();
  };

  const takeKey = ({ code, shift, gapMs }: KeyLine): void => {
    cancelSilence();
    const waitedMs = gapMs + silentMs;
    if (silentKeys.has(code)) {
      silentMs = waitedMs;
    } else {
      silentMs = 0;
      if (waitedMs > gapMsMax) typed = '';
      if (endKeys.has(code)) {
        finish();
        return;
      }
      const character = characterOfKey(code, shift);
      const fits = character !== null && typed.length < settings.lineBytesMax;
      typed = fits ? typed + character : '';
    }
    if (typed !== '' || silentMs > 0) cancelSilence = clock.after(settings.interByteMs, silence);
  };

  const splitter = createLineSplitter({
    clock,
    prefix: new Uint8Array(0),
    suffixes: [Uint8Array.of(0x0a)],
    interByteMs: LINE_SILENCE_MS,
    lineBytesMax: KEY_LINE_BYTES_MAX,
    onLine: (line) => {
      const key = parseKeyLine(line);
      if (key) takeKey(key);
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
      forget();
    },
  };
};
