// The yearly re-registration; the latest day holds, in any order of arrival.
import { type ActOf, type Change, laterDay, type Rows } from './act.ts';

export const applyReregistration = (act: ActOf<'reregistration'>, rows: Rows): Change[] => {
  const { patronId } = act.body;
  const patron = rows.patron(patronId);
  if (patron === undefined)
    return [{ change: 'hold', reason: 'patron-unknown', waitsFor: patronId }];
  const reregisteredOn = laterDay(act.effectiveOn, patron.reregisteredOn);
  return [{ change: 'patron', patron: { ...patron, reregisteredOn } }];
};
