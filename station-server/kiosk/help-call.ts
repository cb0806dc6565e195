// A call for the librarian: stands until staff take it or HELP_MS are over, then for a while it says that somebody is coming. It
// belongs to the place and not to the visit: whoever called may have gone, and is still to be looked for. Pure.
import { HELP_COMING_MS, HELP_MS } from './session-limits.ts';

export type HelpState = {
  /** Milliseconds for which the call, or the answer to it, still stands. */
  helpMs: number;
  /** Staff said that they are coming. */
  helpTaken: boolean;
};

/** Calling twice is one call, as old as the first. */
export const withCall = <S extends HelpState>(state: S): S =>
  state.helpMs > 0 && !state.helpTaken ? state : { ...state, helpMs: HELP_MS, helpTaken: false };

export const withCallTaken = <S extends HelpState>(state: S): S =>
  state.helpMs > 0 && !state.helpTaken
    ? { ...state, helpMs: HELP_COMING_MS, helpTaken: true }
    : state;

export const withHelpTime = <S extends HelpState>(state: S, ms: number): S => {
  if (state.helpMs === 0) return state;
  const helpMs = Math.max(0, state.helpMs - ms);
  return { ...state, helpMs, helpTaken: state.helpTaken && helpMs > 0 };
};

export type HelpCall = { agoMs: number; taken: boolean };

/** How long ago it was called, or was taken; null where nobody called. */
export const helpCallOf = ({ helpMs, helpTaken }: HelpState): HelpCall | null =>
  helpMs === 0
    ? null
    : { agoMs: (helpTaken ? HELP_COMING_MS : HELP_MS) - helpMs, taken: helpTaken };
