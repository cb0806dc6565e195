// Card and item numbers made by a station (DESIGN.md "Journal and sync"): 14 digits, the common
// library Codabar number with our own use of its eight free digits. Kind (2 patron, 3 item),
// library 4, station 3, serial 5, Luhn 1. The serial runs per station and kind, so that two offline
// stations never give the same number.
import { isValidLuhn, luhnCheckDigit } from './check-digits.ts';
import { ProfileError } from './errors.ts';

export type NumberKind = 'patron' | 'item';

export type NumberParts = {
  kind: NumberKind;
  /** Four digits, `site.libraryNumber`. */
  libraryNumber: string;
  /** 1-999. */
  station: number;
  /** 0-99999. */
  serial: number;
};

export const SERIAL_MAX = 99_999;
export const STATION_MAX = 999;

const kindDigits = { patron: '2', item: '3' } as const;

const within = (value: number, min: number, max: number): boolean =>
  Number.isInteger(value) && value >= min && value <= max;

/**
 * Fourteen digits. Throws ProfileError `number-out-of-range` when a part does not fit its digits.
 */
export const makeNumber = ({ kind, libraryNumber, station, serial }: NumberParts): string => {
  if (!/^[0-9]{4}$/.test(libraryNumber) || !within(station, 1, STATION_MAX))
    throw new ProfileError(
      'number-out-of-range',
      `station ${station}, library ${libraryNumber}: use 1-${STATION_MAX} and four digits`,
    );
  if (!within(serial, 0, SERIAL_MAX))
    throw new ProfileError(
      'number-out-of-range',
      `station ${station}: serial ${serial}: only 0-${SERIAL_MAX} fit, pair a further station number`,
    );
  const payload =
    kindDigits[kind] +
    libraryNumber +
    String(station).padStart(3, '0') +
    String(serial).padStart(5, '0');
  return payload + luhnCheckDigit(payload);
};

/**
 * The parts of a number made by `makeNumber`; null for anything else, also for a wrong check digit.
 */
export const parseNumber = (text: string): NumberParts | null => {
  const match = /^([23])([0-9]{4})([0-9]{3})([0-9]{5})[0-9]$/.exec(text);
  if (!match || !isValidLuhn(text)) return null;
  const station = Number(match[3]);
  if (station === 0) return null;
  return {
    kind: match[1] === '2' ? 'patron' : 'item',
    libraryNumber: match[2]!,
    station,
    serial: Number(match[4]),
  };
};
