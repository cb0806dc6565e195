// Joins the pieces of a HID POS code until the continued bit is clear (hardware.md 3.1). Bounded: a
// code longer than the limit, or one whose end does not come, is noise as a whole and counted byte
// for byte.
import type { Clock } from '../driver.ts';
import type { Piece } from './pos-report.ts';

export type JoinedCode = {
  bytes: Uint8Array;
  /** Of the first piece. */
  aim: string | null;
  /** The byte after the data, of the last piece. */
  vendorId: number;
};

export type PieceJoiner = {
  push(piece: Piece): void;
  /** Drops the code under way and returns how many of its bytes had come. */
  drop(): number;
};

export const createPieceJoiner = (options: {
  clock: Clock;
  bytesMax: number;
  /** A piece that should follow and does not within this time makes the others noise. */
  silenceMs: number;
  onCode(code: JoinedCode): void;
  onNoise(bytes: number): void;
}): PieceJoiner => {
  const { clock, bytesMax, silenceMs, onCode, onNoise } = options;
  const held = new Uint8Array(bytesMax);
  let used = 0;
  let aim: string | null = null;
  let spoiled = 0;
  let underWay = false;
  let cancelSilence: () => void = () => {};

  const drop = (): number => {
    cancelSilence();
    const bytes = used + spoiled;
    used = 0;
    aim = null;
    spoiled = 0;
    underWay = false;
    return bytes;
  };

  const push = (piece: Piece): void => {
    cancelSilence();
    if (!underWay) aim = piece.aim;
    underWay = true;
    if (spoiled > 0 || used + piece.data.length > bytesMax) spoiled += piece.data.length;
    else {
      held.set(piece.data, used);
      used += piece.data.length;
    }
    if (piece.continued) {
      cancelSilence = clock.after(silenceMs, () => onNoise(drop()));
      return;
    }
    const code = { bytes: held.slice(0, used), aim, vendorId: piece.vendorId };
    const isSpoiled = spoiled > 0;
    const bytes = drop();
    if (isSpoiled) onNoise(bytes);
    else onCode(code);
  };

  return { push, drop };
};
