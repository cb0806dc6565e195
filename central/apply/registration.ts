// A new patron, named by the entry. Two stations may register one person; both stand and a
// librarian is asked to merge them.

import { keepsCard, laterId } from '../../station-server/circulation/contradictions.ts';
import { ERASED_BIRTH_DATE, erased } from '../../station-server/circulation/erasure.ts';
import type { ActOf, Change, PatronRow, Rows } from './act.ts';

/** Version 1 has it in the body, version 2 beside it; where it was erased there is none. */
export const cardOf = (act: Pick<ActOf<'registration'>, 'body' | 'personal'>): string =>
  act.personal === null ? '' : (act.personal.card ?? act.body.card ?? '');

const doubles = (act: ActOf<'registration'>, rows: Rows): Change[] => {
  const { name: patronId, personal } = act;
  const station = { patronId, branch: act.body.branch, atMs: act.atMs };
  const review = (kind: 'card-taken' | 'same-person', others: string[]): Change[] =>
    others
      .filter((id) => id !== patronId)
      // The later of two, so that a pair is one review whichever of them was heard of first.
      .map((id) => ({ ref: laterId(patronId, id), other: id }))
      .map(({ ref, other }) => ({
        ...{ change: 'review', kind, ref },
        saw: { station, central: { patronIds: [ref === other ? patronId : other] } },
      }));
  const card = cardOf(act);
  return [
    ...review('card-taken', card === '' ? [] : rows.cardHolders(card)),
    ...(personal === null
      ? []
      : review('same-person', rows.namesakes(personal.name, personal.birthDate))),
  ];
};

/** The card of whoever was registered earlier stays; the other record has none until staff act. */
const cards = (made: PatronRow, rows: Rows): { made: PatronRow; others: Change[] } => {
  const holders = (made.card === '' ? [] : rows.cardHolders(made.card)).flatMap((id) =>
    id === made.patronId ? [] : (rows.patron(id) ?? []),
  );
  const keeper = holders.reduce(keepsCard, made);
  const others = holders
    .filter((holder) => holder !== keeper && holder.card === made.card)
    .map((holder): Change => ({ change: 'patron', patron: { ...holder, card: '' } }));
  return { made: keeper === made ? made : { ...made, card: '' }, others };
};

const statusOf = (act: ActOf<'registration'>, rows: Rows): PatronRow['status'] => {
  if (act.personal === null) return 'erased';
  // Two stations may have merged it before its own station could send it.
  return rows.merge(act.name) === undefined ? act.body.status : 'merged';
};

export const applyRegistration = (act: ActOf<'registration'>, rows: Rows): Change[] => {
  const { category, language, branch } = act.body;
  const { personal, name: patronId } = act;
  const { made, others } = cards(
    {
      patronId,
      card: cardOf(act),
      status: statusOf(act, rows),
      category,
      birthDate: personal?.birthDate ?? ERASED_BIRTH_DATE,
      language,
      languageAtMs: act.atMs,
      branch,
      registeredOn: act.effectiveOn,
      reregisteredOn: act.effectiveOn,
    },
    rows,
  );
  const changes: Change[] = [
    ...others,
    { change: 'patron', patron: personal === null ? erased(made) : made },
    { change: 'settle', kind: 'patron-unknown', ref: patronId },
    ...doubles(act, rows),
  ];
  if (personal !== null) {
    const { name, phone, iin, guardian } = personal;
    changes.push({ change: 'person', person: { patronId, name, phone, iin, guardian } });
  }
  return changes;
};
