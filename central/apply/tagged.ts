// A book got a tag at a station. Nothing changes here: the entry itself is what reports count, "tagged so far".
import type { ActOf, Change } from './act.ts';

export const applyTagged = (_act: ActOf<'tagged'>): Change[] => [];
