// How a book was liked that came back. Nothing changes; the entries themselves are added up.
import type { ActOf, Change } from './act.ts';

export const applyRating = (_act: ActOf<'rating'>): Change[] => [];
