// A new patron, named by the entry. Two stations may register one person; both stand and a
// librarian is asked to merge them.
import { ERASED_BIRTH_DATE, erased } from '../../station-server/circulation/erasure.ts';
import type { ActOf, Change, PatronRow, Rows } from './act.ts';

/** Version 1 has it in the body, version 2 beside it; where it was erased there is none. */
export const cardOf = (act: Pick<ActOf<'registration'>, 'body' | 'personal'>): string =>
  act.personal === null ? '' : (act.personal.card ?? act.body.card ?? '');

const doubles = (act: ActOf<'registration'>, rows: Rows): Change[] => {
  const station = { patronId: act.name, branch: act.body.branch, atMs: act.atMs };
  const others = (ids: string[]) => ids.filter((id) => id !== act.name);
  const review = (kind: 'card-taken' | 'same-person', patronIds: string[]): Change[] =>
    patronIds.length === 0
      ? []
      : [{ change: 'review', kind, ref: act.name, saw: { station, central: { patronIds } } }];
  const { personal } = act;
  const card = cardOf(act);
  return [
    ...review('card-taken', others(card === '' ? [] : rows.cardHolders(card))),
    ...(personal === null
      ? []
      : review('same-person', others(rows.namesakes(personal.name, personal.birthDate)))),
  ];
};

export const applyRegistration = (act: ActOf<'registration'>, rows: Rows): Change[] => {
  const { category, language, branch, status } = act.body;
  const { personal, name: patronId } = act;
  const patron: PatronRow = {
    patronId,
    card: cardOf(act),
    status,
    category,
    birthDate: personal?.birthDate ?? ERASED_BIRTH_DATE,
    language,
    languageAtMs: act.atMs,
    branch,
    registeredOn: act.effectiveOn,
    reregisteredOn: act.effectiveOn,
  };
  const changes: Change[] = [
    { change: 'patron', patron: personal === null ? erased(patron) : patron },
    { change: 'settle', kind: 'patron-unknown', ref: patronId },
    ...doubles(act, rows),
  ];
  if (personal !== null) {
    const { name, phone, iin, guardian } = personal;
    changes.push({ change: 'person', person: { patronId, name, phone, iin, guardian } });
  }
  return changes;
};
