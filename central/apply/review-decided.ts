// A librarian decided about a contradiction. The decision is an entry like any act, made by central
// itself under station number 0; a storno of it opens the review again.
import type { ActOf, Change } from './act.ts';

const STATES: Readonly<Record<string, string>> = {
  accept: 'accepted',
  correct: 'corrected',
  dismiss: 'dismissed',
};

/** How a review stands after this action. */
export const stateAfter = (action: string): string => STATES[action] ?? 'open';

export const applyReviewDecided = (act: ActOf<'review-decided'>): Change[] => {
  const { kind, ref, action } = act.body;
  return [{ change: 'decide', kind, ref, state: stateAfter(action), by: act.name }];
};
