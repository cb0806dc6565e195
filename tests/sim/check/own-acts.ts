// What was done at a station stands there until central has applied it: no pulled row may set a loan back to before it.
import type { StoredEntry } from '../../../station-server/store/journal.ts';
import type { StationDisk } from '../station-disk.ts';
import type { World } from '../world.ts';

/** By loan id: the entry that touched it last, and the row as it left it. */
export type OwnActs = Map<string, { seq: number; row: string }>;

type Desk = { name: string; disk: StationDisk; own: OwnActs };

const loanOf = ({ type, station, seq, body }: StoredEntry): string | null => {
  if (type === 'check-out') return `${station}-${seq}`;
  const named = type === 'check-in' || type === 'renewal' ? body.loanId : null;
  return typeof named === 'string' ? named : null;
};

export const noteOwnActs = (node: Desk, entries: readonly StoredEntry[]): void => {
  for (const entry of entries) {
    const loanId = loanOf(entry);
    if (loanId === null) continue;
    const row = JSON.stringify(node.disk.peek.rows.loanById(loanId));
    node.own.set(loanId, { seq: entry.seq, row });
  }
};

export const checkOwnActs = (world: World, { name, disk, own }: Desk): void => {
  const { applied } = disk.peek.standing();
  for (const [loanId, { seq, row }] of own) {
    const now = JSON.stringify(disk.peek.rows.loanById(loanId));
    if (seq <= applied) own.delete(loanId);
    else if (now !== row) world.violate(`${name}: entry ${seq} made ${row}, set back to ${now}`);
  }
};
