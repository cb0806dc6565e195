// The yearly re-registration as a reader does it alone: may they, and have they agreed to the texts that stand now. What they see
// at the kiosk is asked again by every year (libraries.md 7.1); papers and changes are for the librarian. Pure.
import type { LocalDate, Policy } from '../../profiles/site-schema.ts';
import { needsGuardian } from './registration.ts';
import { type Borrower, cardRefusal, refused, reregistration } from './standing.ts';
import type { Refused } from './types.ts';

export type AgreedVersions = { consent: string | null; rules: string | null };

export const agreesWith = (
  agreed: AgreedVersions | undefined,
  policy: Pick<Policy, 'consentVersion' | 'rulesVersion'>,
): boolean => agreed?.consent === policy.consentVersion && agreed.rules === policy.rulesVersion;

export type OwnReregistration = {
  patron: Borrower;
  on: LocalDate;
  policy: Policy;
  given: { consentVersion: string; rulesVersion: string; guarantee: boolean };
};

/** `done`: this year's stands already, so that a second tap writes nothing. */
export const decideOwnReregistration = ({
  patron,
  on,
  policy,
  given,
}: OwnReregistration): { outcome: 'do' | 'done' } | Refused => {
  const card = cardRefusal(patron);
  if (card !== null) return card;
  if (reregistration(patron, on, policy) === 'done') return { outcome: 'done' };
  // Nobody has seen the papers of one who registered at a kiosk and never came to the desk.
  if (patron.status === 'pending') {
    return refused('reregistration-due', { date: patron.reregisteredOn });
  }
  const shown = { consent: given.consentVersion, rules: given.rulesVersion };
  if (!agreesWith(shown, policy)) return refused('texts-changed');
  if (needsGuardian(patron, { today: on, policy }) && !given.guarantee) {
    return refused('guarantee-missing');
  }
  return { outcome: 'do' };
};
