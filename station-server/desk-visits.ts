// The desk's part about visits that a stop of the station cuts short: what was done is in the journal, so only where the visit began
// and what was put down at once has to be remembered. Part of `desk.ts`.
import type { DeskDeps, DeskTools } from './desk-tools.ts';
import type { Desk, DeskItem, DeskLoan, OpenVisit } from './desk-types.ts';
import type { StoredEntry } from './store/journal.ts';
import { createVisitRows } from './store/visit-rows.ts';

/** Entries that are looked through; a class that returns more reads the rest in its receipt of paper. */
const ENTRIES_MAX = 1_000;
/** Of a stack; a pad holds fewer. */
const WANTED_MAX = 60;

type VisitDesk = Pick<Desk, 'beginVisit' | 'endVisit' | 'openVisit'>;

export const createVisitDesk = (deps: DeskDeps, tools: DeskTools): VisitDesk => {
  const { rows, journal } = deps;
  const visits = createVisitRows(deps.db);

  const loanOf = (loanId: unknown): DeskLoan | undefined => {
    const loan = typeof loanId === 'string' ? rows.loanById(loanId) : undefined;
    return loan && tools.describeLoan(loan, tools.today());
  };

  const acts = (place: string, fromSeq: number): StoredEntry[] =>
    journal
      .read(fromSeq - 1, ENTRIES_MAX)
      .filter((entry) => entry.place === place && entry.actor === 'patron');

  const told = (entries: readonly StoredEntry[]) => {
    const lent = new Map<string, DeskLoan>();
    const returned = new Map<string, DeskItem>();
    const renewed = new Map<string, DeskLoan>();
    const refused = new Set<string>();
    for (const { station, seq, type, body } of entries) {
      if (type === 'refusal') refused.add(String(body.itemId));
      const loan = loanOf(type === 'check-out' ? `${station}-${seq}` : body.loanId);
      if (!loan) continue;
      const { itemId } = loan.item;
      if (type === 'check-out' && loan.loan.returnedOn === null) {
        lent.set(itemId, loan);
        returned.delete(itemId);
      } else if (type === 'renewal') renewed.set(loan.loan.loanId, loan);
      else if (type === 'check-in' && loan.loan.returnedOn !== null) returned.set(itemId, loan);
    }
    return {
      lent: [...lent.values()],
      returned: [...returned.values()].map(({ item, title }) => ({ item, title })),
      renewed: [...renewed.values()],
      refused,
    };
  };

  const openVisit = (place: string): OpenVisit | undefined => {
    const visit = visits.at(place);
    if (!visit) return undefined;
    const entries = acts(place, visit.fromSeq);
    const { refused, ...done } = told(entries);
    // Its reader was told of a refusal; it is no book that was forgotten.
    const settled = new Set([
      ...refused,
      ...[...done.lent, ...done.returned].map(({ item }) => item.itemId),
    ]);
    const missed = visit.wanted
      .map((barcode) => rows.itemByBarcode(barcode))
      .filter((found) => found !== undefined)
      .filter(({ item }) => !settled.has(item.itemId));
    const atMs = Math.max(visit.begunAtMs, ...entries.map(({ wallMs }) => wallMs));
    return { patronId: visit.patronId, ...done, missed, atMs };
  };

  return {
    beginVisit: (place, { patronId, wanted }) =>
      visits.put(place, {
        ...{ fromSeq: journal.nextSeq(), patronId, begunAtMs: deps.nowMs() },
        wanted: wanted.slice(0, WANTED_MAX),
      }),
    endVisit: (place) => visits.drop(place),
    openVisit,
  };
};
