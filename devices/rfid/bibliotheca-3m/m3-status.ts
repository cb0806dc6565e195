// Error bytes of a 3M 210/810 as failures (hardware.md 2.3). The meaning of 30, 31, 32, FD and FE is not told by any source here, so
// they are the reader's refusal, and after a write a doubt. 06 is "no transponder", and a write that answers 06 often succeeded: the
// public drivers try it again up to a hundred times (hardware.md 0, trap 6).
import { RfidError, type RfidErrorCode } from '../errors.ts';

export const OK = 0x00;
export const NOT_IMPLEMENTED = 0x02;
export const NO_TRANSPONDER = 0x06;

const codeOf = (error: number, writing: boolean): RfidErrorCode => {
  if (error === NOT_IMPLEMENTED) return 'reader-refused';
  if (writing) return 'write-uncertain';
  return error === NO_TRANSPONDER ? 'tag-gone' : 'reader-refused';
};

export const statusError = (error: number, writing = false): RfidError => {
  const hex = error.toString(16).padStart(2, '0').toUpperCase();
  return new RfidError(codeOf(error, writing), `error ${hex}`);
};
