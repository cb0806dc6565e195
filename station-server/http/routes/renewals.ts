// POST /api/renewals: staff renew a loan, also for a reader who asked by telephone or letter (libraries.md 1B B5).
import Type from 'typebox';
import { type App, type AppDeps, STAFF_ACTOR } from '../app-types.ts';
import {
  closed,
  EntryId,
  EntryRef,
  errorAnswers,
  PlaceId,
  RefusedBody,
  StaffLoan,
} from '../schemas.ts';
import { requireStaff } from '../security.ts';
import { refusedBody, staffLoan } from '../staff-answers.ts';
import { hostOf } from './place-lookup.ts';

const Body = Type.Object({ place: PlaceId, loanId: EntryId }, closed);
const Renewed = Type.Object(
  { outcome: Type.Literal('renewed'), entry: EntryRef, loan: StaffLoan },
  closed,
);

export const renewalsRoute = (app: App, deps: AppDeps): void => {
  app.post(
    '/api/renewals',
    {
      schema: {
        body: Body,
        response: { 200: Type.Union([Renewed, RefusedBody]), ...errorAnswers },
      },
    },
    async (request) => {
      requireStaff(request, deps.staffToken);
      const { place } = hostOf(deps.hosts, request.body.place);
      const answer = deps.desk.renew(request.body.loanId, { place, actor: STAFF_ACTOR });
      if (answer.outcome === 'refused') return refusedBody(answer);
      return { outcome: 'renewed' as const, entry: answer.entry, loan: staffLoan(answer) };
    },
  );
};
