// Error bytes of a 3M 210/810 as failures (hardware.md 2.3). 06 is "no transponder", and a write
// that answers 06 often succeeded: the public drivers try it again up to a hundred times
// (hardware.md 0, trap 6). Sources name 30, 31, 32, FD and FE and do not tell what they mean.
// Taking 30 to 32 for the tag's refusal is a guess: ISO 15693 has three such codes in a row, no
// block, already locked, locked (unverified; whatever it is, the pad reads back what it wrote).
import { RfidError, type RfidErrorCode } from '../errors.ts';

export const OK = 0x00;
export const NOT_IMPLEMENTED = 0x02;
export const NO_TRANSPONDER = 0x06;
const REFUSED_FIRST = 0x30;
const REFUSED_LAST = 0x32;

const codeOf = (error: number, writing: boolean): RfidErrorCode => {
  if (error === NOT_IMPLEMENTED) return 'reader-refused';
  if (error >= REFUSED_FIRST && error <= REFUSED_LAST) return 'tag-refused';
  if (writing) return 'write-uncertain';
  return error === NO_TRANSPONDER ? 'tag-gone' : 'reader-refused';
};

export const statusError = (error: number, writing = false): RfidError => {
  const hex = error.toString(16).padStart(2, '0').toUpperCase();
  return new RfidError(codeOf(error, writing), `error ${hex}`);
};
