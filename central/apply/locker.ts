// A held item was put into a locker of a station, or taken out. Nothing changes here: the check-out that goes with it is an entry of its
// own, and fills the hold.
import type { ActOf, Change } from './act.ts';

export const applyLockerFilled = (_act: ActOf<'locker-filled'>): Change[] => [];
export const applyLockerEmptied = (_act: ActOf<'locker-emptied'>): Change[] => [];
