// What a visitor may set so that the page suits them: contrast, size of the text, controls within reach, no motion, spoken
// prompts. It belongs to the session and is gone with it; a place may begin with other settings than the usual ones. Pure.
import type { Comfort } from '../../profiles/comfort-schema.ts';
import type { KioskAct } from '../api-types.ts';

/** What of the session's state belongs here. */
export type ComfortState = {
  comfort: Comfort;
  /** The panel in which it is set is open. */
  comfortOpen: boolean;
};

export const withComfort = <S extends ComfortState>(
  state: S,
  { set, open }: Extract<KioskAct, { act: 'comfort' }>,
): S => ({
  ...state,
  comfort: { ...state.comfort, ...set },
  comfortOpen: open ?? state.comfortOpen,
});

/** As the place begins: the home page has nothing to go back to. */
export const comfortUntouched = ({ comfort, comfortOpen }: ComfortState, usual: Comfort): boolean =>
  !comfortOpen &&
  (Object.keys(usual) as (keyof Comfort)[]).every((key) => comfort[key] === usual[key]);
