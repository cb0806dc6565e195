// POST /api/checkins: staff take an item back; no card is needed. `effectiveOn` serves the book-drop of last night.
import Type from 'typebox';
import { LocalDate } from '../../../profiles/site-schema.ts';
import type { ActContext } from '../../desk-types.ts';
import { type App, type AppDeps, STAFF_ACTOR } from '../app-types.ts';
import {
  Barcode,
  closed,
  EntryRef,
  errorAnswers,
  PlaceId,
  RefusedBody,
  StaffItem,
} from '../schemas.ts';
import { requireStaff } from '../security.ts';
import { refusedBody, staffItem } from '../staff-answers.ts';
import { hostOf } from './place-lookup.ts';

const Body = Type.Object(
  { place: PlaceId, barcode: Barcode, effectiveOn: Type.Optional(LocalDate) },
  closed,
);
const Returned = Type.Object(
  {
    outcome: Type.Literal('returned'),
    entry: EntryRef,
    loanId: Type.String(),
    overdueDays: Type.Integer(),
    foreignBranch: Type.Boolean(),
    item: StaffItem,
  },
  closed,
);
const NotOnLoan = Type.Object(
  { outcome: Type.Literal('not-on-loan'), foreignBranch: Type.Boolean(), item: StaffItem },
  closed,
);
const Answer = Type.Union([Returned, NotOnLoan, RefusedBody]);

export const checkinsRoute = (app: App, deps: AppDeps): void => {
  app.post(
    '/api/checkins',
    { schema: { body: Body, response: { 200: Answer, ...errorAnswers } } },
    async (request) => {
      requireStaff(request, deps.staffToken);
      const { barcode, effectiveOn } = request.body;
      const { place } = hostOf(deps.hosts, request.body.place);
      const context: ActContext = { place, actor: STAFF_ACTOR };
      const when = effectiveOn === undefined ? context : { ...context, effectiveOn };
      const answer = deps.desk.checkIn(barcode, null, when);
      if (answer.outcome === 'refused') return refusedBody(answer);
      const { foreignBranch } = answer;
      const item = staffItem(answer);
      if (answer.outcome === 'not-on-loan') {
        return { outcome: 'not-on-loan' as const, foreignBranch, item };
      }
      const { overdueDays, loan, entry } = answer;
      const { loanId } = loan;
      return { outcome: 'returned' as const, entry, loanId, overdueDays, foreignBranch, item };
    },
  );
};
