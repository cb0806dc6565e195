// People or alarms counted at a place within an hour. Nothing changes; the entry itself is what the reports add up.
import type { ActOf, Change } from './act.ts';

export const applyCount = (_act: ActOf<'count'>): Change[] => [];
