// The README tells a librarian what the code decides: both tables are one. And every sentence of
// the review queue is whole in three languages.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fillSentences } from '../../central/strings/review-texts.ts';
import { reviewTexts } from '../../central/strings/reviews.ts';
import { packageRoot } from '../../profiles/package-root.ts';
import {
  CONTRADICTION_KINDS,
  CONTRADICTIONS,
  REVIEW_KINDS,
  staffActionsOf,
} from '../../station-server/circulation/contradictions.ts';

/** A row of the table as the README must have it. */
const rowOf = (kind: (typeof CONTRADICTION_KINDS)[number]): string[] => {
  const { stands, holder, staff, correct } = CONTRADICTIONS[kind];
  const review = REVIEW_KINDS.find((name) => name === kind);
  const actions = review === undefined ? [] : staffActionsOf(review);
  const can = actions.map((action) => (action === 'correct' ? `correct: ${correct}` : action));
  return [`\`${kind}\``, stands, holder, staff, can.join(', ')];
};

test('the table of the README is the table of the code', () => {
  const readme = readFileSync(join(packageRoot, 'central/README.md'), 'utf8');
  const part = readme.slice(readme.indexOf('## Contradictions'));
  const rows = [...part.matchAll(/^\| `[^\n]+\|$/gm)].map(([line]) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  expect(rows).toEqual(CONTRADICTION_KINDS.map(rowOf));
});

const FIGURES = new Set([
  ...['station', 'other', 'time', 'otherTime', 'title', 'barcode', 'card', 'otherCard', 'day'],
  ...['limit', 'count', 'entry', 'type', 'seq', 'branch', 'error'],
]);

test.each(REVIEW_KINDS)('%s has the same figures in each language, and no unknown one', (kind) => {
  const figuresOf = (language: 'kk' | 'ru' | 'en') => {
    const { happened, decided, todo } = reviewTexts[language].kinds[kind];
    for (const text of [happened, decided, todo]) expect(text).toMatch(/[.!?]$/);
    const names = [...`${happened} ${decided} ${todo}`.matchAll(/\{(\w+)\}/g)].map(
      ([, name]) => name,
    );
    for (const name of names) expect(FIGURES).toContain(name);
    return [...new Set(names)].sort();
  };
  expect(figuresOf('kk')).toEqual(figuresOf('en'));
  expect(figuresOf('ru')).toEqual(figuresOf('en'));
});

test('a sentence whose figure is not known is left out, never shown with a gap', () => {
  const text = 'Station {station} lent it. The card is {card}. It stands.';
  expect(fillSentences(text, { station: '7' })).toBe('Station 7 lent it. It stands.');
});
