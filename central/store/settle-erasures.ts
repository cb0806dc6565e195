// The end of a batch under the lock of the feed counter: the persons whom it erased are forgotten, and those whose data it
// stores were not erased meanwhile.
import type { Batch } from './apply-batch.ts';
import { checkErasures, type Erasure, recordErasures } from './erasures.ts';
import type { Sql } from './sql.ts';

/** `owners` are those whose personal data this batch stores. */
export const settleErasures = async (
  sql: Sql,
  { libraryId, set, erasures: erased }: Batch,
  owners: readonly string[],
  hashCard: (card: string) => string,
): Promise<Erasure[]> => {
  const erasedUnknown = [...erased.keys()].filter((id) => !set.patrons.has(id));
  await checkErasures(sql, libraryId, { persons: owners, erasedUnknown });
  const erasures = [...erased].map(([patronId, { by, atMs, card }]): Erasure => {
    return { patronId, atMs, by, cardHash: card === '' ? '' : hashCard(card) };
  });
  await recordErasures(sql, libraryId, erasures);
  return erasures;
};
