// Scanners that are not there: peers on a simulated cable that send the very bytes and the timing
// of a serial scanner, a HID point-of-sale scanner or a keyboard wedge, as the profile of the
// device says. The drivers do not know.
import type { Clock } from '../../devices/driver.ts';
import type { DeviceProfile, ScannerSettings } from '../../profiles/device-schema.ts';
import type { Symbology } from '../../profiles/site-schema.ts';
import { BridgeError } from '../errors.ts';
import { keyLines } from '../ports/page-keyboard-port.ts';
import { aimOf } from './aim.ts';
import { noisePieces } from './noise.ts';
import { posReportDescriptor, posReports, REPORT_BYTES, REPORT_ID } from './pos-reports.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import { createSimulatedPlug, type SimulatedPlug } from './simulated-plug.ts';
import { typedKeys } from './typed-keys.ts';

/**
 * A USB serial adapter hands over what came in a millisecond or so; a HID scanner has a report
 * every poll interval.
 */
const SERIAL_PIECE_BYTES = 8;
const REPORT_GAP_MS = 8;
const NOISE_PIECE_BYTES = 4_096;
const NOISE_GAP_MS = 1;
/** hardware.md 3.2: measured gaps of wedges are 1 to 19 ms. */
const KEY_GAP_MS = 6;

export type SimulatedScannerOptions = { name: string; profile: DeviceProfile; clock: Clock };

type Peer = {
  scan(text: string, symbology: Symbology): { pieces: Uint8Array[]; gapMs: number };
  noise(bytes: number): Iterable<Uint8Array>;
  reportDescriptor?: Uint8Array;
};

const sentAim = (settings: ScannerSettings, symbology: Symbology) =>
  settings.aim === 'never' ? '' : aimOf[symbology];

const bytesOf = (hex: string | undefined) => Uint8Array.from(Buffer.from(hex ?? '', 'hex'));

/** prefix, AIM identifier, text, suffix, in pieces at the pace of the line (10 bits a byte). */
const serialPeer = (settings: ScannerSettings, baudRate: number): Peer => ({
  scan(text, symbology) {
    const whole = Buffer.concat([
      bytesOf(settings.prefix),
      Buffer.from(sentAim(settings, symbology) + text, 'utf8'),
      bytesOf(settings.suffix[0]),
    ]);
    const pieces: Uint8Array[] = [];
    for (let from = 0; from < whole.length; from += SERIAL_PIECE_BYTES)
      pieces.push(Uint8Array.from(whole.subarray(from, from + SERIAL_PIECE_BYTES)));
    return { pieces, gapMs: Math.ceil((SERIAL_PIECE_BYTES * 10_000) / baudRate) };
  },
  noise: (bytes) =>
    noisePieces(bytes, NOISE_PIECE_BYTES, [...settings.suffix.flatMap((hex) => [...bytesOf(hex)])]),
});

const hidPeer = (settings: ScannerSettings): Peer => ({
  reportDescriptor: posReportDescriptor,
  scan: (text, symbology) => ({
    pieces: posReports(text, sentAim(settings, symbology)),
    gapMs: REPORT_GAP_MS,
  }),
  // A USB line has no noise of its own: what a confused scanner sends is reports whose count cannot
  // be.
  *noise(bytes) {
    for (const piece of noisePieces(bytes, REPORT_BYTES - 2)) {
      const report = new Uint8Array(REPORT_BYTES);
      report.set([REPORT_ID, 0xff, ...piece]);
      yield report;
    }
  },
});

const wedgePeer = (settings: ScannerSettings): Peer => ({
  scan(text, symbology) {
    const suffix = Buffer.from(bytesOf(settings.suffix[0])).toString('latin1');
    const prefix = Buffer.from(bytesOf(settings.prefix)).toString('latin1');
    const typed = prefix + sentAim(settings, symbology) + text + suffix;
    return { pieces: [keyLines(typedKeys(typed, KEY_GAP_MS))], gapMs: KEY_GAP_MS };
  },
  // A person at the keyboard: keys with long gaps.
  *noise(bytes) {
    for (let left = bytes; left > 0; left--)
      yield keyLines([{ code: 'KeyQ', shift: false, gapMs: 400 }]);
  },
});

const peerOf = (profile: DeviceProfile): Peer => {
  const settings = profile.scanner;
  if (settings && profile.driver === 'serial-scanner')
    return serialPeer(settings, profile.serial?.baudRate ?? 9_600);
  if (settings && profile.driver === 'hid-pos-scanner') return hidPeer(settings);
  if (settings && profile.driver === 'keyboard-wedge') return wedgePeer(settings);
  throw new BridgeError('profile-unusable', `${profile.id} is no scanner that can be simulated`);
};

/** Begins plugged in. Throws `profile-unusable` for a profile without scanner settings. */
export const createSimulatedScanner = (options: SimulatedScannerOptions): SimulatedDevice => {
  const { name, profile, clock } = options;
  const peer = peerOf(profile);
  const { reportDescriptor } = peer;
  const plug: SimulatedPlug = createSimulatedPlug({
    name,
    clock,
    ...(reportDescriptor ? { reportDescriptor } : {}),
  });
  return {
    source: plug.source,
    act(act) {
      if (act.kind === 'scan') {
        const { pieces, gapMs } = peer.scan(act.text, act.symbology);
        return plug.send(pieces, gapMs);
      }
      if (act.kind === 'noise') return plug.send(peer.noise(act.bytes), NOISE_GAP_MS);
      if (act.kind === 'plug') plug.plug();
      else if (act.kind === 'unplug') plug.unplug();
      else return false;
      return true;
    },
  };
};
