// The yearly re-registration; the latest day holds, in any order of arrival.
import { yearOf } from '../../station-server/circulation/local-date.ts';
import { type ActOf, type Change, laterDay, type Rows } from './act.ts';

export const applyReregistration = (act: ActOf<'reregistration'>, rows: Rows): Change[] => {
  const { patronId } = act.body;
  const patron = rows.patron(patronId);
  if (patron === undefined)
    return [{ change: 'hold', reason: 'patron-unknown', waitsFor: patronId }];
  const reregisteredOn = laterDay(act.effectiveOn, patron.reregisteredOn);
  const ref = `${patronId}:${yearOf(act.effectiveOn)}`;
  return [
    { change: 'patron', patron: { ...patron, reregisteredOn } },
    { change: 'settle', kind: 'patron-expired', ref },
  ];
};
