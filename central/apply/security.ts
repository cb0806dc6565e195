// What became of a book's security bit at a station. Nothing changes here: the entry itself is the proof, and staff of the branch
// have the alert.
import type { ActOf, Change } from './act.ts';

export const applySecurity = (_act: ActOf<'security'>): Change[] => [];
