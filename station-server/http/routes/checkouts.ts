// POST /api/checkouts: staff lend an item. `effectiveOn` is the day it really left, where that was not today.
import Type from 'typebox';
import { LocalDate } from '../../../profiles/site-schema.ts';
import type { ActContext } from '../../desk-types.ts';
import { type App, type AppDeps, STAFF_ACTOR } from '../app-types.ts';
import {
  Barcode,
  closed,
  EntryRef,
  errorAnswers,
  LoanKind,
  PlaceId,
  RefusedBody,
  StaffLoan,
} from '../schemas.ts';
import { requireStaff } from '../security.ts';
import { refusedBody, staffLoan } from '../staff-answers.ts';
import { hostOf } from './place-lookup.ts';

const Body = Type.Object(
  {
    place: PlaceId,
    card: Barcode,
    barcode: Barcode,
    kind: Type.Optional(LoanKind),
    effectiveOn: Type.Optional(LocalDate),
  },
  closed,
);
const Lent = Type.Object(
  {
    outcome: Type.Literal('lent'),
    entry: EntryRef,
    loan: StaffLoan,
  },
  closed,
);

export const checkoutsRoute = (app: App, deps: AppDeps): void => {
  app.post(
    '/api/checkouts',
    { schema: { body: Body, response: { 200: Type.Union([Lent, RefusedBody]), ...errorAnswers } } },
    async (request) => {
      requireStaff(request, deps.staffToken);
      const { card, barcode, kind = 'home', effectiveOn } = request.body;
      const { place } = hostOf(deps.hosts, request.body.place);
      const context: ActContext = { place, actor: STAFF_ACTOR };
      const who = deps.desk.identify(card, context);
      if (who.outcome === 'refused') return refusedBody(who);
      const when = effectiveOn === undefined ? context : { ...context, effectiveOn };
      const answer = deps.desk.checkOut(who.patron.patronId, barcode, kind, when);
      if (answer.outcome === 'refused') return refusedBody(answer);
      return { outcome: 'lent' as const, entry: answer.entry, loan: staffLoan(answer) };
    },
  );
};
