// The yearly re-registration at the kiosk: one tap opens what the station has of the reader, one says that it is still right; what
// has changed is for the librarian. Pure.
import type { KioskAct, KioskScreen } from '../api-types.ts';
import { needsGuardian } from '../circulation/registration.ts';
import type { ReregisterAnswer } from '../desk-types.ts';
import type { ReregisterState } from './reader-record.ts';
import { only, type SessionState, type Stage, type Stepped, withReason } from './session-state.ts';

/** Reminded of it, or refused for it alone; whoever waits for staff anyhow does both there. */
const isOffered = ({ patron }: SessionState): boolean =>
  patron !== null &&
  !patron.view.pending &&
  (patron.view.blockedBy === 'reregistration-due' ||
    (patron.view.blockedBy === null && patron.view.reregistrationReminder));

export const openReregister = (state: SessionState): Stepped => {
  const { at } = state.stage;
  if ((at !== 'borrow' && at !== 'account') || !isOffered(state)) return only(state);
  return only({ ...state, notice: null, stage: { at: 'reregister', back: at, step: 'asked' } });
};

export const reregister = (
  state: SessionState,
  { consentVersion, rulesVersion, guarantee }: KioskAct & { act: 'reregister' },
): Stepped => {
  const { stage, patron, session } = state;
  if (stage.at !== 'reregister' || stage.step !== 'asked' || !patron) return only(state);
  const agreed = { consentVersion, rulesVersion, guarantee };
  return only(
    { ...state, notice: null, stage: { ...stage, step: 'sent' } },
    { effect: 'reregister', session, patronId: patron.patronId, agreed },
  );
};

export const afterReregister = (state: SessionState, answer: ReregisterAnswer): Stepped => {
  const { stage, patron, session } = state;
  if (stage.at !== 'reregister' || !patron) return only(state);
  if (answer.outcome === 'refused') {
    const asked = { ...state, stage: { ...stage, step: 'asked' } as const };
    return only(withReason(asked, answer.reason, answer.details));
  }
  return only(
    // A visit in which something was done.
    { ...state, registered: true, stage: { ...stage, step: 'done' } },
    { effect: 'account', session, patronId: patron.patronId },
  );
};

/** After a failure of the station the same button works again. */
export const withoutSending = (stage: Stage): Stage => {
  if (stage.at === 'register') return { ...stage, submitted: false };
  if (stage.at === 'my-card') return { ...stage, sent: false };
  return stage.at === 'reregister' && stage.step === 'sent' ? { ...stage, step: 'asked' } : stage;
};

export const reregisterScreen = (
  { patron, settings, surroundings }: SessionState,
  { back, step }: ReregisterState,
): KioskScreen | null => {
  if (!patron) return null;
  const { birthDate, category, branch, toAgree } = patron.record;
  const { policy, branches } = settings;
  return {
    ...{ screen: 'reregister', patron: patron.view, toAgree, back, state: step },
    record: {
      birthYear: Number(birthDate.slice(0, 4)),
      category,
      branch: branches[branch] ?? { kk: branch, ru: branch, en: branch },
    },
    guarantee: needsGuardian({ birthDate }, { today: surroundings.today, policy }),
  };
};
