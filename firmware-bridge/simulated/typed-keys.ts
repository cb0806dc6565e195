// A code as a keyboard wedge types it on a US layout: `KeyboardEvent.code` per character (W3C UI
// Events KeyboardEvent code values), which is what the page sends for a real one.
import type { TypedKey } from '../ports/page-keyboard-port.ts';

const PLAIN: Record<string, string> = {
  '-': 'Minus',
  '=': 'Equal',
  '[': 'BracketLeft',
  ']': 'BracketRight',
  ';': 'Semicolon',
  "'": 'Quote',
  ',': 'Comma',
  '.': 'Period',
  '/': 'Slash',
  ' ': 'Space',
  '\r': 'Enter',
  '\n': 'Enter',
  '\t': 'Tab',
};

const SHIFTED: Record<string, string> = {
  '!': 'Digit1',
  '@': 'Digit2',
  '#': 'Digit3',
  $: 'Digit4',
  '%': 'Digit5',
  '^': 'Digit6',
  '&': 'Digit7',
  '*': 'Digit8',
  '(': 'Digit9',
  ')': 'Digit0',
  _: 'Minus',
  '+': 'Equal',
  ':': 'Semicolon',
  '"': 'Quote',
  '?': 'Slash',
};

const keyOf = (character: string): { code: string; shift: boolean } | undefined => {
  if (/^[0-9]$/.test(character)) return { code: `Digit${character}`, shift: false };
  if (/^[a-z]$/.test(character)) return { code: `Key${character.toUpperCase()}`, shift: false };
  if (/^[A-Z]$/.test(character)) return { code: `Key${character}`, shift: true };
  const plain = PLAIN[character];
  if (plain) return { code: plain, shift: false };
  const shifted = SHIFTED[character];
  return shifted ? { code: shifted, shift: true } : undefined;
};

/**
 * The first key comes long after what was typed before. Characters that a US keyboard lacks are
 * left out, as a wedge does.
 */
export const typedKeys = (text: string, gapMs: number): TypedKey[] =>
  [...text]
    .flatMap((character) => keyOf(character) ?? [])
    .map((key, index) => ({ ...key, gapMs: index === 0 ? 1_000 : gapMs }));
