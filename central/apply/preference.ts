// The patron chose a language; the latest choice holds, in any order of arrival.
import type { ActOf, Change, Rows } from './act.ts';

export const applyPreference = (act: ActOf<'preference'>, rows: Rows): Change[] => {
  const { patronId, language } = act.body;
  const patron = rows.patron(patronId);
  if (patron === undefined)
    return [{ change: 'hold', reason: 'patron-unknown', waitsFor: patronId }];
  const newer = act.atMs >= patron.languageAtMs;
  const chosen = newer ? { language, languageAtMs: act.atMs } : {};
  return [{ change: 'patron', patron: { ...patron, ...chosen } }];
};
