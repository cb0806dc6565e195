// A book that somebody asked for and that is not there. Nothing changes; the entry itself is what the acquisition meeting reads.
import type { ActOf, Change } from './act.ts';

export const applyWish = (_act: ActOf<'wish'>): Change[] => [];
