// The yearly re-registration, by staff or by the reader alone at a kiosk, with what was agreed to. Part of `desk.ts`, in the same
// transactions.

import { duplicateKey } from './circulation/registration.ts';
import { decideOwnReregistration } from './circulation/reregistration.ts';
import type { DeskDeps, DeskTools } from './desk-tools.ts';
import type { ActContext, AgreedTexts, Desk, ReregisterAnswer } from './desk-types.ts';

export const createReregisterDesk = (
  deps: DeskDeps,
  tools: DeskTools,
): Pick<Desk, 'reregister'> => {
  const { rows, journal, settings, guarantees, site } = deps;
  const reregister = (
    patronId: string,
    context: ActContext,
    agreed?: AgreedTexts,
  ): ReregisterAnswer => {
    const patron = rows.patronById(patronId);
    if (!patron || patron.status === 'erased') {
      return tools.refuse('identify', { reason: 'patron-unknown' }, context, {});
    }
    const on = tools.today();
    if (agreed) {
      const { policy } = site;
      const decision = decideOwnReregistration({ patron, on, policy, given: agreed });
      if (decision.outcome === 'done') return { outcome: 'reregistered' };
      if (decision.outcome === 'refused') {
        return tools.refuse('reregistration', decision, context, { patronId });
      }
    }
    const atMs = deps.nowMs();
    const versions = agreed && {
      consent: { version: agreed.consentVersion, atMs },
      rules: { version: agreed.rulesVersion, atMs },
      ...(agreed.guarantee ? { guarantee: true } : {}),
    };
    const { place, actor } = context;
    const body = { patronId, ...versions };
    journal.append({ type: 'reregistration', effectiveOn: on, place, actor, body });
    rows.putPatron({ ...patron, reregisteredOn: on }, duplicateKey(patron.name, patron.birthDate));
    if (agreed) {
      const { consentVersion: consent, rulesVersion: rules } = agreed;
      settings.agree(patronId, { consent, rules, atMs });
      if (agreed.guarantee) guarantees.put(patronId, atMs);
    }
    return { outcome: 'reregistered' };
  };
  return { reregister: (...given) => tools.transact(() => reregister(...given)) };
};
