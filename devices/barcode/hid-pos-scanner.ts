// A scanner in USB HID POS mode: each input report holds a piece of a code, its AIM identifier and
// a continued bit (HID Point of Sale Usage Tables 1.02; hardware.md 3.1). Pieces are joined until
// the bit is clear.
import assert from 'node:assert/strict';
import type { DeviceProfile } from '../../profiles/device-schema.ts';
import type { Driver, DriverContext } from '../driver.ts';
import { symbologyOfHoneywellId } from './aim.ts';
import { barcodeRead, bytesOfHex, trimCode } from './code-text.ts';
import { createPieceJoiner, type JoinedCode } from './piece-joiner.ts';
import { choosePosLayout } from './pos-layout.ts';
import { readPiece } from './pos-report.ts';
import { hasQuirk, scannerSettingsOf } from './scanner-settings.ts';

/**
 * `extra.reportDescriptor` is the device's own, where the system gives it; without it the profile's
 * fallback layout holds. A profile with neither cannot be driven: `start` rejects.
 */
export const createHidPosScanner = (
  { port, clock, emit }: DriverContext,
  profile: DeviceProfile,
  extra?: { reportDescriptor?: Uint8Array },
): Driver => {
  const settings = scannerSettingsOf(profile);
  const layout = choosePosLayout(extra?.reportDescriptor, settings);
  const shifts = hasQuirk(profile, 'aim-may-shift');
  const honeywellIds = hasQuirk(profile, 'honeywell-code-id');
  let listening = false;

  const noise = (bytes: number): void => {
    if (bytes > 0) emit({ type: 'noise-dropped', bytes });
  };

  const takeCode = ({ bytes, aim, vendorId }: JoinedCode): void => {
    const code = trimCode(bytes, settings);
    const read = code && barcodeRead(code, settings, aim);
    if (!read) {
      noise(bytes.length);
      return;
    }
    const named = honeywellIds ? symbologyOfHoneywellId(vendorId) : 'unknown';
    const aimTellsNothing = read.aim === undefined || read.symbology === 'unknown';
    emit(aimTellsNothing && named !== 'unknown' ? { ...read, symbology: named } : read);
  };

  const joiner = createPieceJoiner({
    clock,
    bytesMax: settings.lineBytesMax,
    silenceMs: settings.interByteMs,
    onCode: takeCode,
    onNoise: noise,
  });

  const takeReport = (report: Uint8Array): void => {
    if (!layout || (layout.reportId !== 0 && report[0] !== layout.reportId)) return;
    const piece = readPiece(report, layout, shifts);
    if (piece) joiner.push(piece);
    // What a bad report says about "continued" is as doubtful as the rest: the code under way ends
    // here.
    else noise(joiner.drop() + report.length);
  };

  return {
    async start() {
      assert(layout, `${profile.id}: no report descriptor and no fallbackLayout`);
      listening = true;
      port.onData((report) => {
        if (listening) takeReport(report);
      });
      if (settings.enableFeatureReport)
        await port.setFeatureReport?.(bytesOfHex(settings.enableFeatureReport));
    },
    async stop() {
      listening = false;
      joiner.drop();
    },
  };
};
