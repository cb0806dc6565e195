// What readers set about themselves at a kiosk, card in hand. Part of `desk.ts`, in the same transactions.
import { pinRefusal } from './circulation/pin-rule.ts';
import type { DeskDeps, DeskTools } from './desk-tools.ts';
import type { ActContext, Desk, DeskRefusal, SettingAnswer } from './desk-types.ts';
import { hashPin } from './pin-hash.ts';
import type { StoredPatron } from './store/rows.ts';

export const createSettingDesk = (deps: DeskDeps, tools: DeskTools): Pick<Desk, 'setPin'> => {
  const { rows, journal, settings } = deps;
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
    settings.setPin(patronId, typed && hashPin(typed.pin), deps.nowMs());
    return { outcome: 'set' };
  };
  return { setPin: (...given) => tools.transact(() => setPin(...given)) };
};
