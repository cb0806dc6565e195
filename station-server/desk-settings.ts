// What readers set about themselves at a kiosk, card in hand. Part of `desk.ts`, in the same transactions.
import { pinRefusal } from './circulation/pin-rule.ts';
import type { Loan } from './circulation/types.ts';
import type { DeskDeps, DeskTools } from './desk-tools.ts';
import type { ActContext, Desk, DeskRefusal, SettingAnswer } from './desk-types.ts';
import { hashPin } from './pin-hash.ts';
import { createReadBeforeRows, type ReadBeforeRows } from './store/read-before-rows.ts';
import type { StoredPatron } from './store/rows.ts';

/** Notes a lending for a reader who wishes it. True: they had this title before. */
export const noteReading = (
  deps: DeskDeps,
  read: ReadBeforeRows,
  loan: Pick<Loan, 'loanId' | 'patronId'>,
  titleId: string,
): boolean => {
  if (!deps.settings.get(loan.patronId)?.remembers) return false;
  const before = read.has(loan.patronId, titleId);
  if (!before) read.put(loan.patronId, titleId, loan.loanId);
  return before;
};

export const createSettingDesk = (
  deps: DeskDeps,
  tools: DeskTools,
): Pick<Desk, 'setPin' | 'setRemembering'> => {
  const { rows, journal, settings, eraser, meta } = deps;
  const read = createReadBeforeRows(deps.db);
  const { refuse, today } = tools;
  const living = (patronId: string): StoredPatron | undefined => {
    const patron = rows.patronById(patronId);
    return patron?.status === 'erased' ? undefined : patron;
  };
  const unknown = (context: ActContext): DeskRefusal =>
    refuse('setting', { reason: 'patron-unknown' }, context, {});
  const setPin = (
    patronId: string,
    typed: { pin: string; again: string } | null,
    context: ActContext,
  ): SettingAnswer => {
    const patron = living(patronId);
    if (!patron) return unknown(context);
    const reason = typed && pinRefusal(typed, patron);
    if (reason) return refuse('setting', { reason }, context, { patronId });
    if (!typed && (settings.get(patronId)?.pin ?? null) === null) return { outcome: 'set' };
    const { place, actor } = context;
    const body = { patronId, set: typed !== null };
    journal.append({ type: 'pin', effectiveOn: today(), place, actor, body });
    // The old one goes out of the write-ahead log too.
    if (settings.get(patronId)?.pin) meta.set('scrub-due', 1);
    settings.setPin(patronId, typed && hashPin(typed.pin), deps.nowMs());
    return { outcome: 'set' };
  };
  const setRemembering = (
    patronId: string,
    wanted: boolean,
    context: ActContext,
  ): SettingAnswer => {
    if (!living(patronId)) return unknown(context);
    if ((settings.get(patronId)?.remembers ?? false) === wanted) return { outcome: 'set' };
    const { place, actor } = context;
    const body = { patronId, wanted };
    journal.append({ type: 'remembering', effectiveOn: today(), place, actor, body });
    settings.setRemembers(patronId, wanted, deps.nowMs());
    // What is in hand now is the first that is remembered; what was returned before is nobody's business.
    const loans = wanted ? rows.openLoansOfPatron(patronId) : [];
    for (const loan of loans) {
      const item = rows.itemById(loan.itemId)?.item;
      if (item) read.put(patronId, item.titleId, loan.loanId);
    }
    if (!wanted) {
      read.drop(patronId);
      meta.set('scrub-due', 1);
    }
    return { outcome: 'set' };
  };
  /** Then what was deleted goes out of the write-ahead log. */
  const cleanly = (act: () => SettingAnswer): SettingAnswer => {
    const answer = tools.transact(act);
    eraser.finish();
    return answer;
  };
  return {
    setPin: (...given) => cleanly(() => setPin(...given)),
    setRemembering: (...given) => cleanly(() => setRemembering(...given)),
  };
};
