// A family at the kiosk: the grown-up's card shows the children whom staff have linked to it, and books are lent to the one that was
// chosen, under that child's rules. Pure.

import type { LocalDate } from '../../profiles/site-schema.ts';
import type { AccountLoan } from '../api-types.ts';
import { ageInYears } from '../circulation/local-date.ts';
import type { PatronAccount } from '../desk-types.ts';
import type { FamilyView } from '../family-types.ts';
import type { ChildReader, SessionState } from './session-state.ts';
import type { ReceiptItem } from './slip-request.ts';

type Shown = Pick<ChildReader, 'view' | 'loans'>;

/** Twins and namesakes are told apart by their place: `Ә. М. (9)`, `Ә. М. (9) · 2`. */
const labelsOf = (children: readonly { initials: string; ageYears: number }[]): string[] => {
  const seen = new Map<string, number>();
  return children.map(({ initials, ageYears }) => {
    const label = `${initials} (${ageYears})`;
    const nth = (seen.get(label) ?? 0) + 1;
    seen.set(label, nth);
    return nth === 1 ? label : `${label} · ${nth}`;
  });
};

export const childrenOf = (
  account: Pick<PatronAccount, 'children'>,
  today: LocalDate,
  show: (child: PatronAccount) => Shown,
): ChildReader[] => {
  const found = account.children.map((child) => ({
    ...{ patronId: child.patron.patronId, card: child.patron.card },
    ageYears: ageInYears(child.patron.birthDate, today),
    ...show(child),
  }));
  const labels = labelsOf(
    found.map(({ view, ageYears }) => ({ initials: view.initials, ageYears })),
  );
  return found.map((child, at) => ({ ...child, label: labels[at] ?? '' }));
};

const chosen = ({ children, forChild }: SessionState): ChildReader | undefined =>
  children.find(({ patronId }) => patronId === forChild);

/** Who takes the next book home: the chosen child, else whoever showed the card. */
export const borrowerOf = (state: SessionState): string | null =>
  chosen(state)?.patronId ?? state.patron?.patronId ?? null;

export const childById = (state: SessionState, patronId: string | undefined) =>
  state.children.find((child) => child.patronId === patronId);

/** A book of a child says whose it is. */
export const readerOf = (state: SessionState, patronId: string | undefined) => {
  const child = childById(state, patronId);
  return child ? { reader: child.label } : {};
};

export const withChildLoans = (
  state: SessionState,
  change: (loans: AccountLoan[]) => AccountLoan[],
): ChildReader[] => state.children.map((child) => ({ ...child, loans: change(child.loans) }));

/** On the slip a child's books stand under the child. */
export const forSlip =
  (state: SessionState) =>
  ({ childId, ...item }: ReceiptItem): ReceiptItem => ({ ...item, ...readerOf(state, childId) });

export const familyOf = (state: SessionState): { family?: FamilyView<AccountLoan> } => {
  if (state.children.length === 0) return {};
  const at = state.children.findIndex(({ patronId }) => patronId === state.forChild);
  const children = state.children.map(({ view, ageYears, loans }) => {
    const { initials, itemsLeft, blockedBy } = view;
    return { initials, ageYears, itemsLeft, blockedBy, loans };
  });
  return { family: { children, forChild: at < 0 ? null : at } };
};

/** What stands in the way of the next loan, and how many are left, is the borrower's. */
export const borrowerView = (state: SessionState) => {
  const child = chosen(state);
  const own = state.patron?.view;
  if (!child || !own) return own;
  const { itemsLeft, blockedBy, pending, reregistrationReminder } = child.view;
  return { ...own, itemsLeft, blockedBy, pending, reregistrationReminder };
};
