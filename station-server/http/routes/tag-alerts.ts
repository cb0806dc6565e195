// POST /api/tags/:uid/settle: staff looked at the book, and its security bit is as it must be. For tags that no pad can put right; the
// journal keeps who said so.
import Type from 'typebox';
import { type App, type AppDeps, STAFF_ACTOR } from '../app-types.ts';
import { closed, errorAnswers, PlaceId, RefusedBody } from '../schemas.ts';
import { requireStaff } from '../security.ts';
import { refusedBody } from '../staff-answers.ts';
import { hostOf } from './place-lookup.ts';

const Params = Type.Object({ uid: Type.String({ pattern: '^[0-9A-F]{16}$' }) }, closed);
const Body = Type.Object({ place: PlaceId }, closed);
const Settled = Type.Object({ outcome: Type.Literal('settled') }, closed);

export const tagAlertsRoute = (app: App, deps: AppDeps): void => {
  app.post(
    '/api/tags/:uid/settle',
    {
      schema: {
        params: Params,
        body: Body,
        response: { 200: Type.Union([Settled, RefusedBody]), ...errorAnswers },
      },
    },
    async (request) => {
      requireStaff(request, deps.staffToken);
      const { place } = hostOf(deps.hosts, request.body.place);
      const answer = deps.desk.settleTag(request.params.uid, { place, actor: STAFF_ACTOR });
      return answer.outcome === 'refused' ? refusedBody(answer) : answer;
    },
  );
};
