// Staff saw the person and the papers: a pending patron becomes an active one. A block or an
// erasure stays.
import type { ActOf, Change, Rows } from './act.ts';

export const applyRegistrationConfirmed = (
  act: ActOf<'registration-confirmed'>,
  rows: Rows,
): Change[] => {
  const { patronId } = act.body;
  const patron = rows.patron(patronId);
  if (patron === undefined)
    return [{ change: 'hold', reason: 'patron-unknown', waitsFor: patronId }];
  const status = patron.status === 'pending' ? 'active' : patron.status;
  return [{ change: 'patron', patron: { ...patron, status } }];
};
