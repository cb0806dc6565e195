// POST /api/patrons/:patronId/erase: staff erase a person who asks for it, here at once and everywhere after the next sync. There
// is no way back, so the body must say so; nothing is erased while books are out.
import Type from 'typebox';
import { type App, type AppDeps, STAFF_ACTOR } from '../app-types.ts';
import { closed, EntryId, errorAnswers, PlaceId, RefusedBody } from '../schemas.ts';
import { requireStaff } from '../security.ts';
import { refusedBody } from '../staff-answers.ts';
import { hostOf } from './place-lookup.ts';

const Params = Type.Object({ patronId: EntryId }, closed);
const Body = Type.Object({ place: PlaceId, forEver: Type.Literal(true) }, closed);
const Erased = Type.Object({ outcome: Type.Literal('erased') }, closed);

export const erasuresRoute = (app: App, deps: AppDeps): void => {
  app.post(
    '/api/patrons/:patronId/erase',
    {
      schema: {
        params: Params,
        body: Body,
        response: { 200: Type.Union([Erased, RefusedBody]), ...errorAnswers },
      },
    },
    async (request) => {
      requireStaff(request, deps.staffToken);
      const { place } = hostOf(deps.hosts, request.body.place);
      const answer = deps.desk.erasePatron(request.params.patronId, { place, actor: STAFF_ACTOR });
      return answer.outcome === 'refused' ? refusedBody(answer) : answer;
    },
  );
};
