// Takes one input report of a HID POS scanner apart, by the layout that the device or its profile
// tells (hardware.md 3.1).
import { AIM_LENGTH, isAim } from './aim.ts';
import type { PosLayout } from './pos-layout.ts';

const AIM_FLAG = 0x5d;

export type Piece = { data: Uint8Array; aim: string | null; continued: boolean; vendorId: number };

/**
 * One report taken apart; null when its length or its AIM identifier cannot be. `shifts`: both may
 * lie one byte later.
 */
export const readPiece = (report: Uint8Array, layout: PosLayout, shifts: boolean): Piece | null => {
  const { lengthAt, aimAt, dataAt, dataBytes, continuedAt, continuedMask } = layout;
  if (report.length < dataAt + 1) return null;
  const shift =
    shifts && aimAt !== null && report[aimAt] !== AIM_FLAG && report[aimAt + 1] === AIM_FLAG
      ? 1
      : 0;
  const area = report.subarray(dataAt + shift, dataAt + shift + dataBytes);
  const end = area.indexOf(0);
  const length = lengthAt === null ? (end < 0 ? area.length : end) : (report[lengthAt] ?? 0);
  if (length > area.length) return null;
  const aimBytes = aimAt === null ? [] : report.subarray(aimAt + shift, aimAt + shift + AIM_LENGTH);
  const aim = String.fromCharCode(...aimBytes);
  const isBlank = /^[\0 ]*$/.test(aim);
  if (!isBlank && !isAim(aim)) return null;
  return {
    data: area.slice(0, length),
    aim: isBlank ? null : aim,
    continued: continuedAt !== null && ((report[continuedAt] ?? 0) & continuedMask) !== 0,
    vendorId: report[dataAt + dataBytes] ?? 0,
  };
};
