// The PIN that a reader chooses for days without a card: digits only, since it is typed on a number pad, and none that whoever knows
// the person or found the card would try first. Pure.
import type { Reason } from './reasons.ts';
import type { Patron } from './types.ts';

export const PIN_DIGITS_MIN = 4;
export const PIN_DIGITS_MAX = 8;

/** All one digit, or a run up or down: 0000, 4321, 67890. */
const isPattern = (pin: string): boolean => {
  const steps = new Set(
    [...pin].slice(1).map((digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10),
  );
  const [step] = steps;
  return steps.size === 1 && (step === 0 || step === 1 || step === 9);
};

/** 14 May 1990: 1405, 0514, 1990, 140590, 900514, 14051990, 19900514. */
const fromBirthDate = (birthDate: string): string[] => {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const short = year.slice(2);
  return [
    ...[year, `${day}${month}`, `${month}${day}`],
    ...[`${day}${month}${short}`, `${short}${month}${day}`],
    ...[`${day}${month}${year}`, `${year}${month}${day}`],
  ];
};

/** Why this PIN is not taken, or null. `again`: typed a second time. */
export const pinRefusal = (
  { pin, again }: { pin: string; again: string },
  { card, birthDate }: Pick<Patron, 'card' | 'birthDate'>,
): Reason | null => {
  if (!/^\d+$/.test(pin) || pin.length < PIN_DIGITS_MIN || pin.length > PIN_DIGITS_MAX) {
    return 'pin-length';
  }
  const guessed = isPattern(pin) || fromBirthDate(birthDate).includes(pin) || card.includes(pin);
  if (guessed) return 'pin-weak';
  return pin === again ? null : 'pins-differ';
};
