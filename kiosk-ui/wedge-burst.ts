// Tells a keyboard-wedge scanner from a person: a scanner types a whole code with at most 100 ms
// between keys, people do not (libraries.md 7.7). Pure: time stamps come in, keys go out. Physical
// key codes, because under the Kazakh layout the digit row types letters.
import type { TypedKeys } from '../station-server/api-types.ts';

export const GAP_MS_MAX = 100;
/** Shorter than any barcode here; below it a key is a key. */
export const KEYS_MIN = 4;
/** A QR code of a card is shorter; more is noise. */
export const KEYS_MAX = 256;

export type Key = TypedKeys['keys'][number];
export type Typed = { code: string; shift: boolean; atMs: number };

const MODIFIER = /^(Shift|Control|Alt|Meta|CapsLock)/;

export class WedgeBurst {
  private keys: Key[] = [];
  private lastAtMs = 0;

  /**
   * True while keys come faster than a hand: then Enter and Space must not press the button that
   * has the focus.
   */
  get scanning(): boolean {
    return this.keys.length >= KEYS_MIN - 1;
  }

  /**
   * Takes one key; gives a finished burst when this key (Enter, Tab) ends it or when the last one
   * was long ago.
   */
  push({ code, shift, atMs }: Typed): Key[] | null {
    if (MODIFIER.test(code)) return null;
    const gapMs = Math.max(0, Math.round(atMs - this.lastAtMs));
    const earlier = gapMs > GAP_MS_MAX ? this.take() : null;
    this.lastAtMs = atMs;
    this.keys.push({ code, shift, gapMs: this.keys.length === 0 ? 0 : gapMs });
    if (this.keys.length >= KEYS_MAX) return this.take();
    if (code === 'Enter' || code === 'NumpadEnter' || code === 'Tab') return this.take() ?? earlier;
    return earlier;
  }

  /** What stands there when no more keys come; a few single keys are dropped. */
  take(): Key[] | null {
    const keys = this.keys;
    this.keys = [];
    return keys.length >= KEYS_MIN ? keys : null;
  }
}
