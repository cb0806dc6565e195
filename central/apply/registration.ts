// A new patron, named by the entry. Two stations may register one person; both stand and a
// librarian is asked to merge them.
import type { ActOf, Change, Rows } from './act.ts';

/**
 * Kept where the birth date was erased before the entry came: a grown-up, so that no rule of age
 * bars an erased patron.
 */
const ERASED_BIRTH_DATE = '1900-01-01';

const doubles = (act: ActOf<'registration'>, rows: Rows): Change[] => {
  const station = { patronId: act.name, branch: act.body.branch, atMs: act.atMs };
  const others = (ids: string[]) => ids.filter((id) => id !== act.name);
  const review = (kind: 'card-taken' | 'same-person', patronIds: string[]): Change[] =>
    patronIds.length === 0
      ? []
      : [{ change: 'review', kind, ref: act.name, saw: { station, central: { patronIds } } }];
  const personal = act.personal;
  return [
    ...review('card-taken', others(rows.cardHolders(act.body.card))),
    ...(personal === null
      ? []
      : review('same-person', others(rows.namesakes(personal.name, personal.birthDate)))),
  ];
};

export const applyRegistration = (act: ActOf<'registration'>, rows: Rows): Change[] => {
  const { card, category, language, branch, status } = act.body;
  const { personal, name: patronId } = act;
  const changes: Change[] = [
    {
      change: 'patron',
      patron: {
        patronId,
        card,
        status: personal === null ? 'erased' : status,
        category,
        birthDate: personal?.birthDate ?? ERASED_BIRTH_DATE,
        language,
        languageAtMs: act.atMs,
        branch,
        registeredOn: act.effectiveOn,
        reregisteredOn: act.effectiveOn,
      },
    },
    { change: 'settle', kind: 'patron-unknown', ref: patronId },
    ...doubles(act, rows),
  ];
  if (personal !== null) {
    const { name, phone, iin, guardian } = personal;
    changes.push({ change: 'person', person: { patronId, name, phone, iin, guardian } });
  }
  return changes;
};
