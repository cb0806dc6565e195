// The shape of the sentences of the review queue: every kind of contradiction has its three, or it
// does not compile. `happened` says what each side saw, `decided` what was done about it, `todo`
// what staff can do.
import type { ReviewKind, StaffAction } from '../../station-server/circulation/contradictions.ts';

export type ReviewText = { happened: string; decided: string; todo: string };
export type ReviewTexts = {
  kinds: Record<ReviewKind, ReviewText>;
  /** What the buttons say; `undo` takes a decision back. */
  actions: Record<StaffAction | 'undo', string>;
};

/** What may stand in braces in a sentence. A sentence whose value is not known is left out. */
export type ReviewFigures = Partial<
  Record<
    | 'station'
    | 'other'
    | 'time'
    | 'otherTime'
    | 'title'
    | 'barcode'
    | 'card'
    | 'otherCard'
    | 'day'
    | 'limit'
    | 'count'
    | 'entry'
    | 'type'
    | 'seq'
    | 'branch'
    | 'error',
    string
  >
>;

/** The sentences with their figures; one with a figure that is not known is left out whole. */
export const fillSentences = (text: string, figures: ReviewFigures): string =>
  text
    .split(/(?<=[.!?]) (?=[^\s])/)
    .map((sentence) =>
      sentence.replace(
        /\{(\w+)\}/g,
        (gap, name: string) => figures[name as keyof ReviewFigures] ?? gap,
      ),
    )
    .filter((sentence) => !/\{\w+\}/.test(sentence))
    .join(' ');
