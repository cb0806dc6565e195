// Undoing a lending, a return or a renewal by a counter-entry (DESIGN.md "Journal and sync"): the original stays readable,
// and central decides in the end, whatever it hears first. Part of `desk.ts`, in the same transactions.
import { undone } from './circulation/contradictions.ts';
import { laterDate } from './circulation/local-date.ts';
import type { Loan } from './circulation/types.ts';
import type { DeskTags } from './desk-tags.ts';
import type { DeskDeps, DeskTools } from './desk-tools.ts';
import type { ActContext, DeskRefusal, UndoAnswer } from './desk-types.ts';
import type { StoredEntry } from './store/journal.ts';
import { createReadBeforeRows } from './store/read-before-rows.ts';

const impossible: DeskRefusal = { outcome: 'refused', reason: 'undo-impossible' };
/** How far back the lending of a loan is looked for; a renewal undone later keeps its day until central says. */
const ENTRIES_LOOKED_BACK_MAX = 5_000;

type About = { itemId: string | null; loanId: string | null; patronId: string | null };

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const aboutOf = ({ station, seq, type, body }: StoredEntry): About => ({
  itemId: textOf(body.itemId),
  loanId: type === 'check-out' ? `${station}-${seq}` : textOf(body.loanId),
  patronId: textOf(body.patronId),
});

const createUndone = ({ db }: DeskDeps) => {
  const find = db.prepare<[number], { by_seq: number }>('SELECT by_seq FROM undone WHERE seq = ?');
  const put = db.prepare('INSERT INTO undone VALUES(?, ?)');
  return {
    by: (seq: number): number | undefined => find.get(seq)?.by_seq,
    put: (seq: number, bySeq: number): void => {
      put.run(seq, bySeq);
    },
  };
};
type Undone = ReturnType<typeof createUndone>;

/** The day promised without this renewal, as far as this station's journal tells. */
const dueWithout = (
  deps: DeskDeps,
  undoneActs: Undone,
  target: StoredEntry,
  loan: Loan,
): Pick<Loan, 'dueOn' | 'renewals'> => {
  const from = Math.max(0, target.seq - ENTRIES_LOOKED_BACK_MAX);
  const promises = deps.journal
    .read(from, deps.journal.nextSeq() - from)
    .filter(({ seq, type, body }) => {
      const own = type === 'check-out' && `${deps.station}-${seq}` === loan.loanId;
      const renewal = type === 'renewal' && body.loanId === loan.loanId;
      return (own || renewal) && seq !== target.seq && undoneActs.by(seq) === undefined;
    });
  const renewals = Math.max(0, loan.renewals - 1);
  if (!promises.some(({ type }) => type === 'check-out')) return { dueOn: loan.dueOn, renewals };
  const dueOn = promises.map(({ body }) => String(body.dueOn)).reduce(laterDate);
  return { dueOn, renewals };
};

/** The loan as it is without the act; null where there is none to change, `impossible` where another has the item. */
const loanWithout = (
  deps: DeskDeps,
  undoneActs: Undone,
  target: StoredEntry,
): Loan | null | typeof impossible => {
  const { itemId, loanId } = aboutOf(target);
  const loan = loanId === null ? undefined : deps.rows.loanById(loanId);
  if (target.type === 'check-out') return loan ? undone(loan) : null;
  if (loan === undefined) return null;
  if (target.type === 'renewal') return { ...loan, ...dueWithout(deps, undoneActs, target, loan) };
  const open = itemId === null ? undefined : deps.rows.openLoanOfItem(itemId);
  if (open && open.loanId !== loan.loanId) return impossible;
  // Where its lending was undone too, there is no loan to open again.
  const own = loan.loanId === `${deps.station}-${seqOf(loan.loanId)}`;
  if (own && undoneActs.by(seqOf(loan.loanId)) !== undefined) return null;
  return { ...loan, returnedOn: null, returnEnteredAtMs: null };
};

const seqOf = (id: string): number => Number(id.split('-')[1]);

export const createUndo = (deps: DeskDeps, tools: DeskTools, tags: DeskTags) => {
  const undoneActs = createUndone(deps);
  const { journal, station } = deps;
  const run = (name: string, context: ActContext): UndoAnswer => {
    const seq = seqOf(name);
    const [target] = Number.isSafeInteger(seq) && seq > 0 ? journal.read(seq - 1, 1) : [];
    if (target === undefined || `${station}-${target.seq}` !== name) return impossible;
    const before = undoneActs.by(seq);
    if (before !== undefined) return { outcome: 'undone', entry: { station, seq: before } };
    if (!['check-out', 'check-in', 'renewal'].includes(target.type)) return impossible;
    const loan = loanWithout(deps, undoneActs, target);
    if (loan !== null && 'outcome' in loan) return loan;
    const storno = journal.append({
      type: 'storno',
      effectiveOn: tools.today(),
      place: context.place,
      actor: context.actor,
      body: { entry: name, ...aboutOf(target) },
    });
    undoneActs.put(seq, storno.seq);
    if (target.type === 'check-out') createReadBeforeRows(deps.db).dropLoan(name);
    if (loan !== null) {
      deps.rows.putLoan(loan);
      tags.afterAct(loan.itemId, context);
    }
    return { outcome: 'undone', entry: { station, seq: storno.seq } };
  };
  return {
    undo: (entry: string, context: ActContext) => tools.transact(() => run(entry, context)),
  };
};
