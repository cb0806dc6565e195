// The station said no. Nothing changes; the entry itself is what the reports count.
import type { ActOf, Change } from './act.ts';

export const applyRefusal = (_act: ActOf<'refusal'>): Change[] => [];
