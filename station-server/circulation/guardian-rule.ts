// Who may borrow for whom: a grown-up for children of the age at which the site asks for a guardian (libraries.md 1H H6). The link is
// made by staff who saw the papers; it sleeps by itself when the child has grown up. Pure.
import type { LocalDate, Policy } from '../../profiles/site-schema.ts';
import { needsGuardian } from './registration.ts';
import { cardRefusal, refused } from './standing.ts';
import type { Patron, Refused } from './types.ts';

/** Of one grown-up: a family, or a home with many children. */
export const CHILDREN_MAX = 12;

type On = { today: LocalDate; policy: Policy };

/** Whether the link still holds: the child is one, and nobody barred or merged the record. */
export const isChildNow = (child: Pick<Patron, 'birthDate' | 'status'>, on: On): boolean =>
  child.status !== 'erased' && child.status !== 'merged' && needsGuardian(child, on);

export const guardianRefusal = (
  { adult, child, children }: { adult: Patron; child: Patron; children: number },
  on: On,
): Refused | null => {
  if (adult.patronId === child.patronId) return refused('guardian-same');
  const barred = cardRefusal(adult) ?? cardRefusal(child);
  if (barred) return barred;
  const { guardianUnderYears: age } = on.policy;
  if (needsGuardian(adult, on)) return refused('guardian-too-young', { age });
  if (!needsGuardian(child, on)) return refused('child-too-old', { age });
  return children >= CHILDREN_MAX ? refused('children-max', { limit: CHILDREN_MAX }) : null;
};
