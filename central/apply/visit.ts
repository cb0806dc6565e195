// Somebody used a kiosk. Nothing changes; the entry itself is what the reports count.
import type { ActOf, Change } from './act.ts';

export const applyVisit = (_act: ActOf<'visit'>): Change[] => [];
