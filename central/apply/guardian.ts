// A grown-up stands for a child, or no longer. Central keeps the entries; the station where staff saw the papers acts by them.
import type { ActOf, Change } from './act.ts';

export const applyGuardian = (_act: ActOf<'guardian'>): Change[] => [];
export const applyGuardianEnded = (_act: ActOf<'guardian-ended'>): Change[] => [];
