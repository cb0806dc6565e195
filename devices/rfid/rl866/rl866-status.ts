// Status words of the RL866 family as failures (hardware.md 2.2; the table of lainuri `state.py`,
// "Appendix C. Error Code"). The same word means another thing after a write: where the tag was not
// understood, it may have done what it was told (hardware.md 0, trap 6).
import { RfidError, type RfidErrorCode } from '../errors.ts';

export const OK = 0x0000;
export const TAG_NOT_FOUND = 0x0420;
export const WRONG_HANDLE = 0x0415;
export const LOCKED_OR_NO_BLOCK = 0x041b;

/** The reader did not take the frame: nothing was carried out, and the two are out of step. */
const NOT_TAKEN = new Set([0x0101, 0x0102, 0x0104]);
/** It knows no such access: the single-block forms are left. */
const UNSUPPORTED = new Set([0x0003, 0x0006]);
/** The tag answered wrongly, too late, together with another, or not at all. */
const UNCLEAR = new Set([
  0x0004, 0x0400, 0x0401, 0x0402, 0x0404, 0x0405, 0x0406, 0x0407, 0x0409, 0x040a, 0x0419, 0x041f,
  0x0423,
]);
/** It is another tag, or none. */
const GONE = new Set([TAG_NOT_FOUND, 0x0424]);
/** Locked, no such block, password, unknown type, NAK. */
const REFUSED = new Set([LOCKED_OR_NO_BLOCK, 0x041c, 0x041d, 0x041e, 0x0421, 0x0422]);

export const isNotTaken = (status: number): boolean => NOT_TAKEN.has(status);
export const isUnsupported = (status: number): boolean => UNSUPPORTED.has(status);
/** The tag said nothing that was understood: for EAS this is how "off" looks. */
export const isUnanswered = (status: number): boolean => UNCLEAR.has(status) || GONE.has(status);

const codeOf = (status: number, writing: boolean): RfidErrorCode => {
  if (UNCLEAR.has(status)) return writing ? 'write-uncertain' : 'tag-gone';
  if (GONE.has(status)) return 'tag-gone';
  return REFUSED.has(status) ? 'tag-refused' : 'reader-refused';
};

export const statusError = (status: number, writing = false): RfidError => {
  const hex = status.toString(16).padStart(4, '0').toUpperCase();
  return new RfidError(codeOf(status, writing), `status ${hex}`);
};
