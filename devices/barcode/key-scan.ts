// Tells a scan from typing (libraries.md 7.7, hardware.md 3.2): keys that follow each other faster
// than a hand can, at least so many of them, ended by Enter or Tab or a silence. Keys go in one by
// one; bounded, whatever leans on the keyboard.
import type { ScannerSettings } from '../../profiles/device-schema.ts';
import type { Clock } from '../driver.ts';
import { bytesOfHex } from './code-text.ts';
import { characterOfKey } from './key-layouts.ts';

/** One key press; `gapMs` is the time since the key before it. */
export type KeyPress = { code: string; shift: boolean; gapMs: number };

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

export type KeyScan = {
  push(key: KeyPress): void;
  /** Forgets what was typed and stops its timer. */
  reset(): void;
};

/**
 * The code in what was typed fast, or null for people's typing. A prefix makes up for length, speed
 * nothing does.
 */
const codeOf = (text: string, prefix: string, lengthMin: number): string | null => {
  if (!text.startsWith(prefix)) return null;
  const code = text.slice(prefix.length);
  if (prefix === '' && code.length < lengthMin) return null;
  return codePattern.test(code) ? code : null;
};

export const createKeyScan = (
  clock: Clock,
  settings: ScannerSettings,
  onCode: (code: string) => void,
): KeyScan => {
  const gapMsMax = settings.keyGapMsMax ?? KEY_GAP_MS_DEFAULT;
  const lengthMin = settings.lengthMin ?? LENGTH_MIN_DEFAULT;
  const prefix = Buffer.from(bytesOfHex(settings.prefix)).toString('latin1');
  const endKeys = new Set(settings.suffix.flatMap((suffix) => suffixKeys[suffix] ?? []));
  let typed = '';
  let silentMs = 0;
  let cancelSilence: () => void = () => {};

  const reset = (): void => {
    cancelSilence();
    typed = '';
    silentMs = 0;
  };

  const finish = (): void => {
    const code = codeOf(typed, prefix, lengthMin);
    reset();
    if (code !== null) onCode(code);
  };

  const push = ({ code, shift, gapMs }: KeyPress): void => {
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
    if (typed !== '' || silentMs > 0)
      cancelSilence = clock.after(settings.interByteMs, endKeys.size === 0 ? finish : reset);
  };

  return { push, reset };
};
