// What a reader set at a kiosk: a PIN, the wish to be told of books read before. Central keeps the entry, which says that it was set and
// not to what; nothing else changes here.
import type { ActOf, Change } from './act.ts';

export const applyPin = (_act: ActOf<'pin'>): Change[] => [];
export const applyRemembering = (_act: ActOf<'remembering'>): Change[] => [];
