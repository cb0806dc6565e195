// From the bytes of one code to a `barcode-read`, the same way for every scanner: text check, AIM
// identifier, symbology.
import type { ScannerSettings } from '../../profiles/device-schema.ts';
import type { BarcodeRead } from '../driver.ts';
import { isAim, isScannerReply, splitAim, symbologyOfAim } from './aim.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes from a lower-case hex string of a profile; the schema has checked it. */
export const bytesOfHex = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

const startsWith = (bytes: Uint8Array, part: Uint8Array): boolean =>
  part.length <= bytes.length && part.every((byte, index) => bytes[index] === byte);

/**
 * Takes prefix and the longest suffix off a code that came in one piece (HID); null when a due
 * prefix is missing.
 */
export const trimCode = (bytes: Uint8Array, settings: ScannerSettings): Uint8Array | null => {
  const prefix = bytesOfHex(settings.prefix);
  if (!startsWith(bytes, prefix)) return null;
  const body = bytes.subarray(prefix.length);
  const ends = settings.suffix
    .map(bytesOfHex)
    .filter((suffix) => suffix.length <= body.length)
    .filter((suffix) => startsWith(body.subarray(body.length - suffix.length), suffix));
  const longest = Math.max(0, ...ends.map((suffix) => suffix.length));
  return body.subarray(0, body.length - longest);
};

/**
 * Text as the symbol holds it, or null: control bytes stand in no label but GS (0x1D, GS1 element
 * strings), and bytes that are not UTF-8 are line noise.
 */
const textOf = (bytes: Uint8Array): string | null => {
  if (bytes.some((byte) => (byte < 0x20 && byte !== 0x1d) || byte === 0x7f)) return null;
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
};

/**
 * The event for one code, or null when it is noise. `aimBefore` is the identifier where the
 * protocol carries it apart from the text; otherwise it is looked for at the start of the text, as
 * `settings.aim` says.
 */
export const barcodeRead = (
  bytes: Uint8Array,
  settings: ScannerSettings,
  aimBefore: string | null = null,
): BarcodeRead | null => {
  const whole = textOf(bytes);
  if (whole === null) return null;
  const apart = aimBefore !== null && isAim(aimBefore) ? aimBefore : null;
  const { aim, text } =
    apart !== null
      ? { aim: apart, text: whole }
      : settings.aim === 'never'
        ? { aim: null, text: whole }
        : splitAim(whole);
  if (text === '' || (aim === null && settings.aim === 'always')) return null;
  if (aim === null) return { type: 'barcode-read', text, symbology: settings.symbology };
  if (isScannerReply(aim)) return null;
  return { type: 'barcode-read', text, symbology: symbologyOfAim(aim), aim };
};
