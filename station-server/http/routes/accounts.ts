// GET /api/patrons/:card/account: what a reader has in hand, for staff only. Addresses are not logged: this one holds a card number.
import Type, { type Static } from 'typebox';
import { Language, PatronCategory } from '../../../profiles/site-schema.ts';
import type { PatronAccount } from '../../desk-types.ts';
import { type App, type AppDeps, STAFF_ACTOR } from '../app-types.ts';
import {
  Barcode,
  closed,
  errorAnswers,
  PlaceId,
  Reason,
  RefusedBody,
  StaffLoan,
} from '../schemas.ts';
import { requireStaff } from '../security.ts';
import { refusedBody, staffLoan } from '../staff-answers.ts';
import { hostOf } from './place-lookup.ts';

const Params = Type.Object({ card: Barcode }, closed);
const Query = Type.Object({ place: PlaceId }, closed);
export const Account = Type.Object(
  {
    outcome: Type.Literal('identified'),
    patronId: Type.String(),
    card: Type.String(),
    status: Type.String(),
    category: PatronCategory,
    language: Language,
    branch: Type.String(),
    surname: Type.String(),
    givenName: Type.String(),
    patronymic: Type.String(),
    itemsLeft: Type.Integer(),
    blockedBy: Type.Union([Type.Null(), Reason]),
    reregistrationReminder: Type.Boolean(),
    loans: Type.Array(StaffLoan),
  },
  closed,
);
const Answer = Type.Union([Account, RefusedBody]);

export const accountBody = (found: PatronAccount): Static<typeof Account> => {
  const { patronId, card, status, category, language, branch } = found.patron;
  const { itemsLeft, blockedBy, reregistrationReminder } = found;
  const { surname, givenName, patronymic } = found.name;
  const loans = found.loans.map(staffLoan);
  return {
    outcome: 'identified',
    ...{ patronId, card, status, category, language, branch, surname, givenName, patronymic },
    ...{ itemsLeft, blockedBy, reregistrationReminder, loans },
  };
};

export const accountsRoute = (app: App, deps: AppDeps): void => {
  app.get(
    '/api/patrons/:card/account',
    { schema: { params: Params, querystring: Query, response: { 200: Answer, ...errorAnswers } } },
    async (request) => {
      requireStaff(request, deps.staffToken);
      const { place } = hostOf(deps.hosts, request.query.place);
      const found = deps.desk.identify(request.params.card, { place, actor: STAFF_ACTOR });
      if (found.outcome === 'refused') return refusedBody(found);
      return accountBody(found);
    },
  );
};
