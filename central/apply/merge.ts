// Two records turned out to be one person. Loans go to the record that stays, and the card of the
// other leads to it; undoing it gives every loan back to the record under which it was lent.
import { statusAfterBlocks } from '../../station-server/circulation/contradictions.ts';
import type { ActOf, Change, MergeRow, PatronRow, Rows, Stamp } from './act.ts';
import { compareStamps, touch } from './act.ts';
import { survivorOf } from './survivor.ts';

const withStatus = (patron: PatronRow | undefined, status: PatronRow['status']): Change[] =>
  patron === undefined || patron.status === 'erased'
    ? []
    : [{ change: 'patron', patron: { ...patron, status } }];

/** Loans of these records whose reader is another one by `readerOf`. */
const moved = (
  rows: Rows,
  ids: readonly string[],
  readerOf: (lentTo: string) => string,
): Change[] =>
  [...new Set(ids)].flatMap((id) =>
    rows.loansOf(id).flatMap((loan): Change[] => {
      const patronId = readerOf(rows.lentTo(loan.loanId) ?? loan.patronId);
      return patronId === loan.patronId ? [] : [{ change: 'loan', loan: { ...loan, patronId } }];
    }),
  );

/** The merge takes effect: by its entry, or because its undoing was undone. */
export const mergeNow = (row: MergeRow, rows: Rows): Change[] => {
  const { patronId } = row;
  const before = survivorOf(patronId, rows);
  const without = { merge: (id: string) => (id === patronId ? row : rows.merge(id)) };
  return [
    { change: 'merge', patronId, row },
    ...withStatus(rows.patron(patronId), 'merged'),
    ...moved(rows, [patronId, before], (lentTo) => survivorOf(lentTo, without)),
    ...touch('patron', row.intoId),
  ];
};

export const unmergeNow = (patronId: string, rows: Rows): Change[] => [
  { change: 'merge', patronId, row: null },
  ...withStatus(rows.patron(patronId), statusAfterBlocks('active', rows.blocks(patronId))),
  ...moved(rows, [survivorOf(patronId, rows)], (lentTo) => survivorOf(lentTo, rows, patronId)),
];

export const mergeRowOf = (
  stamp: Stamp,
  body: { patronId: string; intoPatronId: string },
): MergeRow => {
  const { atMs, station, seq } = stamp;
  const { patronId, intoPatronId: intoId } = body;
  return { atMs, station, seq, patronId, intoId, by: `${station}-${seq}` };
};

export const applyMerge = (act: ActOf<'merge'>, rows: Rows): Change[] => {
  const { patronId, intoPatronId } = act.body;
  if (rows.patron(intoPatronId) === undefined)
    return [{ change: 'hold', reason: 'patron-unknown', waitsFor: intoPatronId }];
  // What is left of an erased reader is nobody's record: nothing leads to it, and it leads to nobody.
  if ([patronId, intoPatronId].some((id) => rows.patron(id)?.status === 'erased'))
    return [
      { change: 'hold', reason: 'patron-erased', waitsFor: null },
      ...[patronId, intoPatronId].flatMap((id) => touch('patron', id)),
      ...rows.loansOf(patronId).flatMap(({ loanId }) => touch('loan', loanId)),
    ];
  // Already one person: merged before, perhaps the other way round.
  if (survivorOf(intoPatronId, rows) === survivorOf(patronId, rows))
    return [...touch('patron', patronId), ...touch('patron', intoPatronId)];
  const before = rows.merge(patronId);
  const row = mergeRowOf(act, act.body);
  const settled = (['patron-unknown', 'same-person', 'card-taken'] as const).flatMap((kind) =>
    [patronId, intoPatronId].map((ref): Change => ({ change: 'settle', kind, ref })),
  );
  if (before === undefined) return [...mergeNow(row, rows), ...settled];
  // Merged into two others: the later decision holds, and a librarian hears of it.
  const station = { patronId, intoPatronId, atMs: act.atMs };
  const central = { intoPatronId: before.intoId, atMs: before.atMs, by: before.by };
  const latest = compareStamps(row, before) > 0 ? row : before;
  return [
    ...(latest === row ? mergeNow(row, rows) : touch('patron', patronId)),
    {
      change: 'review',
      kind: 'merged-twice',
      ref: latest === row ? row.by : before.by,
      saw: { station, central },
    },
  ];
};
