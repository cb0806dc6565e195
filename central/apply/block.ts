// Staff bar a reader, or lift the bar. What holds is the last word by time, in any order of
// arrival; loans made while the reader was barred stand, and a librarian hears of them.
import { patronDoubt, statusAfterBlocks } from '../../station-server/circulation/contradictions.ts';
import type { ActOf, Change, LoanRow, Rows, Stamp } from './act.ts';

const stampOf = (loan: LoanRow): Stamp => {
  const [station = 0, seq = 0] = loan.loanId.split('-').map(Number);
  return { atMs: loan.startedAtMs, station, seq };
};

export const applyBlock = (act: ActOf<'block'>, rows: Rows): Change[] => {
  const { patronId, blocked, reason } = act.body;
  const patron = rows.patron(patronId);
  if (patron === undefined)
    return [{ change: 'hold', reason: 'patron-unknown', waitsFor: patronId }];
  const before = rows.blocks(patronId);
  const block = { atMs: act.atMs, station: act.station, seq: act.seq, blocked };
  const after = [...before, block];
  const changes: Change[] = [
    { change: 'block', patronId, block: { ...block, reason } },
    { change: 'patron', patron: { ...patron, status: statusAfterBlocks(patron.status, after) } },
  ];
  for (const loan of rows.loansOf(patronId)) {
    const at = stampOf(loan);
    const was = patronDoubt(patron, before, at) === 'patron-blocked';
    const is = patronDoubt(patron, after, at) === 'patron-blocked';
    if (is === was) continue;
    const { loanId, itemId } = loan;
    const station = { loanId, itemId, patronId, atMs: at.atMs };
    const saw = { station, central: { status: 'blocked', since: act.atMs } };
    const told = { kind: 'patron-blocked', ref: loanId } as const;
    changes.push(is ? { change: 'review', ...told, saw } : { change: 'settle', ...told });
  }
  return changes;
};
