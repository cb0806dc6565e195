// Answers of the desk as bodies of the staff interface: exactly what the reply schemas of `schemas.ts` name.
import type { Static } from 'typebox';
import type { Language } from '../../profiles/site-schema.ts';
import type { DeskItem, DeskLoan, DeskRefusal } from '../desk-types.ts';
import { REFUSAL_HINTS } from '../refusal-hints.ts';
import { fillReason } from '../strings/reasons.ts';
import type { RefusedBody, StaffItem, StaffLoan } from './schemas.ts';

export const staffItem = ({ item, title }: DeskItem): Static<typeof StaffItem> => ({
  itemId: item.itemId,
  barcode: item.barcode,
  title: title.title,
  author: title.author,
});

export const staffLoan = (found: DeskLoan): Static<typeof StaffLoan> => {
  const { loanId, patronId, kind, takenOn, dueOn, renewals, renewalsMax } = found.loan;
  const { overdueDays } = found;
  const item = staffItem(found);
  return { loanId, patronId, item, kind, takenOn, dueOn, overdueDays, renewals, renewalsMax };
};

export const refusedBody = (refusal: DeskRefusal): Static<typeof RefusedBody> => {
  const { reason, details = {}, item } = refusal;
  const text = (language: Language) => fillReason(language, reason, details);
  return {
    outcome: 'refused',
    reason,
    details,
    item: item ? staffItem(item) : null,
    texts: { kk: text('kk'), ru: text('ru'), en: text('en') },
    hint: REFUSAL_HINTS[reason],
  };
};
