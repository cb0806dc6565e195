// Codes that the page reads with the machine's camera. A read goes the way of a scanner's; only that one code in front of a camera is
// read again and again, and counts once for as long as it is held there. Pure.
import { type RecognisedBarcode, recogniseBarcode } from '../../profiles/barcode-rules.ts';
import type { BarcodeRule } from '../../profiles/site-schema.ts';
import type { KioskAct, KioskView } from '../api-types.ts';

/** How the library's codes are known; absent where the place has no camera. */
export type CameraRules = { barcodeRules: readonly BarcodeRule[]; libraryNumber: string };

/** What of the session's state belongs here. */
export type CameraState = {
  /** The page shows what the camera sees. */
  cameraOpen: boolean;
  /** The newest read, and how long ago it was told last. */
  cameraRead: { text: string; agoMs: number } | null;
};

export const NO_CAMERA: CameraState = { cameraOpen: false, cameraRead: null };

/** A code that comes again within this time has not been taken away in between. */
export const CAMERA_SAME_MS_MIN = 2_500;

export const withCameraOpen = <S extends CameraState>(state: S, open: boolean): S => ({
  ...state,
  cameraOpen: open,
  cameraRead: null,
});

export const withCameraTime = <S extends CameraState>(state: S, ms: number): S =>
  state.cameraRead === null
    ? state
    : {
        ...state,
        cameraRead: { ...state.cameraRead, agoMs: state.cameraRead.agoMs + ms },
      };

export const cameraOf = (
  rules: CameraRules | null,
  { cameraOpen }: CameraState,
): KioskView['camera'] => (rules === null ? 'none' : cameraOpen ? 'open' : 'closed');

/** @returns what the code means, or null when it still is the one of before, or no camera is open */
export const cameraScan = <S extends CameraState>(
  state: S,
  rules: CameraRules | null,
  { text, symbology }: Extract<KioskAct, { act: 'camera-scan' }>,
): { state: S; scan: RecognisedBarcode | null } => {
  if (rules === null || !state.cameraOpen) return { state, scan: null };
  const { cameraRead: last } = state;
  const again = last?.text === text && last.agoMs < CAMERA_SAME_MS_MIN;
  const seen = { ...state, cameraRead: { text, agoMs: 0 } };
  if (again) return { state: seen, scan: null };
  return {
    state: seen,
    scan: recogniseBarcode({ text, symbology }, rules.barcodeRules, rules.libraryNumber),
  };
};
